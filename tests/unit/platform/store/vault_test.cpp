#include <fstream>
#include <iterator>

#include "platform/store/vault_schema.h"
#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using namespace dayroom::store;

namespace {

void damage_vault(const std::filesystem::path& file, int page) {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(page * 4096 + 200);
    out << "damage";
}

}  // namespace

TEST_CASE_METHOD(World, "envelopes that waited are opened at sign-in, once") {
    const auto id = make<MessageId>();
    REQUIRE(device->apply_page(changes({contact(mother, "Ana"), message(id, "Hello"), balances(4815)})).ok());
    const auto absorbed = absorb();
    CHECK(absorbed.applied == 3);
    CHECK(absorbed.refused == 0);
    CHECK_FALSE(absorbed.more);
    CHECK(device->envelope_count(resident).value() == 0);
    CHECK(vault->messages(mother, {}).value().messages.at(0).message.text() == "Hello");
    CHECK(vault->money({}).value().balances.spendable_cents() == 4815);
    CHECK(absorb().applied == 0);
}

TEST_CASE_METHOD(World, "envelopes that do not fit are dropped and what was held stays") {
    const auto id = make<MessageId>();
    REQUIRE(device->apply_page(changes({message(id, "good", 3)})).ok());
    absorb();
    auto page = changes({message(id, "forged", 4), message(id, "elsewhere", 4), balances(1)});
    // Sealed by a stranger, under another id, and cut off.
    const auto stranger = crypto::SigningKey::make(random);
    const auto item = wire::sealed_item(wire::seal_record(message(id, "forged", 4), stranger).take());
    page.changes[0].content = to_string(wire::close_envelope(item, vault_public).take());
    page.changes[1].id = make<MessageId>().raw();
    page.changes[2].content.pop_back();
    REQUIRE(device->apply_page(page).ok());
    const auto absorbed = absorb();
    CHECK(absorbed.applied == 0);
    CHECK(absorbed.refused == 3);
    CHECK(vault->messages(mother, {}).value().messages.at(0).message.text() == "good");
    CHECK(device->envelope_count(resident).value() == 0);
}

TEST_CASE_METHOD(World, "an older version is a replay, so is the same again, a snapshot may go back") {
    const auto id = make<MessageId>();
    CHECK(vault->apply(message(id, "two", 2), false).value());
    CHECK_FALSE(vault->apply(message(id, "one", 1), false).value());
    CHECK(vault->messages(mother, {}).value().messages.at(0).message.text() == "two");
    CHECK_FALSE(vault->apply(message(id, "another two", 2), false).value());
    CHECK(vault->messages(mother, {}).value().messages.at(0).message.text() == "two");
    CHECK(vault->messages(mother, {}).value().total == 1);
    CHECK(vault->apply(message(id, "one", 1), true).value());
    CHECK(vault->messages(mother, {}).value().messages.at(0).message.text() == "one");
}

TEST_CASE_METHOD(World, "after a snapshot only its things are left, but own drafts and intents stay") {
    const auto gone = make<MessageId>();
    const auto stays = make<MessageId>();
    REQUIRE(device->apply_page(changes({message(gone, "gone"), message(stays, "stays")})).ok());
    absorb();
    const auto saved = vault->save_intent(intent()).take();
    REQUIRE(vault->save_draft("request/general", "words", clock.now()).ok());
    REQUIRE(device->apply_page(snapshot({message(stays, "stays")}, true, false)).ok());
    absorb();
    CHECK(vault->messages(mother, {}).value().total == 2);
    REQUIRE(device->apply_page(snapshot({contact(mother, "Ana")}, false, true)).ok());
    absorb();
    const auto left = vault->messages(mother, {}).value();
    REQUIRE(left.total == 1);
    CHECK(left.messages[0].id == stays);
    CHECK_FALSE(device->pending_prune(resident).value().has_value());
    CHECK(vault->requests({}).value().total == 1);
    CHECK(vault->draft("request/general").value().has_value());
    CHECK(vault->undecided_intents().value().size() == 1);
    CHECK(vault->search("gone", {}).value().total == 0);
}

