// What the staff API shows of the phone account. See views.h.
#pragma once

#include <nlohmann/json.hpp>

#include "platform/facility/integration/json_body.h"
#include "platform/facility/phone/phone_calls.h"
#include "platform/facility/phone/phone_numbers.h"

namespace dayroom::facility {

nlohmann::json view(const wire::PhoneTerms& terms);
/// Of a body that is the terms, as view() shows them. kInvalid for a rate that cannot be read.
Result<wire::PhoneTerms> read_terms(JsonBody& body);
nlohmann::json view(const StoredPhoneNumber& number);
nlohmann::json view(const StoredCall& call);
nlohmann::json view(const PhoneBatch& batch);
/// Without `with_booked` only lines that were not booked now, or not wholly covered.
nlohmann::json view(const CallReport& report, bool with_booked);

}  // namespace dayroom::facility
