// The provider network's side of messaging, and what the facility sets for it: invitations, inbound, outbound, events,
// prices, cards.
#include "platform/rules/receipt_code.h"
#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::test;
using facility::Work;
using nlohmann::json;

namespace {

json invitation(const std::string& key, const std::string& address = "ana@mail") {
    return {{"resident_number", "20481"},
            {"name", "Ana Diaz"},
            {"relationship", "sister"},
            {"address", address},
            {"idempotency_key", key}};
}

Status change(TestHub& hub, const TestResident& resident, const std::string& contact,
              wire::ChangeContact::Change change) {
    wire::ChangeContact body;
    body.set_contact_id(ContactId::parse(contact).take().raw());
    body.set_change(change);
    return as_resident(hub, resident,
                       [&](Work& work) { return hub.services().contacts.change(work, resident.id, body); });
}

/// Sent at no price: the hub of these tests has none for messages.
MessageId send(TestHub& hub, const TestResident& resident, const ContactId& contact, const std::string& card = {}) {
    wire::SendMessage body;
    const MessageId id = MessageId::make(hub.clock, hub.random);
    body.set_message_id(id.raw());
    body.set_contact_id(contact.raw());
    body.set_text("See you on Sunday.");
    body.set_language("en");
    body.set_receipt_code(rules::make_receipt_code(hub.random));
    if (!card.empty()) body.set_card_id(CardId::parse(card).take().raw());
    REQUIRE(as_resident(hub, resident, [&](Work& work) {
                return hub.services().messages.send(work, resident.id, body, work.now());
            }).ok());
    return id;
}

std::vector<std::string> event_kinds(TestHub& hub, std::int64_t& cursor) {
    const json page = body_of(hub.api("provider", "GET", "/api/v1/events?after=" + std::to_string(cursor)));
    std::vector<std::string> kinds;
    for (const json& event : page["events"]) kinds.push_back(event["kind"]);
    cursor = page["next_after"];
    return kinds;
}

}  // namespace

TEST_CASE("an invitation from outside waits for the resident, then for staff") {
    TestHub hub;
    const TestResident resident = hub.add_resident("20481", 0, "7391");
    const ClientAnswer invited = hub.api("provider", "POST", "/api/v1/invitations", invitation("i1"));
    REQUIRE(invited.status == 201);
    const std::string id = body_of(invited)["id"];
    CHECK(body_of(invited)["resident_id"] == resident.id.to_string());
    CHECK(body_of(hub.api("provider", "POST", "/api/v1/invitations", invitation("i1"))) == body_of(invited));
    CHECK(code_of(hub.api("provider", "POST", "/api/v1/invitations", invitation("i2", "ANA@mail"))) == "contact_known");
    CHECK(hub.api("reviewer", "POST", "/api/v1/invitations", invitation("i3")).status == 403);
    json nobody = invitation("i4", "else@mail");
    nobody["resident_number"] = "99999";
    CHECK(hub.api("provider", "POST", "/api/v1/invitations", nobody).status == 404);

    CHECK(body_of(hub.api("reviewer", "GET", "/api/v1/contacts"))["total"] == 0);
    std::int64_t cursor = 0;
    CHECK(event_kinds(hub, cursor).empty());
    std::string end = "requested";
    SECTION("staff decide after the resident") {
        REQUIRE(change(hub, resident, id, wire::ChangeContact::ACCEPT).ok());
        const json asked = body_of(hub.api("reviewer", "GET", "/api/v1/contacts?state=requested"));
        REQUIRE(asked["contacts"].size() == 1);
        CHECK(asked["contacts"][0]["resident_number"] == "20481");
        CHECK(asked["contacts"][0]["address"] == "ana@mail");
        CHECK(asked["contacts"][0]["from_outside"] == true);
    }
    SECTION("staff agreed before") {
        const json agreed =
            body_of(hub.api("reviewer", "POST", "/api/v1/contacts/" + id + "/state", {{"state", "approved"}}));
        CHECK(agreed["state"] == "invited");
        REQUIRE(change(hub, resident, id, wire::ChangeContact::ACCEPT).ok());
        end = "approved";
    }
    SECTION("the resident refuses") {
        REQUIRE(change(hub, resident, id, wire::ChangeContact::REFUSE).ok());
        CHECK(code_of(hub.api("provider", "POST", "/api/v1/invitations", invitation("again"))) == "contact_known");
        end = "refused";
    }
    SECTION("staff refuse, and say why") {
        REQUIRE(hub.api("reviewer", "POST", "/api/v1/contacts/" + id + "/state",
                        {{"state", "refused"}, {"reason", "no_contact_order"}})
                    .status == 200);
        const json refused = body_of(hub.api("reviewer", "GET", "/api/v1/contacts?state=refused"));
        CHECK(refused["contacts"][0]["reason"] == "no_contact_order");
        end = "refused";
    }
    const json shown = body_of(hub.api("provider", "GET", "/api/v1/contacts/" + id));
    CHECK(shown["state"] == end);
    CHECK_FALSE(shown.contains("reason"));
    const auto kinds = event_kinds(hub, cursor);
    REQUIRE_FALSE(kinds.empty());
    for (const std::string& kind : kinds) CHECK(kind == "contact_changed");
    CHECK(event_kinds(hub, cursor).empty());
    CHECK(hub.api("reviewer", "GET", "/api/v1/contacts?state=removed").status == 400);
}

