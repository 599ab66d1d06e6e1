#include "platform/facility/moderation/review_policy.h"

#include <array>

#include "platform/facility/feed/plain_text.h"

namespace dayroom::facility {
namespace {

constexpr std::array<std::pair<TwoPerson, const char*>, 4> kTwoPersonNames = {{{TwoPerson::kNone, "none"},
                                                                               {TwoPerson::kPhotos, "photos"},
                                                                               {TwoPerson::kAll, "all"},
                                                                               {TwoPerson::kWatch, "watch"}}};

}  // namespace

const char* name_of(TwoPerson rule) {
    for (const auto& [value, name] : kTwoPersonNames) {
        if (value == rule) return name;
    }
    return "none";
}

std::optional<TwoPerson> two_person_of(std::string_view name) {
    for (const auto& [value, known] : kTwoPersonNames) {
        if (name == known) return value;
    }
    return std::nullopt;
}

Result<ReviewPolicy> review_policy(database::Connection& connection) {
    auto kept = TRY(
        connection.first("SELECT auto_pass_inbound, auto_pass_outbound, two_person FROM review_policy WHERE one = 1",
                         [](const database::Row& row) {
                             return ReviewPolicy{row.flag(0), row.flag(1), static_cast<TwoPerson>(row.integer(2))};
                         }));
    return kept.value_or(ReviewPolicy());
}

Status set_review_policy(Work& work, const ReviewPolicy& policy) {
    TRY(
        work.db().run("INSERT INTO review_policy (one, auto_pass_inbound, auto_pass_outbound, two_person) VALUES (1, "
                      "$1, $2, $3) ON CONFLICT (one) DO UPDATE SET auto_pass_inbound = excluded.auto_pass_inbound, "
                      "auto_pass_outbound = excluded.auto_pass_outbound, two_person = excluded.two_person",
                      policy.auto_pass_inbound, policy.auto_pass_outbound, static_cast<int>(policy.two_person)));
    return work.audit(record::Event::kPolicyChanged, work.facility(), "review");
}

Result<std::vector<ReviewRule>> review_rules(database::Connection& connection) {
    std::vector<ReviewRule> all;
    TRY(connection.each("SELECT rule, reason, text FROM review_rule ORDER BY position", [&](const database::Row& row) {
        all.push_back({row.string(0), row.string(1), row.string(2)});
    }));
    return all;
}

Status set_review_rules(Work& work, const std::vector<ReviewRule>& rules) {
    if (rules.size() > kMaxReviewRules) return Error(ErrorCode::kTooLarge, "at most 100 rules");
    TRY(work.db().run("DELETE FROM review_rule"));
    int position = 0;
    for (const ReviewRule& rule : rules) {
        if (!is_plain_line(rule.rule, kMaxRuleCharacters) || !is_plain_code(rule.reason) ||
            !is_plain_line(rule.text, kMaxRuleText))
            return Error(ErrorCode::kInvalid, "a rule has a number, a reason code and a text of one line");
        const Status added =
            work.db().run("INSERT INTO review_rule (rule, position, reason, text) VALUES ($1, $2, $3, $4)", rule.rule,
                          ++position, rule.reason, rule.text);
        if (!added.ok() && database::violation(added.error()))
            return Error(ErrorCode::kInvalid, "a rule is in the list twice");
        TRY(added);
    }
    return work.audit(record::Event::kPolicyChanged, work.facility(), "rules");
}

Result<bool> rule_exists(database::Connection& connection, std::string_view rule) {
    return TRY(connection.number("SELECT count(*) FROM review_rule WHERE rule = $1", rule)) > 0 ||
           TRY(connection.number("SELECT count(*) FROM review_rule")) == 0;
}

}  // namespace dayroom::facility
