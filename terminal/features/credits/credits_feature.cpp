#include "terminal/features/credits/credits_feature.h"

#include <algorithm>

namespace dayroom::features {

void CreditsFeature::enter(Host& host, const Place& place) {
    ask_credits(host);
    if (place.screen != ScreenId::kCredits) return;
    if (step_ == Step::kConfirming) step_ = Step::kChoosing;
    moved_.clear();
    if (step_ != Step::kSending) draft_.open(host, kPurchaseDraft);
}

void CreditsFeature::moved(Host& host) { ask_credits(host); }

void CreditsFeature::ask_credits(Host& host) {
    local::ToAgent query;
    query.mutable_get_credits();
    asked_.remember(host.ask(std::move(query)), Want::kCredits);
}

/// The nonce is saved before anything is bought: after a crash of either side the same purchase is made once.
void CreditsFeature::buy(Host& host, const BundleCard& bundle) {
    const bool again = earlier_.has_value() && same_purchase(*earlier_, bundle);
    purchase_ = again ? *earlier_ : make_purchase(bundle, host.random());
    draft_.save_now(host, purchase_.SerializeAsString());
    local::ToAgent query;
    *query.mutable_buy_credits() = purchase_;
    const auto number = host.ask(std::move(query));
    step_ = number == 0 ? Step::kChoosing : Step::kSending;
    refused_ = number == 0 ? "agent_away" : "";
    outcome_.reset();
    asked_.remember(number, Want::kBuy);
}

void CreditsFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (draft_.answer(number, reply)) {
        local::BuyCredits kept;
        const auto found = draft_.take_found();
        if (found.has_value() && step_ != Step::kSending && kept.ParseFromString(*found)) earlier_ = kept;
        return;
    }
    const auto want = asked_.take(number);
    if (want == Want::kCredits && reply.has_credits()) {
        credits_ = reply.credits();
        known_ = true;
    }
    if (want == Want::kBuy) take_answer(host, reply);
}

void CreditsFeature::take_answer(Host& host, const local::ToTerminal& reply) {
    step_ = Step::kChoosing;
    earlier_.reset();
    draft_.remove(host);
    ask_credits(host);
    if (!reply.has_submitted()) {
        refused_ = reply.has_problem() ? reply.problem().code() : "try_again";
        return draft_.open(host, kPurchaseDraft);
    }
    submitted_ = reply.submitted();
    host.replace({ScreenId::kCreditsReceipt, submitted_.request_id()});
}

void CreditsFeature::outcome(Host& host, const local::Outcome& outcome) {
    if (outcome.what() != "credits") return;
    ask_credits(host);
    if (outcome.receipt_code() != submitted_.receipt_code()) return;
    outcome_ = outcome;
    refused_ = outcome.done() ? std::string() : outcome.code();
}

std::string CreditsFeature::title(Host& host, const Place&) { return host.texts()("nav.credits"); }

}  // namespace dayroom::features
