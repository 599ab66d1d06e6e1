// The words for states and kinds, as they stand in the local protocol, in JSON and in the catalogs' keys: "held",
// "request_fee".
#pragma once

#include "platform/wire/dayroom.pb.h"

namespace dayroom::wire {

const char* name_of(Contact::State state);      // "requested", "approved", "refused", "blocked", "removed", "invited"
const char* name_of(Message::State state);      // "held", "delivered", "rejected", "withdrawn", "expired"
const char* name_of(Message::Appeal appeal);    // "", "open", "granted", "refused"
const char* name_of(Transaction::Kind kind);    // "deposit", "request_fee", "commissary", …
const char* name_of(Transaction::State state);  // "posted", "pending", "voided"
const char* name_of(Request::State state);      // "received", "in_progress", "returned", "answered" …
const char* name_of(Request::Act act);          // "", "ordinary", "triaged"
const char* name_of(PhoneNumber::State state);  // "requested", "approved", "refused", "removed"
const char* name_of(Visit::State state);        // "booked", "checked_in", "ended", "cancelled", "missed"
const char* name_of(Order::State state);        // "submitted", "picked", "delivered", "cancelled", "refused"
const char* name_of(Obligation::State state);   // "active", "inactive", "fulfilled"
const char* name_of(ScopeKind kind);            // "facility", "housing_unit", "device", "resident"

}  // namespace dayroom::wire
