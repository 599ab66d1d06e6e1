#include "platform/facility/integration/form_body.h"

#include <algorithm>

#include "platform/money/money.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

constexpr std::size_t kCode = forms::kMaxCodeBytes;
constexpr std::size_t kIdText = 36;

Error at_place(const std::string& place, Error error) {
    const bool deeper = error.detail.starts_with("fields[") || error.detail.starts_with("choices[") ||
                        error.detail.starts_with("show_when[") || error.detail.starts_with("waived_when[");
    error.detail = place + (deeper ? "." : ": ") + error.detail;
    return error;
}

std::string nth(const char* list, std::size_t at) { return std::string(list) + "[" + std::to_string(at) + "]"; }

/// Each object of the list, read by `read`, its errors with their place.
template <typename Read>
Status each_object(JsonBody& body, const char* list, std::size_t most, bool required, Read read) {
    if (!required && !body.has(list)) return {};
    auto objects = body.objects(list, most);
    for (std::size_t at = 0; at < objects.size(); ++at) {
        Status good = read(objects[at]);
        if (good.ok()) good = objects[at].done();
        if (!good.ok()) return at_place(nth(list, at), good.take_error());
    }
    return {};
}

forms::Texts read_texts(JsonBody& body, const char* name, std::size_t most, bool required) {
    forms::Texts texts;
    if (!required && !body.has(name)) return texts;
    for (auto& [language, text] : body.texts(name, most)) texts.push_back({language, std::move(text)});
    return texts;
}

std::optional<std::int64_t> read_limit(JsonBody& body, const char* name) {
    if (!body.has(name)) return std::nullopt;
    return body.integer(name, -kMaxCommandUnits, kMaxCommandUnits);
}

Status read_condition(JsonBody& body, std::vector<forms::Condition>& conditions) {
    forms::Condition condition;
    condition.field = body.text("field", kCode);
    int compares = 0;
    for (int number = 1; number <= static_cast<int>(forms::Compare::kAtMost); ++number) {
        const auto compare = static_cast<forms::Compare>(number);
        const char* name = forms::name_of(compare);
        if (!body.has(name)) continue;
        ++compares;
        condition.compare = compare;
        if (compare == forms::Compare::kIs || compare == forms::Compare::kIsNot) {
            condition.values = body.list(name, forms::kMaxConditionValues, kCode);
        } else if (compare == forms::Compare::kAnswered) {
            if (!body.flag(name)) return Error(ErrorCode::kInvalid, "\"answered\" can only be true.");
        } else {
            condition.number = body.integer(name, -kMaxCommandUnits, kMaxCommandUnits);
        }
    }
    if (compares != 1)
        return Error(ErrorCode::kInvalid, "needs one of \"is\", \"is_not\", \"answered\", \"at_least\", \"at_most\".");
    conditions.push_back(std::move(condition));
    return {};
}

Status read_field(JsonBody& body, forms::Form& form) {
    forms::Field field;
    field.code = body.text("code", kCode);
    const std::string kind = body.text("kind", kCode);
    field.label = read_texts(body, "label", forms::kMaxLabelCharacters, true);
    field.help = read_texts(body, "help", forms::kMaxLabelCharacters, false);
    field.required = body.optional_flag("required");
    field.max_characters = static_cast<int>(
        body.optional_integer("max_characters", 0, static_cast<std::int64_t>(forms::kMaxAnswerCharacters), 0));
    field.least = read_limit(body, "least");
    field.most = read_limit(body, "most");
    TRY(each_object(body, "choices", forms::kMaxChoices, false, [&](JsonBody& choice) -> Status {
        field.choices.push_back({choice.text("code", kCode),
                                 read_texts(choice, "label", forms::kMaxLabelCharacters, true),
                                 choice.optional_text("icon", kCode)});
        return {};
    }));
    TRY(each_object(body, "show_when", forms::kMaxConditions, false,
                    [&](JsonBody& condition) { return read_condition(condition, field.show_when); }));
    if (!kind.empty()) {
        const auto known = forms::field_kind(kind);
        if (!known) return Error(ErrorCode::kInvalid, "\"kind\" is none that there is.");
        field.kind = *known;
    }
    form.fields.push_back(std::move(field));
    return {};
}

