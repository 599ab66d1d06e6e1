// What the agent does about notices that must be read: which ask, that they were read, without a connection too.
#include <catch2/catch.hpp>

#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::Rig;

namespace {

wire::Record notice_record(const Clock& clock, const char* title, Milliseconds until, bool must) {
    wire::Record record;
    auto& notice = *record.mutable_notice();
    for (auto* texts : {notice.mutable_title(), notice.mutable_text()}) {
        auto& text = *texts->Add();
        text.set_language("en");
        text.set_text(title);
    }
    notice.set_valid_from_ms(clock.now().ms() - 7'200'000);
    notice.set_valid_to_ms(clock.now().ms() + until.count());
    notice.set_keep_until_ms(notice.valid_to_ms() + 86'400'000);
    notice.set_must_acknowledge(must);
    return record;
}

local::ToAgent list_notices() {
    local::ToAgent query;
    query.mutable_get_notices();
    return query;
}

local::ToAgent say_read(const std::string& id) {
    local::ToAgent query;
    query.mutable_acknowledge_notice()->set_notice_id(id);
    return query;
}

const local::Notice& notice_under(const local::ToTerminal& answer, const std::string& id) {
    for (const auto& notice : answer.notices().notices()) {
        if (notice.id() == id) return notice;
    }
    FAIL("no such notice in the list");
    return answer.notices().notices(0);
}

int times_said(FakeHub& hub) {
    const std::lock_guard lock(hub.mutex());
    return static_cast<int>(std::count_if(hub.commands.begin(), hub.commands.end(),
                                          [](const auto& command) { return command.has_acknowledge_notice(); }));
}

}  // namespace

TEST_CASE("what must be read asks at sign-in until it was read, and is told to the hub once, offline too") {
    Rig rig;
    const Clock& clock = rig.clock;
    auto& resident = rig.hub.add_resident("A100", "4711", 5000);
    const Milliseconds hour{3'600'000};
    const std::string shared = rig.hub.put(rig.hub.scope_of_facility(), notice_record(clock, "All", hour, true));
    const std::string own = rig.hub.put(FakeHub::scope_of(resident), notice_record(clock, "Mine", hour, true));
    const std::string plain = rig.hub.put(rig.hub.scope_of_unit(), notice_record(clock, "Unit", hour, false));
    const std::string over = rig.hub.put(rig.hub.scope_of_facility(), notice_record(clock, "Past", -hour, true));
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").signed_in().to_acknowledge() >= 1);  // its own may still be coming
    auto list =
        terminal->until(list_notices(), [](const auto& answer) { return answer.notices().notices_size() == 4; });
    CHECK(list.notices().notices(3).id() == over);
    CHECK(notice_under(list, over).over());
    CHECK(notice_under(list, own).scope() == "resident");
    CHECK(notice_under(list, plain).scope() == "unit");
    CHECK(notice_under(list, shared).scope() == "facility");
    // Something must be read first: the others have not been looked at.
    CHECK_FALSE(notice_under(terminal->ask(list_notices()), plain).seen());

    rig.go_offline(*terminal);
    CHECK(terminal->ask(say_read(plain)).problem().code() == "invalid");
    CHECK(terminal->ask(say_read(std::string(16, 'x'))).problem().code() == "not_found");
    CHECK(terminal->ask(say_read(shared)).has_done());
    CHECK(terminal->ask(say_read(shared)).has_done());
    CHECK(terminal->ask(say_read(own)).has_done());
    list = terminal->ask(list_notices());
    CHECK(notice_under(list, shared).acknowledged_ms() > 0);
    CHECK(notice_under(list, shared).acknowledgement_waits());
    CHECK(notice_under(terminal->ask(list_notices()), plain).seen());
    {
        const std::lock_guard lock(rig.hub.mutex());
        rig.hub.reachable = true;
    }
    rig.hub.wake();
    terminal->until(list_notices(), [&](const auto& answer) {
        return !notice_under(answer, shared).acknowledgement_waits() &&
               !notice_under(answer, own).acknowledgement_waits();
    });
    CHECK(times_said(rig.hub) == 2);
}

TEST_CASE("what was read at another terminal does not ask here") {
    Rig rig;
    auto& resident = rig.hub.add_resident("A100", "4711", 5000);
    const std::string id =
        rig.hub.put(rig.hub.scope_of_facility(), notice_record(rig.clock, "All", Milliseconds(3'600'000), true));
    wire::Record receipt;
    receipt.mutable_notice_receipt()->set_notice_id(id);
    receipt.mutable_notice_receipt()->set_at_ms(1'780'000'000'000);
    rig.hub.put(FakeHub::scope_of(resident), receipt);
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    const auto list = terminal->until(list_notices(), [&](const auto& answer) {
        return answer.notices().notices_size() == 1 && notice_under(answer, id).acknowledged_ms() > 0;
    });
    CHECK(notice_under(list, id).acknowledged_ms() == 1'780'000'000'000);
    CHECK_FALSE(notice_under(list, id).acknowledgement_waits());
    local::ToAgent home;
    home.mutable_get_home();
    CHECK(terminal->ask(home).home().to_acknowledge() == 0);
}

}  // namespace dayroom::agent
