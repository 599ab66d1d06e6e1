// The console over the wire: signing in, the cookie, CSRF, headers, roles, accounts, and the page's files.
#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include "tests/unit/platform/facility/integration/console_client.h"

using namespace dayroom;
using namespace dayroom::test;
using nlohmann::json;

TEST_CASE("signing in gives a cookie that scripts, other sites and plain HTTP never get") {
    TestHub hub;
    ConsoleClient client(hub, "R. Vega", "reviewer");
    const std::string set = client.last_sign_in.headers.at("set-cookie");
    CHECK(set == "__Host-dayroom-console=" + client.cookie + "; Path=/; Secure; HttpOnly; SameSite=Strict");
    CHECK(client.cookie.size() == 43);
    CHECK(client.last_sign_in.headers.at("cache-control") == "no-store");
    const json told = json_of(client.last_sign_in);
    CHECK(told == json{{"name", "R. Vega"},
                       {"role", "reviewer"},
                       {"csrf", client.csrf},
                       {"idle_limit_s", 900},
                       {"time_zone", "America/Chicago"}});
    CHECK(json_of(client.call("GET", "/console/session")) == told);
    CHECK(hub.staff()->call("GET", "/console/session").status == 401);
    CHECK(hub.api("reviewer", "GET", "/console/session").status == 401);  // a token is nobody's session
    const ClientAnswer out = client.call("DELETE", "/console/session");
    CHECK(out.status == 200);
    CHECK(out.headers.at("set-cookie").find("Max-Age=0") != std::string::npos);
    CHECK(client.call("GET", "/console/session").status == 401);
    CHECK(client.call("GET", "/api/v1/units").status == 401);
}

TEST_CASE("what is wrong with a sign-in is not said, and each code is good once") {
    TestHub hub;
    ConsoleClient client(hub, "R. Vega", "reviewer");
    const std::string code = client.code();
    const auto attempt = [&](const std::string& name, const std::string& password, const std::string& with) {
        json body = {{"name", name}, {"password", password}};
        if (!with.empty()) body["code"] = with;
        return hub.staff()->call("POST", "/console/session", body.dump());
    };
    const ClientAnswer wrong = attempt("R. Vega", "not the password", code);
    CHECK(wrong.status == 401);
    CHECK(wrong.body == attempt("Nobody", kConsolePassword, code).body);
    CHECK(wrong.body == attempt("R. Vega", kConsolePassword, "000000").body);
    CHECK(wrong.body == attempt("R. Vega", kConsolePassword, "").body);
    CHECK_FALSE(wrong.headers.contains("set-cookie"));
    CHECK(attempt("R. Vega", kConsolePassword, code).status == 200);
    CHECK(attempt("R. Vega", kConsolePassword, code).status == 401);
    CHECK(hub.staff()->call("POST", "/console/session", R"({"name":"R. Vega"})").status == 400);
    CHECK(hub.staff()->call("POST", "/console/session", R"({"name":"a","password":"b","more":1})").status == 400);
}

TEST_CASE("five wrong attempts lock, and the answer says until when") {
    TestHub hub;
    ConsoleClient client(hub, "R. Vega", "reviewer");
    ClientAnswer answer;
    for (int attempt = 0; attempt < 5; ++attempt)
        answer = client.sign_in({{"name", "R. Vega"}, {"password", "not the password"}});
    CHECK(answer.status == 403);
    CHECK(refusal_of(answer) == "locked");
    const std::int64_t until = json_of(answer)["locked_until_ms"];
    CHECK(until > hub.clock.now().ms());
    CHECK(until <= (hub.clock.now() + std::chrono::minutes(5)).ms());
    CHECK(refusal_of(client.sign_in({{"name", "R. Vega"}, {"password", kConsolePassword}, {"code", client.code()}})) ==
          "locked");
}

TEST_CASE("with the cookie, what changes something must come from our page") {
    TestHub hub;
    ConsoleClient client(hub, "I. Tan", "it");
    const std::string cookie = "Cookie: __Host-dayroom-console=" + client.cookie + "\r\n";
    const std::string token = "X-Dayroom-CSRF: " + client.csrf + "\r\n";
    const json body = {{"name", "New One"}, {"role", "auditor"}};
    for (const std::string& headers :
         {cookie, cookie + "X-Dayroom-CSRF: \r\n", cookie + "X-Dayroom-CSRF: " + client.cookie + "\r\n",
          cookie + token + "Origin: https://evil.example\r\n", cookie + token + "Origin: null\r\n",
          cookie + token + "Origin: http://hub\r\n"}) {
        const ClientAnswer refused = client.raw("POST", "/api/v1/staff", body, headers);
        INFO(headers);
        CHECK(refused.status == 403);
        CHECK(refusal_of(refused) == "csrf");
    }
    CHECK(client.raw("DELETE", "/console/session", nullptr, cookie).status == 403);
    CHECK(client.raw("POST", "/api/v1/staff", body, token).status == 401);
    CHECK(client.raw("GET", "/api/v1/staff", nullptr, cookie).status == 200);
    ConsoleClient other(hub, "I. Two", "it");
    CHECK(client.raw("POST", "/api/v1/staff", body, cookie + "X-Dayroom-CSRF: " + other.csrf + "\r\n").status == 403);
    CHECK(client.raw("POST", "/api/v1/staff", body, cookie + token + "Origin: https://hub\r\n").status == 201);
}

