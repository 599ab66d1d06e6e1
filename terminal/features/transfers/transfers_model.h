// Money that a resident moves: what was typed, its checks, the questions that are asked before anything moves. Pure:
// every balance comes from the agent; only sums that a person could do on paper are made here.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/random.h"
#include "platform/base/time.h"
#include "platform/money/money.h"
#include "terminal/features/base/amount.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

inline constexpr const char* kTransferDraft = "transfer";                  // key of its draft
inline constexpr std::size_t kMaxNoteCharacters = 400;                     // the hub's limit (platform/wire/limits.h)
inline constexpr std::array<int, 4> kQuickDollars = {5, 10, 20, 40};       // buttons beside the field
inline constexpr std::array<int, 5> kBrakeDollars = {0, 10, 25, 50, 100};  // 0: no limit of one's own

enum class Target { kPhone, kSavings, kContact, kRelease };

/// The nonce is made once a transfer and kept with the draft: sending it again after a crash moves the money once.
struct TransferAnswers {
    Target target = Target::kPhone;
    std::string contact_id;
    std::string amount;  // as it was typed
    std::string note;
    std::string nonce;

    bool goes_out() const { return target == Target::kContact || target == Target::kRelease; }
    bool empty() const { return amount.empty() && note.empty() && contact_id.empty(); }
};
TransferAnswers new_transfer(Random& random);
std::string transfer_draft(const TransferAnswers& answers);
/// Nothing when the bytes are no draft of ours.
std::optional<TransferAnswers> read_transfer_draft(const std::string& content);

/// What is taken from spendable: the amount, and the fee when it leaves the facility.
std::int64_t total_cents(const TransferAnswers& answers, const local::Money& money);

/// One plain sentence for each thing that cannot be sent as it is: "amount", "contact".
std::map<std::string, std::string> problems_of_transfer(const TransferAnswers& answers, const local::Money& money,
                                                        const ui::Texts& texts);

struct ContactChoice {
    std::string id;
    std::string name;
};
/// Those that money may go to.
std::vector<ContactChoice> contact_choices(const local::Contacts& contacts);

struct TransfersModel {
    std::string spendable;
    std::string as_of;
    std::vector<std::string> targets;  // labels, in the order of Target; without the last two when money stays in
    std::string explanation;           // what the chosen one does
    std::string send_label;            // "Move money", "Send money"
    std::string price;                 // on the button; empty until an amount is there
};
TransfersModel make_transfers(const TransferAnswers& answers, const local::Money& money, const ui::Texts& texts,
                              Timestamp now);

/// The most that may be spent a day, in words.
struct BrakeModel {
    std::string state;                // "You can spend $12.00 more today. Your limit is $20.00 a day."
    std::string coming;               // "From tomorrow: $50.00 a day."; empty: nothing is coming
    std::string waiting;              // a change that is saved here and not yet sent; empty: none
    std::vector<std::string> labels;  // kBrakeDollars
    int chosen = -1;                  // of them; -1: the limit is another amount
};
BrakeModel make_brake(const local::Money& money, const ui::Texts& texts, Timestamp now);

/// What a confirmation repeats.
struct TransferQuestion {
    std::string title;
    std::string text;
    std::vector<std::pair<std::string, std::string>> facts;
    std::string yes;
};
TransferQuestion ask_transfer(const TransferAnswers& answers, const std::string& contact_name,
                              const local::Money& money, bool online, const ui::Texts& texts);
TransferQuestion ask_brake(std::int64_t cents, const local::Money& money, const ui::Texts& texts);

/// The query that does it. The amount must be a good one.
local::ToAgent make_transfer(const TransferAnswers& answers, const local::Money& money);
/// "$5.00 to your phone account."
std::string transfer_words(const TransferAnswers& answers, const std::string& contact_name, const ui::Texts& texts);

}  // namespace dayroom::features
