#include "platform/facility/integration/trust_view.h"

#include "platform/wire/limits.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

json name_view(const DeductionNames& names, const std::string& code) {
    const auto named = names.find(code);
    return named == names.end() ? json::object() : names_view(named->second);
}

json totals_view(const DeductionTotals& totals, const DeductionNames& names) {
    json parts = json::array();
    for (const auto& [code, cents] : totals.parts)
        parts.push_back({{"code", code}, {"name", name_view(names, code)}, {"cents", cents.units()}});
    return {{"left_cents", totals.left.units()}, {"parts", parts}};
}

StoredRule read_rule_body(JsonBody& entry) {
    StoredRule stored;
    DeductionRule& rule = stored.rule;
    rule.code = entry.text("code", wire::kMaxCodeCharacters);
    for (auto& [language, text] : entry.texts("legal_basis", kMaxLegalBasisCharacters)) {
        if (language == "en")
            rule.legal_basis = std::move(text);
        else
            stored.other_texts.emplace_back(language, std::move(text));
    }
    if (entry.has("name")) stored.names = entry.texts("name", kMaxOwnName);
    rule.basis_points = entry.optional_integer("basis_points", 0, kBasisPointsWhole, 0);
    rule.fixed = Cents::of(entry.optional_integer("fixed_cents", 0, kMaxCommandUnits, 0));
    const std::int64_t cap = entry.optional_integer("cap_cents", 0, kMaxCommandUnits, 0);
    if (cap > 0) rule.at_most = Cents::of(cap);
    rule.keep_at_least = Cents::of(entry.optional_integer("keep_at_least_cents", 0, kMaxCommandUnits, 0));
    rule.sources = entry.optional_list("sources", kMaxRuleSources, wire::kMaxCodeCharacters);
    rule.exempt_sources = entry.optional_list("exempt_sources", kMaxRuleSources, wire::kMaxCodeCharacters);
    rule.into_savings = entry.optional_flag("into_savings");
    stored.needs_obligation = entry.optional_flag("needs_obligation");
    stored.valid_from = Timestamp::from_ms(entry.optional_integer("valid_from_ms", 0, wire::kMaxTimestampMs, 0));
    stored.valid_to = Timestamp::from_ms(entry.optional_integer("valid_to_ms", 0, wire::kMaxTimestampMs, 0));
    return stored;
}

}  // namespace

json names_view(const Names& names) {
    json all = json::object();
    for (const auto& [language, name] : names) all[language] = name;
    return all;
}

json id_or_null(const std::optional<ThingId>& id) { return id ? json(id->to_string()) : json(); }

json view(const ListedObligation& listed) {
    const Obligation& obligation = listed.obligation;
    return {{"id", obligation.id.to_string()},
            {"resident_id", obligation.resident.to_string()},
            {"resident_number", listed.resident_number},
            {"code", obligation.code},
            {"name", names_view(listed.names)},
            {"legal_basis", obligation.legal_basis},
            {"state", wire::name_of(static_cast<wire::Obligation::State>(obligation.state))},
            {"of_court", obligation.of_court},
            {"set_cents", obligation.set_total.units()},
            {"paid_cents", obligation.paid().units()},
            {"forgiven_cents", obligation.forgiven.units()},
            {"owed_cents", obligation.owed.units()},
            {"priority", obligation.priority},
            {"made_ms", obligation.made.ms()}};
}

json view(const ObligationStep& step) {
    return {{"at_ms", step.at.ms()},           {"what", name_of(step.what)}, {"change_cents", step.change.units()},
            {"owed_cents", step.owed.units()}, {"reason", step.reason},      {"by", id_or_null(step.by)}};
}

json view(const StoredRule& stored) {
    const DeductionRule& rule = stored.rule;
    json texts = {{"en", rule.legal_basis}};
    for (const auto& [language, text] : stored.other_texts) texts[language] = text;
    return {{"code", rule.code},
            {"name", names_view(stored.names)},
            {"legal_basis", texts},
            {"basis_points", rule.basis_points},
            {"fixed_cents", rule.fixed.units()},
            {"cap_cents", rule.at_most == Cents::of(INT64_MAX) ? 0 : rule.at_most.units()},
            {"keep_at_least_cents", rule.keep_at_least.units()},
            {"sources", rule.sources},
            {"exempt_sources", rule.exempt_sources},
            {"into_savings", rule.into_savings},
            {"needs_obligation", stored.needs_obligation},
            {"valid_from_ms", stored.valid_from.ms()},
            {"valid_to_ms", stored.valid_to.ms()}};
}

json view(const DeductionPreview& preview, const DeductionNames& names) {
    return {{"deposits", preview.deposits},
            {"residents_total", preview.residents},
            {"residents_changed", preview.changed.size()},
            {"gross_cents", preview.gross.units()},
            {"before", totals_view(preview.before, names)},
            {"after", totals_view(preview.after, names)}};
}

json view(const ResidentDifference& difference) {
    return {{"resident_id", difference.resident.to_string()},
            {"resident_number", difference.number},
            {"deposits", difference.deposits},
            {"left_before_cents", difference.left_before.units()},
            {"left_after_cents", difference.left_after.units()},
            {"difference_cents", difference.difference()}};
}

json parts_view(const std::vector<DeductionPart>& parts, const DeductionNames& names) {
    json all = json::array();
    for (const DeductionPart& part : parts) {
        all.push_back({{"code", part.code},
                       {"name", name_view(names, part.code)},
                       {"legal_basis", part.legal_basis},
                       {"basis_points", part.basis_points},
                       {"cents", part.amount.units()},
                       {"into_savings", part.into_savings}});
    }
    return all;
}

Result<std::vector<StoredRule>> read_rules(JsonBody& body) {
    std::vector<StoredRule> rules;
    for (JsonBody& entry : body.objects("rules", kMaxStoredRules)) {
        rules.push_back(read_rule_body(entry));
        Status done = entry.done();
        if (done.ok() && rules.back().rule.legal_basis.empty())
            done = Error(ErrorCode::kInvalid, "\"legal_basis\" needs a text in English (en).");
        if (!done.ok()) return done.take_error().while_doing("Rule " + std::to_string(rules.size()));
    }
    return rules;
}

}  // namespace dayroom::facility
