#include "platform/facility/ledger/deduction_rules.h"

#include <algorithm>
#include <set>

#include "platform/facility/feed/plain_text.h"
#include "platform/facility/feed/record_parts.h"
#include "platform/facility/ledger/debt_names.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

Error bad_rule(const StoredRule& rule, const std::string& what) {
    return Error(ErrorCode::kInvalid, "deduction rule " + rule.rule.code + ": " + what);
}

bool are_codes(const std::vector<std::string>& codes) {
    return codes.size() <= kMaxRuleSources && std::all_of(codes.begin(), codes.end(), &is_plain_code);
}

Status check_rule(const StoredRule& stored) {
    const DeductionRule& rule = stored.rule;
    if (!is_plain_code(rule.code)) return Error(ErrorCode::kInvalid, "a deduction rule needs a code");
    if (rule.keep_at_least.is_negative() || rule.keep_at_least.units() > kMaxCommandUnits)
        return bad_rule(stored, "a floor is zero or more");
    if (!rule.legal_basis.empty() && !is_plain_line(rule.legal_basis, kMaxLegalBasisCharacters))
        return bad_rule(stored, "a legal basis is one line of at most 400 characters");
    std::set<std::string> languages = {"en"};
    for (const auto& [language, text] : stored.other_texts) {
        if (language.size() > wire::kMaxLanguageTagCharacters || !languages.insert(language).second ||
            !is_plain_line(text, kMaxLegalBasisCharacters) || stored.other_texts.size() > wire::kMaxLanguages)
            return bad_rule(stored, "a legal basis is one line for each language");
    }
    if (const Status names = check_names(stored.names); !names.ok()) return bad_rule(stored, names.error().detail);
    if (!are_codes(rule.sources) || !are_codes(rule.exempt_sources))
        return bad_rule(stored, "sources are at most 16 codes");
    if (rule.basis_points == 0 && rule.fixed.is_zero()) return bad_rule(stored, "it takes nothing");
    if (stored.valid_from.ms() < 0 || stored.valid_from.ms() > wire::kMaxTimestampMs || stored.valid_to.ms() < 0 ||
        stored.valid_to.ms() > wire::kMaxTimestampMs)
        return bad_rule(stored, "its time is none");
    if (stored.valid_to.is_set() && stored.valid_to <= stored.valid_from)
        return bad_rule(stored, "it ends after it begins");
    return {};
}

/// Rules as they apply to somebody with these debts; without debts: as if everything were owed.
std::vector<DeductionRule> applying(const std::vector<StoredRule>& rules, Timestamp at, const Debts* debts) {
    std::vector<DeductionRule> out;
    for (const StoredRule& stored : rules) {
        if (!stored.in_force(at)) continue;
        if (debts != nullptr) {
            const auto debt = debts->find(stored.rule.code);
            if (debt == debts->end() && stored.needs_obligation) continue;
            out.push_back(stored.rule);
            if (debt != debts->end()) out.back().owed_at_most = debt->second;
        } else {
            out.push_back(stored.rule);
        }
    }
    return out;
}

Status check_moment(const std::vector<StoredRule>& rules, Timestamp at, const std::set<std::string>& sources) {
    const std::vector<DeductionRule> now = applying(rules, at, nullptr);
    if (now.size() > kMaxRulesInForce) return Error(ErrorCode::kTooLarge, "more than 24 deduction rules at one time");
    std::set<std::string> codes;
    for (const DeductionRule& rule : now) {
        if (!codes.insert(rule.code).second)
            return Error(ErrorCode::kInvalid, "deduction rule " + rule.code + " is there twice at one time");
    }
    for (const std::string& source : sources) TRY(apply_deductions(TRY(PositiveCents::of(1)), source, now));
    return {};
}

Status write_rule(Work& work, std::int64_t revision, int position, const StoredRule& stored) {
    const DeductionRule& rule = stored.rule;
    const std::int64_t cap = rule.at_most == Cents::of(INT64_MAX) ? 0 : rule.at_most.units();
    TRY(work.db().run(
        "INSERT INTO deduction_rule (revision, position, code, legal_basis, basis_points, fixed, cap, keep_at_least, "
        "sources, exempt_sources, into_savings, needs_obligation, valid_from_ms, valid_to_ms, names) VALUES ($1, $2, "
        "$3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        revision, position, rule.code, rule.legal_basis, rule.basis_points, rule.fixed, cap, rule.keep_at_least,
        join_lines(rule.sources), join_lines(rule.exempt_sources), rule.into_savings, stored.needs_obligation,
        stored.valid_from, stored.valid_to, join_names(stored.names)));
    for (const auto& [language, text] : stored.other_texts) {
        TRY(work.db().run(
            "INSERT INTO deduction_rule_text (revision, position, language, legal_basis) VALUES ($1, $2, $3, $4)",
            revision, position, language, text));
    }
    return {};
}

StoredRule read_rule(const database::Row& row) {
    StoredRule stored;
    DeductionRule& rule = stored.rule;
    rule.code = row.string(1);
    rule.legal_basis = row.string(2);
    rule.basis_points = row.integer(3);
    rule.fixed = row.cents(4);
    if (row.integer(5) > 0) rule.at_most = row.cents(5);
    rule.keep_at_least = row.cents(6);
    rule.sources = split_lines(row.text(7));
    rule.exempt_sources = split_lines(row.text(8));
    rule.into_savings = row.flag(9);
    stored.needs_obligation = row.flag(10);
    stored.valid_from = row.time(11);
    stored.valid_to = row.time(12);
    stored.names = split_names(row.text(13));
    return stored;
}

}  // namespace

