#include "terminal/features/transfers/transfers_feature.h"

#include <algorithm>

namespace dayroom::features {

void TransfersFeature::enter(Host& host, const Place& place) {
    refresh(host);
    if (place.screen != ScreenId::kTransfers || step_ == Step::kSending) return;
    step_ = Step::kTyping;
    if (answers_.nonce.empty()) answers_ = new_transfer(host.random());
    draft_.open(host, kTransferDraft);
}

void TransfersFeature::leave(Host& host, const Place& place) {
    if (place.screen != ScreenId::kTransfers || step_ == Step::kSending) return;
    draft_.save(host, answers_.empty() ? std::string() : transfer_draft(answers_), true);
}

void TransfersFeature::moved(Host& host) { refresh(host); }

void TransfersFeature::refresh(Host& host) {
    local::ToAgent money;
    money.mutable_get_money();
    asked_.remember(host.ask(std::move(money)), Want::kMoney);
    local::ToAgent contacts;
    contacts.mutable_get_contacts();
    asked_.remember(host.ask(std::move(contacts)), Want::kContacts);
}

void TransfersFeature::begin_anew(Host& host) {
    answers_ = new_transfer(host.random());
    amount_.clear();
    note_.clear();
    problems_.clear();
}

void TransfersFeature::take_found(const std::string& content) {
    const auto kept = read_transfer_draft(content);
    if (!kept.has_value() || !answers_.empty()) return;
    answers_ = *kept;
    amount_.set_text(answers_.amount);
    note_.set_text(answers_.note);
}

/// A question about money that would have left is never answered by a move to the phone account.
void TransfersFeature::keep_money_in(Host& host) {
    answers_.target = Target::kPhone;
    if (step_ != Step::kConfirming) return;
    step_ = Step::kTyping;
    problems_["send"] = host.texts()("transfers.not_out_now");
    host.toast(problems_["send"], ui::Tone::kWarning);
}

std::string TransfersFeature::contact_name() const {
    for (const auto& contact : contacts_.contacts()) {
        if (contact.id() == answers_.contact_id) return contact.name();
    }
    return {};
}

/// The nonce is saved before anything moves: after a crash of either side it is done once.
void TransfersFeature::send(Host& host) {
    draft_.save_now(host, transfer_draft(answers_));
    const auto number = host.ask(make_transfer(answers_, money_));
    step_ = number == 0 ? Step::kTyping : Step::kSending;
    if (number == 0) problems_["send"] = host.texts()("problem.agent_away");
    outcome_.reset();
    asked_.remember(number, Want::kTransfer);
}

void TransfersFeature::set_brake(Host& host) {
    local::ToAgent query;
    query.mutable_set_spend_brake()->set_daily_cents(brake_);
    const auto number = host.ask(std::move(query));
    if (number == 0) host.toast(host.texts()("problem.agent_away"), ui::Tone::kDanger);
    asked_.remember(number, Want::kBrake);
}

void TransfersFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (draft_.answer(number, reply)) {
        if (const auto found = draft_.take_found(); found.has_value() && step_ == Step::kTyping) take_found(*found);
        return;
    }
    const auto want = asked_.take(number);
    if (!want.has_value()) return;
    if (*want == Want::kTransfer) return take_answer(host, reply);
    if (*want == Want::kMoney && reply.has_money()) {
        money_ = reply.money();
        known_ = true;
        if (answers_.goes_out() && !money_.send_money_offered()) keep_money_in(host);
    }
    if (*want == Want::kContacts && reply.has_contacts()) contacts_ = reply.contacts();
    if (*want == Want::kBrake) {
        const bool saved = reply.has_done();
        host.toast(saved ? host.texts()(host.status().online() ? "transfers.brake_saved" : "transfers.brake_saved_here")
                         : host.texts().of_code("problem.", reply.problem().code(), "problem.try_again"),
                   saved ? ui::Tone::kSuccess : ui::Tone::kDanger);
        refresh(host);
    }
}

void TransfersFeature::take_answer(Host& host, const local::ToTerminal& reply) {
    step_ = Step::kTyping;
    refresh(host);
    if (!reply.has_submitted()) {
        problems_["send"] = host.texts().of_code("problem.", reply.problem().code(), "problem.try_again");
        answers_.nonce = new_transfer(host.random()).nonce;
        return draft_.mark_changed();
    }
    submitted_ = reply.submitted();
    sent_ = answers_;
    sent_to_ = contact_name();
    draft_.remove(host);
    begin_anew(host);
    host.replace({ScreenId::kTransferReceipt, submitted_.request_id()});
}

void TransfersFeature::outcome(Host& host, const local::Outcome& outcome) {
    if (outcome.what() != "transfer" && outcome.what() != "send_money") return;
    refresh(host);
    if (outcome.receipt_code() == submitted_.receipt_code()) outcome_ = outcome;
}

std::string TransfersFeature::title(Host& host, const Place&) { return host.texts()("nav.transfers"); }

}  // namespace dayroom::features
