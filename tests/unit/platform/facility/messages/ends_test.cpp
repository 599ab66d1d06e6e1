// Every way that a message is paid for, and every way that it ends: state, credits, prepaid replies, and what the
// resident's terminal is told. One table.
#include "tests/unit/platform/facility/messages/mail.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::kBeginCredits;
using dayroom::test::kBeginReplies;
using dayroom::test::kCardCredits;
using dayroom::test::kTextCredits;
using dayroom::test::Mail;
using dayroom::test::must;
using dayroom::test::Paid;
using State = wire::Message;

namespace {

enum class End {
    kApproved,
    kApprovedAfterInvestigation,
    kApprovedByTwo,
    kRejected,
    kRejectedUpheld,  // appealed, refused
    kRejectedGranted,
    kGrantedWhenSpent,  // and nothing is left to pay with by then
    kWithdrawn,
    kExpired,
    kBlockedByResident,
    kContactRemovedByResident,
    kContactRemovedByStaff,
};
constexpr End kEnds[] = {End::kApproved,
                         End::kApprovedAfterInvestigation,
                         End::kApprovedByTwo,
                         End::kRejected,
                         End::kRejectedUpheld,
                         End::kRejectedGranted,
                         End::kGrantedWhenSpent,
                         End::kWithdrawn,
                         End::kExpired,
                         End::kBlockedByResident,
                         End::kContactRemovedByResident,
                         End::kContactRemovedByStaff};
constexpr Paid kPaid[] = {Paid::kCredits, Paid::kCreditsWithCard, Paid::kPrepaid, Paid::kNothing};

struct Row {
    State::State state;
    bool taken;  // the price
};
Row expected(End end) {
    switch (end) {
        case End::kApproved:
        case End::kApprovedAfterInvestigation:
        case End::kApprovedByTwo:
        case End::kRejectedGranted:
            return {State::DELIVERED, true};
        case End::kGrantedWhenSpent:
            return {State::DELIVERED, false};
        case End::kRejected:
        case End::kRejectedUpheld:
            return {State::REJECTED, false};
        case End::kExpired:
            return {State::EXPIRED, false};
        default:
            return {State::WITHDRAWN, false};
    }
}

std::int64_t credits_of(Paid paid) {
    switch (paid) {
        case Paid::kCredits:
            return kTextCredits;
        case Paid::kCreditsWithCard:
            return kTextCredits + kCardCredits;
        default:
            return 0;
    }
}

/// Nothing is left: neither credits nor replies.
void spend_all(Mail& mail) {
    must(mail.hub.run([&](Work& work) -> Status {
        const CreditCharge all{work.make_id<TransferId>(), mail.person.id, TRY(PositiveCredits::of(kBeginCredits)), {}};
        TRY(mail.hub.ledger.hold_credits(work, all, work.now() + std::chrono::hours(1)));
        TRY(mail.hub.ledger.post(work, all.id));
        for (int i = 0; i < kBeginReplies; ++i) TRY(mail.hub.contacts.take_prepaid_reply(work, mail.contact));
        return {};
    }));
}

void bring_to(Mail& mail, const MessageId& id, End end) {
    switch (end) {
        case End::kApproved:
            return must(mail.deliver(id));
        case End::kApprovedAfterInvestigation:
            must(mail.decide([&](Work& work) { return mail.hub.messages.investigate(work, id); }));
            CHECK(mail.shown(id)->investigating());
            return must(mail.deliver(id));
        case End::kApprovedByTwo:
            must(mail.decide([&](Work& work) { return mail.hub.messages.approve_first(work, id); }));
            CHECK_FALSE(mail.decide([&](Work& work) { return mail.hub.messages.approve_first(work, id); }).ok());
            CHECK(mail.message(id).state() == State::HELD);
            return must(mail.deliver(id));
        case End::kRejected:
            return must(mail.reject(id));
        case End::kRejectedUpheld:
            must(mail.reject(id));
            CHECK(mail.appeal(id).result() == wire::Outcome::DONE);
            return must(mail.refuse(id));
        case End::kRejectedGranted:
        case End::kGrantedWhenSpent:
            must(mail.reject(id));
            CHECK(mail.appeal(id).result() == wire::Outcome::DONE);
            if (end == End::kGrantedWhenSpent) spend_all(mail);
            return must(mail.grant(id));
        case End::kWithdrawn:
            CHECK(mail.withdraw(id).result() == wire::Outcome::DONE);
            return;
        case End::kExpired:
            mail.hub.clock.advance(kExpireAfter + Milliseconds(1));
            CHECK(mail.expire() == 1);
            return;
        case End::kBlockedByResident:
            CHECK(mail.change_contact(wire::ChangeContact::BLOCK).result() == wire::Outcome::DONE);
            return;
        case End::kContactRemovedByResident:
            CHECK(mail.change_contact(wire::ChangeContact::REMOVE).result() == wire::Outcome::DONE);
            return;
        case End::kContactRemovedByStaff:
            return must(mail.decide(
                [&](Work& work) { return mail.hub.contacts.set_state(work, mail.contact, wire::Contact::REMOVED); }));
    }
}

void check_over(Mail& mail, const MessageId& id, State::State state) {
    CHECK(mail.withdraw(id).code() == decline::kAlreadyDecided);
    for (const Status& again : {mail.deliver(id), mail.reject(id),
                                mail.decide([&](Work& work) { return mail.hub.messages.investigate(work, id); }),
                                mail.grant(id), mail.refuse(id)}) {
        REQUIRE_FALSE(again.ok());
        CHECK(again.error().text_key == decline::kAlreadyDecided);
    }
    CHECK(mail.message(id).state() == state);
}

}  // namespace