TEST_CASE_METHOD(World, "what came after a snapshot, while its owner was signed out, is there at the next sign-in") {
    const auto old = make<MessageId>();
    const auto gone = make<MessageId>();
    const auto later = make<MessageId>();
    REQUIRE(device->apply_page(snapshot({contact(mother, "Ana"), message(old, "old"), message(gone, "gone")})).ok());
    REQUIRE(device->apply_page(changes({message(later, "later")})).ok());
    auto removal = changes({message(gone, "gone")});
    removal.changes[0].removed = true;
    removal.changes[0].content.clear();
    REQUIRE(device->apply_page(removal).ok());
    absorb();
    const auto all = vault->messages(mother, {}).value();
    REQUIRE(all.total == 2);
    CHECK(vault->message(later).value().has_value());
    CHECK(vault->message(old).value().has_value());
    CHECK_FALSE(device->pending_prune(resident).value().has_value());
}

TEST_CASE_METHOD(World, "absorbing is all or nothing in the vault, and nothing is lost, whichever operation fails") {
    const auto id = make<MessageId>();
    REQUIRE(device->apply_page(snapshot({contact(mother, "Ana"), message(id, "Hello"), balances(7)})).ok());
    int failures = 0;
    for (int n = 1;; ++n) {
        faults.fail_at(n);
        auto absorbed = vault->absorb(*device, keys);
        const bool fired = faults.fired();
        faults.disarm();
        const int messages = vault->messages(mother, {}).value().total;
        const bool money = vault->money({}).value().balances.spendable_cents() == 7;
        const int waiting = device->envelope_count(resident).value();
        CHECK((messages == 1) == money);
        CHECK((messages == 1 || waiting == 3));
        if (!fired) {
            CHECK(absorbed.ok());
            CHECK(messages == 1);
            CHECK(waiting == 0);
            break;
        }
        ++failures;
    }
    CHECK(failures > 20);
}

TEST_CASE_METHOD(World, "an intent is saved wholly or not at all, whichever operation fails") {
    const auto one = intent(600, Bytes(16, 3));
    int failures = 0;
    for (int n = 1;; ++n) {
        faults.fail_at(n);
        auto saved = vault->save_intent(one);
        const bool fired = faults.fired();
        faults.disarm();
        const auto undecided = vault->undecided_intents().value().size();
        const int shown = vault->requests({}).value().total;
        CHECK(undecided == static_cast<std::size_t>(shown));
        CHECK(vault->money({}).value().queued == Cents::of(shown == 1 ? 600 : 0));
        if (!fired) {
            CHECK(saved.ok());
            CHECK(shown == 1);
            break;
        }
        ++failures;
        CHECK_FALSE(saved.ok());
        CHECK(shown == 0);
    }
    CHECK(failures >= 6);
}

TEST_CASE_METHOD(World, "the vault opens with its key on its device only") {
    REQUIRE(vault->save_draft("a", "b", clock.now()).ok());
    vault.reset();
    CHECK(Vault::open(vault_place(), store_key).error().code == ErrorCode::kCorrupt);
    auto elsewhere = vault_place();
    elsewhere.device = make<DeviceId>();
    CHECK(Vault::open(elsewhere, vault_key).error().code == ErrorCode::kCorrupt);
    CHECK(Vault::open(vault_place(), Secret::zeroed(5)).error().code == ErrorCode::kInvalid);
    CHECK(Vault::open(vault_place(), vault_key).ok());
}

