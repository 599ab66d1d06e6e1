#include "platform/facility/sample/asset_readers.h"
#include "platform/facility/sample/json_file.h"

namespace dayroom::facility::sample {
namespace {

using nlohmann::json;

void add_texts(const json& from, google::protobuf::RepeatedPtrField<wire::LocalText>* out) {
    for (const auto& [language, text] : from.items()) {
        wire::LocalText* added = out->Add();
        added->set_language(language);
        added->set_text(text.get<std::string>());
    }
}

wire::Facility read_facility(const json& from) {
    wire::Facility facility;
    facility.set_name(from.at("name"));
    facility.set_time_zone(from.at("time_zone"));
    for (const json& language : from.at("languages")) facility.add_languages(language.get<std::string>());
    facility.set_resident_word(from.at("resident_word"));
    facility.set_staff_phone(from.at("staff_phone"));
    const json& values = from.at("policy");
    wire::Policy& policy = *facility.mutable_policy();
    policy.set_idle_warning_s(values.at("idle_warning_s"));
    policy.set_idle_sign_out_s(values.at("idle_sign_out_s"));
    policy.set_session_limit_s(values.at("session_limit_s"));
    policy.set_pin_length_min(values.at("pin_length_min"));
    policy.set_pin_length_max(values.at("pin_length_max"));
    policy.set_lockout_attempts(values.at("lockout_attempts"));
    policy.set_lockout_s(values.at("lockout_s"));
    policy.set_message_characters(values.at("message_characters"));
    policy.set_terminal_history_days(values.at("terminal_history_days"));
    policy.set_contacts(values.at("contacts"));
    policy.set_decide_within_hours(values.at("decide_within_hours"));
    policy.set_investigate_within_hours(values.at("investigate_within_hours"));
    policy.set_appeal_within_days(values.at("appeal_within_days"));
    policy.set_send_money(values.at("send_money"));
    policy.set_cooling_off_hours(values.at("cooling_off_hours"));
    policy.set_daily_brake_cents(values.at("daily_brake_cents"));
    return facility;
}

wire::Form::Field::Kind field_kind(const std::string& word) {
    static const std::map<std::string, wire::Form::Field::Kind> kKinds = {
        {"text", wire::Form::Field::TEXT},     {"long_text", wire::Form::Field::LONG_TEXT},
        {"choice", wire::Form::Field::CHOICE}, {"date", wire::Form::Field::DATE},
        {"number", wire::Form::Field::NUMBER}, {"check", wire::Form::Field::CHECK}};
    const auto found = kKinds.find(word);
    return found == kKinds.end() ? wire::Form::Field::FIELD_UNSPECIFIED : found->second;
}

wire::Form read_form(const json& from) {
    wire::Form form;
    form.set_code(from.at("code"));
    form.set_icon(from.at("icon"));
    form.set_fee_when(from.at("fee") == "on_completion" ? wire::Form::FEE_ON_COMPLETION : wire::Form::FEE_NONE);
    form.set_price_code(from.value("price_code", ""));
    form.set_may_create_obligation(from.value("may_create_obligation", false));
    form.set_answer_within_hours(from.at("answer_within_hours"));
    add_texts(from.at("name"), form.mutable_name());
    add_texts(from.at("explanation"), form.mutable_explanation());
    if (from.contains("warning")) add_texts(from.at("warning"), form.mutable_warning());
    for (const json& each : from.at("fields")) {
        wire::Form::Field& field = *form.add_fields();
        field.set_code(each.at("code"));
        field.set_kind(field_kind(each.at("kind")));
        field.set_required(each.at("required"));
        field.set_max_characters(each.value("max_characters", 0));
        add_texts(each.at("label"), field.mutable_label());
        if (each.contains("help")) add_texts(each.at("help"), field.mutable_help());
        for (const json& choice : each.value("choices", json::array())) {
            wire::Form::Choice& added = *field.add_choices();
            added.set_code(choice.at("code"));
            add_texts(choice.at("label"), added.mutable_label());
        }
    }
    return form;
}

std::vector<std::pair<std::string, std::string>> read_names(const json& from) {
    std::vector<std::pair<std::string, std::string>> names;
    for (const auto& [language, text] : from.at("name").items()) names.emplace_back(language, text);
    return names;
}

void read_messaging(const json& from, FacilityTexts& texts) {
    for (const json& card : from.at("cards")) texts.cards.push_back({card.at("code"), read_names(card)});
    texts.appeals = from.at("appeals").get<std::map<std::string, std::vector<std::string>>>();
    texts.appeal_granted = from.at("appeal_answers").at("granted");
    texts.appeal_refused = from.at("appeal_answers").at("refused");
}

void read_money(const json& from, FacilityTexts& texts) {
    for (const json& each : from.at("prices")) {
        PriceTexts price{each.at("code"), each.at("cents"), each.at("credits"), read_names(each), 0, 0};
        if (each.contains("offer_days")) {
            price.from_days = each.at("offer_days").at(0);
            price.to_days = each.at("offer_days").at(1);
        }
        texts.prices.push_back(std::move(price));
    }
    for (const json& each : from.at("deductions")) {
        texts.deductions.push_back({each.at("code"), each.at("legal_basis"), each.at("basis_points"),
                                    each.at("needs_obligation"), each.at("into_savings")});
    }
    for (const json& each : from.at("charge_kinds"))
        texts.charge_kinds.push_back({each.at("code"), each.at("name"), each.at("cents"), each.at("may_be_owed")});
    texts.exempt_sources = from.at("exempt_sources").get<std::vector<std::string>>();
    for (const json& each : from.at("obligations")) {
        texts.obligations.push_back(
            {each.at("code"), each.at("legal_basis"), each.at("least_cents"), each.at("most_cents")});
    }
    texts.wages = from.at("wage_details").get<std::map<std::string, std::string>>();
}

NoticeTexts read_notice(const json& from) {
    NoticeTexts texts;
    texts.scope = from.at("scope");
    texts.from_days = from.at("from_days");
    texts.to_days = from.at("to_days");
    if (from.contains("season")) texts.season = {from.at("season").at(0), from.at("season").at(1)};
    texts.notice.set_public_(from.at("public"));
    add_texts(from.at("title"), texts.notice.mutable_title());
    add_texts(from.at("text"), texts.notice.mutable_text());
    return texts;
}

RequestTexts read_request(const std::string& form, const json& from) {
    RequestTexts texts;
    texts.role = from.at("role");
    for (const char* field : {"topic", "document", "pages", "since"}) {
        if (from.contains(field)) texts.answers.emplace_back(field, from.at(field).get<std::string>());
    }
    texts.text_field = form == "general" ? "text" : form == "sick_call" ? "problem" : "details";
    for (const char* language : {"en", "es"}) {
        const json& words = from.at(language);
        texts.words[language] = {words.at("ask"), words.at("answer"), words.value("declined", std::string())};
    }
    return texts;
}

void read_review(const json& from, FacilityTexts& texts) {
    for (const json& rule : from.at("rules")) {
        texts.rules.push_back({rule.at("code"), rule.at("reason"), rule.at("text")});
        texts.reason_of_rule[rule.at("code")] = rule.at("reason");
    }
    for (const json& list : from.at("lists")) {
        texts.lists.push_back({list.at("name"), list.at("kind") == "watch", list.value("unit", std::string()),
                               list.at("patterns").get<std::vector<std::string>>()});
    }
}

}  // namespace

Result<FacilityTexts> read_facility_texts(const std::filesystem::path& facility_file,
                                          const std::filesystem::path& notices_file) {
    FacilityTexts texts;
    TRY(read_json(facility_file, [&](const json& from) {
        texts.facility = read_facility(from.at("facility"));
        for (const json& unit : from.at("units")) {
            texts.units.push_back({unit.at("name"), unit.at("nearest_working"), unit.at("women")});
        }
        read_review(from, texts);
        read_messaging(from, texts);
        for (const json& form : from.at("forms")) texts.forms.push_back(read_form(form));
        read_money(from, texts);
    }));
    TRY(read_json(notices_file, [&](const json& from) {
        for (const json& notice : from.at("notices")) texts.notices.push_back(read_notice(notice));
    }));
    return texts;
}

Result<std::map<std::string, std::vector<RequestTexts>>> read_request_texts(const std::filesystem::path& file) {
    std::map<std::string, std::vector<RequestTexts>> all;
    TRY(read_json(file, [&](const json& from) {
        for (const auto& [form, requests] : from.items()) {
            for (const json& request : requests) all[form].push_back(read_request(form, request));
        }
    }));
    return all;
}

}  // namespace dayroom::facility::sample
