#include "platform/facility/integration/phone_view.h"

#include "platform/wire/limits.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;
using Texts = google::protobuf::RepeatedPtrField<wire::LocalText>;

json phone_texts_view(const Texts& texts) {
    json shown = json::object();
    for (const wire::LocalText& text : texts) shown[text.language()] = text.text();
    return shown;
}

void read_phone_texts(JsonBody& body, const char* member, Texts& out) {
    for (const auto& [language, text] : body.texts(member, wire::kMaxLineCharacters)) {
        wire::LocalText& added = *out.Add();
        added.set_language(language);
        added.set_text(text);
    }
}

void read_rate(JsonBody& entry, wire::PhoneTerms::Rate& rate) {
    rate.set_code(entry.text("code", wire::kMaxCodeCharacters));
    read_phone_texts(entry, "name", *rate.mutable_name());
    for (const std::string& prefix : entry.list("prefixes", wire::kMaxPhonePrefixes, wire::kMaxPhoneDigits + 1))
        rate.add_prefixes(prefix);
    rate.set_minute_mills(entry.integer("minute_mills", 0, kMaxCommandUnits));
    rate.set_connection_cents(entry.optional_integer("connection_cents", 0, kMaxCommandUnits, 0));
    rate.set_most_cents(entry.optional_integer("most_cents", 0, kMaxCommandUnits, 0));
    rate.set_most_minutes(static_cast<int>(entry.optional_integer("most_minutes", 0, wire::kMaxCallMinutes, 0)));
    rate.set_valid_from_ms(entry.optional_integer("valid_from_ms", 0, wire::kMaxTimestampMs, 0));
    rate.set_valid_to_ms(entry.optional_integer("valid_to_ms", 0, wire::kMaxTimestampMs, 0));
}

json view_line(const CallReportLine& entry) {
    const CallLine& line = entry.line;
    json shown = {{"line", line.line},
                  {"record", line.record},
                  {"resident_number", line.resident_number},
                  {"state", name_of(entry.state)},
                  {"problem", entry.problem}};
    if (entry.resident) {
        shown["resident_id"] = entry.resident->to_string();
        shown["resident_name"] = entry.resident_name;
    }
    if (entry.state != CallReportLine::State::kBooks) return shown;
    shown["rate"] = entry.rate;
    shown["on_list"] = entry.listed.has_value();
    shown["cents"] = line.cents;
    shown["charged_cents"] = entry.charged.units();
    shown["uncovered_cents"] = entry.uncovered.units();
    return shown;
}

}  // namespace

json view(const wire::PhoneTerms& terms) {
    json rates = json::array();
    for (const auto& rate : terms.rates()) {
        rates.push_back({{"code", rate.code()},
                         {"name", phone_texts_view(rate.name())},
                         {"prefixes", std::vector<std::string>(rate.prefixes().begin(), rate.prefixes().end())},
                         {"minute_mills", rate.minute_mills()},
                         {"connection_cents", rate.connection_cents()},
                         {"most_cents", rate.most_cents()},
                         {"most_minutes", rate.most_minutes()},
                         {"valid_from_ms", rate.valid_from_ms()},
                         {"valid_to_ms", rate.valid_to_ms()}});
    }
    return {{"rates", rates},
            {"numbers_max", terms.numbers_max()},
            {"changes_max", terms.changes_max()},
            {"change_days", terms.change_days()},
            {"note", phone_texts_view(terms.note())}};
}

Result<wire::PhoneTerms> read_terms(JsonBody& body) {
    wire::PhoneTerms terms;
    for (JsonBody& entry : body.objects("rates", wire::kMaxPhoneRates)) {
        read_rate(entry, *terms.add_rates());
        TRY(entry.done());
    }
    terms.set_numbers_max(static_cast<int>(body.optional_integer("numbers_max", 0, wire::kMaxPhoneNumbers, 0)));
    terms.set_changes_max(static_cast<int>(body.optional_integer("changes_max", 0, wire::kMaxPhoneNumbers, 0)));
    terms.set_change_days(static_cast<int>(body.optional_integer("change_days", 0, wire::kMaxChangeDays, 0)));
    if (body.has("note")) read_phone_texts(body, "note", *terms.mutable_note());
    return terms;
}

json view(const StoredPhoneNumber& stored) {
    const wire::PhoneNumber& number = stored.number;
    return {{"id", stored.id.to_string()},
            {"resident_id", stored.resident.to_string()},
            {"resident_number", stored.resident_number},
            {"resident_name", stored.resident_name},
            {"name", number.name()},
            {"relationship", number.relationship()},
            {"number", number.number()},
            {"state", wire::name_of(number.state())},
            {"removal_asked", number.removal_asked()},
            {"not_recorded", number.not_recorded()},
            {"asked_ms", number.asked_ms()},
            {"decided_ms", number.decided_ms()},
            {"reason", number.reason()}};
}

json view(const StoredCall& stored) {
    const wire::PhoneCall& call = stored.call;
    return {{"id", stored.id.to_string()},
            {"record", call.record()},
            {"resident_id", stored.resident.to_string()},
            {"resident_number", stored.resident_number},
            {"number", call.number()},
            {"name", call.name()},
            {"on_list", !call.number_id().empty()},
            {"not_recorded", call.not_recorded()},
            {"began_ms", call.began_ms()},
            {"seconds", call.seconds()},
            {"rate", call.rate()},
            {"price_cents", stored.price.units()},
            {"charged_cents", call.charged_cents()},
            {"end_code", call.end_code()},
            {"given_back_cents", call.given_back_cents()},
            {"given_back_ms", call.given_back_ms()},
            {"given_back_reason", stored.given_back_reason}};
}

json view(const PhoneBatch& batch) {
    return {{"id", batch.id.to_string()},
            {"name", batch.name},
            {"made_ms", batch.made.ms()},
            {"made_by", batch.made_by ? json(batch.made_by->to_string()) : json()},
            {"made_by_name", batch.made_by_name},
            {"lines", batch.lines},
            {"booked", batch.booked},
            {"booked_before", batch.booked_before},
            {"wrong", batch.wrong},
            {"charged_cents", batch.charged.units()},
            {"uncovered_cents", batch.uncovered.units()}};
}

json view(const CallReport& report, bool with_booked) {
    json lines = json::array();
    if (!report.problem.empty()) {
        lines.push_back(
            {{"line", 0}, {"record", ""}, {"resident_number", ""}, {"state", "wrong"}, {"problem", report.problem}});
    }
    for (const CallReportLine& entry : report.lines) {
        const bool whole = entry.state == CallReportLine::State::kBooks && entry.uncovered.is_zero();
        if (with_booked || !whole) lines.push_back(view_line(entry));
    }
    return {{"total_lines", report.lines.size()},
            {"books", report.books},
            {"booked_before", report.booked_before},
            {"wrong", report.wrong},
            {"charged_cents", report.charged.units()},
            {"uncovered_cents", report.uncovered.units()},
            {"lines", lines}};
}

}  // namespace dayroom::facility