TEST_CASE("the network reads what became of its messages, in order, and never their text") {
    TestHub hub(with_photos());
    const TestResident resident = hub.add_resident("20481", 0, "7391");
    const ContactId contact = approved_contact(hub, resident);
    json inbound = {{"resident_id", resident.id.to_string()},
                    {"contact_id", contact.to_string()},
                    {"text", "the garden is green this year"},
                    {"prepaid_replies", 2},
                    {"photos", {painted_base64(7), painted_base64(7)}},  // the same twice: one file, read twice
                    {"idempotency_key", "m1"}};
    const ClientAnswer first = hub.api("provider", "POST", "/api/v1/inbound", inbound);
    REQUIRE(first.status == 201);
    CHECK(body_of(first)["state"] == "held");
    inbound.erase("photos");
    inbound["idempotency_key"] = "m2";
    const std::string second = body_of(hub.api("provider", "POST", "/api/v1/inbound", inbound))["id"];
    const std::string id = body_of(first)["id"];
    const json photo = body_of(hub.api("reviewer", "GET", "/api/v1/messages/" + id))["photos"][0];
    CHECK(hub.api("provider", "GET", "/api/v1/photos/" + photo["sha256"].get<std::string>()).status == 200);
    CHECK(body_of(hub.api("provider", "GET", "/api/v1/inbound"))["decisions"].empty());
    CHECK(body_of(hub.api("provider", "GET", "/api/v1/inbound/" + id))["prepaid_replies"] == 0);

    REQUIRE(hub.api("reviewer", "POST", "/api/v1/messages/" + second + "/reject",
                    {{"rule", "4.2"}, {"reason", "contraband"}})
                .status == 200);
    REQUIRE(hub.api("reviewer", "POST", "/api/v1/messages/" + id + "/approve").status == 200);
    const ClientAnswer answer = hub.api("provider", "GET", "/api/v1/inbound?limit=1");
    const json page = body_of(answer);
    REQUIRE(page["decisions"].size() == 1);
    CHECK(page["decisions"][0]["id"] == second);
    CHECK(page["decisions"][0]["state"] == "rejected");
    CHECK(page["decisions"][0]["rule"] == "4.2");
    CHECK(page["decisions"][0]["prepaid_replies"] == 0);
    CHECK(answer.body.find("garden") == std::string::npos);
    const json rest =
        body_of(hub.api("provider", "GET", "/api/v1/inbound?after=" + std::to_string(page["next_after"].get<int>())));
    REQUIRE(rest["decisions"].size() == 1);
    CHECK(rest["decisions"][0]["id"] == id);
    CHECK(rest["decisions"][0]["state"] == "delivered");
    CHECK(rest["decisions"][0]["prepaid_replies"] == 2);
    CHECK(hub.api("provider", "GET", "/api/v1/inbound/" + MessageId::make(hub.clock, hub.random).to_string()).status ==
          404);
    const json replies = body_of(hub.api("provider", "GET", "/api/v1/contacts/" + contact.to_string()));
    CHECK(replies["prepaid_replies"] == 2);
}

