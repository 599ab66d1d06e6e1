// Private to platform/wire: checks of what is about video visits.
#pragma once

#include "platform/wire/checker.h"

namespace dayroom::wire {

void check_body(Checker& check, const VisitTerms& body);
void check_body(Checker& check, const VisitDay& body);
void check_body(Checker& check, const Visit& body);
void check_body(Checker& check, const VisitStanding& body);

void check_body(Checker& check, const BookVisit& body);
void check_body(Checker& check, const ChangeVisit& body);
void check_body(Checker& check, const CancelVisit& body);

}  // namespace dayroom::wire
