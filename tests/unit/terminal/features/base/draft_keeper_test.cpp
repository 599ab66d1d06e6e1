#include "terminal/features/base/draft_keeper.h"

#include "tests/support/terminal/fake_host.h"

using namespace dayroom;
using namespace dayroom::features;
using dayroom::test::FakeHost;

namespace {

local::ToTerminal draft(const std::string& content) {
    local::ToTerminal reply;
    reply.mutable_draft()->set_content(content);
    reply.mutable_draft()->set_saved_ms(5'000);
    return reply;
}

local::ToTerminal done() {
    local::ToTerminal reply;
    reply.mutable_done();
    return reply;
}

local::ToTerminal problem() {
    local::ToTerminal reply;
    reply.mutable_problem()->set_code("internal");
    return reply;
}

}  // namespace

TEST_CASE("a draft is found once, and no other answer is taken for it") {
    FakeHost host;
    DraftKeeper keeper;
    keeper.open(host, "message/aa");
    REQUIRE(host.asked.size() == 1);
    CHECK(host.asked[0].get_draft().key() == "message/aa");
    CHECK_FALSE(keeper.answer(7, draft("other")));
    CHECK_FALSE(keeper.known());
    CHECK(keeper.answer(1, draft("text")));
    CHECK(keeper.known());
    CHECK(keeper.take_found() == "text");
    CHECK_FALSE(keeper.take_found().has_value());
    CHECK(keeper.saved_at() == Timestamp::from_ms(5'000));
}

TEST_CASE("only what has changed is saved, and saved means that the agent said so") {
    FakeHost host;
    host.clock.advance(Milliseconds(1'000'000));
    DraftKeeper keeper;
    keeper.open(host, "k");
    keeper.answer(1, draft(""));
    keeper.save(host, "nothing new");
    CHECK(host.asked.size() == 1);
    keeper.mark_changed();
    keeper.save(host, "new", true);
    REQUIRE(host.asked.size() == 2);
    CHECK(host.asked[1].save_draft().content() == "new");
    CHECK(host.asked[1].save_draft().leaving());
    CHECK_FALSE(keeper.saved_at().is_set());
    CHECK(keeper.answer(2, done()));
    CHECK(keeper.saved_at() == host.clock.now());
    CHECK_FALSE(keeper.changed());
}

TEST_CASE("what could not be saved counts as changed: it is tried again on leaving") {
    FakeHost host;
    DraftKeeper keeper;
    keeper.open(host, "k");
    keeper.save_now(host, "new");
    CHECK(keeper.answer(2, problem()));
    CHECK(keeper.changed());
    CHECK_FALSE(keeper.saved_at().is_set());
    keeper.save(host, "new", true);
    CHECK(host.asked.size() == 3);
}

TEST_CASE("an emptied draft is deleted and has no time") {
    FakeHost host;
    host.clock.advance(Milliseconds(1'000'000));
    DraftKeeper keeper;
    keeper.open(host, "k");
    keeper.save_now(host, "");
    keeper.answer(2, done());
    CHECK_FALSE(keeper.saved_at().is_set());
    keeper.remove(host);
    CHECK(host.asked.back().save_draft().content().empty());
    keeper.remove(host);
    CHECK(host.asked.size() == 3);
}
