// The unit's hours and one's own appointments at the agent, day by day on the facility's clocks.
#include <catch2/catch.hpp>

#include "platform/rules/calendar.h"
#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::Rig;

namespace {

wire::Schedule::Entry& add_entry(google::protobuf::RepeatedPtrField<wire::Schedule::Entry>& entries, const char* kind,
                                 int weekdays, int from) {
    auto& entry = *entries.Add();
    entry.set_kind(kind);
    entry.set_weekdays(weekdays);
    entry.set_from_minute(from);
    entry.set_to_minute(from + 30);
    return entry;
}

local::ToAgent days_from(int first, int days) {
    local::ToAgent query;
    query.mutable_get_schedule()->set_first_date(first);
    query.mutable_get_schedule()->set_days(days);
    return query;
}

std::vector<std::string> kinds(const local::ScheduleDay& day) {
    std::vector<std::string> out;
    for (const auto& entry : day.entries()) out.push_back(entry.kind());
    return out;
}

}  // namespace

TEST_CASE("days hold the unit's hours, a date that is different, and one's own appointments in order of time") {
    using Kinds = std::vector<std::string>;
    Rig rig;
    auto& resident = rig.hub.add_resident("A100", "4711", 5000);
    rig.start();
    auto terminal = rig.connect_synced();
    CHECK(terminal->ask(days_from(0, 1)).problem().code() == "signed_out");
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    CHECK_FALSE(terminal->home().home().schedule());
    const int today = terminal->ask(days_from(0, 1)).schedule().today();
    const std::chrono::local_days date{std::chrono::days(today)};

    wire::Record week;
    add_entry(*week.mutable_schedule()->mutable_entries(), "meal", 0x7F, 690);
    add_entry(*week.mutable_schedule()->mutable_entries(), "count", 0x7F, 960);
    auto& special = *week.mutable_schedule()->add_days();
    special.set_date(today + 1);
    add_entry(*special.mutable_entries(), "yard", 0, 540);
    rig.hub.put(rig.hub.scope_of_unit(), std::move(week));
    wire::Record court;
    const std::string zone = terminal
                                 ->ask([] {
                                     local::ToAgent query;
                                     query.mutable_get_status();
                                     return query;
                                 }())
                                 .status()
                                 .time_zone();
    court.mutable_appointment()->set_kind("court");
    court.mutable_appointment()->set_from_ms(
        rules::local_moment(date + std::chrono::days(2), std::chrono::minutes(780), zone).ms());
    const std::string id = rig.hub.put(FakeHub::scope_of(resident), court);

    const auto here = terminal->until(days_from(0, 3), [&](const local::ToTerminal& answer) {
        return answer.schedule().days_size() == 3 && answer.schedule().days(0).entries_size() == 2 &&
               answer.schedule().days(2).entries_size() == 3;
    });
    const auto& days = here.schedule().days();
    CHECK(kinds(days[0]) == Kinds{"meal", "count"});
    CHECK(kinds(days[1]) == Kinds{"yard"});
    CHECK(kinds(days[2]) == Kinds{"meal", "court", "count"});
    CHECK(days[2].entries(1).own());
    CHECK_FALSE(days[2].entries(0).own());
    CHECK(days[0].entries(0).from_ms() == rules::local_moment(date, std::chrono::minutes(690), zone).ms());
    CHECK(days[0].entries(0).to_ms() == rules::local_moment(date, std::chrono::minutes(720), zone).ms());
    CHECK(terminal->ask(days_from(today + 1, 1)).schedule().days(0).date() == today + 1);
    CHECK(terminal->ask(days_from(0, 400)).schedule().days_size() == 31);
    for (const int wrong : {-1, 100'000}) CHECK(terminal->ask(days_from(wrong, 1)).has_problem());

    const auto home = terminal->home().home();
    CHECK(home.schedule());
    REQUIRE(home.has_next());
    CHECK(home.next().from_ms() > rig.clock.now().ms());
    rig.hub.remove(FakeHub::scope_of(resident), id);
    terminal->until(days_from(0, 3),
                    [](const local::ToTerminal& answer) { return answer.schedule().days(2).entries_size() == 2; });
}

}  // namespace dayroom::agent