TEST_CASE("what is not a photo that terminals show is refused by name") {
    TestHub hub(with_photos());
    const TestResident resident = hub.add_resident("20481", 0, "7391");
    const ContactId contact = approved_contact(hub, resident);
    json inbound = {
        {"resident_id", resident.id.to_string()}, {"contact_id", contact.to_string()}, {"idempotency_key", "m1"}};
    for (const std::string brand : {"heic", "heix", "mif1"}) {
        const std::string heic = std::string("\0\0\0\x18", 4) + "ftyp" + brand + std::string(64, 'x');
        inbound["photos"] = {base64(as_bytes(heic))};
        const ClientAnswer refused = hub.api("provider", "POST", "/api/v1/inbound", inbound);
        CHECK(refused.status == 400);
        CHECK(code_of(refused) == "photo_heic");
    }
    inbound["photos"] = {
        base64(as_bytes(std::string("\0\0\0\x18"
                                    "ftyp",
                                    8)))};
    CHECK(code_of(hub.api("provider", "POST", "/api/v1/inbound", inbound)) == "photo_refused");
}

TEST_CASE("released messages go out with their card until the network has them") {
    TestHub hub(with_photos());
    const TestResident resident = hub.add_resident("20481", 0, "7391");
    const ContactId contact = approved_contact(hub, resident);
    const json wish = {{"code", "sunrise"},
                       {"name", {{"en", "Sunrise"}, {"es", "Amanecer"}}},
                       {"picture", painted_base64(3)},
                       {"idempotency_key", "c1"}};
    const ClientAnswer made = hub.api("it", "POST", "/api/v1/cards", wish);
    INFO(made.body);
    REQUIRE(made.status == 201);
    const std::string card = body_of(made)["id"];
    CHECK(body_of(hub.api("it", "GET", "/api/v1/cards"))["cards"].size() == 1);
    const std::string own_picture = "/api/v1/cards/" + card + "/picture";
    for (const char* role : {"it", "auditor", "reviewer"}) CHECK(hub.api(role, "GET", own_picture).status == 200);
    CHECK(hub.api("trust_office", "GET", own_picture).status == 403);
    CHECK(hub.api("it", "GET", "/api/v1/cards/" + resident.id.to_string() + "/picture").status == 404);
    const MessageId id = send(hub, resident, contact, card);
    CHECK(body_of(hub.api("provider", "GET", "/api/v1/outbound"))["messages"].empty());
    REQUIRE(hub.api("it", "POST", "/api/v1/cards/" + card + "/remove").status == 200);
    CHECK(hub.api("it", "POST", "/api/v1/cards/" + card + "/remove").status == 404);
    const std::string acknowledge = "/api/v1/outbound/" + id.to_string() + "/acknowledge";
    CHECK(hub.api("provider", "POST", acknowledge).status == 404);
    REQUIRE(hub.api("reviewer", "POST", "/api/v1/messages/" + id.to_string() + "/approve").status == 200);

    const json out = body_of(hub.api("provider", "GET", "/api/v1/outbound"))["messages"];
    REQUIRE(out.size() == 1);
    CHECK(out[0]["id"] == id.to_string());
    CHECK(out[0]["address"] == "rosa@mail");
    CHECK(out[0]["text"] == "See you on Sunday.");
    CHECK(out[0]["card"]["code"] == "sunrise");
    const std::string picture = out[0]["card"]["picture"]["sha256"];
    CHECK(hub.api("provider", "GET", "/api/v1/photos/" + picture).status == 200);
    CHECK(hub.connect(hub.enroll(1))->call("GET", "/v1/blobs/" + picture).status == 200);
    std::int64_t cursor = 0;
    CHECK(event_kinds(hub, cursor).back() == "outbound_released");
    CHECK(hub.api("provider", "POST", acknowledge).status == 200);
    CHECK(hub.api("provider", "POST", acknowledge).status == 200);
    CHECK(body_of(hub.api("provider", "GET", "/api/v1/outbound"))["messages"].empty());
}

