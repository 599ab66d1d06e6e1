// Codes of Outcome: why a command was declined. Each names a sentence of the catalogs on the terminal; what has no code
// of its own here is an ErrorCode in lower case ("insufficient_funds", "conflict").
#pragma once

namespace dayroom::facility::decline {

// any command
inline constexpr const char* kClock = "clock";            // made outside the times that are believed
inline constexpr const char* kNotHere = "not_here";       // the resident is not in the device's unit
inline constexpr const char* kProof = "session_proof";    // not made with the resident's key
inline constexpr const char* kContent = "other_content";  // the id was used for something else
inline constexpr const char* kPriceChanged = "price_changed";
inline constexpr const char* kSpendBrake = "spend_brake";  // more than may be spent today
inline constexpr const char* kFeatureOff = "feature_off";  // the policy of the unit does not offer it
// requests
inline constexpr const char* kFormChanged = "form_changed";          // an older revision than the hub's
inline constexpr const char* kAlreadyDisputed = "already_disputed";  // the charge of this call, and it is still open
// messages
inline constexpr const char* kContactNotApproved = "contact_not_approved";
inline constexpr const char* kMessageTooLong = "message_too_long";
inline constexpr const char* kSuspended = "messaging_suspended";
inline constexpr const char* kNoPrepaidReply = "no_prepaid_reply";
inline constexpr const char* kNoSuchCard = "no_such_card";
inline constexpr const char* kAlreadyDecided = "already_decided";    // withdrawn or decided too late
inline constexpr const char* kNotRejected = "not_rejected";          // nothing to appeal
inline constexpr const char* kTooLate = "too_late";                  // to appeal
inline constexpr const char* kAlreadyAppealed = "already_appealed";  // open, or decided
// contacts
inline constexpr const char* kContactsFull = "contacts_full";       // the facility's limit for one resident
inline constexpr const char* kContactKnown = "contact_known";       // this address is in the resident's list
inline constexpr const char* kContactState = "contact_state";       // its state does not allow this
inline constexpr const char* kBlockedByStaff = "blocked_by_staff";  // a resident cannot lift it
// money that is sent out
inline constexpr const char* kSendMoneyOff = "send_money_off";  // the facility does not offer it
// commissary
inline constexpr const char* kWindowClosed = "window_closed";  // not open yet, or the cut-off is over
inline constexpr const char* kOverLimit = "over_limit";        // of the spending class
inline constexpr const char* kOverCategory = "over_category";
inline constexpr const char* kOverItem = "over_item";
inline constexpr const char* kOutOfStock = "out_of_stock";     // or no longer sold
inline constexpr const char* kBarred = "barred";               // diet, discipline, or this person may not have it
inline constexpr const char* kOrderChanged = "order_changed";  // another revision than the one replaced
inline constexpr const char* kNotPicked = "not_picked";        // there is no bag to accept yet
inline constexpr const char* kNotDelivered = "not_delivered";  // more refused or given back than was in the bag
// phone numbers
inline constexpr const char* kNumbersFull = "numbers_full";  // the facility's limit for one resident
inline constexpr const char* kNumberKnown = "number_known";  // it is on the list, or asked for
inline constexpr const char* kListClosed = "list_closed";  // no change is left until an earlier one is long enough ago
// visits
inline constexpr const char* kVisitsOff = "visits_off";  // the facility offers none, or none at that price
inline constexpr const char* kVisitsSuspended = "visits_suspended";
inline constexpr const char* kVisitorStopped = "visitor_stopped";
inline constexpr const char* kVisitorNotApproved = "visitor_not_approved";
inline constexpr const char* kSlotTaken = "slot_taken";  // or no longer offered, or too near somebody to be kept apart
inline constexpr const char* kTooSoon = "too_soon";
inline constexpr const char* kTooFar = "too_far";
inline constexpr const char* kVisitsUsed = "visits_used";      // all of that week
inline constexpr const char* kVisitOverlap = "visit_overlap";  // another one of the same person
inline constexpr const char* kVisitChanged = "visit_changed";  // another revision than the one seen
inline constexpr const char* kVisitTooLate = "visit_too_late";
inline constexpr const char* kVisitNotNow = "visit_not_now";       // to check in
inline constexpr const char* kVisitElsewhere = "visit_elsewhere";  // at another terminal
// drafts
inline constexpr const char* kDraftsFull = "drafts_full";

}  // namespace dayroom::facility::decline
