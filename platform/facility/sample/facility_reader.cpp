#include "platform/facility/integration/form_body.h"
#include "platform/facility/sample/asset_readers.h"
#include "platform/facility/sample/json_file.h"
#include "platform/wire/forms.h"

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
                                    each.at("needs_obligation"), each.at("into_savings"), read_names(each)});
    }
    for (const json& each : from.at("charge_kinds"))
        texts.charge_kinds.push_back({each.at("code"), read_names(each), each.at("cents"), each.at("may_be_owed")});
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
    texts.keep_days = from.value("keep_days", 0);
    add_texts(from.at("title"), texts.notice.mutable_title());
    add_texts(from.at("text"), texts.notice.mutable_text());
    return texts;
}

RequestTexts read_request(const std::string& form, const json& from) {
    RequestTexts texts;
    texts.role = from.at("role");
    for (const char* field : {"topic", "document", "pages", "symptom", "since", "emergency"}) {
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
        read_money(from, texts);
    }));
    TRY(read_json(notices_file, [&](const json& from) {
        for (const json& notice : from.at("notices")) texts.notices.push_back(read_notice(notice));
    }));
    return texts;
}

Result<std::vector<wire::Form>> read_sample_forms(const std::filesystem::path& file) {
    JsonBody body;
    TRY(read_json(file, [&](const json& from) { body = JsonBody::of(from); }));
    std::vector<wire::Form> all;
    auto read = read_forms_file(body);
    if (!read.ok()) return read.take_error().while_doing(file.filename().string());
    for (const forms::Form& form : *read) all.push_back(wire::form_to_wire(form));
    return all;
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
