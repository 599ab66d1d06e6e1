// kill -9 of hub, agent or screen at random points of a seeded loop; afterwards every request that has a receipt is at
// the hub exactly once and the ledger is audited.
#include <cstdlib>
#include <map>

#include <catch2/catch.hpp>

#include "platform/base/random.h"
#include "tests/journey/steps.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

constexpr int kRounds = 6;

std::uint64_t seed_of_this_run() {
    const char* given = std::getenv("DAYROOM_SEED");
    return given != nullptr ? std::strtoull(given, nullptr, 10) : 20261123;
}

}  // namespace

TEST_CASE("killed at random, nothing with a receipt is lost or doubled") {
    const std::uint64_t seed = seed_of_this_run();
    CAPTURE(seed);  // repeat with DAYROOM_SEED
    SeededRandom random(seed);
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit);
    Staff staff(facility, "request_staff");
    const auto before = resident(staff, person.number);
    std::map<std::string, int> receipts;
    terminal.sign_in(person);
    terminal.wait_for("the rail", [](const Node& node) { return node.id == "nav.requests"; });

    for (int round = 0; round < kRounds; ++round) {
        ask_for_copy(terminal, "round " + std::to_string(round));
        const std::uint64_t victim = random.below(3);
        if (victim == 0) facility.kill_hub();
        receipts[confirm_and_read_receipt(terminal)] = 0;
        if (victim == 1) terminal.kill_agent();
        if (victim == 2) terminal.kill_screen();
        if (victim == 0) facility.serve();
        if (victim == 1) terminal.start_agent();
        if (victim == 2) terminal.start_screen();
        if (victim != 0) {
            terminal.sign_in(person);
            terminal.wait_for("the rail", [](const Node& node) { return node.id == "nav.requests"; });
        }
    }
    REQUIRE(receipts.size() == kRounds);

    std::size_t arrived = 0;
    for (int attempt = 0; attempt < 600 && arrived < receipts.size(); ++attempt) {
        for (auto& [code, times] : receipts) times = 0;
        for (const auto& request : requests(staff, before["id"], "received")) {
            const auto found = receipts.find(request["receipt_code"].get<std::string>());
            if (found != receipts.end()) ++found->second;
        }
        arrived = 0;
        for (const auto& [code, times] : receipts) arrived += times > 0 ? 1U : 0U;
    }
    for (const auto& [code, times] : receipts) CHECK(times == 1);
    CHECK(resident(staff, person.number)["spendable_cents"] ==
          before["spendable_cents"].get<std::int64_t>() - 100 * kRounds);
    must_tie_out(facility);
}
