// What the screen of credits shows: how many there are, what they pay for, and the bundles with their price a credit.
// Pure: every number comes from the agent; only differences that a person could do on paper are made here.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/random.h"
#include "platform/base/time.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

inline constexpr const char* kPurchaseDraft = "credits/purchase";  // key of the nonce of a purchase under way

struct BundleCard {
    std::string code;
    std::int64_t cents = 0;
    std::int64_t credits = 0;
    std::string title;    // "20 credits"
    std::string price;    // "$8.00"
    std::string each;     // "40¢ each"
    std::string best;     // "Best price: 40¢ each"; empty: another one is as good or better
    std::string until;    // "At this price until June 6"; empty: no end is set
    std::string lacking;  // why it cannot be bought now: "You can spend $3.15."; empty: it can
};

struct CreditsModel {
    std::string balance;  // "6 credits"
    std::string as_of;
    std::string held;                                         // "2 credits"; empty: none are held
    std::string spendable;                                    // "$48.15"
    std::vector<std::pair<std::string, std::string>> prices;  // "A message" – "1 credit"
    std::vector<BundleCard> bundles;                          // cheapest a credit first
    std::string none;                                         // why there are no bundles
};

CreditsModel make_credits(const local::Credits& credits, const ui::Texts& texts, Timestamp now);

/// "40¢", "23.3¢", "$1.25": what one credit of a bundle costs, to a tenth of a cent.
std::string price_each(std::int64_t cents, std::int64_t credits);

/// What the confirmation repeats.
struct PurchaseQuestion {
    std::string title;
    std::string text;
    std::vector<std::pair<std::string, std::string>> facts;  // price, money now and after, credits after
};
PurchaseQuestion ask_purchase(const BundleCard& bundle, const local::Credits& credits, bool online,
                              const ui::Texts& texts);

/// A purchase with a nonce of its own.
local::BuyCredits make_purchase(const BundleCard& bundle, Random& random);
/// Whether `earlier`, cut off before its answer came, was for the same: then its nonce is used again, and the hub sells
/// once.
bool same_purchase(const local::BuyCredits& earlier, const BundleCard& bundle);

}  // namespace dayroom::features
