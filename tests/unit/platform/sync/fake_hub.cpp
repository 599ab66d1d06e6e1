#include <catch2/catch.hpp>

#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/wire/limits.h"
#include "tests/unit/platform/sync/fake_hub_parts.h"

namespace dayroom::test {
FakeHub::FakeHub(const Clock& clock)
    : clock_(clock),
      random_(11),
      facility_(FacilityId::make(clock, random_)),
      device_(DeviceId::make(clock, random_)),
      unit_(UnitId::make(clock, random_)),
      epoch_(Epoch::make(clock, random_)),
      root_(crypto::SigningKey::make(random_)),
      seal_key_(crypto::SigningKey::make(random_)),
      device_signing_(crypto::SigningKey::make(random_)),
      box_(crypto::BoxKey::make(random_)),
      device_box_(crypto::BoxKey::make(random_)),
      certificates(clock, device_) {
    for (const auto& scope : {scope_of_facility(), scope_of_unit(), scope_of_device()}) scope_at(scope);
}

store::Enrolment FakeHub::enrolment() const {
    wire::KeyStatement statement;
    statement.set_facility_id(facility_.raw());
    statement.set_purpose(wire::KeyStatement::HUB);
    statement.set_signing_key(seal_key_.public_key().raw());
    statement.set_box_key(box_.public_key().raw());
    statement.set_not_before_ms((clock_.now() - Milliseconds(1000)).ms());
    statement.set_not_after_ms((clock_.now() + Milliseconds(1'000'000'000'000)).ms());
    statement.set_name("hub");
    store::Enrolment made;
    made.device = device_;
    made.facility = facility_;
    made.unit = unit_;
    made.device_name = "Kiosk 1";
    made.hub_address = "127.0.0.1:9";
    made.root_key = root_.public_key();
    auto tls = certificates.enrolled();
    made.ca_pem = certificates.authority_pem();
    made.certificate_pem = std::move(tls.certificate_pem);
    made.hub_key = wire::certify_key(statement, root_);
    made.tls_key_pem = std::move(tls.key_pem);
    made.signing_seed = device_signing_.seed();
    made.box_seed = device_box_.seed();
    return made;
}

wire::Scope FakeHub::scope_of_facility() const { return make_scope(wire::FACILITY, facility_.raw()); }
wire::Scope FakeHub::scope_of_unit() const { return make_scope(wire::HOUSING_UNIT, unit_.raw()); }
wire::Scope FakeHub::scope_of_device() const { return make_scope(wire::DEVICE, device_.raw()); }
wire::Scope FakeHub::scope_of(const Resident& resident) { return make_scope(wire::RESIDENT, resident.id.raw()); }

FakeHub::Scope& FakeHub::scope_at(const wire::Scope& scope) {
    auto& found = scopes_[key_of(scope)];
    found.scope = scope;
    return found;
}

FakeHub::Resident& FakeHub::add_resident(const std::string& number, const std::string& pin,
                                         std::int64_t spendable_cents) {
    const std::lock_guard lock(mutex_);
    Resident made{ResidentId::make(clock_, random_), number, pin, Secret::random(kKeyBytes, random_), false, true};
    auto& resident = residents_.insert_or_assign(number, std::move(made)).first->second;
    scope_at(scope_of(resident));
    wire::Record roster;
    roster.mutable_roster()->set_resident_number(number);
    roster.mutable_roster()->set_vault_public_key(vault_box(resident.vault_key).public_key().raw());
    put(scope_of_unit(), roster, resident.id.raw());
    wire::Record profile;
    profile.mutable_profile()->set_resident_number(number);
    profile.mutable_profile()->set_given_name("Test");
    profile.mutable_profile()->set_family_name("Person");
    profile.mutable_profile()->set_language("en");
    profile.mutable_profile()->set_text_scale_percent(100);
    profile.mutable_profile()->set_theme("light");
    put(scope_of(resident), profile, resident.id.raw());
    put_balance(resident, spendable_cents);
    return resident;
}

void FakeHub::put_balance(const Resident& resident, std::int64_t spendable_cents) {
    balances_[resident.id.raw()].set_spendable_cents(spendable_cents);
    put_balances(resident);
}

void FakeHub::put_credits(const Resident& resident, std::int64_t credits) {
    balances_[resident.id.raw()].set_credits(credits);
    put_balances(resident);
}

void FakeHub::put_balances(const Resident& resident) {
    wire::Record record;
    *record.mutable_balances() = balances_[resident.id.raw()];
    record.mutable_balances()->set_as_of_ms(clock_.now().ms());
    std::string id = resident.id.raw();
    id[0] = static_cast<char>(id[0] ^ 1);
    put(scope_of(resident), record, id);
}

std::string FakeHub::put(const wire::Scope& scope, wire::Record record, const std::string& id) {
    const std::lock_guard lock(mutex_);
    record.set_facility_id(facility_.raw());
    *record.mutable_scope() = scope;
    record.set_id(id.empty() ? RequestId::make(clock_, random_).raw() : id);
    record.set_version(++version_);
    record.set_released_ms(clock_.now().ms());
    wire::Item item;
    if (wire::must_be_sealed(record.body_case())) {
        auto sealed = wire::seal_record(record, seal_key_);
        if (!sealed.ok()) FAIL(sealed.error().detail);
        item = wire::sealed_item(sealed.take());
    } else {
        auto plain = wire::plain_item(record);
        if (!plain.ok()) FAIL(plain.error().detail);
        item = plain.take();
    }
    if (twist_item) twist_item(item);
    auto& target = scope_at(scope);
    wire::Change change;
    change.set_seq(target.changes.size() + 1);
    change.set_id(record.id());
    if (scope.kind() == wire::RESIDENT) {
        for (const auto& [number, resident] : residents_) {
            if (resident.id.raw() != scope.id()) continue;
            const Bytes envelope = wire::close_envelope(item, vault_box(resident.vault_key).public_key()).take();
            change.set_envelope(to_string(envelope));
        }
    } else {
        *change.mutable_item() = item;
    }
    target.changes.push_back(change);
    if (record.has_message() || record.has_contact() || record.has_order() || record.has_transaction() ||
        record.has_phone_number() || record.has_visit())
        kept_[record.id()] = {scope, record};
    ++changes_;
    changed_.notify_all();
    return record.id();
}

void FakeHub::remove(const wire::Scope& scope, const std::string& id) {
    const std::lock_guard lock(mutex_);
    auto& target = scope_at(scope);
    wire::Change change;
    change.set_seq(target.changes.size() + 1);
    change.set_id(id);
    change.set_removed(true);
    target.changes.push_back(change);
    ++changes_;
    changed_.notify_all();
}

void FakeHub::set_up_facility() {
    wire::Record facility;
    facility.mutable_facility()->set_name("Test County Jail");
    facility.mutable_facility()->set_time_zone("America/Chicago");
    facility.mutable_facility()->add_languages("en");
    auto& policy = *facility.mutable_facility()->mutable_policy();
    policy.set_idle_warning_s(90);
    policy.set_idle_sign_out_s(120);
    policy.set_pin_length_min(4);
    policy.set_pin_length_max(8);
    policy.set_lockout_attempts(5);
    policy.set_lockout_s(900);
    policy.set_message_characters(13'000);
    facility_as_set_up_ = facility.facility();
    put(scope_of_facility(), facility, facility_.raw());
    wire::Record prices;
    for (const auto& [code, cents] : {std::pair<const char*, int>{"document_copy", 250}, {"sick_call_copay", 300}}) {
        auto& price = *prices.mutable_prices()->add_prices();
        price.set_code(code);
        price.set_cents(cents);
        say(price.mutable_name(), code);
    }
    prices.mutable_prices()->set_valid_from_ms(clock_.now().ms());
    prices_id_ = put(scope_of_facility(), prices, prices_id_);
    for (const char* code : {"general", "document_copy", "sick_call"}) {
        wire::Record record;
        auto& form = *record.mutable_form();
        form.set_code(code);
        form.set_revision(1);
        say(form.mutable_name(), code);
        form.set_icon("file");
        form.set_answer_within_hours(72);
        auto& field = *form.add_fields();
        field.set_code("details");
        field.set_kind(wire::Form::Field::LONG_TEXT);
        field.set_required(true);
        field.set_max_characters(500);
        say(field.mutable_label(), "Details");
        const bool paid = std::string(code) != "general";
        form.set_fee_when(paid ? wire::Form::FEE_ON_COMPLETION : wire::Form::FEE_NONE);
        if (paid) form.set_price_code(std::string(code) == "sick_call" ? "sick_call_copay" : "document_copy");
        form.set_may_create_obligation(std::string(code) == "sick_call");
        forms_[code] = put(scope_of_facility(), record);
    }
}

std::string FakeHub::form_id(const std::string& code) const { return forms_.at(code); }

std::string FakeHub::put_contact(const Resident& resident, const std::string& name) {
    wire::Record contact;
    contact.mutable_contact()->set_name(name);
    contact.mutable_contact()->set_relationship("mother");
    contact.mutable_contact()->set_state(wire::Contact::APPROVED);
    return put(scope_of(resident), contact);
}

std::string FakeHub::put_message(const Resident& resident, const std::string& contact_id, const std::string& text) {
    wire::Record record;
    auto& message = *record.mutable_message();
    message.set_contact_id(contact_id);
    message.set_direction(wire::Message::INBOUND);
    message.set_state(wire::Message::DELIVERED);
    message.set_text(text);
    message.set_sent_ms(clock_.now().ms());
    message.set_decided_ms(clock_.now().ms());
    return put(scope_of(resident), record);
}

void FakeHub::begin_new_epoch() {
    const std::lock_guard lock(mutex_);
    epoch_ = Epoch::make(clock_, random_);
    ++changes_;
    changed_.notify_all();
}

std::uint64_t FakeHub::changes() const {
    const std::lock_guard lock(mutex_);
    return changes_;
}

void FakeHub::wait_for_change(std::uint64_t seen, const std::function<bool()>& given_up, Milliseconds most) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, most, [&] { return changes_ != seen || given_up(); });
}

}  // namespace dayroom::test
