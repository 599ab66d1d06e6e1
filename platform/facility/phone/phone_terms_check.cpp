#include "platform/facility/phone/phone_terms_check.h"

#include <algorithm>
#include <iterator>

#include "platform/facility/feed/own_names.h"
#include "platform/rules/phone_rates.h"

namespace dayroom::facility {
namespace {

using WireRate = wire::PhoneTerms::Rate;

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

void check_one(const WireRate& given, const rules::PhoneRate& rate, int at, std::vector<PhoneTermsFault>& faults) {
    const Names names = names_of(given.name());
    if (names.empty()) {
        faults.push_back({at, "name", "name_missing", "a kind of call is named in English"});
    } else if (const Status named = check_names(names); !named.ok()) {
        faults.push_back({at, "name", "name_wrong", named.error().detail});
    }
    if (rate.prefixes.empty()) faults.push_back({at, "prefixes", "prefix_missing", "no prefix"});
    if (!std::all_of(rate.prefixes.begin(), rate.prefixes.end(),
                     [](const std::string& each) { return rules::is_phone_prefix(each); }))
        faults.push_back({at, "prefixes", "prefix_wrong", "a prefix is \"+\" and digits"});
    if (rate.to.is_set() && rate.to <= rate.from)
        faults.push_back({at, "valid_to_ms", "end_before_begin", "valid_to_ms is not after valid_from_ms"});
}

bool same_prefixes(const WireRate& one, const WireRate& other) {
    return std::equal(one.prefixes().begin(), one.prefixes().end(), other.prefixes().begin(), other.prefixes().end());
}

/// The first member in which a rate that has begun differs; null: it is the same but for its name and its end.
const char* first_difference(const WireRate& before, const WireRate& after) {
    if (before.code() != after.code()) return "code";
    if (before.valid_from_ms() != after.valid_from_ms()) return "valid_from_ms";
    if (!same_prefixes(before, after)) return "prefixes";
    if (before.minute_mills() != after.minute_mills()) return "minute_mills";
    if (before.connection_cents() != after.connection_cents()) return "connection_cents";
    if (before.most_cents() != after.most_cents()) return "most_cents";
    return before.most_minutes() != after.most_minutes() ? "most_minutes" : nullptr;
}

/// Where `before` stands in `after`, of those not `taken`: the same one, else one of its code and beginning; -1:
/// nowhere.
int find_again(const WireRate& before, const wire::PhoneTerms& after, const std::vector<bool>& taken) {
    int like = -1;
    for (int at = 0; at < after.rates_size(); ++at) {
        const WireRate& each = after.rates(at);
        if (taken[static_cast<std::size_t>(at)]) continue;
        if (first_difference(before, each) == nullptr) return at;
        if (like < 0 && each.code() == before.code() && each.valid_from_ms() == before.valid_from_ms()) like = at;
    }
    return like;
}

bool ends_backwards(const WireRate& before, const WireRate& after, Timestamp now) {
    const bool over = before.valid_to_ms() != 0 && before.valid_to_ms() <= now.ms();
    if (over) return after.valid_to_ms() != before.valid_to_ms();
    return after.valid_to_ms() != 0 && after.valid_to_ms() < now.ms();
}

}  // namespace

std::vector<PhoneTermsFault> phone_terms_faults(const wire::PhoneTerms& terms) {
    std::vector<PhoneTermsFault> faults;
    auto rates = rules::phone_rates_of(terms);
    for (rules::PhoneRate& rate : rates) std::sort(rate.prefixes.begin(), rate.prefixes.end());
    for (int at = 0; at < terms.rates_size(); ++at) {
        const rules::PhoneRate& rate = rates[static_cast<std::size_t>(at)];
        check_one(terms.rates(at), rate, at, faults);
        const auto before = std::span(rates).first(static_cast<std::size_t>(at));
        if (std::any_of(before.begin(), before.end(), [&](const rules::PhoneRate& other) {
                return overlap(rate, other) && share_prefix(rate, other);
            }))
            faults.push_back({at, "prefixes", "prefix_twice", "a prefix has two rates at one time"});
    }
    return faults;
}

std::vector<PhoneTermsFault> backward_changes(const wire::PhoneTerms& before, const wire::PhoneTerms& after,
                                              Timestamp now) {
    std::vector<PhoneTermsFault> faults;
    if (before.rates_size() == 0) return faults;
    std::vector<bool> taken(static_cast<std::size_t>(after.rates_size()));
    for (const WireRate& rate : before.rates()) {
        if (rate.valid_from_ms() >= now.ms()) continue;
        const int at = find_again(rate, after, taken);
        if (at < 0) {
            faults.push_back(
                {-1, "rates", "rate_gone", "\"" + rate.code() + "\" was called at and stays in the rates"});
            continue;
        }
        taken[static_cast<std::size_t>(at)] = true;
        if (const char* member = first_difference(rate, after.rates(at)))
            faults.push_back(
                {at, member, "price_backwards", "this rate has begun: let it end, and add another that begins then"});
        if (ends_backwards(rate, after.rates(at), now))
            faults.push_back({at, "valid_to_ms", "end_past", "the end of a rate is not moved in the past"});
    }
    for (int at = 0; at < after.rates_size(); ++at) {
        if (!taken[static_cast<std::size_t>(at)] && after.rates(at).valid_from_ms() < now.ms())
            faults.push_back({at, "valid_from_ms", "begin_past", "a new rate does not begin in the past"});
    }
    return faults;
}

Status first_fault(const std::vector<PhoneTermsFault>& faults) {
    if (faults.empty()) return {};
    const PhoneTermsFault& first = faults.front();
    const std::string place = first.rate < 0 ? first.member : "rates[" + std::to_string(first.rate) + "]";
    return Error(ErrorCode::kInvalid, place + ": " + first.text);
}

}  // namespace dayroom::facility