TEST_CASE_METHOD(World, "a file of another application or a newer version is refused, version 1 opens") {
    const auto file = vault_place().file();
    const Secret key = crypto::derive_key(vault_key, crypto::kLabelVaultDb, device_id.bytes());
    vault.reset();
    auto set = [&](const std::string& sql) {
        auto raw = database::Connection::open(file, key).take();
        REQUIRE(raw->script(sql).ok());
    };
    set("PRAGMA user_version=2");
    CHECK(Vault::open(vault_place(), vault_key).error().code == ErrorCode::kUnsupported);
    set("PRAGMA user_version=1; PRAGMA application_id=7");
    CHECK(Vault::open(vault_place(), vault_key).error().code == ErrorCode::kInvalid);
    std::filesystem::remove(file);
    set(std::string(kVaultSchema1));
    set("INSERT INTO draft VALUES('a', x'62', 5, 5, 0); PRAGMA user_version=1; PRAGMA application_id=" +
        std::to_string(kVaultApplicationId));
    open_vault();
    CHECK(vault->draft("a").value()->content == "b");
}

TEST_CASE_METHOD(World, "a damaged vault is begun again with drafts and intents that can be read") {
    for (int i = 0; i < 200; ++i) REQUIRE(vault->apply(message(make<MessageId>(), std::string(400, 'x')), false).ok());
    REQUIRE(vault->save_draft("request/general", "half a sentence", clock.now()).ok());
    REQUIRE(vault->save_intent(intent()).ok());
    REQUIRE(vault->connection().checkpoint().ok());
    vault.reset();
    const auto file = vault_place().file();
    damage_vault(file, static_cast<int>(std::filesystem::file_size(file) / 4096 * 3 / 4));
    auto damaged = Vault::open(vault_place(), vault_key);
    INFO((damaged.ok() ? "" : damaged.error().detail));
    REQUIRE(damaged.ok());
    vault = damaged.take();
    CHECK(vault->connection().check_integrity().error().code == ErrorCode::kCorrupt);
    vault.reset();
    Vault::Recovery recovery;
    auto recovered = Vault::recover(vault_place(), vault_key, clock.now(), recovery);
    INFO((recovered.ok() ? "" : recovered.error().detail));
    REQUIRE(recovered.ok());
    vault = recovered.take();
    CHECK(recovery.rebuilt);
    CHECK(recovery.drafts_salvaged == 1);
    CHECK(recovery.intents_salvaged == 1);
    CHECK(vault->draft("request/general").value()->content == "half a sentence");
    CHECK(vault->requests({}).value().requests.at(0).state == "queued");
    CHECK(vault->messages(mother, {}).value().total == 0);
    CHECK(std::filesystem::exists(file.string() + ".corrupt-" + std::to_string(clock.now().ms())));
    vault.reset();
    damage_vault(file, 0);
    auto again = Vault::open_or_recover(vault_place(), vault_key, clock.now() + Milliseconds(1), recovery);
    INFO((again.ok() ? "" : again.error().detail));
    REQUIRE(again.ok());
    vault = again.take();
    CHECK(recovery.rebuilt);
    CHECK(recovery.drafts_salvaged == 0);
}

TEST_CASE_METHOD(World, "a destroyed vault leaves no file") {
    vault.reset();
    const auto file = vault_place().file();
    REQUIRE(Vault::destroy(file).ok());
    CHECK_FALSE(std::filesystem::exists(file));
    CHECK_FALSE(std::filesystem::exists(file.string() + "-wal"));
    CHECK(Vault::destroy(file).ok());
}

TEST_CASE_METHOD(World, "nothing a person wrote stands readable on the disk") {
    REQUIRE(device->apply_page(changes({message(make<MessageId>(), "an unmistakable sentence")})).ok());
    absorb();
    const auto saved = vault->save_intent(intent()).take();
    REQUIRE(device->outbox().add(boxed(saved), resident, clock.now(), true).ok());
    REQUIRE(vault->save_draft("a", "an unmistakable draft", clock.now()).ok());
    for (const auto& entry : std::filesystem::recursive_directory_iterator(dir.path())) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string content(std::istreambuf_iterator<char>(in), {});
        CHECK(content.find("unmistakable") == std::string::npos);
        CHECK((entry.status().permissions() & std::filesystem::perms(077)) == std::filesystem::perms::none);
    }
}
