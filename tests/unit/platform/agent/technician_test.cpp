// A technician at the terminal: who comes in, what is refused meanwhile, and what is left of the visit.
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include "platform/agent/technician_door.h"
#include "platform/crypto/labels.h"
#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using test::Rig;
using test::Terminal;

namespace {

constexpr const char* kPin = "80412759";
constexpr const char* kCanary = "canary-5512";
constexpr crypto::ArgonCost kQuick{.memory_kib = 8, .passes = 1};

struct TechnicianRig {
    TechnicianRig() {
        rig.hub.add_resident("A100", "4711", 5'000);
        rig.options.technician_media = rig.folder / "media";
        std::filesystem::create_directories(stick());
    }
    std::filesystem::path stick() const { return rig.folder / "media" / "sda1"; }
    std::filesystem::path key_file() const { return stick() / wire::kTechnicianFileName; }
    wire::IssuedTechnician issue(const crypto::SigningKey& root, int days = 7) {
        return wire::issue_technician({rig.hub.facility(), "Pat Ruiz", rig.clock.now(), days}, root,
                                      as_bytes(std::string_view(kPin)), kQuick, system)
            .take();
    }
    void put_stick(const wire::TechnicianFile& file) {
        std::ofstream(key_file(), std::ios::binary) << file.SerializeAsString();
    }
    void put_list(std::int64_t serial, const std::vector<std::string>& revoked, const std::string& box_key = {}) {
        wire::TechnicianRevocations list;
        list.set_facility_id(rig.hub.facility().raw());
        list.set_serial(serial);
        for (const auto& each : revoked) list.add_revoked(each);
        list.set_box_key(box_key);
        wire::Record record;
        *record.mutable_technician_list() = wire::sign_technician_list(list, rig.hub.root_key());
        rig.hub.put(rig.hub.scope_of_facility(), record, std::string(16, 't'));
    }
    static local::ToTerminal door(Terminal& terminal, bool challenge = false) {
        local::ToAgent query;
        query.mutable_get_door()->set_challenge(challenge);
        return terminal.ask(query);
    }
    static local::ToTerminal enter(Terminal& terminal, const std::string& pin) {
        local::ToAgent query;
        query.mutable_enter_diagnostics()->set_pin(pin);
        return terminal.ask(query);
    }
    static local::ToTerminal answer(Terminal& terminal, const std::string& said) {
        local::ToAgent query;
        query.mutable_enter_diagnostics()->set_answer(said);
        return terminal.ask(query);
    }
    static local::ToTerminal leave(Terminal& terminal) {
        local::ToAgent query;
        query.mutable_leave_diagnostics();
        return terminal.ask(query);
    }
    static local::ToTerminal run(Terminal& terminal, const std::string& test) {
        local::ToAgent query;
        query.mutable_run_test()->set_test(test);
        return terminal.ask(query);
    }
    static local::Status status(Terminal& terminal) {
        local::ToAgent query;
        query.mutable_get_status();
        return terminal.ask(query).status();
    }
    /// A terminal with a technician inside.
    std::unique_ptr<Terminal> inside() {
        put_stick(issue(rig.hub.root_key()).file);
        rig.start();
        auto terminal = rig.connect_synced();
        REQUIRE(enter(*terminal, kPin).has_done());
        return terminal;
    }

    SystemRandom system;
    Rig rig;
};

}  // namespace

TEST_CASE_METHOD(TechnicianRig, "a stick and its PIN open diagnostics, and the next resident is told, once") {
    put_stick(issue(rig.hub.root_key()).file);
    rig.start();
    const auto terminal = rig.connect_synced();
    CHECK(door(*terminal).door().name() == "Pat Ruiz");
    CHECK_FALSE(status(*terminal).diagnostics());
    REQUIRE(enter(*terminal, kPin).has_done());
    CHECK(status(*terminal).diagnostics());
    CHECK(status(*terminal).serviced_ms() == 0);
    REQUIRE(leave(*terminal).has_done());
    CHECK_FALSE(status(*terminal).diagnostics());
    CHECK(status(*terminal).serviced_ms() == rig.clock.now().ms());

    const auto first = terminal->sign_in("A100", "4711");
    REQUIRE(first.has_signed_in());
    CHECK(first.signed_in().serviced_ms() == rig.clock.now().ms());
    terminal->sign_out();
    CHECK(terminal->sign_in("A100", "4711").signed_in().serviced_ms() == 0);
}

TEST_CASE_METHOD(TechnicianRig, "in diagnostics every query of a resident is refused and no vault can be opened") {
    put_stick(issue(rig.hub.root_key()).file);
    rig.start();
    const auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    REQUIRE(enter(*terminal, kPin).has_done());
    CHECK(terminal->push(test::session_ended).has_session_ended());  // the vault went with the session

    const auto* queries = local::ToAgent::descriptor()->oneof_decl(0);
    int refused = 0;
    for (int at = 0; at < queries->field_count(); ++at) {
        const auto* field = queries->field(at);
        if (allowed_in_diagnostics(static_cast<local::ToAgent::QueryCase>(field->number()))) continue;
        local::ToAgent query;
        query.GetReflection()->MutableMessage(&query, field);
        INFO(field->name());
        CHECK(terminal->ask(query).problem().code() == "in_diagnostics");
        ++refused;
    }
    CHECK(refused > 50);
    CHECK(terminal->sign_in("A100", "4711").problem().code() == "in_diagnostics");
    // The vault's file is not touched: its key is nowhere in this program.
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
        std::error_code gone;
        const auto target = std::filesystem::read_symlink(entry.path(), gone).string();
        CHECK(target.find((rig.folder / "vaults").string()) == std::string::npos);
    }
    leave(*terminal);
    CHECK(terminal->sign_in("A100", "4711").has_signed_in());
}

