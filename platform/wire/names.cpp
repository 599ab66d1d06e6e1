#include "platform/wire/names.h"

namespace dayroom::wire {

const char* name_of(Contact::State state) {
    switch (state) {
        case Contact::REQUESTED:
            return "requested";
        case Contact::APPROVED:
            return "approved";
        case Contact::REFUSED:
            return "refused";
        case Contact::BLOCKED:
            return "blocked";
        case Contact::REMOVED:
            return "removed";
        case Contact::INVITED:
            return "invited";
        default:
            return "unknown";
    }
}

const char* name_of(Message::State state) {
    switch (state) {
        case Message::HELD:
            return "held";
        case Message::DELIVERED:
            return "delivered";
        case Message::REJECTED:
            return "rejected";
        case Message::WITHDRAWN:
            return "withdrawn";
        case Message::EXPIRED:
            return "expired";
        default:
            return "unknown";
    }
}

const char* name_of(Message::Appeal appeal) {
    switch (appeal) {
        case Message::APPEAL_OPEN:
            return "open";
        case Message::APPEAL_GRANTED:
            return "granted";
        case Message::APPEAL_REFUSED:
            return "refused";
        default:
            return "";
    }
}

const char* name_of(Transaction::Kind kind) {
    switch (kind) {
        case Transaction::DEPOSIT:
            return "deposit";
        case Transaction::REQUEST_FEE:
            return "request_fee";
        case Transaction::COMMISSARY:
            return "commissary";
        case Transaction::MESSAGE_CREDITS:
            return "message_credits";
        case Transaction::PHONE:
            return "phone";
        case Transaction::DEDUCTION:
            return "deduction";
        case Transaction::TRANSFER:
            return "transfer";
        case Transaction::REFUND:
            return "refund";
        case Transaction::ADJUSTMENT:
            return "adjustment";
        case Transaction::COPAY:
            return "copay";
        case Transaction::SEND_MONEY:
            return "send_money";
        case Transaction::VISIT:
            return "visit";
        default:
            return "unknown";
    }
}

const char* name_of(Transaction::State state) {
    switch (state) {
        case Transaction::POSTED:
            return "posted";
        case Transaction::PENDING:
            return "pending";
        case Transaction::VOIDED:
            return "voided";
        default:
            return "unknown";
    }
}

const char* name_of(Request::Act act) {
    switch (act) {
        case Request::ORDINARY:
            return "ordinary";
        case Request::TRIAGED:
            return "triaged";
        default:
            return "";
    }
}

const char* name_of(Request::State state) {
    switch (state) {
        case Request::RECEIVED:
            return "received";
        case Request::IN_PROGRESS:
            return "in_progress";
        case Request::ANSWERED:
            return "answered";
        case Request::DECLINED:
            return "declined";
        case Request::WITHDRAWN:
            return "withdrawn";
        case Request::RETURNED:
            return "returned";
        default:
            return "unknown";
    }
}

const char* name_of(Visit::State state) {
    switch (state) {
        case Visit::BOOKED:
            return "booked";
        case Visit::CHECKED_IN:
            return "checked_in";
        case Visit::ENDED:
            return "ended";
        case Visit::CANCELLED:
            return "cancelled";
        case Visit::MISSED:
            return "missed";
        default:
            return "unknown";
    }
}

const char* name_of(PhoneNumber::State state) {
    switch (state) {
        case PhoneNumber::REQUESTED:
            return "requested";
        case PhoneNumber::APPROVED:
            return "approved";
        case PhoneNumber::REFUSED:
            return "refused";
        case PhoneNumber::REMOVED:
            return "removed";
        default:
            return "unknown";
    }
}

const char* name_of(Order::State state) {
    switch (state) {
        case Order::SUBMITTED:
            return "submitted";
        case Order::PICKED:
            return "picked";
        case Order::DELIVERED:
            return "delivered";
        case Order::CANCELLED:
            return "cancelled";
        case Order::REFUSED:
            return "refused";
        default:
            return "unknown";
    }
}

const char* name_of(Obligation::State state) {
    switch (state) {
        case Obligation::ACTIVE:
            return "active";
        case Obligation::INACTIVE:
            return "inactive";
        case Obligation::FULFILLED:
            return "fulfilled";
        default:
            return "unknown";
    }
}

const char* name_of(ScopeKind kind) {
    switch (kind) {
        case FACILITY:
            return "facility";
        case HOUSING_UNIT:
            return "housing_unit";
        case DEVICE:
            return "device";
        case RESIDENT:
            return "resident";
        default:
            return "unknown";
    }
}

}  // namespace dayroom::wire
