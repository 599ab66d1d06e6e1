// The sandbox of the programs that run, tried from inside them: not of children that a test has made.
#include <fstream>

#include <catch2/catch.hpp>

#include "tests/journey/running.h"
#include "tests/journey/terminal.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

std::string escapes_of_agent(const Terminal& terminal) {
    std::ifstream file(terminal.data() / "escapes");
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the screen that runs can open no network socket, read no key and start no program") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit);
    REQUIRE(std::filesystem::exists(terminal.data() / "store.key"));  // and the test may read it
    const std::string attempt = "try_to_escape " + terminal.data().string();
    terminal.drive({"wait sign_in.number", attempt});
    terminal.sign_in(person);
    terminal.drive({"wait nav.messages", attempt});
    CHECK_FALSE(std::filesystem::exists(terminal.data() / "dropped"));
    CHECK(is_locked_in(terminal.screen_pid()));
}

TEST_CASE("the agent that runs keeps to its data, the hub's port and the picture decoder") {
    Facility facility;
    facility.serve();
    const std::filesystem::path elsewhere = facility.path("elsewhere");
    std::filesystem::create_directories(elsewhere);
    std::ofstream(elsewhere / "store.key") << "somebody else's key";
    const Terminal terminal(facility, "kiosk", facility.first_unit(), {}, {.agent = {"--try-to-escape", elsewhere}});
    CHECK(escapes_of_agent(terminal) == "all tried\n");
    CHECK(is_locked_in(terminal.agent_pid()));
    CHECK_FALSE(std::filesystem::exists(elsewhere / "dropped"));

    const Terminal open(facility, "open", facility.first_unit(), {},
                        {.agent = {"--try-to-escape", elsewhere, "--without-sandbox"}});
    for (const char* attempt : {"read a key file", "write elsewhere", "start a shell", "listen on a port"})
        CHECK(escapes_of_agent(open).find(std::string(attempt) + ": succeeded") != std::string::npos);
    CHECK_FALSE(is_locked_in(open.agent_pid()));
}
