// The facility's deduction rules as data: sets that are replaced as a whole and kept for ever, so that each deposit's
// parts can name the rule that took them. Of a set those rules count that are in force at the moment of the deposit and
// touch its source. Source: design.md §4, domain.md "Money".
//
// set_deduction_rules() writes: the writer thread. The others read, on any connection, or are pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/facility/feed/own_names.h"
#include "platform/facility/feed/work.h"
#include "platform/money/deductions.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxStoredRules = 64;   // of one set, at whatever time they are in force
inline constexpr std::size_t kMaxRulesInForce = 24;  // at one moment, whatever their sources: parts of a deposit
inline constexpr std::size_t kMaxRuleSources = 16;   // of each list of a rule
inline constexpr std::size_t kMaxSetSources = 64;    // that all rules of a set name
inline constexpr std::size_t kMaxRuleReason = 400;   // code points
inline constexpr std::size_t kMaxLegalBasisCharacters = 400;

/// A rule as the facility keeps it. `rule.owed_at_most` is not kept: it comes from the resident's obligations.
struct StoredRule {
    DeductionRule rule;             // its legal basis in English
    bool needs_obligation = false;  // applies only while an active obligation of the same code is owed
    Timestamp valid_from{};         // unset: always
    Timestamp valid_to{};           // from then on no more; unset: no end
    std::vector<std::pair<std::string, std::string>> other_texts{};  // language, legal basis in it
    Names names{};  // what residents read of the deduction, and of debts of its code

    bool in_force(Timestamp at) const { return valid_from <= at && (!valid_to.is_set() || at < valid_to); }
};
struct RuleSet {
    std::int64_t revision = 0;  // 0: none was set yet
    Timestamp made{};
    std::optional<ThingId> made_by{};
    std::string reason{};
    std::vector<StoredRule> rules{};  // in the order in which they take
};

/// Whether a set may be: kInvalid, kTooLarge. Tried at every moment at which a rule begins, with every source that a
/// rule names and with one that none does: no code twice, no more than 100 % together.
Status check_deduction_rules(const std::vector<StoredRule>& rules);
/// In place of the set before; deposits that were booked keep what they were. Debts whose names are others now go to
/// their terminals again.
Status set_deduction_rules(Work& work, const std::vector<StoredRule>& rules, std::string_view reason);
/// `revision`: 0 for the one in force. kNotFound for one that never was.
Result<RuleSet> read_deduction_rules(database::Connection& connection, std::int64_t revision = 0);
struct RuleRevision {
    std::int64_t revision = 0;
    Timestamp made{};
    std::optional<ThingId> made_by{};
    std::string reason{};
    int rules = 0;
};
/// Newest first.
Result<std::vector<RuleRevision>> list_rule_revisions(database::Connection& connection, int limit, int offset);

/// What a resident still owes, by the code of the rule that pays it: active obligations only, each above zero.
using Debts = std::map<std::string, Cents, std::less<>>;
Result<Debts> read_debts(database::Connection& connection, const ResidentId& resident);
/// What the rules take of `arrived` (the fee is off already) for a resident with these debts. Pure: the same input
/// gives the same cents for ever.
Result<DeductionResult> split_deposit(const std::vector<StoredRule>& rules, PositiveCents arrived,
                                      const std::string& source, Timestamp at, const Debts& debts);
/// What is owed once these parts are paid.
void pay_debts(Debts& debts, const DeductionResult& split);
/// The rule of that code in force at `at`: its place in the set from 1; 0: none.
int position_of_rule(const std::vector<StoredRule>& rules, std::string_view code, Timestamp at);

}  // namespace dayroom::facility
