#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

#include <stdexcept>

#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/rules/receipt_code.h"
#include "platform/wire/seal.h"

namespace dayroom::test {

using namespace facility;

void must(const Status& status) {
    if (!status.ok())
        throw std::runtime_error(std::string(to_string(status.error().code)) + ": " + status.error().detail);
}

namespace {

wire::Facility sample_facility() {
    wire::Facility facility;
    facility.set_name("Harbor County");
    facility.set_time_zone("America/Chicago");
    facility.add_languages("en");
    facility.add_languages("es");
    facility.set_resident_word("resident");
    facility.set_staff_phone("100");
    facility.mutable_policy()->set_message_characters(13'000);
    facility.mutable_policy()->set_idle_warning_s(90);
    facility.mutable_policy()->set_idle_sign_out_s(120);
    facility.mutable_policy()->set_pin_length_min(4);
    facility.mutable_policy()->set_pin_length_max(8);
    facility.mutable_policy()->set_lockout_attempts(5);
    facility.mutable_policy()->set_lockout_s(900);
    return facility;
}

}  // namespace

HubFixture::HubFixture(std::uint64_t seed)
    : random(seed), writer_random(seed + 1'000'003), key(Secret::random(kKeyBytes, random)) {
    seal = std::make_unique<crypto::SigningKey>(crypto::SigningKey::make(random));
    box = std::make_unique<crypto::BoxKey>(crypto::BoxKey::make(random));
    device_key = std::make_unique<crypto::SigningKey>(crypto::SigningKey::make(random));
    facility = id<FacilityId>();
    unit = id<UnitId>();
    other_unit = id<UnitId>();
    device = id<DeviceId>();
    context = {facility, &clock, &writer_random, seal.get()};
    auto connection = must(open_writer(database(), key, &faults));
    must(create_facility(*connection, facility, sample_facility(), clock, random));
    writer = std::make_unique<Writer>(std::move(connection), context, notifier);
    reader = must(open_reader(database(), key));
    processor =
        std::make_unique<CommandProcessor>(context, *writer, *box,
                                           CommandProcessor::Services{requests, messages, contacts, credit_sales,
                                                                      transfers, commissary.orders, notices, visits});
    must(run([&](Work& work) -> Status {
        TRY(set_facility(work, sample_facility()));
        TRY(put_unit(work, {unit, "B-East", "B-West"}));
        TRY(put_unit(work, {other_unit, "B-West", "B-East"}));
        TRY(work.db().run(
            "INSERT INTO device (id, name, unit, kind, signing_key, box_key, certificate_sha256, "
            "certificate_issued_ms, certificate_not_after_ms, enrolled_ms) VALUES ($1, 'B-East kiosk 1', $2, 'kiosk', "
            "$3, $4, $5, 1, 1, 1)",
            device, unit, device_key->public_key().bytes(), box->public_key().bytes(),
            crypto::blake2b(device.bytes())));
        work.touch(Scope::device(device), RecordKind::kDevice, device);
        return {};
    }));
}

HubFixture::~HubFixture() { writer->stop(); }

void HubFixture::fail_at(std::int64_t n, database::FaultSeam::After after) {
    // The first answer says that the chaining has been queued before it or with it, the second that it has been done.
    for (int i = 0; i < 2; ++i) must(run([](Work&) -> Status { return {}; }));
    faults.fail_at(n, after);
}

Person HubFixture::add_resident(const UnitId& home) {
    Person person{id<ResidentId>(), "N" + std::to_string(next_number_++), Secret::random(kKeyBytes, random), {}};
    person.vault_public =
        must(crypto::BoxKey::from_seed(crypto::derive_key(person.vault_key, crypto::kLabelBox))).public_key();
    must(run([&](Work& work) -> Status {
        TRY(work.db().run(
            "INSERT INTO resident (id, number, given_name, family_name, unit, vault_key, vault_public_key, "
            "made_ms) VALUES ($1, $2, 'Given', 'Family', $3, $4, $5, $6)",
            person.id, person.number, home, person.vault_key.bytes(), person.vault_public.bytes(), work.now()));
        TRY(ledger.open_accounts(work, person.id));
        work.touch(Scope::resident(person.id), RecordKind::kProfile, person.id);
        work.touch(Scope::unit(home), RecordKind::kRoster, person.id);
        return {};
    }));
    return person;
}

void HubFixture::give(const Person& person, std::int64_t cents) {
    must(run([&](Work& work) -> Status {
        return ledger.pay(work, {work.make_id<TransferId>(),
                                 person.id,
                                 TRY(PositiveCents::of(cents)),
                                 kCash,
                                 {TransferKind::kDeposit, "gift", {}, {}}});
    }));
}

void HubFixture::give_credits(const Person& person, std::int64_t credits) {
    must(run([&](Work& work) -> Status {
        return ledger.grant_credits(work, {work.make_id<TransferId>(),
                                           person.id,
                                           TRY(PositiveCredits::of(credits)),
                                           {TransferKind::kMessageCredits, "grant", {}, {}}});
    }));
}

ContactId HubFixture::add_contact(const Person& person, wire::Contact::State state) {
    const ContactId contact = id<ContactId>();
    must(run([&](Work& work) { return contacts.add(work, contact, person.id, "Maria Vega", "mother", state); }));
    return contact;
}

void HubFixture::set_price(const std::string& code, std::int64_t cents, std::int64_t credits) {
    must(run([&](Work& work) {
        return prices.set(work, {{code, Cents::of(cents), Credits::of(credits), {{"en", code}}}}, work.now());
    }));
    clock.advance(Milliseconds(1));
}

FormId HubFixture::add_form(const std::string& code, const std::string& price_code, bool may_create_obligation) {
    const FormId form = id<FormId>();
    wire::Form body;
    body.set_code(code);
    body.add_name()->set_language("en");
    body.mutable_name(0)->set_text(code);
    wire::Form::Field& field = *body.add_fields();
    field.set_code("details");
    field.set_kind(wire::Form::Field::LONG_TEXT);
    field.add_label()->set_language("en");
    field.mutable_label(0)->set_text("Details");
    field.set_required(true);
    field.set_max_characters(500);
    body.set_fee_when(price_code.empty() ? wire::Form::FEE_NONE : wire::Form::FEE_ON_COMPLETION);
    body.set_price_code(price_code);
    body.set_may_create_obligation(may_create_obligation);
    body.set_answer_within_hours(72);
    body.set_icon("file-text");
    must(run([&](Work& work) { return forms.put(work, form, body); }));
    return form;
}

Status HubFixture::run(Writer::Job job) { return run_as(Actor::staff("request_staff", thing(device)), std::move(job)); }
Status HubFixture::run_as(Actor actor, Writer::Job job) { return writer->run(std::move(actor), std::move(job)); }

BalanceSheet HubFixture::balances(const Person& person) { return must(ledger.balances(*reader, person.id)); }
TieOutReport HubFixture::tie() { return must(tie_out(*reader, clock)); }
std::int64_t HubFixture::count(const std::string& sql) { return must(reader->number(sql)); }

wire::Command HubFixture::command(const Person& person) {
    wire::Command command;
    command.set_id(id<CommandId>().raw());
    command.set_facility_id(facility.raw());
    command.set_device_id(device.raw());
    command.set_resident_id(person.id.raw());
    command.set_made_ms(clock.now().ms());
    return command;
}

wire::QueuedCommand HubFixture::sign(const Person& person, const wire::Command& command) {
    const Secret proof_key = crypto::derive_key(person.vault_key, crypto::kLabelCommand);
    wire::QueuedCommand queued;
    queued.set_command_id(command.id());
    *queued.mutable_command() = must(wire::sign_command(command, proof_key, *device_key));
    return queued;
}

wire::Outcome HubFixture::execute(const wire::QueuedCommand& queued) {
    wire::CommandBatch batch;
    *batch.add_commands() = queued;
    return processor->run_and_wait(sender(), batch).outcomes(0);
}

std::string HubFixture::receipt() { return rules::make_receipt_code(random); }

}  // namespace dayroom::test
