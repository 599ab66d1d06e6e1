#include "platform/facility/phone/phone_terms.h"

#include <algorithm>
#include <iterator>

#include "platform/facility/feed/own_names.h"
#include "platform/wire/check.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

Error wrong_rate(int at, const char* what) {
    return Error(ErrorCode::kInvalid, "rates[" + std::to_string(at) + "]: " + what);
}

bool overlap(const rules::PhoneRate& one, const rules::PhoneRate& other) {
    return (!one.to.is_set() || other.from < one.to) && (!other.to.is_set() || one.from < other.to);
}

/// Both sorted.
bool share_prefix(const rules::PhoneRate& one, const rules::PhoneRate& other) {
    std::vector<std::string_view> both;
    std::set_intersection(one.prefixes.begin(), one.prefixes.end(), other.prefixes.begin(), other.prefixes.end(),
                          std::back_inserter(both));
    return !both.empty();
}

Status check_rates(const wire::PhoneTerms& terms) {
    auto rates = rules::phone_rates_of(terms);
    for (rules::PhoneRate& rate : rates) std::sort(rate.prefixes.begin(), rate.prefixes.end());
    for (int at = 0; at < terms.rates_size(); ++at) {
        const rules::PhoneRate& rate = rates[static_cast<std::size_t>(at)];
        const Names names = names_of(terms.rates(at).name());
        if (names.empty()) return wrong_rate(at, "a kind of call is named in English");
        TRY(check_names(names));
        if (rate.prefixes.empty()) return wrong_rate(at, "no prefix");
        for (const std::string& prefix : rate.prefixes)
            if (!rules::is_phone_prefix(prefix)) return wrong_rate(at, "a prefix is \"+\" and digits");
        if (rate.to.is_set() && rate.to <= rate.from) return wrong_rate(at, "valid_to_ms is not after valid_from_ms");
        for (int before = 0; before < at; ++before) {
            const rules::PhoneRate& other = rates[static_cast<std::size_t>(before)];
            if (overlap(rate, other) && share_prefix(rate, other))
                return wrong_rate(at, "a prefix has two rates at one time");
        }
    }
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
    TRY(check_rates(terms));
    wire::Record record;
    *record.mutable_phone_terms() = terms;
    const ThingId id = second_companion_of(work.facility());
    wire::Record checked = record;
    checked.set_facility_id(work.facility().raw());
    *checked.mutable_scope() = Scope::facility(work.facility()).to_wire();
    checked.set_id(id.raw());
    checked.set_version(1);
    checked.set_released_ms(work.now().ms());
    TRY(wire::check_record(checked));
    if (checked.ByteSizeLong() > wire::kMaxRecordBytes)
        return Error(ErrorCode::kTooLarge, "The rates are larger than a terminal takes: give them fewer prefixes.");
    TRY(work.db().run(
        "INSERT INTO phone_terms (one, body) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET body = excluded.body",
        database::blob(terms.SerializeAsString())));
    TRY(work.release(Scope::facility(work.facility()), RecordKind::kPhoneTerms, id, std::move(record)));
    return work.audit(record::Event::kPhoneChanged, id, "terms");
}

}  // namespace dayroom::facility
