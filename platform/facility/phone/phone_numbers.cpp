#include "platform/facility/phone/phone_numbers.h"

#include <algorithm>

#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/facility/feed/plain_text.h"
#include "platform/facility/feed/records.h"
#include "platform/facility/phone/phone_terms.h"
#include "platform/wire/limits.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using wire::PhoneNumber;

constexpr const char* kNumberColumns =
    "SELECT p.id, p.resident, p.name, p.relationship, p.number, p.state, p.removal_asked, p.asked_ms, p.decided_ms, "
    "p.reason, p.not_recorded, r.number, r.given_name, r.family_name FROM phone_number p JOIN resident r ON r.id = "
    "p.resident ";
constexpr const char* kWaiting = "WHERE (p.state = 1 OR p.removal_asked = 1) AND r.state = 1 ";

StoredPhoneNumber read_number(const database::Row& row) {
    StoredPhoneNumber stored;
    stored.id = row.id<PhoneNumberId>(0);
    stored.resident = row.id<ResidentId>(1);
    stored.number.set_name(row.string(2));
    stored.number.set_relationship(row.string(3));
    stored.number.set_number(row.string(4));
    stored.number.set_state(static_cast<PhoneNumber::State>(row.integer(5)));
    stored.number.set_removal_asked(row.flag(6));
    stored.number.set_asked_ms(row.integer(7));
    stored.number.set_decided_ms(row.integer(8));
    stored.number.set_reason(row.string(9));
    stored.number.set_not_recorded(row.flag(10));
    stored.resident_number = row.string(11);
    stored.resident_name = row.string(12) + " " + row.string(13);
    return stored;
}

Status check_words(std::string_view name, std::string_view relationship, std::string_view number) {
    if (!is_plain_line(name, wire::kMaxNameCharacters))
        return Error(ErrorCode::kInvalid, "A name is one line of 1 to 120 characters.");
    if (!is_plain_code(relationship)) return Error(ErrorCode::kInvalid, "A relationship is a code.");
    if (!rules::is_phone_number(number))
        return Error(ErrorCode::kInvalid, "A number is \"+\" and 8 to 15 digits, with the country first.");
    return {};
}

/// Those asked for and approved count.
Status check_room(Work& work, const ResidentId& resident, const wire::PhoneTerms& terms) {
    const std::int64_t known =
        TRY(work.db().number("SELECT count(*) FROM phone_number WHERE resident = $1 AND state IN (1, 2)", resident));
    const int most = terms.numbers_max() > 0 ? terms.numbers_max() : wire::kMaxPhoneNumbers;
    if (known < most) return {};
    return Error(ErrorCode::kTooLarge, "The resident's list of numbers is full.", decline::kNumbersFull);
}

/// Counts a change of the list, or declines it.
Status count_change(Work& work, const ResidentId& resident, const PhoneNumberId& id, const wire::PhoneTerms& terms) {
    const wire::PhoneStanding standing = TRY(load_phone_standing(work.db(), resident)).value_or(wire::PhoneStanding());
    std::vector<Timestamp> counted;
    for (const std::int64_t at : standing.changed_ms()) counted.push_back(Timestamp::from_ms(at));
    const std::string zone = TRY(read_facility(work.db())).time_zone();
    if (rules::list_room(list_rule(terms), std::move(counted), work.now(), zone).left <= 0)
        return Error(ErrorCode::kDenied, "The list was changed as often as it may be.", decline::kListClosed);
    TRY(work.db().run("INSERT INTO phone_list_change (resident, number, asked_ms) VALUES ($1, $2, $3)", resident, id,
                      work.now()));
    work.touch(Scope::resident(resident), RecordKind::kPhoneStanding, third_companion_of(resident));
    return {};
}

/// The newest wish about this number counts no longer.
Status forget_change(Work& work, const ResidentId& resident, const PhoneNumberId& id) {
    TRY(work.db().run(
        "UPDATE phone_list_change SET counts = 0 WHERE no = (SELECT max(no) FROM phone_list_change WHERE number = $1)",
        id));
    work.touch(Scope::resident(resident), RecordKind::kPhoneStanding, third_companion_of(resident));
    return {};
}

