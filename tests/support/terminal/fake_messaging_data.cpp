// The synthetic contacts, cards and bundles of the fake agent. No real person.
#include "tests/support/terminal/fake_agent.h"
#include "tests/support/terminal/fake_parts.h"

namespace dayroom::test {
local::Contact& FakeAgent::add_contact(const char* id, const char* name, const char* relationship, const char* state) {
    local::Contact contact;
    contact.set_id(id);
    contact.set_name(name);
    contact.set_relationship(relationship);
    contact.set_state(state);
    contact.set_address(std::string(id) + "@mail.example");
    contact.set_asked_ms(ago(90));
    if (std::string(state) != "requested" && std::string(state) != "invited") contact.set_decided_ms(ago(88));
    if (std::string(id) == "maria") contact.set_prepaid_replies(2);
    contacts_.push_back(std::move(contact));
    return contacts_.back();
}

void FakeAgent::lengthen_lists(int by) {
    for (int at = 1; at <= by; ++at) {
        const std::string number = std::to_string(at);
        auto& line = add_transaction("phone", "posted", -10 - at % 90, 4815, ago(40 + at / 3, at % 20));
        if (at % 4 != 0) line.set_reason_detail("Dwayne Carter");
        const std::string contact = "many-" + number;
        add_thread(contact.c_str(), ("Writer " + number).c_str(), at % 3 == 0 ? "friend" : "", "en");
        const std::string words = at % 2 == 0 ? "Short." : "A longer letter that takes two lines of the list or more.";
        add_message(contact.c_str(), false, "delivered", words, ago(50 + at));
        auto& item = add_item(("6" + number).c_str(), "food", ("Crackers " + number).c_str(), "Galletas", 100 + at);
        if (at % 3 == 0) item.set_barred("diet");
    }
}

/// Those with a thread are added beside it.
void FakeAgent::make_contacts() {
    auto& asked = add_contact("tasha", "Tasha Greene", "friend", "requested");
    asked.set_asked_ms(ago(2));
    auto& invited = add_contact("ruth", "Ruth Okafor", "pastor", "invited");
    invited.set_asked_ms(ago(1));
    auto& refused = add_contact("rick", "Rick Sanders", "friend", "refused");
    refused.set_reason("victim_protection");
    refused.set_decided_ms(ago(15));
    auto& blocked = add_contact("gary", "Gary Whitfield", "other", "blocked");
    blocked.set_blocked_by_resident(true);
    blocked.set_decided_ms(ago(30));
}

void FakeAgent::make_cards() {
    struct Sample {
        const char* code;
        const char* english;
        const char* spanish;
        char picture;
    };
    for (const Sample& sample :
         {Sample{"birthday", "Happy birthday", "Feliz cumpleaños", 'b'},
          Sample{"thinking_of_you", "Thinking of you", "Pienso en ti", 't'},
          Sample{"thank_you", "Thank you", "Gracias", 'y'}, Sample{"miss_you", "I miss you", "Te extraño", 'i'}}) {
        local::Card card;
        card.set_id(std::string("card-") + sample.code);
        card.set_code(sample.code);
        add_texts(card.mutable_name(), sample.english, sample.spanish);
        card.mutable_picture()->set_sha256(std::string(32, sample.picture));
        card.mutable_picture()->set_width(480);
        card.mutable_picture()->set_height(300);
        cards_.push_back(std::move(card));
    }
}

/// Cheapest a credit first, as the agent gives them.
void FakeAgent::make_bundles() {
    for (const auto& [credits, cents] : std::vector<std::pair<int, int>>{{40, 800}, {20, 500}, {5, 150}}) {
        local::Bundle bundle;
        bundle.set_code("bundle_" + std::to_string(credits));
        add_texts(bundle.mutable_name(), std::to_string(credits) + " credits", std::to_string(credits) + " créditos");
        bundle.set_cents(cents);
        bundle.set_credits(credits);
        if (credits == 40) bundle.set_valid_to_ms(clock_.now().ms() + 9LL * 86'400'000);
        bundles_.push_back(std::move(bundle));
    }
}

}  // namespace dayroom::test
