// Credits: how many there are, what a message costs, and bundles that are bought from spending money. The price stands
// on the button, the confirmation repeats it, and the hub has the last word.
#pragma once

#include <optional>

#include "terminal/features/base/asked.h"
#include "terminal/features/base/asked_price.h"
#include "terminal/features/base/draft_keeper.h"
#include "terminal/features/base/feature.h"
#include "terminal/features/credits/credits_model.h"

namespace dayroom::features {

class CreditsFeature final : public Feature {
public:
    void enter(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void outcome(Host& host, const local::Outcome& outcome) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    enum class Want { kCredits, kBuy };
    enum class Step { kChoosing, kConfirming, kSending };

    void ask_credits(Host& host);
    void buy(Host& host, const BundleCard& bundle);
    void take_answer(Host& host, const local::ToTerminal& reply);

    // credits_view.cpp
    void draw_balance(Host& host, ui::Ui& ui, ui::Cut& column, const CreditsModel& model);
    void draw_rest(Host& host, ui::Ui& ui, ui::Cut& column, const CreditsModel& model);
    void draw_prices(Host& host, ui::Ui& ui, ui::Cut& column, const CreditsModel& model);
    void draw_bundles(Host& host, ui::Ui& ui, ui::Cut& column, const CreditsModel& model);
    float bundle_height(Host& host, ui::Ui& ui, float width, const BundleCard& bundle) const;
    void draw_bundle(Host& host, ui::Ui& ui, ui::Rect rect, const BundleCard& bundle);
    void draw_question(Host& host, ui::Ui& ui, const CreditsModel& model);
    void draw_receipt(Host& host, ui::Ui& ui, ui::Rect rect);
    std::string trouble_with(const BundleCard& bundle, const ui::Texts& texts) const;

    Asked<Want> asked_;
    DraftKeeper draft_;  // holds the purchase under way with its nonce
    local::Credits credits_;
    bool known_ = false;
    Step step_ = Step::kChoosing;
    std::string chosen_;                        // code of the bundle that is asked about, or was bought last
    std::optional<local::BuyCredits> earlier_;  // begun, its answer never came
    local::BuyCredits purchase_;
    local::Submitted submitted_;
    std::optional<local::Outcome> outcome_;  // of that purchase
    std::string refused_;                    // code of the last no, shown at the bundle
    AskedPrice question_;
    std::string moved_;  // why the question was closed, in words, shown at the bundle
};

}  // namespace dayroom::features
