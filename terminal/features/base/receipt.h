// The page after something was sent: the receipt code in large letters, and what has become of it so far. It is the
// same for requests, messages, appeals and credits; only the words differ.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/agent/local.pb.h"
#include "terminal/ui/catalog/texts.h"
#include "terminal/ui/kit/kit.h"

namespace dayroom::features {

enum class ReceiptState {
    kSaved,     // saved here, not yet sent
    kOnItsWay,  // the hub answers within moments
    kSent,
    kRefused,
};

/// What is known of a submission, from whichever side it came first.
struct ReceiptNews {
    std::string what = "request";                // as in local::Outcome
    bool online = false;                         // now
    std::string state = {};                      // in the store: "queued", "refused", …; empty: not known yet
    std::string refusal_code = {};               // with the state "refused"
    std::optional<local::Outcome> outcome = {};  // the hub's answer, which may come before the store shows it
};

struct ReceiptWords {
    ReceiptState state = ReceiptState::kSaved;
    std::string title;
    std::string text;
    std::string icon;
};

/// `prefix` names the words: "receipt." → "receipt.title_sent", "receipt.text_on_its_way", …
ReceiptWords make_receipt(const ReceiptNews& news, std::string_view prefix, const ui::Texts& texts);

/// Why the hub said no to a "request", "message", …, in plain words.
std::string refusal_words(std::string_view what, const std::string& code, const ui::Texts& texts);

/// "K7P39QXD" → "K7P3-9QXD", as it is copied on paper.
std::string grouped(const std::string& receipt_code);

/// The code on a card with its name and what it is good for. Returns the height used, gap included.
float receipt_card(ui::Ui& ui, ui::Rect rect, const std::string& code, const ui::Texts& texts);

enum class ReceiptChoice { kNone, kDone, kFollow };
/// The whole page. `done` and `follow` are the labels of its buttons; without `follow` there is only one.
ReceiptChoice receipt_page(ui::Ui& ui, ui::Rect rect, const ReceiptWords& words, const std::string& code,
                           const std::string& done, const std::string& follow, const ui::Texts& texts);

}  // namespace dayroom::features
