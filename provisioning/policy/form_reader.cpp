#include "provisioning/policy/form_reader.h"

#include <charconv>

#include "platform/money/money.h"

namespace dayroom::provisioning {
namespace {

forms::Condition read_condition(const JsonNode& node, ProblemList& problems) {
    NodeReader reader(node, problems);
    forms::Condition condition;
    condition.field = reader.code("field", true);
    int compares = 0;
    for (int number = 1; number <= static_cast<int>(forms::Compare::kAtMost); ++number) {
        const auto compare = static_cast<forms::Compare>(number);
        const std::string name = forms::name_of(compare);
        if (!reader.has(name)) continue;
        ++compares;
        condition.compare = compare;
        if (compare == forms::Compare::kIs || compare == forms::Compare::kIsNot) {
            condition.values = reader.codes(name, forms::kMaxConditionValues);
        } else if (compare == forms::Compare::kAnswered) {
            if (!reader.flag(name)) reader.wrong(name, "can only be true");
        } else {
            condition.number = reader.number(name, -kMaxCommandUnits, kMaxCommandUnits, true);
        }
    }
    if (compares != 1)
        problems.add(node.place, "needs one of \"is\", \"is_not\", \"answered\", \"at_least\", \"at_most\"");
    reader.done();
    return condition;
}

forms::Choice read_choice(const JsonNode& node, ProblemList& problems) {
    NodeReader reader(node, problems);
    forms::Choice choice;
    choice.code = reader.code("code", true);
    choice.label = reader.texts("label", forms::kMaxLabelCharacters, true);
    choice.icon = reader.has("icon") ? reader.code("icon", false) : "";
    reader.done();
    return choice;
}

forms::Field read_field(const JsonNode& node, ProblemList& problems) {
    NodeReader reader(node, problems);
    forms::Field field;
    field.code = reader.code("code", true);
    const std::string kind = reader.code("kind", true);
    if (const auto known = forms::field_kind(kind)) {
        field.kind = *known;
    } else if (!kind.empty()) {
        reader.wrong("kind",
                     "is none that there is: text, long_text, choice, date, number, check, money, contact, "
                     "item or yes_no");
    }
    field.label = reader.texts("label", forms::kMaxLabelCharacters, true);
    field.help = reader.texts("help", forms::kMaxLabelCharacters, false);
    field.required = reader.flag("required");
    field.max_characters = static_cast<int>(
        reader.number("max_characters", 0, static_cast<std::int64_t>(forms::kMaxAnswerCharacters), false));
    field.least = reader.maybe_number("least", -kMaxCommandUnits, kMaxCommandUnits);
    field.most = reader.maybe_number("most", -kMaxCommandUnits, kMaxCommandUnits);
    for (const JsonNode* choice : reader.list("choices", forms::kMaxChoices, false))
        field.choices.push_back(read_choice(*choice, problems));
    for (const JsonNode* condition : reader.list("show_when", forms::kMaxConditions, false))
        field.show_when.push_back(read_condition(*condition, problems));
    reader.done();
    return field;
}

void read_fee(const JsonNode& node, ProblemList& problems, forms::Fee& fee) {
    NodeReader reader(node, problems);
    const std::string when = reader.code("when", true);
    if (when == "on_completion") fee.when = forms::FeeWhen::kOnCompletion;
    if (when == "on_submission") fee.when = forms::FeeWhen::kOnSubmission;
    if (!when.empty() && fee.when == forms::FeeWhen::kNone)
        reader.wrong("when", "must be on_completion or on_submission");
    fee.price_code = reader.code("price", true);
    fee.may_owe = reader.flag("may_owe");
    fee.when_declined = reader.flag("when_declined");
    reader.done();
}

int read_hours(NodeReader& reader, const char* name) {
    return static_cast<int>(reader.number(name, 0, forms::kMaxClockHours, false));
}

/// Where a path like "fields[3].show_when[0].field" leads; as far as there is a way.
JsonPlace place_at(const JsonNode& form, std::string_view path) {
    const JsonNode* node = &form;
    while (!path.empty()) {
        const std::size_t dot = std::min(path.find('.'), path.size());
        std::string_view step = path.substr(0, dot);
        path.remove_prefix(std::min(dot + 1, path.size()));
        std::size_t index = 0;
        const std::size_t bracket = step.find('[');
        const bool in_list = bracket != std::string_view::npos;
        if (in_list) std::from_chars(step.data() + bracket + 1, step.data() + step.size(), index);
        step = step.substr(0, bracket);
        const JsonNode* next = nullptr;
        for (const JsonMember& member : node->members)
            if (member.name == step) next = &member.value;
        if (next != nullptr && in_list) next = index < next->items.size() ? &next->items[index] : nullptr;
        if (next == nullptr) break;
        node = next;
    }
    return node->place;
}

}  // namespace

forms::Form read_policy_form(const JsonNode& node, ProblemList& all_problems) {
    ProblemList problems;
    NodeReader reader(node, problems);
    forms::Form form;
    form.code = reader.code("code", true);
    form.icon = reader.has("icon") ? reader.code("icon", false) : "";
    form.name = reader.texts("name", forms::kMaxLabelCharacters, true);
    form.explanation = reader.texts("explanation", forms::kMaxPageCharacters, false);
    form.warning = reader.texts("warning", forms::kMaxPageCharacters, false);
    for (const JsonNode* field : reader.list("fields", forms::kMaxFields, true))
        form.fields.push_back(read_field(*field, problems));
    if (const JsonNode* fee = reader.member("fee", JsonNode::Kind::kObject, false)) read_fee(*fee, problems, form.fee);
    form.role = reader.has("role") ? reader.code("role", false) : "";
    form.answer_within_hours = read_hours(reader, "answer_within_hours");
    form.weekend_answer_within_hours = read_hours(reader, "weekend_answer_within_hours");
    form.reply_within_hours = read_hours(reader, "reply_within_hours");
    form.appeals = reader.has("appeals") ? reader.code("appeals", false) : "";
    form.appeal_within_days = static_cast<int>(reader.number("appeal_within_days", 0, forms::kMaxAppealDays, false));
    for (const JsonNode* level : reader.list("next_levels", forms::kMaxNextLevels, false)) {
        NodeReader part(*level, problems);
        form.next_levels.push_back({part.has("role") ? part.code("role", false) : "",
                                    read_hours(part, "answer_within_hours"),
                                    part.texts("name", forms::kMaxLabelCharacters, true)});
        part.done();
    }
    reader.done();
    // The rules look at the whole: only when each part of it is what it must be.
    if (problems.empty()) {
        if (const Status good = forms::check_form(form); !good.ok()) {
            const std::string& words = good.error().detail;
            const std::size_t colon = words.find(": ");
            problems.add(place_at(node, std::string_view(words).substr(0, colon)), words);
        }
    }
    for (JsonProblem& problem : problems.take()) all_problems.add(problem.place, std::move(problem.words));
    return form;
}

}  // namespace dayroom::provisioning
