// Private to platform/wire: checks of what is about the commissary and about money that a resident moves.
#pragma once

#include "platform/wire/checker.h"

namespace dayroom::wire {

void check_photo(Checker& check, const Photo& photo);  // check_record.cpp

void check_body(Checker& check, const CatalogItem& body);
void check_body(Checker& check, const CatalogCategory& body);
void check_body(Checker& check, const OrderWindow& body);
void check_body(Checker& check, const CommissaryStanding& body);
void check_body(Checker& check, const Order& body);
void check_body(Checker& check, const Obligation& body);

void check_body(Checker& check, const MoveMoney& body);
void check_body(Checker& check, const SendMoney& body);
void check_body(Checker& check, const SetSpendBrake& body);
void check_body(Checker& check, const SubmitOrder& body);
void check_body(Checker& check, const AcceptDelivery& body);

}  // namespace dayroom::wire
