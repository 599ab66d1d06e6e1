// What calls cost and how the list of numbers may change: data of the facility, replaced as a whole, sealed and fed to
// its scope. Rates that are over stay in it, so that a call record that comes late is checked against its own day.
//
// Writes: the writer thread. Reads: any connection.
#pragma once

#include "platform/facility/feed/work.h"
#include "platform/facility/phone/phone_terms_check.h"
#include "platform/rules/phone_rates.h"

namespace dayroom::facility {

/// Empty when nothing was set: then the facility offers no phone account.
Result<wire::PhoneTerms> read_phone_terms(database::Connection& connection);
/// kInvalid with the place: what a terminal would refuse, a rate without English name, prefix or times that make sense,
/// the same prefix twice at one moment. kTooLarge: no terminal would take them.
Status set_phone_terms(Work& work, const wire::PhoneTerms& terms);
/// The same for staff, who change no price backwards (phone_terms_check.h): kInvalid with the place.
Status change_phone_terms(Work& work, const wire::PhoneTerms& terms);
/// Everything that change_phone_terms would refuse at `now`, each at its place.
Result<std::vector<PhoneTermsFault>> check_phone_terms(database::Connection& connection, const FacilityId& facility,
                                                       const wire::PhoneTerms& terms, Timestamp now);
inline rules::ListRule list_rule(const wire::PhoneTerms& terms) { return {terms.changes_max(), terms.change_days()}; }

}  // namespace dayroom::facility
