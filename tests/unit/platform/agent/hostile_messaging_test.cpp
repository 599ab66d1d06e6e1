// A screen that has been taken over, at the queries about messages, contacts and credits.
#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::nonce_of;
using test::Rig;
using test::Terminal;

namespace {

/// Two residents, each with a contact and a message that waits; the first one is signed in, without a hub: whatever is
/// saved stays here to be counted.
struct TakenOver {
    TakenOver() : own(rig.hub.add_resident("A100", "4711", 5'000)), other(rig.hub.add_resident("B200", "1234", 7'777)) {
        rig.hub.set_up_messaging();
        for (auto* resident : {&own, &other}) rig.hub.put_credits(*resident, 5);
        maria = rig.hub.put_contact(own, "Maria");
        own_held = put_own(own, maria, wire::Message::HELD);
        their_contact = rig.hub.put_contact(other, "Their mother");
        their_held = put_own(other, their_contact, wire::Message::HELD);
        their_rejected = put_own(other, their_contact, wire::Message::REJECTED);
        rig.start();
        terminal = rig.connect_synced();
        REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
        rig.go_offline(*terminal);
    }
    std::string put_own(const FakeHub::Resident& resident, const std::string& contact, wire::Message::State state) {
        wire::Record record;
        auto& message = *record.mutable_message();
        message.set_contact_id(contact);
        message.set_direction(wire::Message::OUTBOUND);
        message.set_state(state);
        message.set_text(state == wire::Message::REJECTED ? "" : "their own words");
        message.set_sent_ms(rig.clock.now().ms());
        message.set_appeal_by_ms(rig.clock.now().ms() + 86'400'000);
        auto& photo = *message.add_photos();
        photo.set_sha256(std::string(32, resident.number[0]));
        photo.set_width(8);
        photo.set_height(8);
        return rig.hub.put(FakeHub::scope_of(resident), record);
    }
    std::string code(const local::ToAgent& query) { return terminal->ask(query).problem().code(); }
    /// All that could have changed.
    std::string state() {
        return terminal->home().home().ShortDebugString() + terminal->credits().credits().ShortDebugString() +
               terminal->contacts().contacts().ShortDebugString() +
               terminal->messages(maria).messages().ShortDebugString() + terminal->draft("message/x");
    }

    Rig rig;
    FakeHub::Resident& own;
    FakeHub::Resident& other;
    std::string maria, own_held, their_contact, their_held, their_rejected;
    std::unique_ptr<Terminal> terminal;
};

/// Good queries of every kind that changes something, to be spoilt.
std::vector<local::ToAgent> good_queries(const TakenOver& now) {
    std::vector<local::ToAgent> all(6);
    auto& send = *all[0].mutable_send_message();
    send.set_contact_id(now.maria);
    send.set_text("hello");
    send.set_price_seen_credits(1);
    send.set_nonce(nonce_of('a'));
    all[1].mutable_withdraw_message()->set_message_id(now.own_held);
    auto& appeal = *all[2].mutable_appeal_message();
    appeal.set_message_id(now.own_held);
    appeal.set_text("why?");
    appeal.set_nonce(nonce_of('b'));
    auto& request = *all[3].mutable_request_contact();
    request.set_name("Tasha Greene");
    request.set_relationship("friend");
    request.set_address("tasha@mail.example");
    request.set_nonce(nonce_of('c'));
    all[4].mutable_change_contact()->set_contact_id(now.maria);
    all[4].mutable_change_contact()->set_change("block");
    auto& buy = *all[5].mutable_buy_credits();
    buy.set_code("bundle_20");
    buy.set_price_seen_cents(500);
    buy.set_credits_seen(20);
    buy.set_nonce(nonce_of('d'));
    return all;
}

google::protobuf::Message& inner(local::ToAgent& query) {
    const auto* field = query.GetReflection()->GetOneofFieldDescriptor(query, query.GetDescriptor()->oneof_decl(0));
    return *query.GetReflection()->MutableMessage(&query, field);
}

}  // namespace

