// The independent model of the property test: what everybody has, kept with nothing but additions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dayroom::test {

struct TallyContact {
    std::size_t person = 0;
    bool approved = true;  // else blocked by the resident
    int replies = 0;
};

struct TallyPerson {
    std::int64_t cents = 0;
    std::int64_t bought = 0;  // credits, bundles and gifts
    std::int64_t held = 0;
    std::int64_t taken = 0;
    std::int64_t free() const { return bought - held - taken; }
};

struct TallyMessage {
    enum class State { kHeld, kDelivered, kRejected, kWithdrawn, kExpired };
    enum class Appeal { kNone, kOpen, kGranted, kRefused };
    std::size_t contact = 0;
    bool inbound = false;
    State state = State::kHeld;
    Appeal appeal = Appeal::kNone;
    std::int64_t price = 0;  // of an outbound one that is not prepaid
    bool prepaid = false;
    int brings = 0;  // replies, inbound
    std::int64_t received = 0;
    std::int64_t decide_by = 0;
    std::int64_t appeal_by = 0;
    bool investigating = false;
};

struct Tally {
    std::vector<TallyPerson> people;
    std::vector<TallyContact> contacts;
    std::vector<TallyMessage> messages;

    TallyPerson& owner(const TallyMessage& message) { return people[contacts[message.contact].person]; }

    /// The price of a held message is taken, or comes back.
    void settle(TallyMessage& message, bool take) {
        if (message.inbound) {
            if (take) contacts[message.contact].replies += message.brings;
            return;
        }
        if (message.prepaid) {
            contacts[message.contact].replies += take ? 0 : 1;
            return;
        }
        owner(message).held -= message.price;
        if (take) owner(message).taken += message.price;
    }

    /// A granted appeal takes the price again, if there is any way to pay it.
    void take_again(TallyMessage& message) {
        TallyContact& contact = contacts[message.contact];
        if (message.inbound) {
            contact.replies += message.brings;
        } else if (message.prepaid) {
            if (contact.replies > 0) {
                --contact.replies;
            } else {
                message.prepaid = false;
            }
        } else if (owner(message).free() >= message.price) {
            owner(message).taken += message.price;
        } else {
            message.price = 0;
        }
    }
};

}  // namespace dayroom::test
