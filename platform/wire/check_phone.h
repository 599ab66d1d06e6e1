// Private to platform/wire: checks of what is about the phone account.
#pragma once

#include "platform/wire/checker.h"

namespace dayroom::wire {

void check_body(Checker& check, const PhoneTerms& body);
void check_body(Checker& check, const PhoneNumber& body);
void check_body(Checker& check, const PhoneCall& body);
void check_body(Checker& check, const PhoneStanding& body);

void check_body(Checker& check, const RequestPhoneNumber& body);
void check_body(Checker& check, const ChangePhoneNumber& body);

}  // namespace dayroom::wire
