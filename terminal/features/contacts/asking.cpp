// Asking for a new contact: the draft, the checks, the request that can be repeated without harm.
#include "terminal/features/contacts/contacts_feature.h"

namespace dayroom::features {

void ContactsFeature::begin_asking(Host& host) {
    if (begun_) return;  // Back from elsewhere: what was typed is still here
    begun_ = true;
    step_ = Step::kTyping;
    problems_.clear();
    answers_ = new_contact(host.random());
    fill_buffers();
    draft_.open(host, kNewContactDraft);
}

void ContactsFeature::fill_buffers() {
    name_.set_text(answers_.name);
    address_.set_text(answers_.address);
}

void ContactsFeature::take_draft() {
    const auto found = draft_.take_found();
    if (!found.has_value() || draft_.changed()) return;
    auto kept = read_contact_draft(*found);
    if (!kept.has_value()) return;
    answers_ = std::move(*kept);
    fill_buffers();
}

void ContactsFeature::edited(ui::Ui& ui) {
    answers_.name = name_.text();
    answers_.address = address_.text();
    draft_.edited(ui);
}

void ContactsFeature::try_send(Host& host) {
    problems_ = problems_of(answers_, host.texts());
    look_up_ = problems_.contains("name") || problems_.contains("relationship");
    if (!problems_.empty()) return;
    draft_.save_now(host, contact_draft(answers_));  // with its nonce, before anything is sent
    step_ = Step::kConfirming;
}

void ContactsFeature::send(Host& host) {
    local::ToAgent query;
    *query.mutable_request_contact() = make_contact_request(answers_);
    const auto number = host.ask(std::move(query));
    if (number == 0) return refuse("agent_away");
    step_ = Step::kSending;
    asked_.remember(number, Want::kRequest);
}

void ContactsFeature::refuse(const std::string& code) {
    step_ = Step::kRefused;
    refusal_ = code;
}

void ContactsFeature::take_request(Host& host, const local::ToTerminal& reply) {
    if (!reply.has_done()) return refuse(reply.problem().code());
    // With a connection the hub's answer is announced within moments.
    if (!host.status().online()) host.toast(host.texts()("contacts.asked_offline"), ui::Tone::kInfo);
    discard(host);
    ask_contacts(host);
    host.back();
}

void ContactsFeature::discard(Host& host) {
    draft_.remove(host);
    begun_ = false;
    step_ = Step::kTyping;
    answers_ = {};
    fill_buffers();
}

}  // namespace dayroom::features