TEST_CASE("a person does what their role may, under their own name in the audit log") {
    TestHub hub;
    ConsoleClient reviewer(hub, "R. Vega", "reviewer");
    ConsoleClient auditor(hub, "A. Diaz", "auditor");
    CHECK(reviewer.call("GET", "/api/v1/units").status == 200);
    CHECK(refusal_of(reviewer.call("GET", "/api/v1/staff")) == "denied");
    CHECK(reviewer.call("POST", "/api/v1/tie-out").status == 403);
    CHECK(auditor.call("POST", "/api/v1/tie-out").status == 200);
    const json events = json_of(auditor.call("GET", "/api/v1/audit?limit=200"))["events"];
    bool found = false;
    for (const json& event : events) {
        found = found || (event["event"] == "staff_signed_in" && event["actor_id"] == reviewer.id &&
                          event["actor_kind"] == "reviewer");
        CHECK(event.dump().find("Vega") == std::string::npos);
    }
    CHECK(found);
}

TEST_CASE("IT keeps the accounts: what they suspend or reset ends at once") {
    TestHub hub;
    ConsoleClient it(hub, "I. Tan", "it");
    ConsoleClient reviewer(hub, "R. Vega", "reviewer");
    const json staff = json_of(it.call("GET", "/api/v1/staff"))["staff"];
    REQUIRE(staff.size() == 2);
    CHECK(staff[1]["name"] == "R. Vega");
    CHECK(staff[1]["has_totp"] == true);
    CHECK(staff[1]["last_sign_in_ms"] > 0);
    CHECK(refusal_of(it.call("POST", "/api/v1/staff", {{"name", "r. vega"}, {"role", "it"}})) == "name_taken");
    CHECK(it.call("POST", "/api/v1/staff", {{"name", "Somebody"}, {"role", "provider"}}).status == 400);
    const std::string account = "/api/v1/staff/" + reviewer.id;
    CHECK(it.call("POST", account + "/state", {{"state", "asleep"}}).status == 400);
    CHECK(it.call("POST", account + "/state", {{"state", "suspended"}}).status == 200);
    CHECK(reviewer.call("GET", "/api/v1/units").status == 401);
    CHECK(reviewer.sign_in({{"name", "R. Vega"}, {"password", kConsolePassword}, {"code", reviewer.code()}}).status ==
          401);
    CHECK(refusal_of(it.call("POST", "/api/v1/staff/" + it.id + "/state", {{"state", "suspended"}})) == "last_it");
    CHECK(it.call("POST", account + "/state", {{"state", "active"}}).status == 200);
    CHECK(reviewer.sign_in({{"name", "R. Vega"}, {"password", kConsolePassword}, {"code", reviewer.code()}}).status ==
          200);
    const ClientAnswer reset = it.call("POST", account + "/reset", json::object());
    CHECK(reset.status == 200);
    CHECK(reviewer.call("GET", "/api/v1/units").status == 401);
    const ClientAnswer again =
        reviewer.sign_in({{"name", "R. Vega"}, {"password", json_of(reset)["one_time_password"]}});
    CHECK(refusal_of(again) == "enrol_totp");
    CHECK(json_of(again)["totp_uri"].get<std::string>().starts_with("otpauth://totp/Dayroom:R.%20Vega?secret="));
}

TEST_CASE("the page is served under a strict policy, and every answer of the staff listener carries it") {
    TempDir page;
    std::ofstream(page / "index.html") << "<!doctype html>";
    std::ofstream(page / "app.js") << "export {};";
    facility::HubOptions options;
    options.console = page.path().string();
    TestHub hub(std::move(options));
    const auto headers = [&](const std::string& path) { return hub.staff()->call("GET", path).headers; };
    for (const char* path : {"/console/", "/console/app.js", "/api/v1/health", "/api/v1/units", "/nowhere"}) {
        auto got = headers(path);
        INFO(path);
        CHECK(got["content-security-policy"] ==
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
              "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        CHECK(got["x-content-type-options"] == "nosniff");
        CHECK(got["referrer-policy"] == "no-referrer");
        CHECK(got["cross-origin-opener-policy"] == "same-origin");
        CHECK(got["cross-origin-resource-policy"] == "same-origin");
    }
    CHECK(headers("/console/app.js")["content-type"] == "text/javascript; charset=utf-8");
    CHECK(headers("/console/app.js")["cache-control"] == "no-cache");
    CHECK(headers("/api/v1/health")["cache-control"] == "no-store");
    const std::string etag = headers("/console/app.js")["etag"];
    CHECK(hub.staff()->call("GET", "/console/app.js", "", "If-None-Match: " + etag + "\r\n").status == 304);
    CHECK(hub.staff()->call("GET", "/console/../console/app.js").status == 404);
    CHECK(hub.staff()->call("GET", "/console/session").status == 401);
    CHECK(hub.staff()->call("POST", "/console/app.js").status == 405);
    CHECK(hub.staff()->call("GET", "/console").headers["location"] == "/console/");
}