Status read_fee(JsonBody& body, forms::Fee& fee) {
    const std::string when = body.text("when", kCode);
    fee.price_code = body.text("price", kCode);
    fee.may_owe = body.optional_flag("may_owe");
    fee.when_declined = body.optional_flag("when_declined");
    TRY(each_object(body, "waived_when", forms::kMaxConditions, false,
                    [&](JsonBody& condition) { return read_condition(condition, fee.waived_when); }));
    TRY(body.done());
    if (when != "on_completion" && when != "on_submission")
        return Error(ErrorCode::kInvalid, "\"when\" must be on_completion or on_submission.");
    fee.when = when == "on_completion" ? forms::FeeWhen::kOnCompletion : forms::FeeWhen::kOnSubmission;
    return {};
}

Status read_fee_member(JsonBody& body, forms::Fee& fee) {
    auto member = body.optional_object("fee");
    if (!member) return {};
    const Status good = read_fee(*member, fee);
    return good.ok() ? good : Status(at_place("fee", good.error()));
}

json texts_json(const forms::Texts& texts) {
    json all = json::object();
    for (const forms::Text& text : texts) all[text.language] = text.text;
    return all;
}

void put_texts(json& to, const char* name, const forms::Texts& texts) {
    if (!texts.empty()) to[name] = texts_json(texts);
}

json condition_json(const forms::Condition& condition) {
    json to = {{"field", condition.field}};
    const char* name = forms::name_of(condition.compare);
    switch (condition.compare) {
        case forms::Compare::kIs:
        case forms::Compare::kIsNot:
            to[name] = condition.values;
            break;
        case forms::Compare::kAnswered:
            to[name] = true;
            break;
        case forms::Compare::kAtLeast:
        case forms::Compare::kAtMost:
            to[name] = condition.number;
            break;
    }
    return to;
}

json field_json(const forms::Field& field) {
    json to = {{"code", field.code}, {"kind", forms::name_of(field.kind)}};
    put_texts(to, "label", field.label);
    put_texts(to, "help", field.help);
    if (field.required) to["required"] = true;
    if (field.max_characters > 0) to["max_characters"] = field.max_characters;
    if (field.least) to["least"] = *field.least;
    if (field.most) to["most"] = *field.most;
    for (const forms::Choice& choice : field.choices) {
        json one = {{"code", choice.code}, {"label", texts_json(choice.label)}};
        if (!choice.icon.empty()) one["icon"] = choice.icon;
        to["choices"].push_back(std::move(one));
    }
    for (const forms::Condition& condition : field.show_when) to["show_when"].push_back(condition_json(condition));
    return to;
}

}  // namespace

Result<forms::Form> read_form(JsonBody& body) {
    forms::Form form;
    form.code = body.text("code", kCode);
    form.icon = body.optional_text("icon", kCode);
    form.name = read_texts(body, "name", forms::kMaxLabelCharacters, true);
    form.explanation = read_texts(body, "explanation", forms::kMaxPageCharacters, false);
    form.warning = read_texts(body, "warning", forms::kMaxPageCharacters, false);
    TRY(each_object(body, "fields", forms::kMaxFields, true, [&](JsonBody& field) { return read_field(field, form); }));
    TRY(read_fee_member(body, form.fee));
    form.role = body.optional_text("role", kCode);
    const auto hours = [](JsonBody& from, const char* name) {
        return static_cast<int>(from.optional_integer(name, 0, forms::kMaxClockHours, 0));
    };
    form.answer_within_hours = hours(body, "answer_within_hours");
    form.weekend_answer_within_hours = hours(body, "weekend_answer_within_hours");
    form.urgent_answer_within_hours = hours(body, "urgent_answer_within_hours");
    form.reply_within_hours = hours(body, "reply_within_hours");
    form.appeals = body.optional_text("appeals", kCode);
    form.appeal_within_days =
        static_cast<int>(body.optional_integer("appeal_within_days", 0, forms::kMaxAppealDays, 0));
    for (const std::string& text : body.optional_list("units", forms::kMaxUnits, kIdText)) {
        const auto unit = UnitId::parse(text);
        if (!unit.ok()) return Error(ErrorCode::kInvalid, "units: holds what is no id");
        form.units.push_back(unit->raw());
    }
    std::sort(form.units.begin(), form.units.end());
    TRY(each_object(body, "next_levels", forms::kMaxNextLevels, false, [&](JsonBody& level) -> Status {
        const std::string role = level.optional_text("role", kCode);
        form.next_levels.push_back({role, hours(level, "answer_within_hours"),
                                    read_texts(level, "name", forms::kMaxLabelCharacters, true),
                                    hours(level, "urgent_answer_within_hours")});
        return {};
    }));
    TRY(body.done());
    TRY(forms::check_form(form));
    return form;
}

