#include "platform/facility/phone/phone_terms.h"

#include "platform/wire/check.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

ThingId terms_id(const FacilityId& facility) { return second_companion_of(facility); }

/// As it is fed, but for its seal.
Status check_terms_record(const FacilityId& facility, const wire::PhoneTerms& terms, Timestamp now) {
    wire::Record record;
    *record.mutable_phone_terms() = terms;
    record.set_facility_id(facility.raw());
    *record.mutable_scope() = Scope::facility(facility).to_wire();
    record.set_id(terms_id(facility).raw());
    record.set_version(1);
    record.set_released_ms(now.ms());
    TRY(wire::check_record(record));
    if (record.ByteSizeLong() > wire::kMaxRecordBytes)
        return Error(ErrorCode::kTooLarge, "The rates are larger than a terminal takes: give them fewer prefixes.");
    return {};
}

}  // namespace

Result<wire::PhoneTerms> read_phone_terms(database::Connection& connection) {
    wire::PhoneTerms terms;
    TRY(connection.each("SELECT body FROM phone_terms WHERE one = 1", [&](const database::Row& row) -> Status {
        const ByteView body = row.bytes(0);
        if (!terms.ParseFromArray(body.data(), static_cast<int>(body.size())))
            return Error(ErrorCode::kCorrupt, "the stored phone terms cannot be read");
        return {};
    }));
    return terms;
}

Status set_phone_terms(Work& work, const wire::PhoneTerms& terms) {
    TRY(first_fault(phone_terms_faults(terms)));
    TRY(check_terms_record(work.facility(), terms, work.now()));
    TRY(work.db().run(
        "INSERT INTO phone_terms (one, body) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET body = excluded.body",
        database::blob(terms.SerializeAsString())));
    wire::Record record;
    *record.mutable_phone_terms() = terms;
    const ThingId id = terms_id(work.facility());
    TRY(work.release(Scope::facility(work.facility()), RecordKind::kPhoneTerms, id, std::move(record)));
    return work.audit(record::Event::kPhoneChanged, id, "terms");
}

Status change_phone_terms(Work& work, const wire::PhoneTerms& terms) {
    TRY(first_fault(phone_terms_faults(terms)));
    TRY(first_fault(backward_changes(TRY(read_phone_terms(work.db())), terms, work.now())));
    return set_phone_terms(work, terms);
}

Result<std::vector<PhoneTermsFault>> check_phone_terms(database::Connection& connection, const FacilityId& facility,
                                                       const wire::PhoneTerms& terms, Timestamp now) {
    std::vector<PhoneTermsFault> faults = phone_terms_faults(terms);
    if (faults.empty()) TRY(check_terms_record(facility, terms, now));
    for (PhoneTermsFault& each : backward_changes(TRY(read_phone_terms(connection)), terms, now))
        faults.push_back(std::move(each));
    return faults;
}

}  // namespace dayroom::facility
