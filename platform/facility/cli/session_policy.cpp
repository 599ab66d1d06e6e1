// How long and how often people sit at a terminal: policy, set by IT.
#include <cstdio>

#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/cli/cli.h"
#include "platform/facility/feed/facility_record.h"
#include "platform/wire/limits.h"

namespace dayroom::hub {
namespace {

using facility::Work;

constexpr int kAsItIs = -1;
constexpr int kMostSeconds = 86'400;
constexpr int kMostADay = 1'000;
constexpr int kLongestLook = 600;  // seconds

struct SessionPolicyOptions {
    std::string data;
    int limit = kAsItIs, per_day = kAsItIs, wait = kAsItIs, warning = kAsItIs, look = kAsItIs, looks = kAsItIs;
    int line = kAsItIs, line_call = kAsItIs, busy_limit = kAsItIs;
};

Result<int> session_policy(Environment& environment, const SessionPolicyOptions& options) {
    const auto services = TRY(open_services(environment, options.data));
    const auto policy = TRY(services->writer->make(facility::Actor::system(), [&](Work& work) -> Result<wire::Policy> {
        wire::Facility body = TRY(facility::read_facility(work.db()));
        wire::Policy& now = *body.mutable_policy();
        const std::string before = now.SerializeAsString();
        if (options.limit != kAsItIs) now.set_session_limit_s(options.limit);
        if (options.per_day != kAsItIs) now.set_sessions_per_day(options.per_day);
        if (options.wait != kAsItIs) now.set_session_wait_s(options.wait);
        if (options.warning != kAsItIs) now.set_session_warning_s(options.warning);
        if (options.look != kAsItIs) now.set_quick_look_s(options.look);
        if (options.looks != kAsItIs) now.set_quick_looks_per_day(options.looks);
        if (options.line != kAsItIs) now.set_terminal_line(options.line == 1);
        if (options.line_call != kAsItIs) now.set_line_call_s(options.line_call);
        if (options.busy_limit != kAsItIs) now.set_busy_session_limit_s(options.busy_limit);
        if (now.SerializeAsString() != before) TRY(facility::set_facility(work, body));
        return now;
    }));
    std::printf(
        "0 is no limit\nsession: %d s, %d a day, %d s between two, warning %d s before the end\nquick look: %d s, %d a "
        "day\nline: %s, %d s for the one who is called, a session is at most %d s while somebody waits\n",
        policy.session_limit_s(), policy.sessions_per_day(), policy.session_wait_s(), policy.session_warning_s(),
        policy.quick_look_s(), policy.quick_looks_per_day(), policy.terminal_line() ? "offered" : "none",
        policy.line_call_s(), policy.busy_session_limit_s());
    return kExitDone;
}

}  // namespace

void add_session_policy(CLI::App& app, Chosen& chosen) {
    CLI::App* command =
        app.add_subcommand("session-policy", "Shows how long and how often people may sit at a terminal, or sets it");
    const auto options = run_on_data(*command, chosen, &session_policy);
    const auto add = [&](const char* name, int& value, int most, const char* help) {
        command->add_option(name, value, help)->check(CLI::Range(0, most));
    };
    add("--limit", options->limit, kMostSeconds, "Seconds of one session; 0: no limit");
    add("--per-day", options->per_day, kMostADay, "Sessions of one person a day; 0: no limit");
    add("--wait", options->wait, kMostSeconds, "Seconds from the end of one to the next");
    add("--warning", options->warning, 3'600, "Seconds before the end; 0 is 120");
    add("--quick-look", options->look, kLongestLook, "Seconds of a quick look; 0: none is offered");
    add("--quick-looks", options->looks, kMostADay, "Quick looks of one person a day; 0: no limit");
    add("--line", options->line, 1, "1: people may take a place in line at a terminal; 0: not");
    add("--line-call", options->line_call, 3'600,
        "Seconds that a terminal is kept for the place that is called; 0 is 120");
    add("--busy-limit", options->busy_limit, kMostSeconds,
        "Seconds of one session while somebody waits; 0: no shorter");
}

}  // namespace dayroom::hub
