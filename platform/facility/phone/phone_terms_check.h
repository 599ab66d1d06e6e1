// What is wrong with phone terms, each thing at its place; and what a change of them may not touch: a price that people
// have called at stays the price of that time.
//
// Pure; safe from any thread.
#pragma once

#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::facility {

struct PhoneTermsFault {
    int rate = -1;       // which, from 0; -1: of all of it
    std::string member;  // of the rate, as the API names it: "prefixes", "valid_from_ms"
    std::string code;    // name_missing, name_wrong, prefix_missing, prefix_wrong, prefix_twice, end_before_begin;
                         // of a change: price_backwards, begin_past, end_past, rate_gone
    std::string text;
};

/// Of the terms by themselves: a rate without English name, prefix or times that make sense, the same prefix twice at
/// one moment.
std::vector<PhoneTermsFault> phone_terms_faults(const wire::PhoneTerms& terms);

/// Of `after` in place of `before` at `now`: a rate that has begun keeps its numbers and its price, and ends at the
/// soonest now; one that is over stays; a new one begins at the soonest now. Names may change. Where there were no
/// rates, any may begin at any time.
std::vector<PhoneTermsFault> backward_changes(const wire::PhoneTerms& before, const wire::PhoneTerms& after,
                                              Timestamp now);

/// kInvalid with the place and the words of the first; fine when there is none.
Status first_fault(const std::vector<PhoneTermsFault>& faults);

}  // namespace dayroom::facility
