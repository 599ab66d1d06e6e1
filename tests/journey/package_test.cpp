// An account goes from one facility to another as a file, by the command line of both hubs; and the books leave as
// files.
#include <fstream>

#include <catch2/catch.hpp>

#include "tests/journey/steps.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

test::Finished at_hub(const Facility& facility, std::vector<std::string> words) {
    words.insert(words.begin(), test::program("dayroom-hub"));
    words.insert(words.end(), {"--data", facility.hub_data()});
    return test::run(words);
}

std::string first_word(const std::string& text) { return text.substr(0, text.find(' ')); }

nlohmann::json document(const std::filesystem::path& file) { return nlohmann::json::parse(std::ifstream(file)); }

/// The id under which `one` knows `other` from now on.
std::string introduce(const Facility& one, const Facility& other) {
    const test::Finished added =
        at_hub(one, {"facility-root", "add", "--name", "Other County", other.hub_data() / "hub-key.certificate"});
    INFO(added.output);
    REQUIRE(added.exit_code == 0);
    return first_word(added.output);
}

}  // namespace

TEST_CASE("an account goes to another facility by the command line, once") {
    Facility here(1);
    Facility there(2);
    const SamplePerson& one = here.person(here.first_unit());
    here.serve();
    Staff it(here, "it");
    const std::string id = resident(it, one.number)["id"];
    const std::string other = introduce(here, there);
    const std::string file = here.path("package.json");
    const std::vector<std::string> send = {"package", "send", "--number", one.number, "--to", other, file};
    const test::Finished early = at_hub(here, send);
    CHECK(early.exit_code == 1);
    CHECK_FALSE(std::filesystem::exists(file));  // nothing was paid out, and no empty file stays
    REQUIRE(it.post("/api/v1/residents/" + id + "/release", nlohmann::json::object()).status == 200);
    const test::Finished sent = at_hub(here, send);
    INFO(sent.output);
    REQUIRE(sent.exit_code == 0);
    CHECK(at_hub(here, send).exit_code == 1);  // the file is there
    CHECK(document(file)["format"] == "dayroom-transfer-1");

    // The file was lost on its way, and is made once more.
    const std::string listed = at_hub(here, {"package", "list"}).output;
    CHECK(listed.find("out number " + one.number + " to " + other) != std::string::npos);
    const std::string again = here.path("again.json");
    REQUIRE(at_hub(here, {"package", "fetch", first_word(listed), again}).exit_code == 0);
    CHECK(document(again) == document(file));

    CHECK(at_hub(there, {"package", "check", file}).exit_code == 1);  // a stranger's
    introduce(there, here);
    const test::Finished checked = at_hub(there, {"package", "check", file});
    INFO(checked.output);
    REQUIRE(checked.exit_code == 0);
    CHECK(checked.output.find(one.given_name) != std::string::npos);
    CHECK(checked.output.find("not taken in yet") != std::string::npos);
    const auto import = [&](const std::string& unit) {
        return at_hub(there, {"package", "import", "--unit", unit, "--number", "T900", file});
    };
    CHECK(import("no such unit").exit_code == 1);
    const test::Finished taken = import(there.first_unit());
    INFO(taken.output);
    REQUIRE(taken.exit_code == 0);
    CHECK(import(there.first_unit()).exit_code == 1);
    CHECK(at_hub(there, {"package", "check", file}).output.find("taken in before") != std::string::npos);
    for (const Facility* each : {&here, &there}) CHECK(each->tie_out().exit_code == 0);

    // Whoever did it at the hub's machine is named.
    const auto audit = Staff(here, "auditor").get("/api/v1/audit?limit=500").body;
    int named = 0;
    for (const auto& event : audit["events"]) {
        INFO(event.dump());
        if (event["event"] != "package_sent" && event["event"] != "facility_created" &&
            event["event"] != "api_token_made")
            continue;
        CHECK(event["actor_kind"].get<std::string>().starts_with("administrator."));
        ++named;
    }
    CHECK(named >= 4);  // the tokens of IT and of the auditor are two
}

TEST_CASE("accounts and transactions leave as files beside the serving hub") {
    Facility facility;
    facility.serve();
    const std::string accounts = facility.path("accounts.json");
    REQUIRE(at_hub(facility, {"export-accounts", "--to", accounts}).exit_code == 0);
    std::int64_t sum = 0;
    const nlohmann::json exported = document(accounts)["accounts"];
    for (const auto& account : exported)
        if (account["unit"] == "cents") sum += account["balance"].get<std::int64_t>();
    CHECK(sum == 0);
    CHECK(exported.size() > 24 * 4);
    CHECK(at_hub(facility, {"export-accounts", "--to", accounts}).exit_code == 1);  // never over another file

    const std::string transactions = facility.path("transactions.json");
    const auto days = [&](const std::string& from, const std::string& until) {
        return at_hub(facility, {"export-transactions", "--from", from, "--until", until, "--to", transactions});
    };
    CHECK(days("yesterday", "today").exit_code == 1);
    CHECK_FALSE(std::filesystem::exists(transactions));
    REQUIRE(days("2000-01-01", "2100-01-01").exit_code == 0);
    CHECK(document(transactions)["transactions"].size() > 100);
    CHECK(at_hub(facility, {"export-transactions", "--to", transactions}).exit_code == 2);
}
