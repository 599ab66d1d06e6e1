// What the facility decided about reviewing: what passes by itself, what needs two people, and which rules a rejection
// may name. Kept apart from the facility's record, which goes to every terminal.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/feed/work.h"

namespace dayroom::facility {

/// Which approvals need a second person. Stored: never renumber.
enum class TwoPerson : std::uint8_t { kNone = 0, kPhotos = 1, kAll = 2, kWatch = 3 };
/// "none", "photos", "all", "watch".
const char* name_of(TwoPerson rule);
std::optional<TwoPerson> two_person_of(std::string_view name);

struct ReviewPolicy {
    bool auto_pass_inbound = false;  // clean text without photos is delivered at once
    bool auto_pass_outbound = false;
    TwoPerson two_person = TwoPerson::kNone;
};
/// Any connection.
Result<ReviewPolicy> review_policy(database::Connection& connection);
Status set_review_policy(Work& work, const ReviewPolicy& policy);

inline constexpr std::size_t kMaxRuleCharacters = 24;
inline constexpr std::size_t kMaxRuleText = 400;  // code points
inline constexpr int kMaxReviewRules = 100;

struct ReviewRule {
    std::string rule;    // "4.2"
    std::string reason;  // code with a sentence in the catalogs (messages.reason.…)
    std::string text;    // for the reviewer
};
/// In the facility's order. Any connection.
Result<std::vector<ReviewRule>> review_rules(database::Connection& connection);
/// Instead of those before. kInvalid for a bad or doubled rule.
Status set_review_rules(Work& work, const std::vector<ReviewRule>& rules);
/// Whether a rejection may name it: in the list; any rule while the list is empty.
Result<bool> rule_exists(database::Connection& connection, std::string_view rule);

}  // namespace dayroom::facility