TEST_CASE_METHOD(TakenOver, "with the ids of another resident nothing is found, changed or bought") {
    const std::string before = state();
    local::ToAgent query;
    query.mutable_get_writing()->set_contact_id(their_contact);
    CHECK(code(query) == "not_found");
    query.mutable_get_message()->set_id(their_held);
    CHECK(code(query) == "not_found");
    query.mutable_get_gallery()->set_contact_id(their_contact);
    CHECK(terminal->ask(query).gallery().total() == 0);
    query.mutable_get_photo()->set_sha256(std::string(32, 'B'));
    query.mutable_get_photo()->set_max_width(8);
    query.mutable_get_photo()->set_max_height(8);
    CHECK(code(query) == "not_found");
    CHECK(terminal->write(their_contact, "x", 1, nonce_of('a')).problem().code() == "not_found");
    CHECK(terminal->withdraw(their_held).problem().code() == "not_found");
    CHECK(terminal->appeal(their_rejected, "x", nonce_of('b')).problem().code() == "not_found");
    for (const char* change : {"accept", "refuse", "block", "unblock", "remove"})
        CHECK(terminal->change_contact(their_contact, change).problem().code() == "not_found");
    query.mutable_mark_read()->add_message_ids(their_held);
    CHECK(terminal->ask(query).has_done());  // said of every id that is not an unread one
    CHECK(state() == before);
}

TEST_CASE_METHOD(TakenOver,
                 "texts beyond every limit, ids and nonces of another size are refused, and nothing changes") {
    const std::string before = state();
    using Field = google::protobuf::FieldDescriptor;
    const std::string endless(1'500'000, 'x');
    for (auto& good : good_queries(*this)) {
        const auto* kind = inner(good).GetDescriptor();
        for (int at = 0; at < kind->field_count(); ++at) {
            const Field* field = kind->field(at);
            if (field->cpp_type() != Field::CPPTYPE_STRING) continue;
            std::vector<std::string> spoilt = {endless, std::string(17, 'i'), "\xFF\xFE"};
            if (field->name() == "card_id") spoilt = {endless, "short"};
            if (field->type() == Field::TYPE_STRING) spoilt = {endless, std::string(3, '\0'), "\u202E"};
            for (const std::string& value : spoilt) {
                local::ToAgent query = good;
                auto& message = inner(query);
                message.GetReflection()->SetString(&message, field, value);
                CAPTURE(field->full_name(), value.size());
                CHECK(terminal->ask(query).has_problem());
            }
        }
    }
    CHECK(state() == before);
}

TEST_CASE_METHOD(TakenOver, "amounts that nobody was shown are refused, and nothing changes") {
    const std::string before = state();
    for (const std::int64_t wrong : {std::int64_t{-1}, std::int64_t{0}, INT64_MAX, INT64_MIN}) {
        auto queries = good_queries(*this);
        queries[0].mutable_send_message()->set_price_seen_credits(wrong);
        CHECK(code(queries[0]) == "price_changed");
        queries[5].mutable_buy_credits()->set_price_seen_cents(wrong);
        CHECK(code(queries[5]) == "price_changed");
        queries = good_queries(*this);
        queries[5].mutable_buy_credits()->set_credits_seen(wrong);
        CHECK(code(queries[5]) == "price_changed");
    }
    local::ToAgent pages;
    pages.mutable_get_gallery()->mutable_page()->set_offset(INT32_MIN);
    pages.mutable_get_gallery()->mutable_page()->set_count(INT32_MAX);
    CHECK(terminal->ask(pages).has_gallery());
    CHECK(state() == before);
}

TEST_CASE_METHOD(TakenOver, "a flood of the same wish is one, and a flood of many ends with the connection") {
    auto query = good_queries(*this)[0];
    std::string flood;
    for (std::uint32_t number = 1; number <= 300; ++number) {
        query.set_number(1'000 + number);
        flood += make_frame(query, kMaxFrameUp).take();
    }
    terminal->send_raw(flood);
    for (std::uint32_t number = 1; number <= 300; ++number) CHECK(terminal->answer_to(1'000 + number).number() > 0);
    CHECK(terminal->messages(maria).messages().total() == 2);
    flood.clear();
    for (std::uint32_t number = 1; number <= 2'000; ++number) {
        query.set_number(2'000 + number);
        query.mutable_send_message()->set_nonce("number " + std::to_string(100'000'000 + number));
        flood += make_frame(query, kMaxFrameUp).take();
    }
    terminal->send_raw(flood);
    CHECK(terminal->is_cut());
    terminal = std::make_unique<Terminal>(rig.options.socket_path);
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    CHECK(terminal->credits().credits().credits() == 0);  // what there was, and no more
    CHECK(terminal->messages(maria).messages().total() == 1 + 5);
}

}  // namespace dayroom::agent
