// A facility in small: keys, a device store, one resident with a vault, and a hub that seals things for them.
#pragma once

#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"
#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/store/device_store.h"
#include "platform/store/vault.h"
#include "platform/wire/check.h"
#include "platform/wire/seal.h"
#include "tests/support/temp_dir.h"

namespace dayroom::store {

struct World {
    test::TempDir dir;
    FakeClock clock;
    SeededRandom random{99};
    FacilityId facility = FacilityId::make(clock, random);
    UnitId unit = UnitId::make(clock, random);
    DeviceId device_id = DeviceId::make(clock, random);
    ResidentId resident = ResidentId::make(clock, random);
    ContactId mother = ContactId::make(clock, random);
    FormId form = FormId::make(clock, random);
    Secret store_key = Secret::random(32, random);
    Secret vault_key = Secret::random(32, random);
    crypto::SigningKey hub_key = crypto::SigningKey::make(random);
    crypto::BoxKey hub_box = crypto::BoxKey::make(random);
    crypto::SigningKey device_key = crypto::SigningKey::make(random);
    crypto::BoxPublic vault_public =
        crypto::BoxKey::from_seed(crypto::derive_key(vault_key, crypto::kLabelBox)).take().public_key();
    wire::TrustedKeys keys;
    database::FaultSeam faults;
    std::unique_ptr<DeviceStore> device;
    std::unique_ptr<Vault> vault;

    World() {
        REQUIRE(keys.add(hub_key.public_key(), clock.now() + Milliseconds(1LL << 40)).ok());
        open_device();
        open_vault();
    }
    DeviceStore::Place place() { return {dir.path(), &faults}; }
    VaultPlace vault_place() { return {dir.path() / "vaults", facility, device_id, resident, &faults}; }
    void open_device() {
        device.reset();
        device = DeviceStore::open(place(), store_key).take();
    }
    void open_vault() {
        vault.reset();
        vault = Vault::open(vault_place(), vault_key).take();
    }

    template <typename AnyId>
    AnyId make() {
        return AnyId::make(clock, random);
    }
    wire::Scope scope(wire::ScopeKind kind) {
        wire::Scope scope;
        scope.set_kind(kind);
        scope.set_id(kind == wire::FACILITY       ? facility.raw()
                     : kind == wire::HOUSING_UNIT ? unit.raw()
                     : kind == wire::DEVICE       ? device_id.raw()
                                                  : resident.raw());
        return scope;
    }
    wire::Record record(wire::ScopeKind kind, const std::string& id, std::int64_t version = 1) {
        wire::Record record;
        record.set_facility_id(facility.raw());
        *record.mutable_scope() = scope(kind);
        record.set_id(id);
        record.set_version(version);
        record.set_released_ms(clock.now().ms());
        return record;
    }
    wire::Record contact(const ContactId& id, const std::string& name) {
        wire::Record out = record(wire::RESIDENT, id.raw());
        out.mutable_contact()->set_name(name);
        out.mutable_contact()->set_relationship("mother");
        out.mutable_contact()->set_state(wire::Contact::APPROVED);
        return out;
    }
    wire::Record message(const MessageId& id, const std::string& text, std::int64_t version = 1) {
        wire::Record out = record(wire::RESIDENT, id.raw(), version);
        wire::Message& message = *out.mutable_message();
        message.set_contact_id(mother.raw());
        message.set_direction(wire::Message::INBOUND);
        message.set_state(wire::Message::DELIVERED);
        message.set_text(text);
        message.set_sent_ms(clock.now().ms());
        message.set_language("en");
        return out;
    }
    wire::Record balances(std::int64_t spendable, std::int64_t version = 1) {
        wire::Record out = record(wire::RESIDENT, resident.raw(), version);
        out.mutable_balances()->set_spendable_cents(spendable);
        out.mutable_balances()->set_as_of_ms(clock.now().ms());
        return out;
    }
    wire::Record request_record(const RequestId& id, wire::Request::State state, std::int64_t version,
                                const std::string& command_id = {}) {
        wire::Record out = record(wire::RESIDENT, id.raw(), version);
        wire::Request& request = *out.mutable_request();
        request.set_form_id(form.raw());
        request.set_form_code("document_copy");
        request.set_state(state);
        request.set_submitted_ms(clock.now().ms());
        request.set_command_id(command_id);
        return out;
    }
    std::string envelope(const wire::Record& record) {
        const wire::Item item = wire::must_be_sealed(record.body_case())
                                    ? wire::sealed_item(wire::seal_record(record, hub_key).take())
                                    : wire::plain_item(record).take();
        return to_string(wire::close_envelope(item, vault_public).take());
    }
    wire::Command command(std::int64_t price = 600) {
        wire::Command out;
        out.set_id(make<CommandId>().raw());
        out.set_facility_id(facility.raw());
        out.set_device_id(device_id.raw());
        out.set_resident_id(resident.raw());
        out.set_made_ms(clock.now().ms());
        wire::SubmitRequest& submit = *out.mutable_submit_request();
        submit.set_request_id(make<RequestId>().raw());
        submit.set_form_id(form.raw());
        submit.set_price_seen_cents(price);
        return out;
    }
    Intent intent(std::int64_t price = 600, Bytes nonce = {}) {
        return {command(price), std::move(nonce), Cents::of(price)};
    }
    wire::QueuedCommand boxed(const wire::Command& command) {
        const auto signed_command = wire::sign_command(command, vault->command_key(), device_key).take();
        return wire::box_command(signed_command, CommandId::from_bytes(command.id()).take(), hub_box.public_key())
            .take();
    }

    // Pages for the resident's scope: each change is one envelope.
    std::uint64_t seq = 0;
    PageToStore changes(const std::vector<wire::Record>& records) {
        PageToStore page;
        page.scope = scope(wire::RESIDENT);
        page.from_seq = seq;
        for (const wire::Record& one : records)
            page.changes.push_back({++seq, one.id(), false, one.body_case(), one.version(), envelope(one)});
        page.to_seq = seq;
        return page;
    }
    PageToStore snapshot(const std::vector<wire::Record>& records, bool first = true, bool last = true) {
        PageToStore page = changes(records);
        page.kind = PageToStore::Kind::kSnapshot;
        page.first = first;
        page.last = last;
        if (!last) page.snapshot_token = "more";
        return page;
    }
    PageToStore plain_page(wire::ScopeKind kind, const std::vector<wire::Record>& records, std::uint64_t from,
                           std::uint64_t to) {
        PageToStore page;
        page.scope = scope(kind);
        page.from_seq = from;
        page.to_seq = to;
        for (const wire::Record& one : records)
            page.changes.push_back({++from, one.id(), false, one.body_case(), one.version(), one.SerializeAsString()});
        return page;
    }
    Vault::Absorbed absorb() {
        auto absorbed = vault->absorb(*device, keys);
        REQUIRE(absorbed.ok());
        return absorbed.take();
    }
};

inline wire::Outcome outcome(const std::string& command, wire::Outcome::Result result, const std::string& code = {}) {
    wire::Outcome out;
    out.set_command_id(command);
    out.set_result(result);
    out.set_code(code);
    return out;
}

}  // namespace dayroom::store