TEST_CASE("prices are set with their dates, and a bundle is credits for cents") {
    TestHub hub;
    json bundle = {{"code", "bundle_small"},
                   {"cents", 500},
                   {"credits", 20},
                   {"name", {{"en", "20 credits"}}},
                   {"valid_to_ms", hub.clock.now().ms() + 3'600'000},
                   {"idempotency_key", "p1"}};
    REQUIRE(hub.api("trust_office", "POST", "/api/v1/prices", bundle).status == 201);
    const json prices = body_of(hub.api("trust_office", "GET", "/api/v1/prices"))["prices"];
    REQUIRE(prices.size() == 1);
    CHECK(prices[0]["credits"] == 20);
    CHECK(prices[0]["valid_to_ms"] == bundle["valid_to_ms"]);
    const auto refused = [&](const char* member, const json& value) {
        json wrong = bundle;
        wrong[member] = value;
        wrong["idempotency_key"] = "p2";
        return hub.api("trust_office", "POST", "/api/v1/prices", wrong).status;
    };
    CHECK(refused("valid_to_ms", hub.clock.now().ms() - 1) == 400);
    CHECK(refused("valid_from_ms", hub.clock.now().ms() - 3'600'000) == 400);
    CHECK(refused("credits", 0) == 400);
    CHECK(refused("cents", -1) == 400);
    CHECK(refused("name", json::object()) == 400);
    CHECK(refused("code", "Bundle/1") == 400);
    CHECK(hub.api("reviewer", "POST", "/api/v1/prices", bundle).status == 403);
}

TEST_CASE("a price is ended by the trust office alone, and not while a form charges it") {
    TestHub hub;
    json price = {{"code", "bundle_small"}, {"cents", 500}, {"credits", 20}, {"name", {{"en", "20 credits"}}}};
    const auto set = [&](const std::string& key) {
        price["idempotency_key"] = key;
        REQUIRE(hub.api("trust_office", "POST", "/api/v1/prices", price).status == 201);
    };
    set("now");
    price["valid_from_ms"] = hub.clock.now().ms() + 3'600'000;
    set("later");
    const json before = body_of(hub.api("auditor", "GET", "/api/v1/prices"));
    CHECK(before["prices"][0]["valid_to_ms"] == 0);
    CHECK(before["coming"][0]["valid_from_ms"] == price["valid_from_ms"]);
    const std::string path = "/api/v1/prices/bundle_small/end";
    for (const char* role : {"reviewer", "request_staff", "auditor", "provider", "it"})
        CHECK(hub.api(role, "POST", path, json::object()).status == 403);
    CHECK(hub.api("trust_office", "POST", path, {{"at_ms", hub.clock.now().ms() - 3'600'000}}).status == 400);
    CHECK(hub.api("trust_office", "POST", "/api/v1/prices/bundle_none/end", json::object()).status == 404);
    const std::int64_t soon = hub.clock.now().ms() + 60'000;
    CHECK(body_of(hub.api("trust_office", "POST", path, {{"at_ms", soon}}))["valid_to_ms"] == soon);
    const json ending = body_of(hub.api("auditor", "GET", "/api/v1/prices"));
    CHECK(ending["prices"][0]["valid_to_ms"] == soon);
    CHECK(ending["coming"].empty());
    for (int i = 0; i < 2; ++i) CHECK(hub.api("trust_office", "POST", path, json::object()).status == 200);
    CHECK(body_of(hub.api("auditor", "GET", "/api/v1/prices"))["prices"].empty());

    price.erase("valid_from_ms");
    price["code"] = "copy";
    set("copy");
    const json form = {
        {"code", "copies"},
        {"name", {{"en", "Copies"}}},
        {"answer_within_hours", 24},
        {"fee", {{"when", "on_submission"}, {"price", "copy"}}},
        {"fields",
         json::array({{{"code", "what"}, {"kind", "text"}, {"label", {{"en", "What"}}}, {"max_characters", 80}}})}};
    REQUIRE(
        hub.api("request_staff", "PUT", "/api/v1/forms/copies", {{"replaces_revision", 0}, {"form", form}}).status ==
        201);
    const ClientAnswer used = hub.api("trust_office", "POST", "/api/v1/prices/copy/end", json::object());
    CHECK(used.status == 409);
    CHECK(code_of(used) == "price_in_use");
    CHECK(used.body.find("copies") != std::string::npos);
    REQUIRE(hub.api("request_staff", "POST", "/api/v1/forms/copies/retire").status == 200);
    CHECK(hub.api("trust_office", "POST", "/api/v1/prices/copy/end", json::object()).status == 200);
}