Result<std::vector<forms::Form>> read_forms_file(JsonBody& body) {
    std::vector<forms::Form> all;
    (void)body.integer("format", kFormsFormat, kFormsFormat);
    auto objects = body.objects("forms", 500);
    TRY(body.done());
    for (std::size_t at = 0; at < objects.size(); ++at) {
        auto form = read_form(objects[at]);
        const std::string place = nth("forms", at);
        if (!form.ok()) {
            Error error = form.take_error();
            error.detail = place + "." + error.detail;
            return error;
        }
        if (std::any_of(all.begin(), all.end(), [&](const forms::Form& other) { return other.code == form->code; }))
            return Error(ErrorCode::kInvalid, place + ".code: comes twice");
        all.push_back(form.take());
    }
    return all;
}

json form_json(const forms::Form& form) {
    json to = {{"code", form.code}, {"fields", json::array()}};
    if (!form.icon.empty()) to["icon"] = form.icon;
    put_texts(to, "name", form.name);
    put_texts(to, "explanation", form.explanation);
    put_texts(to, "warning", form.warning);
    for (const forms::Field& field : form.fields) to["fields"].push_back(field_json(field));
    if (form.fee.when != forms::FeeWhen::kNone) {
        to["fee"] = {{"when", form.fee.when == forms::FeeWhen::kOnCompletion ? "on_completion" : "on_submission"},
                     {"price", form.fee.price_code}};
        if (form.fee.may_owe) to["fee"]["may_owe"] = true;
        if (form.fee.when_declined) to["fee"]["when_declined"] = true;
        for (const forms::Condition& condition : form.fee.waived_when)
            to["fee"]["waived_when"].push_back(condition_json(condition));
    }
    if (!form.role.empty()) to["role"] = form.role;
    if (form.answer_within_hours > 0) to["answer_within_hours"] = form.answer_within_hours;
    if (form.weekend_answer_within_hours > 0) to["weekend_answer_within_hours"] = form.weekend_answer_within_hours;
    if (form.urgent_answer_within_hours > 0) to["urgent_answer_within_hours"] = form.urgent_answer_within_hours;
    if (form.reply_within_hours > 0) to["reply_within_hours"] = form.reply_within_hours;
    for (const std::string& unit : form.units) {
        if (const auto id = UnitId::from_bytes(std::string_view(unit)); id.ok()) to["units"].push_back(id->to_string());
    }
    for (const forms::Level& level : form.next_levels) {
        json each = {{"answer_within_hours", level.answer_within_hours}, {"name", texts_json(level.name)}};
        if (!level.role.empty()) each["role"] = level.role;
        if (level.urgent_answer_within_hours > 0) each["urgent_answer_within_hours"] = level.urgent_answer_within_hours;
        to["next_levels"].push_back(std::move(each));
    }
    if (!form.appeals.empty()) {
        to["appeals"] = form.appeals;
        to["appeal_within_days"] = form.appeal_within_days;
    }
    return to;
}

json forms_file_json(const std::vector<forms::Form>& forms) {
    json to = {{"format", kFormsFormat}, {"forms", json::array()}};
    for (const forms::Form& form : forms) to["forms"].push_back(form_json(form));
    return to;
}

}  // namespace dayroom::facility
