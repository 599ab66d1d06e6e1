#include <set>

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/console/console_fixture.h"

using namespace dayroom;
using namespace dayroom::test;

TEST_CASE("names are told apart as people read them, roles are those of the console") {
    ConsoleFixture hub;
    hub.add("J. Ortiz", "reviewer");
    const auto add = [&](const std::string& name, const std::string& role) {
        return hub.run([&](facility::Work& work) {
            return hub.accounts.add(work, hub.id<facility::StaffId>(), name, role, "hash");
        });
    };
    CHECK(add("j. ortiz", "it").error().text_key == "name_taken");
    for (const std::string wrong : {"", "x", " it", "it ", "a  b", "Jos\xC3\xA9", "semi;colon", "new\nline"})
        CHECK(add(wrong, "it").error().code == ErrorCode::kInvalid);
    CHECK(add(std::string(41, 'a'), "it").error().code == ErrorCode::kInvalid);
    CHECK(add("network", "provider").error().code == ErrorCode::kInvalid);
    CHECK(add("root", "admin").error().code == ErrorCode::kInvalid);
    CHECK(add("K. O'Neil-Smith", "auditor").ok());
    const auto all = must(hub.accounts.list(*hub.reader));
    REQUIRE(all.size() == 2);
    CHECK(all[0].name == "J. Ortiz");
    CHECK_FALSE(all[0].has_totp);
}

TEST_CASE("one-time passwords are random and pass for new passwords, what others try first does not") {
    SystemRandom random;
    std::set<std::string> made;
    for (int each = 0; each < 50; ++each) {
        const Secret password = facility::make_one_time_password(random);
        CHECK(password.size() == 19);
        CHECK(facility::check_new_password(password.bytes(), "J. Ortiz").ok());
        made.insert(to_string(password.bytes()));
    }
    CHECK(made.size() == 50);
    const auto weak = [](const std::string& password) {
        const Status checked = facility::check_new_password(as_bytes(password), "J. Ortiz");
        return !checked.ok() && checked.error().text_key == "weak_password";
    };
    CHECK(weak("elevenchars"));
    CHECK(weak(std::string(129, 'a')));
    CHECK(weak("aaaaaaaaaaaaaaaa"));
    CHECK(weak("abcabcabcabcabc"));
    CHECK(weak("Password 2026 !"));
    CHECK(weak("xx1234567890xx"));
    CHECK(weak("the ORTIZ family"));
    CHECK(weak("bad \xFF bytes here"));
    CHECK_FALSE(weak("correct horse battery"));
    CHECK_FALSE(weak("mañana por la tarde"));
}
