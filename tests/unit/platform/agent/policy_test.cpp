// The signed policy at a terminal: from the hub or from a stick, looked at by the terminal itself, never backwards.
#include <fstream>

#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"
#include "tests/unit/platform/wire/policy_sample.h"

namespace dayroom::agent {
using test::Rig;
using test::Terminal;

namespace {

struct PolicyAtTerminal {
    PolicyAtTerminal() {
        rig.hub.add_resident("A100", "4711", 5'000);
        rig.hub.set_up_phone();
        rig.start();
        terminal = rig.connect_synced();
    }
    wire::PolicyBundle bundle(std::int64_t version) {
        return wire::sample::policy_bundle(rig.hub.facility(), version, rig.hub.unit());
    }
    /// As the hub sends it: in force, or to be tried out.
    std::string send(const wire::RootSigned& release, bool trial = false, const std::string& id = {}) {
        wire::Record record;
        *record.mutable_policy_release()->mutable_bundle() = release;
        const std::string used = id.empty() && !trial ? in_force_id : id;
        const auto scope = trial ? rig.hub.scope_of_device() : rig.hub.scope_of_facility();
        const std::string made = rig.hub.put(scope, record, used);
        if (!trial) in_force_id = made;
        return made;
    }
    std::string send(std::int64_t version, bool trial = false) {
        return send(rig.hub.sign_policy(bundle(version)), trial);
    }
    /// The screen is told of it.
    local::Status until_version(std::int64_t version) {
        local::ToAgent query;
        query.mutable_get_status();
        return terminal
            ->until(query, [&](const local::ToTerminal& answer) { return answer.status().policy_version() == version; })
            .status();
    }
    /// Something else that the hub sends has arrived: what came before it was looked at.
    void settle() {
        const int seconds = ++settled;
        rig.hub.change_policy([&](wire::Policy& policy) { policy.set_quick_look_s(seconds); });
        local::ToAgent query;
        query.mutable_get_status();
        terminal->until(query,
                        [&](const local::ToTerminal& answer) { return answer.status().quick_look_s() == seconds; });
    }
    std::int64_t version_now() {
        local::ToAgent query;
        query.mutable_get_status();
        return terminal->ask(query).status().policy_version();
    }
    void restart() {
        terminal.reset();
        REQUIRE(rig.stop().ok());
        rig.start();
        terminal = rig.connect_synced();
    }
    /// What the agent says of a policy that lies in its folder while it starts.
    std::string bring(const std::string& text) {
        terminal.reset();
        REQUIRE(rig.stop().ok());
        std::filesystem::remove(rig.options.data_dir / wire::kBroughtPolicyResult);
        std::ofstream(rig.options.data_dir / wire::kBroughtPolicy) << text;
        rig.start();
        terminal = rig.connect_synced();
        const SystemClock real;
        const auto deadline = real.steady() + Seconds(20);
        while (std::filesystem::exists(rig.options.data_dir / wire::kBroughtPolicy)) {
            REQUIRE(real.steady() < deadline);
            std::this_thread::yield();
        }
        std::ifstream in(rig.options.data_dir / wire::kBroughtPolicyResult);
        std::string line;
        std::getline(in, line);
        return line;
    }

    Rig rig;
    std::unique_ptr<Terminal> terminal;
    std::string in_force_id;
    int settled = 0;
};

}  // namespace

TEST_CASE_METHOD(PolicyAtTerminal, "a policy from the hub counts at once, and the hub hears which one runs") {
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    CHECK(terminal->home().home().phone());
    send(7);
    const auto status = until_version(7);
    CHECK(status.idle_sign_out_s() == 180);
    CHECK(status.languages(0) == "es");
    CHECK(status.resident_word() == "guest");
    CHECK_FALSE(terminal->home().home().phone());
    local::ToAgent ask_for_number;
    ask_for_number.mutable_request_phone_number()->set_name("Ana");
    CHECK(terminal->ask(ask_for_number).problem().code() == "feature_off");
    const SystemClock real;
    const auto deadline = real.steady() + Seconds(20);
    const auto heard = [&] {
        const std::lock_guard lock(rig.hub.mutex());
        return rig.hub.policy_version == 7;
    };
    while (!heard() && real.steady() < deadline) std::this_thread::yield();
    CHECK(heard());
    restart();
    CHECK(version_now() == 7);
}

TEST_CASE_METHOD(PolicyAtTerminal, "an older, a foreign or a changed policy is not taken, whoever sends it") {
    send(7);
    until_version(7);
    send(6);
    settle();
    CHECK(version_now() == 7);
    auto changed = rig.hub.sign_policy(bundle(8));
    (*changed.mutable_signature())[3] ^= 1;
    send(changed);
    settle();
    auto foreign = bundle(8);
    foreign.set_facility_id(std::string(16, 'f'));
    send(rig.hub.sign_policy(foreign));
    settle();
    SeededRandom random{77};
    send(wire::sign_policy(bundle(8), crypto::SigningKey::make(random)).take());
    settle();
    CHECK(version_now() == 7);
    send(8);
    until_version(8);
}

TEST_CASE_METHOD(PolicyAtTerminal, "what is tried out goes back to what is in force, and nothing goes below that") {
    send(7);
    until_version(7);
    const std::string trial = send(8, true);
    until_version(8);
    restart();
    CHECK(version_now() == 8);
    rig.hub.remove(rig.hub.scope_of_device(), trial);  // halted
    until_version(7);
    const std::string second = send(9, true);
    until_version(9);
    send(9);  // promoted
    rig.hub.remove(rig.hub.scope_of_device(), second);
    settle();
    CHECK(version_now() == 9);
    send(8, true);
    settle();
    CHECK(version_now() == 9);
}

TEST_CASE_METHOD(PolicyAtTerminal, "a policy from a stick is taken by the same checks") {
    const auto text = [&](std::int64_t version) {
        return wire::policy_file_text(rig.hub.sign_policy(bundle(version)));
    };
    CHECK(bring(text(7)) == "taken: policy 7");
    CHECK(version_now() == 7);
    CHECK(bring(text(7)) == "taken: policy 7");
    CHECK(bring(text(6)).starts_with("refused: an older policy"));
    CHECK(bring("nothing of use").starts_with("refused: "));
    CHECK(bring(text(9).substr(0, 400)).starts_with("refused: "));
    CHECK(version_now() == 7);
    send(6);  // the hub does not know of it yet
    settle();
    CHECK(version_now() == 7);
}

}  // namespace dayroom::agent
