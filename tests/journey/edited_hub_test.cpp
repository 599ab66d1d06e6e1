// Somebody with the hub's disk and its key edits the database by hand while the hub is stopped: what is sealed does not
// come through, what is counted does not tie out, what is chained does not prove; and those concerned are told.
#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>

#include <catch2/catch.hpp>

#include "platform/base/id.h"
#include "platform/database/connection.h"
#include "tests/journey/correspondence.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

template <typename T>
T must(Result<T> result) {
    if (!result.ok()) throw std::runtime_error(result.error().detail);
    return result.take();
}

/// hub.db, opened with the hub's own key, beside everything that the hub would check.
class HubDisk {
public:
    explicit HubDisk(const Facility& facility) {
        std::ifstream file(facility.hub_data() / "hub.key", std::ios::binary);
        std::string key((std::istreambuf_iterator<char>(file)), {});
        database_ = must(database::Connection::open(facility.hub_data() / "hub.db", Secret::take_from(key)));
    }

    std::string seal_of(const MessageId& id) {
        return must(database_->first(
                        "SELECT sealed FROM released WHERE id=$1",
                        [](const database::Row& row) { return to_string(row.bytes(0)); }, id))
            .value_or("");
    }
    void put_seal(const MessageId& id, const std::string& sealed) {
        change("UPDATE released SET sealed=$2 WHERE id=$1", id, database::blob(sealed));
        feed_again(id);
    }
    template <typename... Values>
    void change(const char* sql, const Values&... values) {
        const Status done = database_->run(sql, values...);
        if (!done.ok()) throw std::runtime_error(done.error().detail);
        if (database_->changes() == 0) throw std::runtime_error(std::string("nothing was changed by ") + sql);
    }
    /// As if the message had just changed: every terminal of its resident gets it.
    void feed_again(const MessageId& id) {
        change(
            "INSERT INTO feed_change (scope, seq, before, kind, id) SELECT c.scope, s.head + 1, s.newest, c.kind, c.id "
            "FROM feed_change c JOIN feed_scope s ON s.no = c.scope WHERE c.id=$1 ORDER BY c.no DESC LIMIT 1",
            id);
        change(
            "UPDATE feed_scope SET head = head + 1, newest = (SELECT max(no) FROM feed_change) "
            "WHERE no = (SELECT scope FROM feed_change ORDER BY no DESC LIMIT 1)");
    }

private:
    std::unique_ptr<database::Connection> database_;
};

std::string replaced(std::string in, const std::string& what, const std::string& by) {
    const auto at = in.find(what);
    if (at == std::string::npos || what.size() != by.size()) throw std::runtime_error("cannot edit " + what);
    return in.replace(at, what.size(), by);
}

constexpr int kPagesLookedAt = 4;

MessageId id_of(const std::string& text) { return must(MessageId::parse(text)); }

/// Delivered, waiting and rejected messages, and what the hub had sealed of them before.
struct EditedHub : Correspondence {
    const std::string honest = "Dinner is at six on Sunday.";
    const std::string honest_too = "The second one of today.";
    const std::string forged = "Bring the money to the gate";
    const std::string waiting_text = "This one waits for staff.";
    const std::string letter = "The yard was loud, we talked about the game.";
    MessageId delivered, other_delivered, waiting, rejected;
    std::string seal_when_held;
    std::set<std::string> seen;
    std::string looked_at;  // for whoever reads why a look found something missing

    EditedHub() {
        delivered = id_of(write_in(pal, honest));
        other_delivered = id_of(write_in(pal, honest_too));
        for (const MessageId& id : {delivered, other_delivered}) REQUIRE(approve(id.to_string()) == 200);
        waiting = id_of(write_in(pal, waiting_text));
        rejected = id_of(held(write_letter(terminal, pal.name, letter))["id"]);
        stop_and_edit([&](HubDisk& disk) { seal_when_held = disk.seal_of(rejected); });
        REQUIRE_FALSE(seal_when_held.empty());
        REQUIRE(reject(rejected.to_string()) == 200);
        open_thread(terminal, pal.name);
        terminal.wait_for_text("Staff did not let this message through.");
        terminal.wait_until_gone(letter);
    }
    void stop_and_edit(const std::function<void(HubDisk&)>& edit) {
        facility.stop_hub();
        {
            HubDisk disk(facility);
            edit(disk);
        }
        facility.serve();
    }
    /// Goes up a few pages from the message `newest`, with `look` at each; notes which of the honest ones were there.
    void look_through(Terminal& at, const std::string& newest, const std::function<void()>& look) {
        seen.clear();
        looked_at.clear();
        // There and back: then the keys move the conversation.
        at.drive({"click " + bubble(at, newest), "click header.back", "wait reader.name"});
        for (int page = 0; page < kPagesLookedAt; ++page) {
            look();
            looked_at += at.dump() + "\n----\n";
            for (const std::string& each : {honest, honest_too})
                if (at.shows(each)) seen.insert(each);
            at.drive({"key pageup"});
        }
    }
    /// The terminal has taken everything that came before.
    void catch_up(Terminal& at, const std::string& mark) {
        REQUIRE(approve(write_in(pal, mark)) == 200);
        at.wait_for_text(mark);
    }
};

}  // namespace

