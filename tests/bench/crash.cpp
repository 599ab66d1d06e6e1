// kill -9 of the screen or of the agent while somebody reads their messages, until the signed-out screen stands again:
// real hub, agent and screen. The program is started again at once here; in service systemd waits RestartSec first,
// which is in the figure.
#include "tests/bench/parts.h"
#include "tests/bench/report.h"
#include "tests/journey/terminal.h"

namespace dayroom::bench {
namespace {

constexpr int kCrashes = 15;
constexpr double kRestartMs = 1'000;  // RestartSec in scripts/package.d/systemd
constexpr double kGoalMs = 2'000;

void read_messages(journey::Terminal& terminal, const journey::SamplePerson& person) {
    terminal.sign_in(person);
    terminal.drive({"wait nav.messages", "click nav.messages", "wait thread.0", "click thread.0"});
    terminal.wait_for("a conversation", [](const journey::Node& node) { return node.id.ends_with("reader.name"); });
}

double until_signed_out(journey::Terminal& terminal, MonotonicTime begin) {
    terminal.wait_for("the sign-in field",
                      [](const journey::Node& node) { return node.id == "sign_in.number" && node.enabled; });
    return ms_since(begin);
}

void report_crash(const std::string& who, const Times& times) {
    report({who + " killed: signed-out screen again, median", times.median() + kRestartMs, "ms",
            Peer{"without RestartSec", times.median()}});
    report({"  worst of " + std::to_string(times.count()),
            times.worst() + kRestartMs,
            "ms",
            Peer{"without RestartSec", times.worst()},
            Goal::at_most(kGoalMs),
            {}});
}

}  // namespace

void bench_crash() {
    heading("kill -9 while somebody reads, until the signed-out screen stands");
    journey::Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    journey::Terminal terminal(facility, "kiosk", person.unit);
    Times screen;
    Times agent;
    for (int i = 0; i < kCrashes; ++i) {
        read_messages(terminal, person);
        const MonotonicTime first = SystemClock().steady();
        terminal.kill_screen();
        terminal.start_screen();
        screen.add(until_signed_out(terminal, first));
        read_messages(terminal, person);
        const MonotonicTime second = SystemClock().steady();
        terminal.kill_agent();
        terminal.start_agent();
        agent.add(until_signed_out(terminal, second));
    }
    report_crash("the screen", screen);
    report_crash("the agent", agent);
}

}  // namespace dayroom::bench
