#include "terminal/shell/results.h"

#include "terminal/features/base/receipt.h"

namespace dayroom::shell {
namespace {

features::ResultLine line_of(const local::Outcome& outcome, Timestamp at, const ui::Texts& t) {
    const std::string what = t.has("outcome." + outcome.what() + "_done") ? outcome.what() : "request";
    const std::string reason = outcome.done() ? std::string() : features::refusal_words(what, outcome.code(), t);
    const std::string key = "outcome." + what + (outcome.done() ? "_done" : "_refused");
    return {at, t(key, {{"code", features::grouped(outcome.receipt_code())}, {"reason", reason}}),
            outcome.done() ? ui::Tone::kSuccess : ui::Tone::kDanger};
}

}  // namespace

const features::ResultLine& Results::add(const local::Outcome& outcome, Timestamp at, const ui::Texts& texts) {
    if (lines_.size() >= kMaxResults) {
        lines_.erase(lines_.begin());
        outcomes_.erase(outcomes_.begin());
    }
    outcomes_.emplace_back(at, outcome);
    lines_.push_back(line_of(outcome, at, texts));
    return lines_.back();
}

void Results::say_again(const ui::Texts& texts) {
    lines_.clear();
    for (const auto& [at, outcome] : outcomes_) lines_.push_back(line_of(outcome, at, texts));
}

void Results::clear() {
    outcomes_.clear();
    lines_.clear();
}

}  // namespace dayroom::shell
