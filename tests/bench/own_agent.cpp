#include "tests/bench/own_agent.h"

#include <stdexcept>
#include <thread>

#include "tests/bench/report.h"

namespace dayroom::bench {
namespace {

constexpr double kAgentPatienceMs = 20'000;

}  // namespace

OwnAgent::OwnAgent(const std::filesystem::path& data, const std::filesystem::path& socket)
    : socket_(socket),
      process_({.arguments = {test::program("dayroom-agent"), "--data", data, "--socket", socket},
                .environment = {},
                .log = socket.string() + ".log",
                .input = {}}) {
    for (const MonotonicTime begin = SystemClock().steady(); !std::filesystem::exists(socket_);
         std::this_thread::yield()) {
        if (!process_.running() || ms_since(begin) > kAgentPatienceMs)
            throw std::runtime_error("the agent does not start");
    }
}

local::SignedIn sign_in(LocalClient& screen, const std::string& number, const std::string& pin) {
    local::ToAgent query;
    query.mutable_sign_in()->set_resident_number(number);
    query.mutable_sign_in()->set_pin(pin);
    return screen.ask(query).signed_in();
}

}  // namespace dayroom::bench
