// Whom a resident writes to and hears from: asking for somebody, blocking somebody; and the credits that it costs.
#include <catch2/catch.hpp>

#include "tests/journey/correspondence.h"

using namespace dayroom::journey;

namespace {

void open_contact(Terminal& terminal, const std::string& name) {
    // Further down, they are not on the screen yet; and a list that came late was passed by: again from its beginning.
    constexpr int kPages = 8;
    for (int pages = 1; pages <= 4 * kPages && !terminal.shows(name); ++pages)
        terminal.drive({pages % kPages == 0 ? "key home" : "key pagedown"});
    terminal.drive({"click \"" + name + "\""});
    terminal.wait_for("their page",
                      [&](const Node& node) { return node.id.ends_with("contact.name") && node.label == name; });
}

}  // namespace

TEST_CASE_METHOD(Correspondence, "a contact is asked for, approved by staff, and written to") {
    const auto before = credits();
    terminal.drive({"click nav.home", "wait home.contacts", "click home.contacts", "wait contacts.new",
                    "click contacts.new", "click contact_form.name", "type Wilma Sample", "click relationship.sister",
                    "click contact_form.address", "type wilma@mail.example", "click contact_form.send",
                    "wait dialog.confirm", "click dialog.confirm"});
    const auto asked = contact("Wilma Sample", "requested");
    CHECK(asked["address"] == "wilma@mail.example");
    CHECK(asked["relationship"] == "sister");
    terminal.drive({"wait contacts.new"});
    open_contact(terminal, "Wilma Sample");
    terminal.drive({"expect contact.state Waiting for staff"});
    CHECK(provider
              .post("/api/v1/inbound", {{"resident_id", resident_id},
                                        {"contact_id", asked["id"]},
                                        {"text", "Too early"},
                                        {"idempotency_key", "too-early"}})
              .body["code"] == "contact_not_approved");

    const std::string path = "/api/v1/contacts/" + asked["id"].get<std::string>() + "/state";
    CHECK(reviewer.post(path, {{"state", "approved"}}).status == 200);
    terminal.drive(
        {"expect contact.state Approved", "click contact.do.write", "wait write.text", "type Now I can write to you."});
    const auto waiting = held(send_letter(terminal));
    CHECK(waiting["contact_id"] == asked["id"]);
    CHECK(approve(waiting["id"]) == 200);
    open_thread(terminal, "Wilma Sample");
    bubble(terminal, "Now I can write to you.");
    CHECK(credits() == before - 1);
    must_tie_out(facility);
}

TEST_CASE_METHOD(Correspondence, "what a blocked contact writes never reaches the terminal") {
    const auto before = credits();
    const auto own = held(write_letter(terminal, pal.name, "Waits for staff"));
    CHECK(credits() == before - 1);
    const std::string earlier = write_in(pal, "UNWANTED and written before");
    terminal.drive({"click nav.home", "wait home.contacts", "click home.contacts", "wait contacts.new"});
    open_contact(terminal, pal.name);
    terminal.drive({"click contact.do.block", "wait dialog.confirm", "click dialog.confirm"});
    contact(pal.name, "blocked");
    terminal.drive({"expect contact.state Blocked by you"});
    CHECK(message(own["id"])["state"] == "withdrawn");
    CHECK(credits() == before);

    CHECK(approve(earlier) / 100 == 4);
    const auto later = provider.post("/api/v1/inbound", {{"resident_id", resident_id},
                                                         {"contact_id", pal.id},
                                                         {"text", "UNWANTED and written after"},
                                                         {"idempotency_key", "after"}});
    CHECK(later.body["code"] == "contact_not_approved");
    // What comes last tells that everything before it has come.
    const auto notice = reviewer.post("/api/v1/notices", {{"resident_id", resident_id},
                                                          {"title", {{"en", "Last of all"}}},
                                                          {"text", {{"en", "Nothing comes after this."}}},
                                                          {"valid_to_ms", own["decide_by_ms"]},
                                                          {"idempotency_key", "last"}});
    REQUIRE(notice.status == 201);
    terminal.drive({"click nav.notices"});
    terminal.wait_for_text("Last of all");
    terminal.drive({"click nav.messages", "click messages.search", "wait messages.search_text",
                    "click messages.search_text", "type UNWANTED"});
    terminal.wait_for("that nothing is found",
                      [](const Node& node) { return node.id.find("search_none") != std::string::npos; });
    open_thread(terminal, pal.name);
    CHECK_FALSE(terminal.shows("UNWANTED"));
    terminal.drive({"wait reply.problem"});
    must_tie_out(facility);
}

TEST_CASE_METHOD(Correspondence, "credits are bought from spending money") {
    const auto before = resident(office, person.number);
    terminal.drive({"click nav.home", "wait home.credits", "click home.credits"});
    const Node bundle = terminal.wait_for("a bundle that can be bought",
                                          [](const Node& node) { return node.id.ends_with("bundle_20"); });
    CHECK(bundle.enabled);
    terminal.drive({"click bundle.bundle_20", "wait dialog.confirm"});
    const std::string receipt = confirm_and_read_receipt(terminal);
    CHECK(receipt.size() == 8);
    terminal.wait_for_text("Your credits are here");
    const auto after = resident(office, person.number);
    CHECK(after["credits"] == before["credits"].get<std::int64_t>() + 20);
    std::int64_t price = 0;
    const auto prices = office.get("/api/v1/prices").body["prices"];
    for (const auto& each : prices)
        if (each["code"] == "bundle_20") price = each["cents"];
    CHECK(price > 0);
    CHECK(after["spendable_cents"] == before["spendable_cents"].get<std::int64_t>() - price);
    must_tie_out(facility);
}