TEST_CASE_METHOD(EditedHub, "messages that were changed in the hub's database do not come through") {
    stop_and_edit([&](HubDisk& disk) {
        const std::string sealed = disk.seal_of(delivered);
        disk.put_seal(delivered, replaced(sealed, honest, forged));
        disk.put_seal(other_delivered, sealed);
        disk.put_seal(rejected, seal_when_held);
        // Decided by nobody: the row says delivered, and no seal was ever made.
        disk.change("UPDATE message SET state=2 WHERE id=$1", waiting);
        disk.change("UPDATE message SET text=$2 WHERE id=$1", delivered, forged);
    });
    catch_up(terminal, "After the first edit.");
    const auto is_as_it_was = [&](Terminal& at) {
        look_through(at, "After the first edit.", [&] {
            CHECK_FALSE(at.shows(forged));
            CHECK_FALSE(at.shows(waiting_text));
            CHECK_FALSE(at.shows(letter));
        });
        INFO(looked_at);
        CHECK(seen.contains(honest));
        CHECK(seen.contains(honest_too));
    };
    is_as_it_was(terminal);
    // The vault holds what was true, also for the next sign-in.
    terminal.sign_out();
    terminal.sign_in(person);
    open_thread(terminal, pal.name);
    is_as_it_was(terminal);

    // A terminal that knew nothing before shows nothing that is not under its own seal.
    Terminal second(facility, "second", person.unit);
    second.sign_in(person);
    open_thread(second, pal.name);
    look_through(second, "After the first edit.", [&] {
        CHECK_FALSE(second.shows(forged));
        CHECK_FALSE(second.shows(waiting_text));
    });
    CHECK_FALSE(seen.contains(honest));
    CHECK_FALSE(seen.contains(honest_too));
}

TEST_CASE_METHOD(EditedHub,
                 "money and credits that were changed in the hub's database do not tie out and are stopped") {
    must_tie_out(facility);
    facility.stop_hub();
    SECTION("credits out of nothing") {
        HubDisk(facility).change(
            "UPDATE account SET balance = balance + 40 WHERE no = (SELECT max(no) FROM account "
            "WHERE unit = 2 AND kind <> 10)");
    }
    SECTION("a price that was held is forgotten") {
        HubDisk(facility).change("UPDATE account SET held = 0 WHERE held > 0 AND unit = 2");
    }
    SECTION("a transfer of the past") {
        HubDisk(facility).change(
            "UPDATE transfer SET amount = amount + 100 WHERE no = (SELECT max(t.no) FROM transfer t JOIN account a ON "
            "a.no IN (t.debit, t.credit) WHERE a.kind <> 10 AND t.phase = 1)");
    }
    const auto found = facility.tie_out();
    INFO(found.output);
    CHECK(found.exit_code == 3);
    CHECK(found.output.find("THE BOOKS DO NOT TIE OUT") != std::string::npos);
    CHECK(found.output.find("difference ") != std::string::npos);
    facility.serve();
    // On record, for whoever looks: spending from the accounts concerned is stopped.
    Staff auditor(facility, "auditor");
    const auto newest_events = [&] {
        const std::int64_t head = auditor.get("/api/v1/audit?limit=1").body["head"]["sequence"];
        return auditor.get("/api/v1/audit?limit=500&after=" + std::to_string(std::max<std::int64_t>(0, head - 400)))
            .body.dump();
    };
    std::string events;
    for (int asked = 0; asked < 600 && events.find("tie_out_failed") == std::string::npos; ++asked)
        events = newest_events();
    CHECK(events.find("tie_out_failed") != std::string::npos);
    CHECK(events.find("spending_stopped") != std::string::npos);
    CHECK(auditor.post("/api/v1/audit/verify", nlohmann::json::object()).body["whole"] == true);
}

TEST_CASE_METHOD(EditedHub, "a history that was changed in the hub's database does not prove") {
    Staff auditor(facility, "auditor");
    const auto proof = [&] { return auditor.post("/api/v1/audit/verify", nlohmann::json::object()).body; };
    REQUIRE(proof()["whole"] == true);
    SECTION("who did it") {
        stop_and_edit([](HubDisk& disk) {
            disk.change(
                "UPDATE audit SET actor_id=$1 WHERE sequence=(SELECT max(sequence) FROM audit WHERE "
                "length(actor_id)=16)",
                database::blob(std::string(16, 'x')));
        });
    }
    SECTION("an event that is gone from the middle") {
        stop_and_edit([](HubDisk& disk) {
            disk.change("DELETE FROM audit WHERE sequence=(SELECT max(sequence) - 1 FROM audit)");
        });
    }
    const auto broken = proof();
    INFO(broken.dump());
    CHECK(broken["whole"] == false);
    CHECK_FALSE(broken["detail"].get<std::string>().empty());
    CHECK(facility.logs().find("audit log is broken") != std::string::npos);
}