TEST_CASE_METHOD(TechnicianRig, "expired, foreign, revoked and damaged sticks stay outside, whatever the PIN") {
    const auto good = issue(rig.hub.root_key());
    std::string wanted;
    SECTION("expired") {
        put_stick(good.file);
        rig.start();
        const auto terminal = rig.connect_synced();
        rig.clock.advance(std::chrono::hours(24 * 8));
        CHECK(door(*terminal).door().refusal_code() == "technician_expired");
        CHECK(enter(*terminal, kPin).problem().code() == "technician_expired");
        return;
    }
    SECTION("of another root") {
        put_stick(issue(crypto::SigningKey::make(system)).file);
        wanted = "technician_foreign";
    }
    SECTION("revoked, without a connection") {
        put_list(3, {good.serial});
        put_list(2, {});  // an older list, which changes nothing
        put_stick(good.file);
        wanted = "technician_revoked";
    }
    SECTION("junk") {
        std::ofstream(key_file()) << std::string(2'000, '\xff');
        wanted = "technician_none";
    }
    SECTION("too large") {
        std::ofstream(key_file()) << std::string(5'000'000, 'x');
        wanted = "technician_none";
    }
    SECTION("a link to a file of the terminal") {
        std::filesystem::create_symlink(rig.folder / "store.key", key_file());
        wanted = "technician_none";
    }
    SECTION("a pipe that nobody writes into") {
        REQUIRE(::mkfifo(key_file().c_str(), 0600) == 0);
        wanted = "technician_none";
    }
    SECTION("no stick, but thousands of files") {
        for (int at = 0; at < 2'000; ++at) std::ofstream(stick() / ("junk" + std::to_string(at))) << at;
        wanted = "technician_none";
    }
    rig.start();
    const auto terminal = rig.connect_synced();
    rig.go_offline(*terminal);
    CHECK(door(*terminal).door().refusal_code() == wanted);
    CHECK(enter(*terminal, kPin).problem().code() == wanted);
    CHECK_FALSE(status(*terminal).diagnostics());
}

TEST_CASE_METHOD(TechnicianRig, "wrong PINs are counted, lock the door, and a restart gives none back") {
    put_stick(issue(rig.hub.root_key()).file);
    rig.start();
    auto terminal = rig.connect_synced();
    for (int left = kTechnicianLockout.attempts - 1; left > 0; --left) {
        const auto refused = enter(*terminal, "11112222");
        CHECK(refused.problem().code() == "technician_pin");
        CHECK(refused.problem().attempts_left() == left);
    }
    terminal.reset();
    REQUIRE(rig.stop().ok());
    rig.start();
    terminal = rig.connect_synced();
    CHECK(enter(*terminal, "11112222").problem().code() == "technician_locked");
    CHECK(enter(*terminal, kPin).problem().code() == "technician_locked");
    CHECK(door(*terminal).door().locked_until_ms() > rig.clock.now().ms());
    rig.clock.advance(kTechnicianLockout.base);
    CHECK(enter(*terminal, kPin).has_done());
}

TEST_CASE_METHOD(TechnicianRig, "by telephone: the answer of facility IT opens, three tries a challenge") {
    rig.start();
    const auto terminal = rig.connect_synced();
    rig.go_offline(*terminal);
    CHECK(answer(*terminal, "AAAAA-AAAAA").problem().code() == "technician_answer");  // nobody has asked
    const std::string challenge = door(*terminal, true).door().challenge();
    CHECK(door(*terminal, true).door().challenge() == challenge);
    const auto right =
        wire::answer_technician_challenge(challenge, rig.hub.device_box_key(), rig.hub.root_key()).take();
    SECTION("right") {
        CHECK(answer(*terminal, right).has_done());
        CHECK(status(*terminal).diagnostics());
        leave(*terminal);
        CHECK(answer(*terminal, right).problem().code() == "technician_answer");  // it works once
    }
    SECTION("three wrong ones use it up") {
        for (int at = 0; at < kChallengeTries; ++at)
            CHECK(answer(*terminal, "AAAAA-AAAAA").problem().code() == "technician_answer");
        CHECK(answer(*terminal, right).problem().code() == "technician_answer");
        CHECK(door(*terminal, true).door().challenge() != challenge);
    }
    SECTION("a quarter of an hour later it is over") {
        rig.clock.advance(kChallengeTime);
        CHECK(answer(*terminal, right).problem().code() == "technician_answer");
    }
}

TEST_CASE_METHOD(TechnicianRig, "a technician who walks away is out after a quarter of an hour, or with the screen") {
    auto terminal = inside();
    SECTION("idle") {
        rig.clock.advance(kTechnicianIdle);
        terminal->push([](const auto& push) { return push.has_status() && !push.status().diagnostics(); });
    }
    SECTION("the screen is gone") {
        terminal.reset();
        terminal = rig.connect_synced();
    }
    CHECK_FALSE(status(*terminal).diagnostics());
    CHECK(run(*terminal, "system.outbox").problem().code() == "denied");
    CHECK(status(*terminal).serviced_ms() > 0);
}

TEST_CASE_METHOD(TechnicianRig, "tests say what was measured, and only those that there are") {
    const auto terminal = inside();
    for (const char* test : {"storage.integrity", "storage.space", "system.outbox", "memory.pattern", "network.hub"}) {
        INFO(test);
        CHECK(run(*terminal, test).test_result().outcome() == local::TestResult::PASSED);
    }
    rig.go_offline(*terminal);
    CHECK(run(*terminal, "network.hub").test_result().outcome() == local::TestResult::FAILED);
    CHECK(run(*terminal, "network.hub").test_result().why() == "no_answer");
    CHECK(run(*terminal, "vault.open").has_problem());

    local::ToAgent keep;
    keep.mutable_keep_result()->mutable_result()->set_test("touch.grid");
    keep.mutable_keep_result()->mutable_result()->set_outcome(local::TestResult::PASSED);
    CHECK(terminal->ask(keep).has_done());
    keep.mutable_keep_result()->mutable_result()->set_test("storage.integrity");  // not the screen's to say
    CHECK(terminal->ask(keep).has_problem());

    leave(*terminal);
    const auto store_bytes = [&] {
        const auto store = rig.open_store();
        return kept_service(*store).take();
    };
    REQUIRE(rig.stop().ok());
    const auto kept = store_bytes();
    CHECK(kept.results_size() == 6);
    CHECK(kept.tested_ms() > 0);
}

TEST_CASE_METHOD(TechnicianRig, "the readiness report is signed by the terminal, on the screen and on the stick") {
    const auto terminal = inside();
    run(*terminal, "storage.space");
    local::ToAgent query;
    query.mutable_get_readiness();
    const auto code = terminal->ask(query).readiness().code();
    CHECK(code.substr(0, 5) == "DRR1.");
    CHECK(code.size() <= 420);
    query.mutable_save_readiness();
    const auto saved = terminal->ask(query);
    REQUIRE(saved.saved_files().names_size() == 2);
    CHECK(saved.saved_files().names(1).ends_with(".pdf"));
    CHECK(std::filesystem::file_size(stick() / saved.saved_files().names(1)) > 1'000);
    const auto file = nlohmann::json::parse(std::ifstream(stick() / saved.saved_files().names(0)));
    const std::string report = file["report"];
    const auto key = crypto::SigningPublic::from_bytes(from_hex(file["key"].get<std::string>()).take()).take();
    const auto signature = from_base64url(file["signature"].get<std::string>()).take();
    CHECK(crypto::verify(key, crypto::kDomainReadiness, as_bytes(report), signature).ok());
    CHECK(nlohmann::json::parse(report)["tests"][0]["test"] == "storage.space");
    const auto dot = code.rfind('.');
    CHECK(crypto::verify(key, crypto::kDomainReadiness, as_bytes(code.substr(0, dot)),
                         from_base64url(code.substr(dot + 1)).take())
              .ok());
}

TEST_CASE_METHOD(TechnicianRig, "a support bundle is sealed to facility IT and knows nobody") {
    const auto support = crypto::BoxKey::make(system);
    rig.hub.add_resident(kCanary, "4712", 1'234);
    SECTION("without a key there is none") {
        const auto terminal = inside();
        local::ToAgent query;
        query.mutable_save_bundle();
        CHECK(terminal->ask(query).problem().code() == "technician_no_key");
        return;
    }
    put_list(1, {}, support.public_key().raw());
    put_stick(issue(rig.hub.root_key()).file);
    rig.start();
    const auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in(kCanary, "4712").has_signed_in());
    terminal->save_draft("message/00", std::string(kCanary) + " private words", true);
    terminal->sign_out();
    terminal->sign_in(kCanary, "9999");  // a refusal stands on record too
    REQUIRE(enter(*terminal, kPin).has_done());
    local::ToAgent query;
    query.mutable_save_bundle();
    const auto saved = terminal->ask(query);
    REQUIRE(saved.saved_files().names_size() == 1);
    std::ostringstream box;
    box << std::ifstream(stick() / saved.saved_files().names(0), std::ios::binary).rdbuf();
    const auto plain = support.open(as_bytes(box.str()));
    REQUIRE(plain.ok());
    const std::string text = to_string(*plain);
    CHECK(nlohmann::json::parse(text)["format"] == "dayroom-support-1");
    CHECK(text.find("service_entered") != std::string::npos);
    for (const char* word : {kCanary, "private", "1234", "Pat Ruiz", "signed_in"}) {
        INFO(word);
        CHECK(text.find(word) == std::string::npos);
    }
}

}  // namespace dayroom::agent
