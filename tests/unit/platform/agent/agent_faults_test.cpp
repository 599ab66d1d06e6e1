#include <fstream>

#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::Rig;
using test::Terminal;

namespace {}  // namespace

TEST_CASE("a revoked terminal shows it, signs everybody out and remembers") {
    Rig rig;
    rig.hub.add_resident("A100", "4711", 5000);
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    {
        const std::lock_guard lock(rig.hub.mutex());
        rig.hub.revoked = true;
    }
    rig.hub.put(rig.hub.scope_of_device(), [] {
        wire::Record record;
        record.mutable_device()->set_state(wire::DeviceState::ACTIVE);
        record.mutable_device()->set_name("Kiosk 1");
        return record;
    }());
    CHECK(terminal->push(test::session_ended).session_ended().reason() == "revoked");
    terminal->push(
        [](const local::ToTerminal& message) { return message.status().device() == local::Status::REVOKED; });
    CHECK(terminal->sign_in("A100", "4711").problem().code() == "denied");
    terminal.reset();
    REQUIRE(rig.stop().ok());
    rig.hub.reachable = false;
    rig.start();
    Terminal after = rig.connect();
    CHECK(after.push(test::is_status).status().device() == local::Status::REVOKED);
    CHECK_FALSE(rig.hub.reachable);
}

TEST_CASE("who leaves the unit is signed out and their vault is destroyed") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A100", "4711", 5000);
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    const auto vault = rig.options.data_dir / "vaults" / (resident.id.to_string() + ".db");
    REQUIRE(std::filesystem::exists(vault));
    {
        const std::lock_guard lock(rig.hub.mutex());
        resident.here = false;
    }
    rig.hub.remove(rig.hub.scope_of_unit(), resident.id.raw());
    terminal->push(test::session_ended);
    CHECK_FALSE(std::filesystem::exists(vault));
    CHECK(terminal->sign_in("A100", "4711").problem().code() == "not_here");
}

TEST_CASE("a damaged store is set aside and filled again from the hub") {
    Rig rig;
    rig.hub.add_resident("A100", "4711", 5000);
    rig.start();
    rig.connect_synced();
    REQUIRE(rig.stop().ok());
    {
        std::fstream file(rig.options.data_dir / "device.db", std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(8192);
        const std::string noise(16'384, 'n');
        file.write(noise.data(), static_cast<std::streamsize>(noise.size()));
    }
    std::filesystem::remove(rig.options.data_dir / "device.db-wal");
    // It may show at the opening or only while it is used: then the program ends and its supervisor starts it again.
    rig.start();
    const SystemClock real;
    const auto deadline = real.steady() + Seconds(10);
    const auto is_set_aside = [&] {
        for (const auto& entry : std::filesystem::directory_iterator(rig.options.data_dir)) {
            if (entry.path().filename().string().find("corrupt-") != std::string::npos) return true;
        }
        return false;
    };
    while (!is_set_aside() && !rig.has_ended() && real.steady() < deadline) std::this_thread::yield();
    if (!is_set_aside()) {
        CHECK(rig.stop().error().code == ErrorCode::kCorrupt);
        rig.start();
    }
    Terminal terminal = rig.connect();
    const auto status = terminal.push([](const local::ToTerminal& message) {
        return message.has_status() && message.status().device() != local::Status::STARTING;
    });
    CHECK(is_set_aside());
    if (status.status().device() == local::Status::FAULT) {
        CHECK(status.status().fault() == "store_corrupt");
    } else {
        CHECK(status.status().device() == local::Status::ACTIVE);
    }
}

TEST_CASE("a vault found damaged is begun again and filled from the hub") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A100", "4711", 5000);
    const auto contact = rig.hub.put_contact(resident, "Maria");
    for (int count = 0; count < 300; ++count)
        rig.hub.put_message(resident, contact, std::string(400, 'm') + std::to_string(count));
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    terminal.reset();
    REQUIRE(rig.stop().ok());
    const auto vault = rig.options.data_dir / "vaults" / (resident.id.to_string() + ".db");
    {
        std::fstream file(vault, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(static_cast<std::streamoff>(std::filesystem::file_size(vault) / 2));
        const std::string noise(32'768, 'n');
        file.write(noise.data(), static_cast<std::streamsize>(noise.size()));
    }
    std::filesystem::remove(vault.string() + "-wal");
    rig.start();
    terminal = rig.connect_synced();
    int total = 0;
    for (int attempt = 0; attempt < 4 && total < 300; ++attempt) {
        if (!terminal->sign_in("A100", "4711").has_signed_in()) continue;
        local::ToAgent query;
        query.mutable_search_messages()->set_text("m");
        query.mutable_get_messages()->set_contact_id(contact);
        const SystemClock real;
        const auto deadline = real.steady() + Seconds(5);
        while (total < 300 && real.steady() < deadline) {
            const auto answer = terminal->ask(query);
            if (answer.has_problem()) break;
            total = answer.messages().total();
            if (total < 300)
                terminal->push(
                    [](const local::ToTerminal& push) { return push.has_moved() || push.has_session_ended(); });
        }
    }
    CHECK(total == 300);
}

TEST_CASE("a terminal that is not enrolled says so, and starts by itself once it is") {
    Rig rig;
    std::filesystem::remove_all(rig.options.data_dir);
    rig.start();
    Terminal terminal = rig.connect();
    CHECK(terminal.push(test::is_status).status().device() == local::Status::NOT_ENROLLED);
    CHECK(terminal.sign_in("A100", "4711").problem().code() == "denied");
    {
        auto store = rig.open_store();
        REQUIRE(store->save_enrolment(rig.hub.enrolment()).ok());
    }
    rig.clock.advance(Milliseconds(2'000));
    terminal.push([](const local::ToTerminal& message) {
        return message.has_status() && message.status().device() == local::Status::ACTIVE;
    });
}

TEST_CASE("a second agent on the same data is refused") {
    Rig rig;
    rig.start();
    rig.connect_synced();
    AgentOptions second = rig.options;
    second.socket_path = rig.folder / "second.sock";
    const device::ServiceNotifier notifier("");
    const auto result = run_agent(second, rig.clock, rig.random, notifier,
                                  [&](const net::HttpsOptions&) { return Result(rig.hub.connect(true)); }, {});
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().code == ErrorCode::kUnavailable);
}

}  // namespace dayroom::agent
