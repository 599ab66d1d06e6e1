// The fake agent: writing, contacts, credits, photos.
#include <algorithm>

#include "platform/base/bytes.h"
#include "tests/support/terminal/fake_agent.h"
#include "tests/support/terminal/fake_parts.h"

namespace dayroom::test {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::int64_t kCardCredits = 1;
constexpr int kContactsMax = 25;
constexpr const char* kReceipt = "K7P39QXD";

std::string draft_key(const std::string& contact) { return "message/" + to_hex(as_bytes(contact)); }

/// Code points of valid UTF-8.
int characters(const std::string& text) {
    return static_cast<int>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

bool FakeAgent::dispatch_messaging(const local::ToAgent& query, Answer& answer) {
    using Case = local::ToAgent::QueryCase;
    switch (query.query_case()) {
        case Case::kGetWriting:
            writing(query.get_writing(), answer);
            return true;
        case Case::kSendMessage:
            send(query.send_message(), answer);
            return true;
        case Case::kWithdrawMessage:
            withdraw(query.withdraw_message(), answer);
            return true;
        case Case::kAppealMessage:
            appeal(query.appeal_message(), answer);
            return true;
        case Case::kGetMessage:
            get_message(query.get_message(), answer);
            return true;
        case Case::kGetContacts:
            list_contacts(answer);
            return true;
        case Case::kRequestContact:
            request_contact(query.request_contact(), answer);
            return true;
        case Case::kChangeContact:
            change_contact(query.change_contact(), answer);
            return true;
        case Case::kGetCredits:
            list_credits(answer);
            return true;
        case Case::kBuyCredits:
            buy_credits(query.buy_credits(), answer);
            return true;
        case Case::kGetGallery:
            gallery(query.get_gallery(), answer);
            return true;
        default:
            return false;
    }
}

local::Contact* FakeAgent::find_contact(const std::string& id) {
    const auto found = std::find_if(contacts_.begin(), contacts_.end(), [&](const auto& c) { return c.id() == id; });
    return found == contacts_.end() ? nullptr : &*found;
}

local::Message* FakeAgent::find_message(const std::string& id) {
    const auto found = std::find_if(messages_.begin(), messages_.end(), [&](const auto& m) { return m.id() == id; });
    return found == messages_.end() ? nullptr : &*found;
}

bool FakeAgent::refused(Answer& answer) {
    if (refuse_.empty()) return false;
    refuse(answer, refuse_.c_str());
    refuse_.clear();
    return true;
}

bool FakeAgent::repeated(const std::string& nonce, Answer& answer) {
    const auto known = nonces_.find(nonce);
    if (known == nonces_.end()) return false;
    submitted(nonce, known->second, answer);
    return true;
}

void FakeAgent::submitted(const std::string& nonce, const std::string& id, Answer& answer) {
    nonces_[nonce] = id;
    answer.mutable_submitted()->set_request_id(id);
    answer.mutable_submitted()->set_receipt_code(kReceipt);
    answer.mutable_submitted()->set_online(status_.online());
}

void FakeAgent::forget_prices() {
    prices_known_ = false;
    bundles_.clear();
    for (auto& form : *forms_.mutable_forms()) {
        form.set_price_known(form.price_cents() == 0);
        form.set_price_cents(0);
    }
}

void FakeAgent::writing(const local::GetWriting& query, Answer& answer) {
    const auto* contact = find_contact(query.contact_id());
    if (contact == nullptr) return refuse(answer, "not_found");
    auto* writing = answer.mutable_writing();
    writing->set_contact_name(contact->name());
    if (contact->state() != "approved") writing->set_refusal_code("contact_not_approved");
    if (suspended_) writing->set_refusal_code("messaging_suspended");
    writing->set_characters_max(characters_max_);
    writing->set_price_known(prices_known_);
    if (prices_known_) {
        writing->set_message_credits(message_credits_);
        writing->set_card_credits(kCardCredits);
    }
    writing->set_credits(money_.credits());
    writing->set_as_of_ms(money_.as_of_ms());
    writing->set_prepaid_replies(contact->prepaid_replies());
    for (const auto& card : cards_) *writing->add_cards() = card;
}

void FakeAgent::send(const local::SendMessage& query, Answer& answer) {
    if (repeated(query.nonce(), answer) || refused(answer)) return;
    auto* contact = find_contact(query.contact_id());
    if (contact == nullptr || contact->state() != "approved") return refuse(answer, "contact_not_approved");
    if (suspended_) return refuse(answer, "messaging_suspended");
    if (characters(query.text()) > characters_max_) return refuse(answer, "too_long");
    if (query.text().empty()) return refuse(answer, "invalid");
    const auto card =
        std::find_if(cards_.begin(), cards_.end(), [&](const auto& c) { return c.id() == query.card_id(); });
    if (!query.card_id().empty() && card == cards_.end()) return refuse(answer, "not_found");
    const std::int64_t price = query.prepaid() ? 0 : message_credits_ + (card == cards_.end() ? 0 : kCardCredits);
    if (!prices_known_ || price != query.price_seen_credits()) return refuse(answer, "price_changed");
    if (query.prepaid() && contact->prepaid_replies() == 0) return refuse(answer, "no_prepaid_reply");
    if (price > money_.credits()) return refuse(answer, "insufficient_credits");

    money_.set_credits(money_.credits() - price);
    if (query.prepaid()) contact->set_prepaid_replies(contact->prepaid_replies() - 1);
    begin_thread(*contact);
    auto& message = add_message(query.contact_id().c_str(), true, status_.online() ? "held" : "queued", query.text(),
                                clock_.now().ms());
    message.set_id("message-new-" + std::to_string(nonces_.size() + 1));
    message.set_contact_name(contact->name());
    message.set_receipt_code(kReceipt);
    message.set_price_credits(price);
    message.set_prepaid(query.prepaid());
    message.set_may_withdraw(true);
    message.set_received_ms(status_.online() ? clock_.now().ms() : 0);
    if (status_.online()) message.set_decide_by_ms(clock_.now().ms() + 5 * kDayMs);
    if (card != cards_.end()) *message.mutable_card() = *card;
    drafts_.erase(draft_key(query.contact_id()));
    submitted(query.nonce(), message.id(), answer);
}

void FakeAgent::give_back(const local::Message& message) {
    money_.set_credits(money_.credits() + message.price_credits());
    if (auto* contact = find_contact(message.contact_id()); contact != nullptr && message.prepaid())
        contact->set_prepaid_replies(contact->prepaid_replies() + 1);
}

void FakeAgent::withdraw(const local::WithdrawMessage& query, Answer& answer) {
    if (refused(answer)) return;
    auto* message = find_message(query.message_id());
    if (message == nullptr) return refuse(answer, "not_found");
    if (!message->may_withdraw()) return refuse(answer, "already_decided");
    message->set_state("withdrawn");
    message->set_may_withdraw(false);
    message->set_decided_ms(clock_.now().ms());
    give_back(*message);
    show_in_thread(*message);
    answer.mutable_done();
}

void FakeAgent::appeal(const local::AppealMessage& query, Answer& answer) {
    if (repeated(query.nonce(), answer) || refused(answer)) return;
    auto* message = find_message(query.message_id());
    if (message == nullptr) return refuse(answer, "not_found");
    if (!message->may_appeal() || query.text().empty()) return refuse(answer, "invalid");
    message->set_may_appeal(false);
    message->set_appeal(status_.online() ? "open" : "queued");
    message->set_appealed_ms(clock_.now().ms());
    submitted(query.nonce(), message->id(), answer);
}

void FakeAgent::get_message(const local::GetMessage& query, Answer& answer) {
    const auto* message = find_message(query.id());
    if (message == nullptr) return refuse(answer, "not_found");
    *answer.mutable_messages()->add_messages() = *message;
    answer.mutable_messages()->set_total(1);
}

void FakeAgent::list_contacts(Answer& answer) {
    auto* list = answer.mutable_contacts();
    for (const auto& contact : contacts_) *list->add_contacts() = contact;
    list->set_contacts_max(kContactsMax);
    list->set_stamp(moved_);
}

void FakeAgent::request_contact(const local::RequestContact& query, Answer& answer) {
    if (nonces_.contains(query.nonce())) {
        answer.mutable_done();
        return;
    }
    if (refused(answer)) return;
    if (query.name().empty() || query.relationship().empty() || query.address().empty())
        return refuse(answer, "invalid");
    const auto asked = std::count_if(contacts_.begin(), contacts_.end(), [](const auto& contact) {
        return contact.state() == "approved" || contact.state() == "requested" || contact.state() == "queued";
    });
    if (asked >= kContactsMax) return refuse(answer, "contacts_full");
    const std::string id = "contact-new-" + std::to_string(nonces_.size() + 1);
    nonces_[query.nonce()] = id;
    auto& contact = add_contact(id.c_str(), query.name().c_str(), query.relationship().c_str(),
                                status_.online() ? "requested" : "queued");
    contact.set_address(query.address());
    contact.set_asked_ms(clock_.now().ms());
    contact.set_decided_ms(0);
    answer.mutable_done();
}

void FakeAgent::change_contact(const local::ChangeContact& query, Answer& answer) {
    if (refused(answer)) return;
    auto* contact = find_contact(query.contact_id());
    if (contact == nullptr) return refuse(answer, "not_found");
    struct Rule {
        const char* change;
        const char* from;  // empty: any
        const char* to;
    };
    constexpr Rule kRules[] = {{"accept", "invited", "requested"},
                               {"refuse", "invited", "refused"},
                               {"block", "", "blocked"},
                               {"unblock", "blocked", "approved"},
                               {"remove", "", "removed"}};
    for (const Rule& rule : kRules) {
        if (query.change() != rule.change) continue;
        if (*rule.from != '\0' && contact->state() != rule.from) return refuse(answer, "invalid");
        if (query.change() == "unblock" && !contact->blocked_by_resident()) return refuse(answer, "denied");
        contact->set_blocked_by_resident(query.change() == "block");
        contact->set_changing(!status_.online());
        contact->set_decided_ms(clock_.now().ms());
        set_contact_state(contact->id(), rule.to, query.change() == "refuse" ? "by_resident" : "");
        answer.mutable_done();
        return;
    }
    refuse(answer, "invalid");
}

void FakeAgent::set_contact_state(const std::string& id, const std::string& state, const std::string& reason) {
    auto* contact = find_contact(id);
    if (contact == nullptr) return;
    contact->set_state(state);
    contact->set_reason(reason);
    for (auto& thread : threads_) {
        if (thread.contact_id() == id) thread.set_contact_state(state);
    }
}

void FakeAgent::list_credits(Answer& answer) {
    auto* credits = answer.mutable_credits();
    credits->set_credits(money_.credits());
    credits->set_spendable_cents(money_.spendable_cents());
    credits->set_as_of_ms(money_.as_of_ms());
    credits->set_message_credits(prices_known_ ? message_credits_ : 0);
    credits->set_card_credits(prices_known_ ? kCardCredits : 0);
    for (const auto& bundle : bundles_) *credits->add_bundles() = bundle;
    for (const auto& message : messages_) {
        if (message.own() && (message.state() == "held" || message.state() == "queued"))
            credits->set_held_credits(credits->held_credits() + message.price_credits());
    }
}

void FakeAgent::change_bundle(const std::string& code, std::int64_t cents) {
    for (auto& bundle : bundles_)
        if (bundle.code() == code) bundle.set_cents(cents);
}

void FakeAgent::change_form_price(const std::string& code, std::int64_t cents) {
    for (auto& form : *forms_.mutable_forms())
        if (form.code() == code) form.set_price_cents(cents);
}

void FakeAgent::buy_credits(const local::BuyCredits& query, Answer& answer) {
    if (repeated(query.nonce(), answer) || refused(answer)) return;
    const auto bundle =
        std::find_if(bundles_.begin(), bundles_.end(), [&](const auto& b) { return b.code() == query.code(); });
    if (bundle == bundles_.end()) return refuse(answer, "not_found");
    if (bundle->cents() != query.price_seen_cents() || bundle->credits() != query.credits_seen())
        return refuse(answer, "price_changed");
    if (bundle->cents() > money_.spendable_cents()) return refuse(answer, "insufficient_funds");
    money_.set_spendable_cents(money_.spendable_cents() - bundle->cents());
    if (status_.online()) money_.set_credits(money_.credits() + bundle->credits());
    submitted(query.nonce(), "purchase-" + std::to_string(nonces_.size() + 1), answer);
}

void FakeAgent::gallery(const local::GetGallery& query, Answer& answer) {
    std::vector<local::GalleryPhoto> all;
    for (auto message = messages_.rbegin(); message != messages_.rend(); ++message) {
        if (message->state() != "delivered") continue;
        if (!query.contact_id().empty() && query.contact_id() != message->contact_id()) continue;
        for (const auto& photo : message->photos()) {
            auto& added = all.emplace_back();
            *added.mutable_photo() = photo;
            added.set_message_id(message->id());
            added.set_contact_id(message->contact_id());
            added.set_contact_name(message->contact_name());
            added.set_sent_ms(message->sent_ms());
        }
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& left, const auto& right) { return left.sent_ms() > right.sent_ms(); });
    const int size = static_cast<int>(all.size());
    const int from = std::clamp(query.page().offset(), 0, size);
    const int to = std::min(size, from + std::max(0, query.page().count()));
    for (int at = from; at < to; ++at) *answer.mutable_gallery()->add_photos() = all[static_cast<std::size_t>(at)];
    answer.mutable_gallery()->set_total(size);
    answer.mutable_gallery()->set_stamp(moved_);
}

void FakeAgent::begin_thread(const local::Contact& contact) {
    const bool there = std::any_of(threads_.begin(), threads_.end(),
                                   [&](const auto& thread) { return thread.contact_id() == contact.id(); });
    if (there) return;
    local::Thread thread;
    thread.set_contact_id(contact.id());
    thread.set_name(contact.name());
    thread.set_relationship(contact.relationship());
    thread.set_contact_state(contact.state());
    thread.set_language("en");
    threads_.insert(threads_.begin(), std::move(thread));
}

void FakeAgent::show_in_thread(const local::Message& message) {
    for (auto& thread : threads_) {
        if (thread.contact_id() == message.contact_id() && thread.last_ms() == message.sent_ms())
            thread.set_last_state(message.state());
    }
}

void FakeAgent::receive_message(const std::string& contact, const std::string& text, int photos) {
    if (const auto* known = find_contact(contact); known != nullptr) begin_thread(*known);
    auto& message = add_message(contact.c_str(), false, "delivered", text, clock_.now().ms());
    message.set_read(false);
    for (int at = 0; at < photos; ++at) {
        auto* photo = message.add_photos();
        photo->set_sha256(std::string(32, static_cast<char>('n' + at)));
        photo->set_width(480);
        photo->set_height(300);
    }
    for (auto& thread : threads_) {
        if (thread.contact_id() == contact) thread.set_unread(thread.unread() + 1);
    }
    push_moved();
}

void FakeAgent::refuse_newest_message(const std::string& code) {
    const auto newest = std::find_if(messages_.rbegin(), messages_.rend(), [](const auto& m) { return m.own(); });
    if (newest == messages_.rend()) return;
    newest->set_state("refused");
    newest->set_refusal_code(code);
    newest->set_may_withdraw(false);
    give_back(*newest);
    show_in_thread(*newest);
    push_moved();
}

void FakeAgent::reject_photos_of_newest(int photos) {
    const auto newest = std::find_if(messages_.rbegin(), messages_.rend(), [](const auto& m) { return !m.own(); });
    if (newest == messages_.rend()) return;
    newest->set_photos_rejected(photos);
    push_moved();
}

void FakeAgent::decide_newest_message(const std::string& state, const std::string& rule, const std::string& reason) {
    const auto newest = std::find_if(messages_.rbegin(), messages_.rend(), [](const auto& m) { return m.own(); });
    if (newest == messages_.rend()) return;
    newest->set_state(state);
    newest->set_may_withdraw(false);
    newest->set_decided_ms(clock_.now().ms());
    newest->set_rule(rule);
    newest->set_reason(reason);
    if (state == "rejected") {
        newest->clear_text();
        newest->set_may_appeal(true);
        newest->set_appeal_by_ms(clock_.now().ms() + 10 * kDayMs);
    }
    if (state == "rejected" || state == "expired") give_back(*newest);
    show_in_thread(*newest);
    push_moved();
}

}  // namespace dayroom::test
