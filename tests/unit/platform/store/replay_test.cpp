// Somebody with the hub's disk puts an old record back, with its own true seal: what was seen newer never goes away for
// it.
#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using namespace dayroom::store;

namespace {

struct Replay : World {
    const MessageId id = make<MessageId>();
    const wire::Record old = message(id, "let through by mistake", 1);
    const wire::Record newer = rejected();

    wire::Record rejected() {
        wire::Record out = message(id, "", 2);
        out.mutable_message()->clear_text();
        out.mutable_message()->set_state(wire::Message::REJECTED);
        out.mutable_message()->set_rule("4.2");
        return out;
    }
    PageToStore removal() {
        auto page = changes({newer});
        page.changes[0].removed = true;
        page.changes[0].content.clear();
        return page;
    }
    void arrives(const PageToStore& page) { REQUIRE(device->apply_page(page).ok()); }
    void absorb_all(int limit) {
        for (bool more = true; more;) {
            auto absorbed = vault->absorb(*device, keys, limit);
            REQUIRE(absorbed.ok());
            CHECK(absorbed->refused == 0);
            more = absorbed->more;
        }
        CHECK(device->envelope_count(resident).value() == 0);
    }
    std::string shown() {
        const auto kept = vault->message(id).value();
        if (!kept) return "nothing";
        return kept->message.state() == wire::Message::REJECTED ? "rejected" : kept->message.text();
    }
};

}  // namespace

TEST_CASE_METHOD(Replay,
                 "of two sealed records of a thing that wait together the newer is shown, whichever came last") {
    const int at_once = GENERATE(1, 2, 500);
    SECTION("the older one last") {
        arrives(changes({newer}));
        arrives(changes({old}));
    }
    SECTION("the older one last, in one page") { arrives(changes({newer, old})); }
    SECTION("the newer one last") { arrives(changes({old, newer})); }
    SECTION("the older one first and last") { arrives(changes({old, newer, old, old})); }
    SECTION("another one under the newer's version") {
        arrives(changes({newer, message(id, "let through by mistake", 2)}));
    }
    SECTION("one was opened before") {
        arrives(changes({newer}));
        absorb_all(at_once);
        arrives(changes({old}));
    }
    SECTION("straight into the vault") {
        REQUIRE(vault->take_in(*device, changes({newer}), keys).ok());
        REQUIRE(vault->take_in(*device, changes({old, old}), keys).ok());
    }
    absorb_all(at_once);
    CHECK(shown() == "rejected");
    CHECK(vault->search("mistake", {}).value().total == 0);
}

TEST_CASE_METHOD(Replay, "what was taken away is not brought back by its old seal, waiting or opened") {
    const int at_once = GENERATE(1, 500);
    arrives(changes({old}));
    if (GENERATE(true, false)) absorb_all(at_once);
    arrives(removal());
    if (GENERATE(true, false)) absorb_all(at_once);
    arrives(changes({old}));
    absorb_all(at_once);
    CHECK(shown() == "nothing");
    // What is released anew comes.
    arrives(changes({newer}));
    absorb_all(at_once);
    CHECK(shown() == "rejected");
}

TEST_CASE_METHOD(Replay, "a restored hub's snapshot may go back once, not a second time and not by a change") {
    arrives(changes({message(id, "before the restore", 9)}));
    if (GENERATE(true, false)) absorb_all(500);
    arrives(snapshot({newer}, true, false));
    if (GENERATE(true, false)) absorb_all(500);
    arrives(snapshot({old}, false, true));
    if (GENERATE(true, false)) absorb_all(500);
    arrives(changes({old}));
    absorb_all(500);
    CHECK(shown() == "rejected");
}

TEST_CASE_METHOD(Replay, "an envelope that lies about what is inside is refused, and stands for nothing") {
    arrives(changes({newer}));
    auto page = changes({old});
    page.changes[0].content[0] = 0;  // "no seal inside"
    arrives(page);
    CHECK(device->envelope_count(resident).value() == 2);
    const auto absorbed = absorb();
    CHECK(absorbed.applied == 1);
    CHECK(absorbed.refused == 1);
    CHECK(shown() == "rejected");
    page = changes({newer});
    page.changes[0].content[0] = 2;
    CHECK_FALSE(device->apply_page(page).ok());
}

TEST_CASE_METHOD(Replay, "of plain state only the last waits, however often it moved, and it follows a snapshot back") {
    for (int at = 1; at <= 20; ++at) arrives(changes({balances(100 * at, at)}));
    CHECK(device->envelope_count(resident).value() == 1);
    absorb_all(500);
    CHECK(vault->money({}).value().balances.spendable_cents() == 2000);
    arrives(snapshot({balances(300, 3)}));
    arrives(changes({balances(400, 4)}));
    CHECK(device->envelope_count(resident).value() == 1);
    absorb_all(500);
    CHECK(vault->money({}).value().balances.spendable_cents() == 400);
}
