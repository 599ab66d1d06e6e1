#include "tests/bench/vault_world.h"

#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/crypto/password.h"
#include "platform/wire/check.h"

namespace dayroom::bench {
namespace {

constexpr std::int64_t kBetweenMessages = 60'000;  // ms
constexpr int kShelves = 10;
constexpr std::int64_t kMostMessages = 200'000;  // all of them in the past

}  // namespace

VaultWorld::VaultWorld() {
    vault_public = must(crypto::BoxKey::from_seed(crypto::derive_key(vault_key, crypto::kLabelBox))).public_key();
    must(keys.add(hub_key.public_key(), clock.now() + Milliseconds(1LL << 40)));
    device = must(store::DeviceStore::open({dir.path(), nullptr}, store_key));
    vault = must(store::Vault::open(place(), vault_key));
    must(device->sign_in().wrap(resident, kNumber, as_bytes(kPin), vault_key, crypto::make_salt(random), {},
                                clock.now()));
}

wire::Record VaultWorld::record(const std::string& id) {
    wire::Record record;
    record.set_facility_id(facility.raw());
    record.mutable_scope()->set_kind(wire::RESIDENT);
    record.mutable_scope()->set_id(resident.raw());
    record.set_id(id);
    record.set_version(1);
    record.set_released_ms(clock.now().ms());
    return record;
}

std::size_t VaultWorld::some_contact() { return random.below(2) == 0 ? 0 : random.below(contacts.size()); }

wire::Record VaultWorld::message(std::size_t contact) {
    wire::Record out = record(MessageId::make(clock, random).raw());
    wire::Message& message = *out.mutable_message();
    message.set_contact_id(contacts[contact].raw());
    message.set_direction(random.below(3) == 0 ? wire::Message::OUTBOUND : wire::Message::INBOUND);
    message.set_state(wire::Message::DELIVERED);
    message.set_text(letters_.next());
    sent_ += kBetweenMessages;
    message.set_sent_ms(clock.now().ms() - kMostMessages * kBetweenMessages + sent_);
    message.set_language("en");
    return out;
}

std::string VaultWorld::envelope(const wire::Record& record) {
    const wire::Item item = wire::must_be_sealed(record.body_case())
                                ? wire::sealed_item(must(wire::seal_record(record, hub_key)))
                                : must(wire::plain_item(record));
    if (!sealer_) sealer_.emplace(must(crypto::BoxSealer::make(vault_public)));
    return to_string(must(wire::close_envelope(item, *sealer_)));
}

void VaultWorld::apply(const std::vector<wire::Record>& records) {
    store::PageToStore page;
    page.scope = records.front().scope();
    page.from_seq = seq_;
    for (const wire::Record& one : records)
        page.changes.push_back({++seq_, one.id(), false, one.body_case(), one.version(), envelope(one)});
    page.to_seq = seq_;
    must(device->apply_page(page));
}

void VaultWorld::deliver_contacts(int count) {
    std::vector<wire::Record> records;
    for (int i = 0; i < count; ++i) {
        contacts.push_back(ContactId::make(clock, random));
        records.push_back(record(contacts.back().raw()));
        wire::Contact& contact = *records.back().mutable_contact();
        contact.set_name("Contact " + std::to_string(i));
        contact.set_relationship("friend");
        contact.set_state(wire::Contact::APPROVED);
    }
    records.push_back(record(resident.raw()));
    records.back().mutable_profile()->set_resident_number(kNumber);
    records.back().mutable_profile()->set_given_name("Given");
    records.back().mutable_profile()->set_family_name("Family");
    records.push_back(record(TransferId::make(clock, random).raw()));
    records.back().mutable_balances()->set_spendable_cents(4815);
    records.back().mutable_balances()->set_as_of_ms(clock.now().ms());
    apply(records);
}

void VaultWorld::deliver(int count) {
    deliver(count, [this](int) { return some_contact(); });
}

void VaultWorld::deliver(int count, const std::function<std::size_t(int)>& choose) {
    std::vector<wire::Record> records;
    for (int i = 0; i < count; ++i) records.push_back(message(choose(i)));
    apply(records);
}

wire::Record VaultWorld::of_facility(const std::string& id) {
    wire::Record out = record(id);
    out.mutable_scope()->set_kind(wire::FACILITY);
    out.mutable_scope()->set_id(facility.raw());
    return out;
}

void VaultWorld::stock_shelves(int items) {
    const auto name = [](google::protobuf::RepeatedPtrField<wire::LocalText>& names, const std::string& text) {
        wire::LocalText& english = *names.Add();
        english.set_language("en");
        english.set_text(text);
    };
    for (int i = 0; i < kShelves; ++i) {
        shelves_.push_back(of_facility(TransferId::make(clock, random).raw()));
        wire::CatalogCategory& category = *shelves_.back().mutable_catalog_category();
        category.set_code("shelf" + std::to_string(i));
        category.set_position(i);
        name(*category.mutable_name(), "Shelf " + std::to_string(i));
    }
    for (int i = 0; i < items; ++i) {
        shelves_.push_back(of_facility(TransferId::make(clock, random).raw()));
        wire::CatalogItem& item = *shelves_.back().mutable_catalog_item();
        item.set_code(std::to_string(10'000 + i));
        item.set_category("shelf" + std::to_string(i % kShelves));
        item.set_position(i);
        item.set_price_cents(45 + i % 400);
        item.set_max_units(12);
        item.set_stock(-1);
        item.add_allergens("wheat");
        name(*item.mutable_name(), (i % 3 == 0 ? "Noodle soup, kind " : "Bar soap, kind ") + std::to_string(i));
        name(*item.mutable_note(), "3 oz, 370 calories");
    }
}

wire::Record VaultWorld::facility_record() {
    wire::Record out = of_facility(facility.raw());
    wire::Facility& content = *out.mutable_facility();
    content.set_name("Cedar Ridge County Jail");
    content.set_time_zone("America/Chicago");
    content.add_languages("en");
    content.mutable_policy()->set_idle_warning_s(3'000);
    content.mutable_policy()->set_idle_sign_out_s(3'600);
    return out;
}

void VaultWorld::leave_to_agent() {
    const wire::Record about = facility_record();
    store::PageToStore page;
    page.scope = about.scope();
    shelves_.insert(shelves_.begin(), about);
    for (const wire::Record& each : shelves_)
        page.changes.push_back(
            {++page.to_seq, each.id(), false, each.body_case(), each.version(), each.SerializeAsString()});
    must(device->apply_page(page));
    const auto root = crypto::SigningKey::make(random);
    const auto hub_box = crypto::BoxKey::make(random);
    wire::KeyStatement statement;
    statement.set_facility_id(facility.raw());
    statement.set_purpose(wire::KeyStatement::HUB);
    statement.set_signing_key(hub_key.public_key().raw());
    statement.set_box_key(hub_box.public_key().raw());
    statement.set_not_before_ms(clock.now().ms() - kBetweenMessages);
    statement.set_not_after_ms(clock.now().ms() + kMostMessages * kBetweenMessages);
    statement.set_name("hub");
    store::Enrolment made;
    made.device = device_id;
    made.facility = facility;
    made.unit = UnitId::make(clock, random);
    made.device_name = "Bench";
    made.hub_address = "127.0.0.1:1";
    made.root_key = root.public_key();
    made.ca_pem = made.certificate_pem = "none";
    made.hub_key = wire::certify_key(statement, root);
    made.tls_key_pem = Secret::copy_of(as_bytes("none"));
    made.signing_seed = Secret::random(kKeyBytes, random);
    made.box_seed = Secret::random(kKeyBytes, random);
    must(device->save_enrolment(made));
    vault.reset();
    device.reset();
}

double VaultWorld::open_alone_us(int times) {
    const auto box = must(crypto::BoxKey::from_seed(crypto::derive_key(vault_key, crypto::kLabelBox)));
    const wire::Signed sealed = must(wire::seal_record(message(0), hub_key));
    const std::string closed = envelope(message(0));
    crypto::BoxOpener opener(box);
    const MonotonicTime begin = SystemClock().steady();
    for (int i = 0; i < times; ++i) {
        (void)must(wire::open_envelope(as_bytes(closed), opener));
        must(crypto::verify(hub_key.public_key(), crypto::kDomainSeal, as_bytes(sealed.payload()),
                            as_bytes(sealed.signature())));
    }
    return ms_since(begin) * 1000 / times;
}

}  // namespace dayroom::bench