TEST_CASE("every end of a resident's message, however it was paid for") {
    for (const Paid paid : kPaid) {
        for (const End end : kEnds) {
            INFO("paid " << static_cast<int>(paid) << ", end " << static_cast<int>(end));
            Mail mail;
            if (paid == Paid::kNothing) mail.set_prices(0, 0);
            const MessageId id = mail.hub.id<MessageId>();
            const std::int64_t price = credits_of(paid);
            REQUIRE(mail.send(id, paid).result() == wire::Outcome::DONE);
            // Held: it may be spent on nothing else, and is not taken.
            CHECK(mail.credits() == kBeginCredits - price);
            CHECK(mail.replies() == kBeginReplies - (paid == Paid::kPrepaid ? 1 : 0));
            CHECK(mail.used() == 0);
            CHECK(mail.shown(id)->state() == State::HELD);

            bring_to(mail, id, end);
            const Row row = expected(end);
            const bool spent = end == End::kGrantedWhenSpent;
            CHECK(mail.message(id).state() == row.state);
            CHECK(mail.credits() == (spent ? 0 : kBeginCredits - (row.taken ? price : 0)));
            CHECK(mail.replies() == (spent ? 0 : kBeginReplies - (row.taken && paid == Paid::kPrepaid ? 1 : 0)));
            CHECK(mail.used() == (spent ? kBeginCredits : row.taken ? price : 0));
            const auto shown = mail.shown(id);
            REQUIRE(shown);
            CHECK(shown->state() == row.state);
            CHECK(shown->text().empty() == (row.state == State::REJECTED));
            if (spent) {
                CHECK(shown->price_credits() == 0);
                CHECK_FALSE(shown->prepaid());
            } else {
                CHECK(shown->price_credits() == price);
                CHECK(shown->prepaid() == (paid == Paid::kPrepaid));
            }
            check_over(mail, id, row.state);
            CHECK(mail.hub.tie().ties());
        }
    }
}

TEST_CASE("every end of a message from outside: what its reader sees, and the replies that came with it") {
    struct Expect {
        End end;
        State::State state;
        bool told;
        int replies;
    };
    const Expect table[] = {
        {End::kApproved, State::DELIVERED, true, kBeginReplies + 2},
        {End::kRejected, State::REJECTED, true, kBeginReplies},
        {End::kRejectedUpheld, State::REJECTED, true, kBeginReplies},
        {End::kRejectedGranted, State::DELIVERED, true, kBeginReplies + 2},
        {End::kExpired, State::EXPIRED, false, kBeginReplies},
        {End::kBlockedByResident, State::HELD, false, kBeginReplies},
        {End::kContactRemovedByResident, State::WITHDRAWN, false, kBeginReplies},
        {End::kContactRemovedByStaff, State::WITHDRAWN, false, kBeginReplies},
    };
    for (const Expect& row : table) {
        INFO("end " << static_cast<int>(row.end));
        Mail mail;
        const MessageId id = mail.hub.id<MessageId>();
        must(mail.receive(id, "meet me behind the laundry", 2));
        CHECK_FALSE(mail.shown(id));
        CHECK(mail.replies() == kBeginReplies);
        bring_to(mail, id, row.end);
        CHECK(mail.message(id).state() == row.state);
        CHECK(mail.replies() == row.replies);
        const auto shown = mail.shown(id);
        REQUIRE(shown.has_value() == row.told);
        if (shown) {
            CHECK(shown->state() == row.state);
            CHECK(shown->text().empty() == (row.state == State::REJECTED));
            const bool quoted = shown->SerializeAsString().find("laundry") != std::string::npos;
            CHECK(quoted == (row.state == State::DELIVERED));
        }
        CHECK(mail.hub.tie().ties());
        CHECK(mail.credits() == kBeginCredits);
    }
}

TEST_CASE("a message that waits while its contact is blocked is delivered when the block is lifted") {
    Mail mail;
    const MessageId id = mail.hub.id<MessageId>();
    must(mail.receive(id));
    REQUIRE(mail.change_contact(wire::ChangeContact::BLOCK).result() == wire::Outcome::DONE);
    const Status blocked = mail.deliver(id);
    REQUIRE_FALSE(blocked.ok());
    CHECK(blocked.error().text_key == decline::kContactNotApproved);
    // Staff may reject it all the same; then its reader hears nothing of it.
    SECTION("rejected meanwhile") {
        must(mail.reject(id));
        CHECK_FALSE(mail.shown(id));
        wire::Command read = mail.hub.command(mail.person);
        read.mutable_mark_read()->add_message_ids(id.raw());
        CHECK(mail.hub.execute(mail.person, read).result() == wire::Outcome::DONE);
        CHECK_FALSE(mail.shown(id));
    }
    SECTION("unblocked") {
        REQUIRE(mail.change_contact(wire::ChangeContact::UNBLOCK).result() == wire::Outcome::DONE);
        must(mail.deliver(id));
        CHECK(mail.shown(id)->state() == State::DELIVERED);
    }
}
