#include "platform/facility/feed/records.h"

#include "platform/facility/feed/record_parts.h"

namespace dayroom::facility {
namespace {

template <typename Message>
Result<std::optional<Message>> load_body(database::Connection& connection, const char* sql, const ThingId& id) {
    std::optional<Message> body;
    TRY(connection.each(
        sql,
        [&](const database::Row& row) -> Status {
            const std::string_view bytes = as_text(row.bytes(0));
            if (!body.emplace().ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
                return Error(ErrorCode::kCorrupt, "a stored record cannot be read");
            }
            return {};
        },
        id));
    return body;
}

Status fill_profile(database::Connection& connection, const ThingId& id, wire::Record& record) {
    return connection.each(
        "SELECT number, given_name, family_name, language, text_scale, theme, restrictions, last_sign_in_ms, "
        "last_sign_in_place, messaging_suspended, reduced_motion, reading_speed FROM resident WHERE id = $1",
        [&](const database::Row& row) {
            wire::Profile& profile = *record.mutable_profile();
            profile.set_resident_number(row.string(0));
            profile.set_given_name(row.string(1));
            profile.set_family_name(row.string(2));
            profile.set_language(row.string(3));
            profile.set_text_scale_percent(row.small(4));
            profile.set_theme(row.string(5));
            for (const std::string& code : split_lines(row.text(6))) profile.add_restrictions(code);
            if (row.flag(9)) profile.add_restrictions("messaging");
            profile.set_last_sign_in_ms(row.integer(7));
            profile.set_last_sign_in_place(row.string(8));
            profile.set_reduced_motion(row.flag(10));
            profile.set_reading_speed_percent(row.small(11));
        },
        id);
}

Status fill_roster(database::Connection& connection, const ThingId& id, wire::Record& record) {
    return connection.each(
        "SELECT number, vault_public_key FROM resident WHERE id = $1 AND state = 1",
        [&](const database::Row& row) {
            record.mutable_roster()->set_resident_number(row.string(0));
            record.mutable_roster()->set_vault_public_key(to_string(row.bytes(1)));
        },
        id);
}

Status fill_contact(database::Connection& connection, const ThingId& id, wire::Record& record) {
    TRY(connection.each(
        "SELECT name, relationship, state, decided_ms, reason, prepaid_replies, blocked_by_resident, address, "
        "CASE WHEN asked_ms > 0 THEN asked_ms ELSE made_ms END, may_visit, "
        "visit_refused, visit_rule, visit_reason FROM contact WHERE id = $1",
        [&](const database::Row& row) {
            wire::Contact& contact = *record.mutable_contact();
            contact.set_name(row.string(0));
            contact.set_relationship(row.string(1));
            contact.set_state(static_cast<wire::Contact::State>(row.integer(2)));
            contact.set_decided_ms(row.integer(3));
            contact.set_reason(row.string(4));
            contact.set_prepaid_replies(row.small(5));
            contact.set_blocked_by_resident(row.flag(6));
            contact.set_address(row.string(7));
            contact.set_asked_ms(row.integer(8));
            contact.set_may_visit(row.flag(9));
            contact.set_visit_refused(row.flag(10));
            contact.set_visit_rule(row.string(11));
            contact.set_visit_reason(row.string(12));
        },
        id));
    if (!record.has_contact()) return {};
    return connection.each(
        "SELECT from_ms, until_ms, reason FROM suspension WHERE contact = $1 AND ended_ms = 0 ORDER BY until_ms <> 0, "
        "until_ms DESC, id LIMIT 1",
        [&](const database::Row& row) {
            wire::Contact& contact = *record.mutable_contact();
            contact.set_visits_stopped_from_ms(row.integer(0));
            contact.set_visits_stopped_until_ms(row.integer(1));
            contact.set_visits_stopped_reason(row.string(2));
        },
        id);
}

Status fill_unit(database::Connection& connection, const ThingId& id, wire::Record& record) {
    return connection.each(
        "SELECT name, nearest_working FROM housing_unit WHERE id = $1",
        [&](const database::Row& row) {
            record.mutable_unit()->set_name(row.string(0));
            record.mutable_unit()->set_nearest_working(row.string(1));
        },
        id);
}

Status fill_notice_receipt(database::Connection& connection, const ThingId& id, wire::Record& record) {
    return connection.each(
        "SELECT notice, at_ms FROM notice_receipt WHERE id = $1",
        [&](const database::Row& row) {
            record.mutable_notice_receipt()->set_notice_id(row.id<NoticeId>(0).raw());
            record.mutable_notice_receipt()->set_at_ms(row.integer(1));
        },
        id);
}

Status fill_device(database::Connection& connection, const ThingId& id, wire::Record& record) {
    return connection.each(
        "SELECT state, name, unit FROM device WHERE id = $1",
        [&](const database::Row& row) {
            wire::DeviceState& device = *record.mutable_device();
            device.set_state(static_cast<wire::DeviceState::State>(row.integer(0)));
            device.set_name(row.string(1));
            device.set_unit_id(row.id<UnitId>(2).raw());
        },
        id);
}

/// What a terminal is, where, for whom, and the policy that it is to run: of the facility the one in force, of a device
/// the one that is tried out there.
Status fill_for_terminal(database::Connection& connection, RecordKind kind, const ThingId& id, wire::Record& record) {
    const auto take = [&](const database::Row& row) -> Status {
        const std::string_view bytes = as_text(row.bytes(0));
        if (record.mutable_policy_release()->mutable_bundle()->ParseFromArray(bytes.data(),
                                                                              static_cast<int>(bytes.size())))
            return {};
        return Error(ErrorCode::kCorrupt, "a stored policy cannot be read");
    };
    if (kind == RecordKind::kDevice) return fill_device(connection, id, record);
    if (kind == RecordKind::kUnit) return fill_unit(connection, id, record);
    if (kind == RecordKind::kRoster) return fill_roster(connection, id, record);
    if (kind == RecordKind::kPolicy) return connection.each("SELECT bundle FROM policy_bundle WHERE state = 2", take);
    return connection.each(
        "SELECT bundle FROM policy_bundle JOIN policy_canary ON policy_canary.version = policy_bundle.version WHERE "
        "state = 1 AND device = $1",
        take, companion_of(id));
}

template <typename Message>
void put(std::optional<Message> found, wire::Record& record, Message* (wire::Record::*place)()) {
    if (found) *(record.*place)() = std::move(*found);
}

Status fill_phone(database::Connection& connection, RecordKind kind, const ThingId& id, wire::Record& record) {
    if (kind == RecordKind::kPhoneTerms) return Error(ErrorCode::kInvalid, "what calls cost is built by phone");
    if (kind == RecordKind::kPhoneNumber)
        put(TRY(load_phone_number(connection, id)), record, &wire::Record::mutable_phone_number);
    else if (kind == RecordKind::kPhoneCall)
        put(TRY(load_phone_call(connection, id)), record, &wire::Record::mutable_phone_call);
    else
        put(TRY(load_phone_standing(connection, id_as<ResidentId>(third_companion_of(id)))), record,
            &wire::Record::mutable_phone_standing);
    return {};
}

Status fill_visits(database::Connection& connection, RecordKind kind, const ThingId& id, Timestamp now,
                   wire::Record& record) {
    if (kind == RecordKind::kVisitTerms) return Error(ErrorCode::kInvalid, "the terms of visits are built by visits");
    if (kind == RecordKind::kVisitDay)
        put(TRY(load_visit_day(connection, id, now)), record, &wire::Record::mutable_visit_day);
    else if (kind == RecordKind::kVisit)
        put(TRY(load_visit(connection, id)), record, &wire::Record::mutable_visit);
    else
        put(TRY(load_visit_standing(connection, id_as<ResidentId>(fourth_companion_of(id)))), record,
            &wire::Record::mutable_visit_standing);
    return {};
}

/// Forms, notices, documents, schedules, cards: what staff put before residents.
Status fill_published(database::Connection& connection, RecordKind kind, const ThingId& id, wire::Record& record) {
    switch (kind) {
        case RecordKind::kForm:
            put(TRY(load_body<wire::Form>(connection, "SELECT body FROM form WHERE id = $1", id)), record,
                &wire::Record::mutable_form);
            return {};
        case RecordKind::kNotice:
            put(TRY(load_body<wire::Notice>(connection, "SELECT body FROM notice WHERE id = $1", id)), record,
                &wire::Record::mutable_notice);
            return {};
        case RecordKind::kDocument:
            put(TRY(load_body<wire::Document>(connection, "SELECT body FROM document WHERE id = $1 AND active = 1",
                                              id)),
                record, &wire::Record::mutable_document);
            return {};
        case RecordKind::kSchedule:
            put(TRY(load_body<wire::Schedule>(connection, "SELECT body FROM unit_schedule WHERE unit = $1",
                                              companion_of(id))),
                record, &wire::Record::mutable_schedule);
            return {};
        case RecordKind::kAppointment:
            put(TRY(load_body<wire::Appointment>(connection, "SELECT body FROM appointment WHERE id = $1 AND state = 1",
                                                 id)),
                record, &wire::Record::mutable_appointment);
            return {};
        case RecordKind::kCard:
            put(TRY(load_body<wire::Card>(connection, "SELECT body FROM card WHERE id = $1 AND active = 1", id)),
                record, &wire::Record::mutable_card);
            return {};
        case RecordKind::kNoticeReceipt:
            return fill_notice_receipt(connection, id, record);
        default:
            return Error(ErrorCode::kInvalid, "another kind of record");
    }
}

Status fill_money(database::Connection& connection, RecordKind kind, const ThingId& id, Timestamp now,
                  wire::Record& record) {
    switch (kind) {
        case RecordKind::kBalances:
            put(TRY(load_balances(connection, id_as<ResidentId>(companion_of(id)), now)), record,
                &wire::Record::mutable_balances);
            return {};
        case RecordKind::kTransaction:
            put(TRY(load_transaction(connection, id_as<TransferId>(id))), record, &wire::Record::mutable_transaction);
            return {};
        case RecordKind::kObligation:
            put(TRY(load_obligation(connection, id_as<ObligationId>(id))), record, &wire::Record::mutable_obligation);
            return {};
        default:
            return Error(ErrorCode::kInvalid, "another kind of record");
    }
}

Status fill(database::Connection& connection, RecordKind kind, const ThingId& id, Timestamp now, wire::Record& record) {
    switch (kind) {
        case RecordKind::kFacility:
            put(TRY(load_body<wire::Facility>(connection, "SELECT body FROM facility WHERE id = $1", id)), record,
                &wire::Record::mutable_facility);
            return {};
        case RecordKind::kForm:
        case RecordKind::kNotice:
        case RecordKind::kNoticeReceipt:
        case RecordKind::kDocument:
        case RecordKind::kSchedule:
        case RecordKind::kAppointment:
        case RecordKind::kCard:
            return fill_published(connection, kind, id, record);
        case RecordKind::kPrices:
        case RecordKind::kCatalogItem:
        case RecordKind::kCatalogCategory:
        case RecordKind::kOrderWindow:
        case RecordKind::kPreaBody:
        case RecordKind::kPreaAnswer:
        case RecordKind::kTechnicianList:
            return Error(ErrorCode::kInvalid, "built, sealed and released by those whose it is");
        case RecordKind::kCommissaryStanding:
            put(TRY(load_standing(connection, id_as<ResidentId>(second_companion_of(id)), now)), record,
                &wire::Record::mutable_commissary_standing);
            return {};
        case RecordKind::kPhoneTerms:
        case RecordKind::kPhoneNumber:
        case RecordKind::kPhoneCall:
        case RecordKind::kPhoneStanding:
            return fill_phone(connection, kind, id, record);
        case RecordKind::kVisitTerms:
        case RecordKind::kVisitDay:
        case RecordKind::kVisit:
        case RecordKind::kVisitStanding:
            return fill_visits(connection, kind, id, now, record);
        case RecordKind::kOrder:
            put(TRY(load_order(connection, id)), record, &wire::Record::mutable_order);
            return {};
        case RecordKind::kDraft:
            put(TRY(load_draft(connection, id_as<DraftId>(id))), record, &wire::Record::mutable_draft);
            return {};
        case RecordKind::kProfile:
            return fill_profile(connection, id, record);
        case RecordKind::kContact:
            return fill_contact(connection, id, record);
        case RecordKind::kDevice:
        case RecordKind::kUnit:
        case RecordKind::kRoster:
        case RecordKind::kPolicy:
        case RecordKind::kPolicyTrial:
            return fill_for_terminal(connection, kind, id, record);
        case RecordKind::kMessage:
            put(TRY(load_message(connection, id_as<MessageId>(id))), record, &wire::Record::mutable_message);
            return {};
        case RecordKind::kBalances:
        case RecordKind::kTransaction:
        case RecordKind::kObligation:
            return fill_money(connection, kind, id, now, record);
        case RecordKind::kRequest:
            put(TRY(load_request(connection, id_as<RequestId>(id))), record, &wire::Record::mutable_request);
            return {};
    }
    return Error(ErrorCode::kCorrupt, "the feed holds a kind that this program does not know");
}

}  // namespace

std::vector<std::string> split_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end > 0) lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string join_lines(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        if (!text.empty()) text += '\n';
        text += line;
    }
    return text;
}

Result<std::optional<wire::Record>> load_record(database::Connection& connection, RecordKind kind, const ThingId& id,
                                                Timestamp now) {
    std::optional<wire::Record> record;
    TRY(fill(connection, kind, id, now, record.emplace()));
    if (record->body_case() == wire::Record::BODY_NOT_SET) record.reset();
    return record;
}

Result<std::optional<std::string>> load_released(database::Connection& connection, RecordKind kind, const ThingId& id) {
    return connection.first(
        "SELECT sealed FROM released WHERE kind = $1 AND id = $2",
        [](const database::Row& row) { return to_string(row.bytes(0)); }, static_cast<int>(kind), id);
}

}  // namespace dayroom::facility
