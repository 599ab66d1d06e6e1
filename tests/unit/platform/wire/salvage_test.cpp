#include "platform/wire/salvage.h"

#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"

using namespace dayroom;
using namespace dayroom::wire;

namespace {

Salvage unsent_sample() {
    FakeClock clock;
    SystemRandom random;
    Salvage salvage{FacilityId::make(clock, random), DeviceId::make(clock, random), clock.now(), {}, {}};
    for (int at = 0; at < 3; ++at) {
        QueuedCommand command;
        command.set_command_id(CommandId::make(clock, random).raw());
        command.set_box(std::string(100 + static_cast<std::size_t>(at), '\0'));
        salvage.commands.push_back(command);
    }
    PreaBox report;
    report.set_id(std::string(16, 'r'));
    salvage.reports.push_back(report);
    return salvage;
}

}  // namespace

TEST_CASE("what a terminal had not sent comes back as it was, in its order") {
    const Salvage made = unsent_sample();
    const auto read = read_salvage(write_salvage(made));
    REQUIRE(read.ok());
    CHECK(read->facility == made.facility);
    CHECK(read->device == made.device);
    CHECK(read->made == made.made);
    REQUIRE(read->commands.size() == 3);
    for (std::size_t at = 0; at < 3; ++at)
        CHECK(read->commands[at].SerializeAsString() == made.commands[at].SerializeAsString());
    REQUIRE(read->reports.size() == 1);
    CHECK(read->reports[0].id() == std::string(16, 'r'));
    Salvage nothing = made;
    nothing.commands.clear();
    nothing.reports.clear();
    CHECK(read_salvage(write_salvage(nothing))->commands.empty());
}

TEST_CASE("a file of a stick that was pulled out, or that was changed anywhere, is refused") {
    const std::string text = write_salvage(unsent_sample());
    for (std::size_t size = 0; size < text.size(); ++size) CHECK_FALSE(read_salvage(text.substr(0, size)).ok());
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string changed = text;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        CAPTURE(at);
        CHECK_FALSE(read_salvage(changed).ok());
    }
    CHECK_FALSE(read_salvage(text + "x").ok());
    for (const char* junk : {"", "\n", "\nend \n", "dayroom-salvage-1\nend 00\n"}) CHECK_FALSE(read_salvage(junk).ok());
}
