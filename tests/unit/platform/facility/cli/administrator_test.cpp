#include "platform/facility/cli/administrator.h"

#include <catch2/catch.hpp>

#include "platform/record/redact.h"

using namespace dayroom;
using hub::administrator_name;
using hub::OsUser;

TEST_CASE("who runs a command is whom sudo names, where root runs it, else the user") {
    CHECK(administrator_name({1000, "alice", ""}) == "alice");
    CHECK(administrator_name({0, "root", ""}) == "root");
    CHECK(administrator_name({0, "root", "alice"}) == "alice");
    // Nobody but root is believed who they say they were.
    CHECK(administrator_name({1000, "alice", "warden"}) == "alice");
}

TEST_CASE("a name that is none is not put on record") {
    const std::string longest(hub::kMaxAdministratorName, 'a');
    CHECK(administrator_name({0, "root", longest}) == longest);
    for (const std::string& name : {std::string(), longest + "a", std::string("-rf"), std::string("a b"),
                                    std::string("a\nb"), std::string("a\"b"), std::string("\xC3\xA9lise"),
                                    std::string("a\0b", 3), std::string("a/b"), std::string("a@b")}) {
        INFO(name);
        CHECK(administrator_name({0, "root", name}) == "root");
        CHECK(administrator_name({1000, name, ""}) == "uid-1000");
    }
}

TEST_CASE("the audit log keeps the longest name as it is") {
    const facility::Actor actor = hub::administrator({1000, std::string(hub::kMaxAdministratorName, 'w'), ""});
    CHECK(actor.role == "administrator." + std::string(hub::kMaxAdministratorName, 'w'));
    CHECK(record::redact_code(actor.role) == actor.role);
    CHECK(actor.kind == facility::Actor::Kind::kSystem);
    CHECK_FALSE(actor.staff_id().has_value());
}
