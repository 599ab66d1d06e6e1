// What the tests' terminal asks.
#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent::test {

local::ToAgent messages_query(const std::string& contact) {
    local::ToAgent query;
    query.mutable_get_messages()->set_contact_id(contact);
    query.mutable_get_messages()->mutable_page()->set_count(200);
    return query;
}

local::ToAgent contacts_query() {
    local::ToAgent query;
    query.mutable_get_contacts();
    return query;
}

local::ToAgent credits_query() {
    local::ToAgent query;
    query.mutable_get_credits();
    return query;
}

local::ToTerminal Terminal::until(const local::ToAgent& query,
                                  const std::function<bool(const local::ToTerminal&)>& fits) {
    for (;;) {
        auto answer = ask(query);
        if (fits(answer)) return answer;
        push([](const local::ToTerminal&) { return true; });
    }
}

local::ToTerminal Terminal::messages(const std::string& contact) { return ask(messages_query(contact)); }
local::ToTerminal Terminal::contacts() { return ask(contacts_query()); }
local::ToTerminal Terminal::credits() { return ask(credits_query()); }

local::ToTerminal Terminal::writing(const std::string& contact) {
    local::ToAgent query;
    query.mutable_get_writing()->set_contact_id(contact);
    return ask(query);
}

local::ToTerminal Terminal::write(const std::string& contact, const std::string& text, std::int64_t price,
                                  const std::string& nonce) {
    local::ToAgent query;
    auto& send = *query.mutable_send_message();
    send.set_contact_id(contact);
    send.set_text(text);
    send.set_price_seen_credits(price);
    send.set_nonce(nonce);
    return ask(query);
}

local::ToTerminal Terminal::withdraw(const std::string& message) {
    local::ToAgent query;
    query.mutable_withdraw_message()->set_message_id(message);
    return ask(query);
}

local::ToTerminal Terminal::appeal(const std::string& message, const std::string& text, const std::string& nonce) {
    local::ToAgent query;
    query.mutable_appeal_message()->set_message_id(message);
    query.mutable_appeal_message()->set_text(text);
    query.mutable_appeal_message()->set_nonce(nonce);
    return ask(query);
}

local::ToTerminal Terminal::change_contact(const std::string& contact, const std::string& change) {
    local::ToAgent query;
    query.mutable_change_contact()->set_contact_id(contact);
    query.mutable_change_contact()->set_change(change);
    return ask(query);
}

local::ToTerminal Terminal::save_draft(const std::string& key, const std::string& content, bool leaving) {
    local::ToAgent query;
    query.mutable_save_draft()->set_key(key);
    query.mutable_save_draft()->set_content(content);
    query.mutable_save_draft()->set_leaving(leaving);
    return ask(query);
}

std::string Terminal::draft(const std::string& key) {
    local::ToAgent query;
    query.mutable_get_draft()->set_key(key);
    return ask(query).draft().content();
}

local::ToTerminal Terminal::sign_out() {
    local::ToAgent query;
    query.mutable_sign_out();
    return ask(query);
}

}  // namespace dayroom::agent::test
