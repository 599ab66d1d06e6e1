#include "platform/wire/policy.h"

#include <algorithm>
#include <array>
#include <set>
#include <vector>

#include "platform/crypto/labels.h"
#include "platform/wire/check_image.h"
#include "platform/wire/check_policy.h"
#include "platform/wire/check_schedule.h"
#include "platform/wire/forms.h"
#include "platform/wire/limits.h"
#include "platform/wire/parse.h"
#include "platform/wire/root_signed.h"

namespace dayroom::wire {
namespace {

constexpr std::string_view kFileName = "dayroom-policy-bundle-1";

constexpr std::array kLimitRules = {
    LimitRule{"idle_warning_s", 10, 1'800, true},
    LimitRule{"idle_sign_out_s", 20, 1'800, true},
    LimitRule{"session_limit_s", 0, 86'400, false},
    LimitRule{"session_warning_s", 0, 3'600, true},
    LimitRule{"quick_look_s", 0, 600, false},
    LimitRule{"sessions_per_day", 0, 1'000, false},
    LimitRule{"session_wait_s", 0, 86'400, false},
    LimitRule{"quick_looks_per_day", 0, 1'000, false},
    LimitRule{"terminal_line", 0, 1, false},
    LimitRule{"busy_session_limit_s", 0, 86'400, false},
    LimitRule{"line_call_s", 0, 3'600, false},
    LimitRule{"message_characters", kMinPolicyMessageCharacters, static_cast<std::int64_t>(kMaxMessageCharacters),
              false},
    LimitRule{"contacts", 1, kMaxContacts, false},
    LimitRule{"decide_within_hours", 1, kMaxHours, false},
    LimitRule{"investigate_within_hours", 1, kMaxHours, false},
    LimitRule{"appeal_within_days", 1, kMaxHours / 24, false},
    LimitRule{"send_money", 0, 1, false},
    LimitRule{"cooling_off_hours", 0, kMaxHours, false},
    LimitRule{"daily_brake_cents", 0, 100'000'000, false},
};
constexpr std::array<std::string_view, 4> kFeatures = {"messages", "commissary", "phone", "visits"};

const google::protobuf::FieldDescriptor* field_of(std::string_view name) {
    return Policy::descriptor()->FindFieldByName(std::string(name));
}

/// Nothing when the bundle does not say.
std::optional<std::int64_t> said(const PolicyBundle& bundle, std::string_view name) {
    for (const PolicyLimit& limit : bundle.limits())
        if (limit.name() == name) return limit.value();
    return std::nullopt;
}

void check_limits(Checker& check, const PolicyBundle& bundle) {
    std::set<std::string_view> seen;
    for (const PolicyLimit& limit : bundle.limits()) {
        const LimitRule* rule = find_limit(limit.name());
        check.required_code(limit.name(), "limit.name");
        check.require(seen.insert(limit.name()).second, "a limit comes twice");
        if (rule != nullptr) check.range(limit.value(), rule->least, rule->most, rule->name);
    }
    const auto warning = said(bundle, "idle_warning_s");
    const auto out = said(bundle, "idle_sign_out_s");
    check.require(warning.has_value() == out.has_value(), "idle_warning_s and idle_sign_out_s come together");
    if (warning && out) check.require(*warning + 10 <= *out, "idle_warning_s is not 10 seconds before idle_sign_out_s");
}

void check_unit(Checker& check, const UnitPolicy& unit) {
    check.id(unit.unit_id(), "unit.unit_id");
    check.count(unit.features_off_size(), 50, "unit.features_off");
    for (const std::string& feature : unit.features_off()) check.required_code(feature, "unit.features_off");
    check_schedule(check, unit.week());
    check.require(unit.week().days().empty(), "unit.week holds single dates");
}

void check_form(Checker& check, const Form& body) {
    const auto form = form_from_wire(body);
    if (!form.ok()) return check.fail(form.error().code, form.error().detail);
    check.require(body.unit_ids().empty() && body.revision() == 0, "a form of a policy names no units and no revision");
    if (const Status good = forms::check_form(*form); !good.ok()) check.fail(good.error().code, good.error().detail);
}

template <typename List, typename Name>
bool all_differ(const List& list, Name name) {
    std::set<std::string> seen;
    return std::all_of(list.begin(), list.end(), [&](const auto& each) { return seen.insert(name(each)).second; });
}

}  // namespace

std::span<const LimitRule> limit_rules() { return kLimitRules; }
std::span<const std::string_view> policy_features() { return kFeatures; }

const LimitRule* find_limit(std::string_view name) {
    const auto found =
        std::find_if(kLimitRules.begin(), kLimitRules.end(), [&](const LimitRule& rule) { return rule.name == name; });
    return found == kLimitRules.end() ? nullptr : &*found;
}

void set_limit(Policy& policy, const PolicyLimit& limit) {
    using Field = google::protobuf::FieldDescriptor;
    const Field* field = find_limit(limit.name()) == nullptr ? nullptr : field_of(limit.name());
    if (field == nullptr) return;
    const auto* reflection = policy.GetReflection();
    if (field->cpp_type() == Field::CPPTYPE_BOOL) return reflection->SetBool(&policy, field, limit.value() != 0);
    if (field->cpp_type() == Field::CPPTYPE_INT64) return reflection->SetInt64(&policy, field, limit.value());
    reflection->SetInt32(&policy, field, static_cast<std::int32_t>(limit.value()));
}

std::int64_t limit_in(const Policy& policy, std::string_view name) {
    using Field = google::protobuf::FieldDescriptor;
    const Field* field = field_of(name);
    if (field == nullptr) return 0;
    const auto* reflection = policy.GetReflection();
    if (field->cpp_type() == Field::CPPTYPE_BOOL) return reflection->GetBool(policy, field) ? 1 : 0;
    if (field->cpp_type() == Field::CPPTYPE_INT64) return reflection->GetInt64(policy, field);
    return reflection->GetInt32(policy, field);
}

Status check_policy(const PolicyBundle& bundle) {
    Checker check;
    check.id(bundle.facility_id(), "facility_id");
    check.range(bundle.version(), 1, kMaxPolicyVersion, "version");
    check.time(bundle.made_ms(), "made_ms");
    check.text(bundle.note(), kMaxLineCharacters, "note");
    check.count(bundle.limits_size(), 100, "limits");
    check_limits(check, bundle);
    check.count(bundle.languages_size(), kMaxLanguages, "languages");
    for (const std::string& language : bundle.languages()) check.language(language, "languages");
    const auto& languages = bundle.languages();
    check.require(languages.empty() || std::find(languages.begin(), languages.end(), "en") != languages.end(),
                  "languages without \"en\"");
    check.require(all_differ(languages, [](const std::string& each) { return each; }), "a language comes twice");
    check.text(bundle.resident_word(), kMaxNameCharacters, "resident_word");
    check.text(bundle.staff_phone(), kMaxNameCharacters, "staff_phone");
    check.count(bundle.units_size(), kMaxPolicyUnits, "units");
    for (const UnitPolicy& unit : bundle.units()) check_unit(check, unit);
    check.require(all_differ(bundle.units(), [](const UnitPolicy& unit) { return unit.unit_id(); }),
                  "a unit comes twice");
    check.count(bundle.prices_size(), kMaxPrices, "prices");
    for (const PriceList::Price& price : bundle.prices()) {
        check.required_code(price.code(), "price.code");
        check.price(price.cents(), "price.cents");
        check.price(price.credits(), "price.credits");
        check.local_texts(price.name(), kMaxLineCharacters, true, "price.name");
        check.optional_time(price.valid_to_ms(), "price.valid_to_ms");
    }
    check.require(all_differ(bundle.prices(), [](const PriceList::Price& price) { return price.code(); }),
                  "a price comes twice");
    check.count(bundle.forms_size(), kMaxPolicyForms, "forms");
    for (const Form& form : bundle.forms()) check_form(check, form);
    check.require(all_differ(bundle.forms(), [](const Form& form) { return form.code(); }), "a form comes twice");
    if (bundle.has_image()) check_machine_image(check, bundle.image());
    return check.status();
}

Result<PolicyBundle> parse_policy(ByteView payload) {
    auto bundle = TRY(parse_bounded<PolicyBundle>(payload, kMaxPolicyBytes));
    TRY(check_policy(bundle));
    return bundle;
}

void check_policy_release(Checker& check, const PolicyRelease& body) {
    const RootSigned& envelope = body.bundle();
    check.bytes_between(envelope.payload(), 1, kMaxPolicyBytes, "policy.payload");
    check.bytes_exactly(envelope.signature(), crypto::kSignatureBytes, "policy.signature");
    check.require(envelope.signer().ByteSizeLong() <= kMaxTokenTextBytes, "policy.signer is too large");
}

Result<RootSigned> sign_policy(const PolicyBundle& bundle, const crypto::SigningKey& key,
                               const std::optional<KeyCertificate>& signer) {
    TRY(check_policy(bundle));
    RootSigned envelope = sign_for_root(crypto::kDomainPolicy, bundle.SerializeAsString(), key, signer);
    if (envelope.ByteSizeLong() > kMaxPolicyBytes)
        return Error(ErrorCode::kTooLarge,
                     "a policy of more than " + std::to_string(kMaxPolicyBytes / 1024) + " KiB: put in fewer forms");
    return envelope;
}

Result<PolicyBundle> open_policy(const RootSigned& envelope, const crypto::SigningPublic& root,
                                 const FacilityId& facility) {
    // What was signed says when: so it is read, and believed only after the signature was checked.
    auto bundle = parse_policy(as_bytes(envelope.payload()));
    const Timestamp made = bundle.ok() ? Timestamp::from_ms(bundle->made_ms()) : Timestamp();
    TRY(verify_for_root(envelope, crypto::kDomainPolicy, root, facility, KeyStatement::POLICY, made));
    if (bundle.ok() && bundle->facility_id() != facility.raw())
        return Error(ErrorCode::kUnauthenticated, "the policy is of another facility");
    return bundle;
}

std::string policy_file_text(const RootSigned& envelope) { return carried_text(kFileName, envelope); }

Result<RootSigned> read_policy_file(std::string_view text) {
    return read_carried(kFileName, "a signed policy (dayroom-provision policy sign writes one)", text, kMaxPolicyBytes);
}

PolicyBundle terminal_rules(const PolicyBundle& bundle) {
    PolicyBundle rules = bundle;
    rules.clear_note();
    rules.clear_limits();
    for (const PolicyLimit& limit : bundle.limits()) {
        const LimitRule* rule = find_limit(limit.name());
        if (rule != nullptr && rule->terminal) *rules.add_limits() = limit;
    }
    rules.clear_prices();
    rules.clear_forms();
    for (UnitPolicy& unit : *rules.mutable_units()) {
        unit.clear_sets_week();
        unit.clear_week();
    }
    return rules;
}

void apply_terminal_rules(const PolicyBundle& rules, Facility& facility) {
    for (const PolicyLimit& limit : rules.limits()) {
        const LimitRule* rule = find_limit(limit.name());
        if (rule != nullptr && rule->terminal) set_limit(*facility.mutable_policy(), limit);
    }
    if (!rules.languages().empty()) *facility.mutable_languages() = rules.languages();
    if (!rules.resident_word().empty()) facility.set_resident_word(rules.resident_word());
    if (!rules.staff_phone().empty()) facility.set_staff_phone(rules.staff_phone());
}

bool offers(const PolicyBundle& rules, const UnitId& unit, std::string_view feature) {
    for (const UnitPolicy& each : rules.units()) {
        if (each.unit_id() != unit.raw()) continue;
        const auto& off = each.features_off();
        return std::find(off.begin(), off.end(), feature) == off.end();
    }
    return true;
}

crypto::Digest policy_digest(const RootSigned& envelope) { return crypto::blake2b(as_bytes(envelope.payload())); }

}  // namespace dayroom::wire
