// Every code that the hub or the agent can send to a terminal is a sentence there, not a shrug ("did not accept it").
#include <set>

#include <catch2/catch.hpp>

#include "terminal/ui/catalog/texts.h"
#include "tests/unit/terminal/ui/catalog/source_text.h"

using namespace dayroom;
using test::each_match;
using Codes = std::set<std::string>;

namespace {

/// Folders of the hub whose refusals only staff, other systems or technicians see.
const std::set<std::string> kForStaff = {
    "admin", "backup",      "webhooks",   "cli",        "console",         "devices", "filter",   "http",
    "hub",   "integration", "moderation", "provider",   "sample",          "schema",  "services", "trust_office",
    "books", "leaving",     "packages",   "statements", "request_records", "policy"};
/// In the other folders, but only staff can bring it about.
const Codes kStaffOnly = {"corrected_before", "cooling_off",          "is_here",           "already_paid",
                          "changed_since",    "given_back_before",    "health_staff_only", "attachment_sent",
                          "attachment_gone",  "too_many_attachments", "separated_before",  "policy_older",
                          "policy_differs",   "not_urgent",           "triaged_before",    "no_health_desk",
                          "suspended_before", "policy_image_missing"};
/// Failures of the moment: the hub and the agent say "unavailable" or "internal" instead.
const Codes kNeverSent = {"timeout", "corrupt", "io", "unknown"};

/// Third argument of an Error: its code.
const std::regex kErrorCode(R"re(Error\(ErrorCode::k\w+,[^;]*?",?\s*"([a-z_]+)"\s*\))re");

Codes codes_of_hub() {
    Codes codes;
    const auto add = [&](const std::string& code) { codes.insert(code); };
    each_match(test::text_of(test::source_folder() + "/platform/facility/feed/decline.h"),
               std::regex(R"re(constexpr const char\* k\w+ = "([a-z_]+)";)re"), add);
    test::each_source("platform/facility", [&](const std::filesystem::path& path, const std::string& text) {
        if (!kForStaff.contains(path.parent_path().filename().string())) each_match(text, kErrorCode, add);
    });
    return codes;
}

Codes codes_of_agent() {
    Codes codes;
    const auto add = [&](const std::string& code) { codes.insert(code); };
    for (const char* folder : {"platform/agent", "platform/sync", "platform/store"}) {
        test::each_source(folder, [&](const auto&, const std::string& text) {
            each_match(text, kErrorCode, add);
            each_match(text, std::regex(R"re(\bproblem\("([a-z_]+)")re"), add);
            each_match(text, std::regex(R"re(\brefusal\(ErrorCode::k\w+,\s*"([a-z_]+)")re"), add);
        });
    }
    return codes;
}

Codes names_of_errors() {
    Codes codes;
    each_match(test::text_of(test::source_folder() + "/platform/base/result.cpp"),
               std::regex(R"re(return "([a-z_]+)";)re"), [&](const std::string& code) { codes.insert(code); });
    return codes;
}

}  // namespace

TEST_CASE("every code that the hub or the agent can send to a terminal has a sentence") {
    const auto catalogs = ui::Catalogs::read(test::source_folder() + "/assets/text");
    REQUIRE(catalogs.ok());
    const Codes hub = codes_of_hub();
    const Codes agent = codes_of_agent();
    const Codes errors = names_of_errors();
    // The search finds what is known to be there.
    CHECK(hub.contains("drafts_full"));
    CHECK(hub.contains("account_stopped"));
    CHECK(agent.contains("price_changed"));
    CHECK(agent.contains("weak_pin"));
    CHECK(agent.contains("outbox_full"));
    CHECK(errors.contains("insufficient_funds"));
    Codes without;
    for (const Codes* codes : {&hub, &agent, &errors}) {
        for (const std::string& code : *codes) {
            if (kStaffOnly.contains(code) || kNeverSent.contains(code)) continue;
            if (!(*catalogs)->english().has("problem." + code)) without.insert(code);
        }
    }
    CHECK(without == Codes{});
}
