// How the sample offers video visits.
#include "platform/facility/sample/asset_readers.h"
#include "platform/facility/sample/json_file.h"

namespace dayroom::facility::sample {
namespace {

using nlohmann::json;

void read_visit_terms(const json& from, wire::VisitTerms& terms) {
    for (const json& minutes : from.at("minutes")) terms.add_minutes(minutes.get<int>());
    terms.set_slot_minutes(from.at("slot_minutes").get<int>());
    terms.add_prices()->set_minute_mills(from.at("minute_mills").get<std::int64_t>());
    terms.set_notice_minutes(from.at("notice_minutes").get<int>());
    terms.set_ahead_days(from.at("ahead_days").get<int>());
    terms.set_visits_a_week(from.at("visits_a_week").get<int>());
    terms.set_first_weekday(from.at("first_weekday").get<int>());
    terms.set_change_minutes(from.at("change_minutes").get<int>());
    terms.set_full_refund_minutes(from.at("full_refund_minutes").get<int>());
    terms.set_late_refund_points(from.at("late_refund_points").get<int>());
    terms.set_missed_refund_points(from.at("missed_refund_points").get<int>());
    terms.set_check_in_before_minutes(from.at("check_in_before_minutes").get<int>());
    terms.set_check_in_after_minutes(from.at("check_in_after_minutes").get<int>());
    terms.set_reminder_minutes(from.at("reminder_minutes").get<int>());
    for (const auto& [language, text] : from.at("note").items()) {
        wire::LocalText& added = *terms.add_note();
        added.set_language(language);
        added.set_text(text.get<std::string>());
    }
}

VisitPlaceTexts read_place(const json& from) {
    VisitPlaceTexts place;
    place.code = from.at("code").get<std::string>();
    place.name = from.at("name").get<std::string>();
    place.room = from.at("room").get<std::string>();
    for (const json& other : from.at("neighbours")) place.neighbours.push_back(other.get<std::string>());
    for (const json& each : from.at("hours"))
        place.hours.push_back({each.at(0).get<int>(), each.at(1).get<int>(), each.at(2).get<int>()});
    return place;
}

}  // namespace

Result<VisitTexts> read_visit_texts(const std::filesystem::path& file) {
    VisitTexts visits;
    TRY(read_json(file, [&](const json& from) {
        read_visit_terms(from, visits.terms);
        for (const json& place : from.at("places")) visits.places.push_back(read_place(place));
    }));
    return visits;
}

}  // namespace dayroom::facility::sample