Status check_deduction_rules(const std::vector<StoredRule>& rules) {
    if (rules.size() > kMaxStoredRules) return Error(ErrorCode::kTooLarge, "more than 64 deduction rules");
    std::set<std::string> sources = {""};  // no code: a source that no rule can name
    std::set<Timestamp> moments = {Timestamp()};
    for (const StoredRule& rule : rules) {
        TRY(check_rule(rule));
        sources.insert(rule.rule.sources.begin(), rule.rule.sources.end());
        sources.insert(rule.rule.exempt_sources.begin(), rule.rule.exempt_sources.end());
        moments.insert(rule.valid_from);
    }
    if (sources.size() > kMaxSetSources + 1)
        return Error(ErrorCode::kTooLarge, "more than 64 sources in one set of rules");
    for (const Timestamp at : moments) TRY(check_moment(rules, at, sources));
    return {};
}

Status set_deduction_rules(Work& work, const std::vector<StoredRule>& rules, std::string_view reason) {
    TRY(check_deduction_rules(rules));
    if (!reason.empty() && !is_plain_line(reason, kMaxRuleReason))
        return Error(ErrorCode::kInvalid, "a reason is one line of at most 400 characters");
    const DebtNames before = TRY(DebtNames::of_all(work.db()));
    TRY(work.db().run("INSERT INTO deduction_revision (made_ms, made_by, reason) VALUES ($1, $2, $3)", work.now(),
                      work.actor().staff_id(), reason));
    const std::int64_t revision = work.db().inserted();
    int position = 0;
    for (const StoredRule& rule : rules) TRY(write_rule(work, revision, ++position, rule));
    TRY(before.tell_changed(work));
    return work.audit(record::Event::kPolicyChanged, work.facility(), "deduction_rules." + std::to_string(revision));
}

Result<RuleSet> read_deduction_rules(database::Connection& connection, std::int64_t revision) {
    const auto found = TRY(connection.first(
        "SELECT revision, made_ms, made_by, reason FROM deduction_revision WHERE $1 = 0 OR revision = $1 "
        "ORDER BY revision DESC LIMIT 1",
        [](const database::Row& row) {
            return RuleSet{row.integer(0), row.time(1), row.optional_id<ThingId>(2), row.string(3), {}};
        },
        revision));
    if (!found && revision != 0) return Error(ErrorCode::kNotFound, "There was no such set of rules.");
    if (!found) return RuleSet{};
    RuleSet set = *found;
    TRY(connection.each(
        "SELECT position, code, legal_basis, basis_points, fixed, cap, keep_at_least, sources, exempt_sources, "
        "into_savings, needs_obligation, valid_from_ms, valid_to_ms, names FROM deduction_rule WHERE revision = $1 "
        "ORDER BY position",
        [&](const database::Row& row) { set.rules.push_back(read_rule(row)); }, set.revision));
    TRY(connection.each(
        "SELECT position, language, legal_basis FROM deduction_rule_text WHERE revision = $1 ORDER BY position, "
        "language",
        [&](const database::Row& row) {
            const auto at = static_cast<std::size_t>(row.integer(0));
            if (at >= 1 && at <= set.rules.size())
                set.rules[at - 1].other_texts.emplace_back(row.string(1), row.string(2));
        },
        set.revision));
    return set;
}

Result<std::vector<RuleRevision>> list_rule_revisions(database::Connection& connection, int limit, int offset) {
    std::vector<RuleRevision> all;
    TRY(connection.each(
        "SELECT v.revision, v.made_ms, v.made_by, v.reason, (SELECT count(*) FROM deduction_rule r WHERE r.revision = "
        "v.revision) FROM deduction_revision v ORDER BY v.revision DESC LIMIT $1 OFFSET $2",
        [&](const database::Row& row) {
            all.push_back({row.integer(0), row.time(1), row.optional_id<ThingId>(2), row.string(3), row.small(4)});
        },
        limit, offset));
    return all;
}

Result<Debts> read_debts(database::Connection& connection, const ResidentId& resident) {
    Debts debts;
    TRY(connection.each(
        "SELECT o.code, sum(-a.balance) FROM obligation o JOIN account a ON a.no = o.account WHERE o.resident = $1 "
        "AND o.state = 1 AND a.balance < 0 GROUP BY o.code",
        [&](const database::Row& row) { debts[row.string(0)] = row.cents(1); }, resident));
    return debts;
}

Result<DeductionResult> split_deposit(const std::vector<StoredRule>& rules, PositiveCents arrived,
                                      const std::string& source, Timestamp at, const Debts& debts) {
    return apply_deductions(arrived, source, applying(rules, at, &debts));
}

void pay_debts(Debts& debts, const DeductionResult& split) {
    for (const DeductionPart& part : split.parts) {
        const auto debt = debts.find(part.code);
        if (part.into_savings || debt == debts.end()) continue;
        if (part.amount >= debt->second)
            debts.erase(debt);
        else
            debt->second = Cents::of(debt->second.units() - part.amount.units());
    }
}

int position_of_rule(const std::vector<StoredRule>& rules, std::string_view code, Timestamp at) {
    for (std::size_t i = 0; i < rules.size(); ++i)
        if (rules[i].rule.code == code && rules[i].in_force(at)) return static_cast<int>(i) + 1;
    return 0;
}

}  // namespace dayroom::facility
