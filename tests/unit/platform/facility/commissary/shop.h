// A commissary that is open: a small catalogue, one class, an order window, and people with money.
#pragma once

#include <catch2/catch.hpp>

#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/records.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

namespace dayroom::test {

inline void name_in_english(google::protobuf::RepeatedPtrField<wire::LocalText>& texts, const std::string& english) {
    wire::LocalText& text = *texts.Add();
    text.set_language("en");
    text.set_text(english);
}

inline facility::CatalogImport::Item sold(const std::string& code, const std::string& category, std::int64_t cents,
                                          std::optional<std::int64_t> stock = {}) {
    facility::CatalogImport::Item entry;
    entry.item.set_code(code);
    entry.item.set_category(category);
    name_in_english(*entry.item.mutable_name(), code);
    entry.item.set_price_cents(cents);
    entry.stock = stock;
    return entry;
}

inline facility::CatalogImport::Category section_of(const std::string& code, int max_units = 0,
                                                    std::int64_t cents = 0) {
    facility::CatalogImport::Category entry;
    entry.category.set_code(code);
    name_in_english(*entry.category.mutable_name(), code);
    entry.category.set_max_units(max_units);
    entry.category.set_max_cents(cents);
    return entry;
}

/// soup 110¢ (stock 50, at most 12), chips 240¢ (stock 20), tea 95¢ (not counted), soap 195¢ (exempt, not counted).
inline facility::CatalogImport usual_catalog() {
    facility::CatalogImport all;
    all.categories = {{section_of("food", 40), section_of("hygiene")}};
    all.items = {sold("soup", "food", 110, 50), sold("chips", "food", 240, 20), sold("tea", "food", 95),
                 sold("soap", "hygiene", 195)};
    all.items[0].item.set_max_units(12);
    all.items[0].item.add_diets("low_salt");
    all.items[3].item.set_exempt_from_limit(true);
    int line = 0;
    for (auto& entry : all.items) entry.line = ++line;
    return all;
}

using Wants = std::vector<std::pair<std::string, int>>;

/// It is Saturday, and orders are taken until Tuesday 9:30.
class Shop {
public:
    explicit Shop(std::uint64_t seed = 1) : hub(seed), person(hub.add_resident()) {
        hub.clock.set_now(Timestamp::from_ms(1'780'156'800'000));  // 2026-05-30 11:00 in Chicago
        must(hub.run([&](Work& work) -> Status {
            TRY(facility::Catalog::import(work, usual_catalog()));
            TRY(facility::Standings::set_classes(work, {{"standard", Cents::of(7'500), true}}));
            TRY(facility::OrderWindows::set_rules(work, {{{}, {5, 480, 2, 570, 4}}}));
            return hub.commissary.tick(work, 100);
        }));
        hub.give(person, 10'000);
        window = open_window();
    }

    using Work = facility::Work;
    facility::OrderWindowId open_window() {
        const auto id = must(facility::window_of_resident(*hub.reader, person.id, hub.clock.now()));
        REQUIRE(id);
        return facility::id_as<facility::OrderWindowId>(*id);
    }
    facility::StoredWindow window_now() { return *must(facility::OrderWindows::find(*hub.reader, window)); }
    std::int64_t price_of(const std::string& item) {
        const auto found = must(facility::Catalog::find(*hub.reader, item));
        return found ? found->item.price_cents() : 1;
    }
    std::int64_t stock_of(const std::string& item) {
        return must(facility::Catalog::find(*hub.reader, item))->item.stock();
    }
    wire::SubmitOrder body(const facility::OrderId& id, const Wants& wants, int replaces = 0) {
        wire::SubmitOrder out;
        out.set_order_id(id.raw());
        out.set_window_id(window.raw());
        std::int64_t total = 0;
        for (const auto& [item, units] : wants) {
            wire::SubmitOrder::Line& line = *out.add_lines();
            line.set_item(item);
            line.set_units(units);
            line.set_price_seen_cents(price_of(item));
            total += price_of(item) * units;
        }
        out.set_total_seen_cents(total);
        out.set_receipt_code(hub.receipt());
        out.set_replaces_revision(replaces);
        return out;
    }
    /// As a terminal does it: signed, checked, run. "" when it was done, else the code.
    std::string submit(const Person& who, const wire::SubmitOrder& order) {
        return code(hub.execute(submission(who, order)));
    }
    wire::QueuedCommand submission(const Person& who, const wire::SubmitOrder& order) {
        wire::Command command = hub.command(who);
        *command.mutable_submit_order() = order;
        return signed_unchecked(who, command);
    }
    std::string cancel(const Person& who, const facility::OrderId& id) {
        wire::Command command = hub.command(who);
        command.mutable_cancel_order()->set_order_id(id.raw());
        return code(hub.execute(signed_unchecked(who, command)));
    }
    std::string accept(const Person& who, const facility::OrderId& id, const Wants& refused = {}) {
        wire::Command command = hub.command(who);
        command.mutable_accept_delivery()->set_order_id(id.raw());
        for (const auto& [item, units] : refused) {
            auto& line = *command.mutable_accept_delivery()->add_refused();
            line.set_item(item);
            line.set_units(units);
        }
        return code(hub.execute(signed_unchecked(who, command)));
    }
    facility::OrderId ordered(const Wants& wants) {
        const auto id = hub.id<facility::OrderId>();
        REQUIRE(submit(person, body(id, wants)) == "");
        return id;
    }
    static std::vector<facility::ItemUnits> units(const Wants& wants) {
        std::vector<facility::ItemUnits> all;
        for (const auto& [item, count] : wants) all.push_back({item, count});
        return all;
    }
    Status pick(const facility::OrderId& id, const Wants& missing = {}) {
        return hub.run([&](Work& work) { return hub.commissary.orders.pick(work, id, units(missing)); });
    }
    Status hand_over(const facility::OrderId& id, const Wants& refused = {}) {
        return hub.run([&](Work& work) { return hub.commissary.orders.hand_over(work, id, units(refused)); });
    }
    Status cancel_by_staff(const facility::OrderId& id) {
        return hub.run([&](Work& work) { return hub.commissary.orders.cancel_by_staff(work, id, "never paid"); });
    }
    Status refund(const facility::OrderId& id, const Wants& back) {
        return hub.run([&](Work& work) -> Status {
            TRY(hub.commissary.orders.refund(work, id, units(back), "found missing"));
            return {};
        });
    }
    void tick() {
        must(hub.run([&](Work& work) { return hub.commissary.tick(work, 100); }));
    }
    void cut_off() {
        hub.clock.set_now(window_now().times.cut_off);
        tick();
    }
    wire::Order order(const facility::OrderId& id) {
        return *must(facility::load_order(*hub.reader, facility::thing(id)));
    }
    wire::CommissaryStanding standing() {
        return *must(facility::load_standing(*hub.reader, person.id, hub.clock.now()));
    }
    void check_books() {
        const facility::TieOutReport report = hub.tie();
        INFO(report.text());
        REQUIRE(report.ties());
        REQUIRE(report.resident_cents + report.house_cents == 0);
    }

    HubFixture hub;
    Person person;
    facility::OrderWindowId window;

private:
    /// What a terminal sends that was tampered with: nothing is checked on its side.
    wire::QueuedCommand signed_unchecked(const Person& who, const wire::Command& command) {
        wire::QueuedCommand queued;
        queued.set_command_id(command.id());
        wire::SignedCommand& out = *queued.mutable_command();
        out.set_payload(command.SerializeAsString());
        const auto proof =
            crypto::keyed_blake2b(crypto::derive_key(who.vault_key, crypto::kLabelCommand), as_bytes(out.payload()));
        out.set_session_proof(std::string(as_text(proof)));
        out.set_device_signature(std::string(
            as_text(hub.device_key->sign(crypto::kDomainCommand, as_bytes(out.payload() + out.session_proof())))));
        return queued;
    }
    static std::string code(const wire::Outcome& outcome) {
        return outcome.result() == wire::Outcome::DONE ? "" : outcome.code();
    }
};

}  // namespace dayroom::test