Status insert(Work& work, const StoredPhoneNumber& stored) {
    const PhoneNumber& number = stored.number;
    TRY(check_words(number.name(), number.relationship(), number.number()));
    Status made = work.db().run(
        "INSERT INTO phone_number (id, resident, name, relationship, number, state, asked_ms, decided_ms, decided_by, "
        "not_recorded, listed_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $8)",
        stored.id, stored.resident, number.name(), number.relationship(), number.number(),
        static_cast<int>(number.state()), number.asked_ms(), number.decided_ms(), work.actor().staff_id(),
        number.not_recorded());
    if (!made.ok()) {
        if (!database::violation(made.error())) return made;
        return Error(ErrorCode::kConflict, "This number is on the list already.", decline::kNumberKnown);
    }
    work.touch(Scope::resident(stored.resident), RecordKind::kPhoneNumber, stored.id);
    return work.audit(record::Event::kPhoneChanged, stored.id, wire::name_of(number.state()));
}

Status save(Work& work, const StoredPhoneNumber& stored, std::string_view code) {
    const PhoneNumber& number = stored.number;
    TRY(work.db().run(
        "UPDATE phone_number SET state = $2, removal_asked = $3, asked_ms = $4, decided_ms = $5, decided_by = $6, "
        "reason = $7, not_recorded = $8, listed_ms = CASE WHEN listed_ms = 0 AND $2 = 2 THEN $5 ELSE listed_ms END "
        "WHERE id = $1",
        stored.id, static_cast<int>(number.state()), number.removal_asked(), number.asked_ms(), number.decided_ms(),
        work.actor().staff_id(), number.reason(), number.not_recorded()));
    work.touch(Scope::resident(stored.resident), RecordKind::kPhoneNumber, stored.id,
               number.state() == PhoneNumber::REMOVED);
    return work.audit(record::Event::kPhoneChanged, stored.id, code);
}

Error already_decided() { return Error(ErrorCode::kConflict, "This was decided before.", decline::kAlreadyDecided); }

}  // namespace

Status PhoneNumbers::request(Work& work, const ResidentId& resident, const wire::RequestPhoneNumber& body) {
    const wire::PhoneTerms terms = TRY(read_phone_terms(work.db()));
    StoredPhoneNumber stored;
    stored.id = TRY(PhoneNumberId::from_bytes(std::string_view(body.number_id())));
    stored.resident = resident;
    stored.number.set_name(body.name());
    stored.number.set_relationship(body.relationship());
    stored.number.set_number(body.number());
    stored.number.set_state(PhoneNumber::REQUESTED);
    stored.number.set_asked_ms(work.now().ms());
    TRY(check_room(work, resident, terms));
    TRY(insert(work, stored));
    return count_change(work, resident, stored.id, terms);
}

Status PhoneNumbers::change(Work& work, const ResidentId& resident, const wire::ChangePhoneNumber& body) {
    auto stored = TRY(find(work.db(), TRY(PhoneNumberId::from_bytes(std::string_view(body.number_id())))));
    if (!stored || stored->resident != resident) return Error(ErrorCode::kNotFound, "There is no such number.");
    PhoneNumber& number = stored->number;
    // A wish that waited at a terminal while staff took the number off.
    if (number.state() == PhoneNumber::REMOVED) return already_decided();
    const bool removal = number.state() == PhoneNumber::APPROVED && number.removal_asked();
    if (body.change() == wire::ChangePhoneNumber::TAKE_BACK) {
        if (number.state() != PhoneNumber::REQUESTED && !removal) return already_decided();
        if (!removal) number.set_state(PhoneNumber::REMOVED);
        number.set_removal_asked(false);
        TRY(forget_change(work, resident, stored->id));
        return save(work, *stored, "taken_back");
    }
    // One that staff refused leaves the list without a decision.
    if (number.state() == PhoneNumber::REFUSED) {
        number.set_state(PhoneNumber::REMOVED);
        return save(work, *stored, "removed");
    }
    if (number.state() != PhoneNumber::APPROVED || removal) return already_decided();
    TRY(count_change(work, resident, stored->id, TRY(read_phone_terms(work.db()))));
    number.set_removal_asked(true);
    number.set_asked_ms(work.now().ms());
    number.set_reason({});
    return save(work, *stored, "removal_asked");
}

