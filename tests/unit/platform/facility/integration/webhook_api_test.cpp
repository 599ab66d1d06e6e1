// Webhooks end to end: IT adds a receiver, a real one on loopback is told, verifies what it gets, and is told again
// when it did not answer.
#include "platform/crypto/hmac.h"
#include "tests/support/http_receiver.h"
#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::test;
using facility::Work;
using nlohmann::json;

namespace {

/// As a receiver does it: the header taken apart, the MAC made anew over time, dot and body.
bool is_signed(const ReceivedPost& post, const std::string& key_id, const std::string& secret) {
    const std::string header = post.headers.at("dayroom-signature");
    const std::size_t comma = header.find(',');
    REQUIRE(header.starts_with("t="));
    const std::string text = header.substr(2, comma - 2) + "." + post.body;
    const std::string mac = to_hex(crypto::hmac_sha256(Secret::copy_of(as_bytes(secret)), as_bytes(text)));
    return (header + ",").find("," + key_id + "=" + mac + ",") != std::string::npos;
}

json the_webhook(TestHub& hub) { return body_of(hub.api("it", "GET", "/api/v1/webhooks"))["webhooks"][0]; }

/// Something that the network is told of: staff block a contact.
void change_contact(TestHub& hub, const ContactId& contact, const std::string& state) {
    REQUIRE(
        hub.api("reviewer", "POST", "/api/v1/contacts/" + contact.to_string() + "/state", {{"state", state}}).status ==
        200);
}

}  // namespace

TEST_CASE("IT keeps receivers of webhooks, nobody else does, and secrets are shown once") {
    TestHub hub;
    HttpReceiver receiver([](const ReceivedPost&) { return http_answer(204); });
    const json wanted = {{"url", receiver.url()}};
    for (const char* role : {"reviewer", "trust_office", "request_staff", "auditor", "provider"})
        CHECK(hub.api(role, "POST", "/api/v1/webhooks", wanted).status == 403);
    for (const char* role : {"reviewer", "trust_office", "request_staff", "provider"})
        CHECK(hub.api(role, "GET", "/api/v1/webhooks").status == 403);
    CHECK(hub.api("it", "POST", "/api/v1/webhooks", {{"url", "http://elsewhere.example/"}}).status == 400);
    CHECK(hub.api("it", "POST", "/api/v1/webhooks", {{"url", receiver.url()}, {"secret", "mine"}}).status == 400);
    const ClientAnswer added = hub.api("it", "POST", "/api/v1/webhooks", wanted);
    REQUIRE(added.status == 201);
    const std::string secret = body_of(added)["secret"];
    const std::string path = "/api/v1/webhooks/" + body_of(added)["id"].get<std::string>();
    CHECK(code_of(hub.api("it", "POST", "/api/v1/webhooks", wanted)) == "url_taken");
    const ClientAnswer listed = hub.api("auditor", "GET", "/api/v1/webhooks");
    CHECK(listed.body.find(secret) == std::string::npos);
    const json shown = body_of(listed)["webhooks"][0];
    CHECK(shown["state"] == "active");
    CHECK(shown["keys"][0]["key_id"] == "k1");
    CHECK(shown["waiting"] == 0);

    CHECK(hub.api("it", "POST", path + "/test").status == 202);
    const ReceivedPost test = receiver.wait_for(1).front();
    CHECK(is_signed(test, "k1", secret));
    CHECK(json::parse(test.body)["test"] == true);
    const json second = body_of(hub.api("it", "POST", path + "/rotate"));
    CHECK(second["key_id"] == "k2");
    CHECK(hub.api("it", "POST", path + "/test").status == 202);
    const ReceivedPost rotated = receiver.wait_for(2).back();
    CHECK(is_signed(rotated, "k2", second["secret"]));
    CHECK(is_signed(rotated, "k1", secret));
    CHECK_FALSE(is_signed(rotated, "k1", second["secret"]));

    CHECK(hub.api("it", "POST", path + "/state", {{"state", "given_up"}}).status == 400);
    CHECK(hub.api("it", "POST", path + "/state", {{"state", "disabled"}}).status == 200);
    CHECK(hub.api("it", "DELETE", path).status == 200);
    CHECK(hub.api("it", "DELETE", path).status == 404);
    CHECK(body_of(hub.api("it", "GET", "/api/v1/webhooks"))["webhooks"].empty());
    CHECK(body_of(hub.api("", "GET", "/api/v1/health")) == json{{"status", "up"}, {"alarms", json::array()}});
}

TEST_CASE(
    "a push says what the list says, and what a receiver did not answer is sent again by the next run of the hub") {
    TestHub hub;
    const TestResident resident = hub.add_resident("20481", 0, "7391");
    const ContactId contact = approved_contact(hub, resident);
    HttpReceiver receiver([](const ReceivedPost&) { return std::nullopt; });
    const json added = body_of(hub.api("it", "POST", "/api/v1/webhooks", {{"url", receiver.url()}}));
    const std::int64_t before = the_webhook(hub)["after"];
    change_contact(hub, contact, "blocked");
    const ReceivedPost unanswered = receiver.wait_for(1).front();
    const facility::HubFiles files = hub.services().files;
    hub.hub.reset();  // between the push and its acknowledgement

    receiver.answer_with([](const ReceivedPost&) { return http_answer(200, "{}"); });
    facility::HubOptions options;
    options.staff = facility::ListenAddress{};
    auto again = facility::Hub::start(files, std::move(options), hub.clock, hub.random);
    REQUIRE(again.ok());
    hub.hub = again.take();
    const ReceivedPost repeated = receiver.wait_for(2).back();
    CHECK(repeated.body == unanswered.body);
    CHECK(is_signed(repeated, "k1", added["secret"]));
    change_contact(hub, contact, "approved");
    const json next = json::parse(receiver.wait_for(3).back().body);
    CHECK(next["events"][0]["id"] == contact.to_string());
    CHECK(next["events"][0]["kind"] == "contact_changed");
    CHECK(next["events"][0]["no"] == before + 2);
    json list = body_of(hub.api("provider", "GET", "/api/v1/events?after=" + std::to_string(before + 1)));
    CHECK(list["events"] == next["events"]);
    CHECK(list["epoch"] == next["epoch"]);
}

TEST_CASE("a message's words are in no push") {
    TestHub hub;
    const TestResident resident = hub.add_resident("20481", 0, "7391");
    const ContactId contact = approved_contact(hub, resident);
    HttpReceiver receiver([](const ReceivedPost&) { return http_answer(200); });
    REQUIRE(hub.api("it", "POST", "/api/v1/webhooks", {{"url", receiver.url()}, {"after", 0}}).status == 201);
    receiver.wait_for(1);
    const ClientAnswer put = hub.api("provider", "POST", "/api/v1/inbound",
                                     {{"resident_id", resident.id.to_string()},
                                      {"contact_id", contact.to_string()},
                                      {"text", "CANARY the plums are ripe"},
                                      {"idempotency_key", "m1"}});
    const std::string id = body_of(put)["id"];
    REQUIRE(hub.api("reviewer", "POST", "/api/v1/messages/" + id + "/approve").status == 200);
    std::vector<ReceivedPost> all = receiver.wait_for(2);
    // The contact's own events may come in a push of their own.
    while (all.back().body.find("inbound_decided") == std::string::npos) all = receiver.wait_for(all.size() + 1);
    CHECK(all.back().body.find(id) != std::string::npos);
    for (const ReceivedPost& post : all) {
        for (const char* word : {"CANARY", "Rosa", "rosa@mail", "Given", "20481"})
            CHECK(post.body.find(word) == std::string::npos);
    }
}