Status PhoneNumbers::add(Work& work, const PhoneNumberId& id, const ResidentId& resident, std::string_view name,
                         std::string_view relationship, std::string_view number, bool not_recorded) {
    const std::int64_t here =
        TRY(work.db().number("SELECT count(*) FROM resident WHERE id = $1 AND state = 1", resident));
    if (here == 0) return Error(ErrorCode::kNotFound, "No such resident is here.");
    TRY(check_room(work, resident, TRY(read_phone_terms(work.db()))));
    StoredPhoneNumber stored;
    stored.id = id;
    stored.resident = resident;
    stored.number.set_name(std::string(name));
    stored.number.set_relationship(std::string(relationship));
    stored.number.set_number(std::string(number));
    stored.number.set_state(PhoneNumber::APPROVED);
    stored.number.set_asked_ms(work.now().ms());
    stored.number.set_decided_ms(work.now().ms());
    stored.number.set_not_recorded(not_recorded);
    return insert(work, stored);
}

Status PhoneNumbers::decide(Work& work, const PhoneNumberId& id, NumberDecision decision, bool not_recorded,
                            std::string_view reason) {
    auto stored = TRY(find(work.db(), id));
    if (!stored) return Error(ErrorCode::kNotFound, "There is no such number.");
    const bool refuse = decision == NumberDecision::kRefuse;
    if (decision != NumberDecision::kApprove && !is_plain_line(reason, wire::kMaxLineCharacters))
        return Error(ErrorCode::kInvalid, "A reason is one line of 1 to 400 characters.");
    PhoneNumber& number = stored->number;
    const bool asked = number.state() == PhoneNumber::REQUESTED;
    const bool removal = number.removal_asked();
    const bool listed = number.state() == PhoneNumber::APPROVED;
    if (decision == NumberDecision::kRemove ? !listed : !asked && !removal) return already_decided();
    // To approve a removal is to remove; to refuse it leaves the number on the list, with the reason.
    const bool removes = decision == NumberDecision::kRemove || (!refuse && removal);
    if (removes)
        number.set_state(PhoneNumber::REMOVED);
    else if (asked)
        number.set_state(refuse ? PhoneNumber::REFUSED : PhoneNumber::APPROVED);
    if (!removes && !refuse) number.set_not_recorded(not_recorded);
    number.set_removal_asked(false);
    number.set_decided_ms(work.now().ms());
    number.set_reason(decision == NumberDecision::kApprove ? std::string() : std::string(reason));
    if (refuse) TRY(forget_change(work, stored->resident, id));
    return save(work, *stored, refuse ? "refused" : removes ? "removed" : "approved");
}

Result<std::optional<StoredPhoneNumber>> PhoneNumbers::find(database::Connection& connection, const PhoneNumberId& id) {
    return connection.first(std::string(kNumberColumns) + "WHERE p.id = $1", &read_number, id);
}

Result<std::vector<StoredPhoneNumber>> PhoneNumbers::of(database::Connection& connection, const ResidentId& resident) {
    std::vector<StoredPhoneNumber> all;
    TRY(connection.each(
        std::string(kNumberColumns) + "WHERE p.resident = $1 AND p.state <> 4 ORDER BY p.asked_ms, p.id",
        [&](const database::Row& row) { all.push_back(read_number(row)); }, resident));
    return all;
}

Result<std::vector<StoredPhoneNumber>> PhoneNumbers::waiting(database::Connection& connection, int limit, int offset) {
    std::vector<StoredPhoneNumber> all;
    TRY(connection.each(
        std::string(kNumberColumns) + kWaiting + "ORDER BY p.asked_ms, p.id LIMIT $1 OFFSET $2",
        [&](const database::Row& row) { all.push_back(read_number(row)); }, std::clamp(limit, 1, kPhonePage),
        std::max(offset, 0)));
    return all;
}

Result<std::int64_t> PhoneNumbers::count_waiting(database::Connection& connection) {
    return connection.number(std::string("SELECT count(*) FROM phone_number p JOIN resident r ON r.id = p.resident ") +
                             kWaiting);
}

}  // namespace dayroom::facility
