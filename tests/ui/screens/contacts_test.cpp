#include <catch2/catch.hpp>

#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

namespace {

void open_contacts(Stage& stage) {
    stage.sign_in();
    stage.open("home");
    stage.click("home.contacts");
}

const local::Contact& find(Stage& stage, const std::string& id) {
    for (const auto& contact : stage.agent().contacts()) {
        if (contact.id() == id) return contact;
    }
    FAIL("no contact " + id);
    return stage.agent().contacts().front();
}

local::ChangeContact last_change(Stage& stage) {
    local::ChangeContact found;
    for (const auto& query : stage.agent().asked()) {
        if (query.has_change_contact()) found = query.change_contact();
    }
    return found;
}

local::RequestContact last_request(Stage& stage) {
    local::RequestContact found;
    for (const auto& query : stage.agent().asked()) {
        if (query.has_request_contact()) found = query.request_contact();
    }
    return found;
}

/// Of the list, which lies at the start of the screen.
void scroll_to_end(Stage& stage) {
    for (int step = 0; step < 5; ++step) {
        stage.driver().wheel({300, 600}, -10);
        stage.advance(Milliseconds(300));
    }
}

void write(Stage& stage, const std::string& field, const std::string& text) {
    stage.click(field);
    stage.driver().type(text);
    stage.driver().ui().close_keyboard();
    stage.settle();
}

void fill_new_contact(Stage& stage) {
    stage.click("contacts.new");
    write(stage, "contact_form.name", "Ana Delgado");
    stage.click("relationship.sister");
    write(stage, "contact_form.address", "ana@mail.example");
}

}  // namespace

TEST_CASE("contacts say their state in words, and who asks to write comes first with a badge at home") {
    Stage stage;
    stage.sign_in();
    CHECK(stage.value("home.contacts") == "1 person asks to write");
    stage.click("home.contacts");
    CHECK(stage.label("contact.0") == "Ruth Okafor");
    CHECK(stage.value("contact.0").find("Wants to write to you") != std::string::npos);
    CHECK(stage.value("contact.1").find("Approved") != std::string::npos);
    CHECK(stage.label("contacts.count") == "8 of 25 contacts");
    scroll_to_end(stage);
    CHECK(stage.says("Waiting for staff since"));
    CHECK(stage.says("Staff said no"));
    CHECK(stage.says("Blocked by you"));
}

TEST_CASE("an invitation is accepted only after the question, and then waits for staff") {
    Stage stage;
    open_contacts(stage);
    stage.click("contact.0");
    stage.click("contact.do.accept");
    CHECK(stage.driver().focused()->id.ends_with("dialog.cancel"));
    stage.click("dialog.cancel");
    CHECK(stage.agent().count(Case::kChangeContact) == 0);
    stage.click("contact.do.accept");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(last_change(stage).contact_id() == "ruth");
    CHECK(last_change(stage).change() == "accept");
    CHECK(find(stage, "ruth").state() == "requested");
    CHECK(stage.label("contact.state").find("Waiting for staff") == 0);
    CHECK_FALSE(stage.has("contact.do.accept"));
    stage.open("home");
    CHECK(stage.value("home.contacts") == "5 approved people");
}

TEST_CASE("an invitation can be refused") {
    Stage stage;
    open_contacts(stage);
    stage.click("contact.0");
    stage.click("contact.do.refuse");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(last_change(stage).change() == "refuse");
    CHECK(find(stage, "ruth").state() == "refused");
    CHECK(stage.label("contact.state") == "You said no");
}

TEST_CASE("block says what happens, unblock takes it back") {
    Stage stage;
    open_contacts(stage);
    stage.click("contact.1");
    stage.click("contact.do.block");
    CHECK(stage.says("Their messages will not reach you"));
    CHECK(stage.says("you get the credits back"));
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(find(stage, "maria").blocked_by_resident());
    CHECK(stage.label("contact.state") == "Blocked by you");
    CHECK_FALSE(stage.has("contact.do.write"));
    stage.click("contact.do.unblock");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(find(stage, "maria").state() == "approved");
    CHECK(stage.has("contact.do.write"));
}

TEST_CASE("who is removed leaves the list, and a page of its own goes back to it") {
    for (const int width : {1280, 800}) {
        CAPTURE(width);
        Stage stage({.width = width, .height = width == 800 ? 1280 : 800});
        open_contacts(stage);
        stage.click("contact.1");
        stage.click("contact.do.remove");
        stage.click("dialog.confirm");
        stage.settle();
        CHECK(find(stage, "maria").state() == "removed");
        CHECK(stage.label("contact.1") == "Dwayne Carter");
        CHECK_FALSE(stage.has("contact.do.remove"));
    }
}

TEST_CASE("without a connection a change is under way until the hub has answered") {
    Stage stage;
    open_contacts(stage);
    stage.agent().set_online(false);
    stage.settle();
    stage.click("contact.1");
    stage.click("contact.do.block");
    CHECK(stage.says("saved here and sent by itself"));
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.label("contact.changing").find("There is no connection now") == 0);
    CHECK_FALSE(stage.has("contact.do.unblock"));
    scroll_to_end(stage);
    CHECK(stage.says("Changing…"));
}

TEST_CASE("a no of the agent and a no of the hub stand beside the contact in plain words") {
    Stage stage;
    open_contacts(stage);
    stage.click("contact.1");
    stage.agent().refuse_next_submission("blocked_by_staff");
    stage.click("contact.do.block");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.label("contact.problem") == "Staff have blocked this person. Only staff can change that.");
    CHECK(stage.has("contact.do.block"));
    stage.click("contact.2");
    CHECK_FALSE(stage.has("contact.problem"));
    stage.agent().push_outcome(false, "contact_state", "", "contact");
    stage.settle();
    CHECK(stage.label("contact.problem") == "This has changed meanwhile. Please look again.");
    CHECK(stage.says("did not go through"));
}

TEST_CASE("from a contact one writes and reads") {
    Stage stage;
    open_contacts(stage);
    stage.click("contact.1");
    stage.click("contact.do.read");
    CHECK(stage.terminal().navigation().current() == features::Place{features::ScreenId::kReader, "maria"});
    stage.click("header.back");
    stage.click("contact.1");
    stage.click("contact.do.write");
    CHECK(stage.terminal().navigation().current() == features::Place{features::ScreenId::kWrite, "maria"});
}

TEST_CASE("a new contact: checked, confirmed, asked for once, and then seen to wait") {
    Stage stage;
    open_contacts(stage);
    stage.click("contacts.new");
    stage.click("contact_form.send");
    CHECK(stage.says("Please choose one."));
    CHECK(stage.agent().count(Case::kRequestContact) == 0);
    CHECK_FALSE(stage.has("dialog.confirm"));
    write(stage, "contact_form.name", "Ana Delgado");
    stage.click("relationship.sister");
    write(stage, "contact_form.address", "ana");
    stage.click("contact_form.send");
    CHECK(stage.says("Please check the address"));
    write(stage, "contact_form.address", "@mail.example");
    stage.click("contact_form.send");
    CHECK(stage.says("Ask staff to approve Ana Delgado?"));
    CHECK(stage.says("ana@mail.example"));
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(last_request(stage).name() == "Ana Delgado");
    CHECK(last_request(stage).relationship() == "sister");
    CHECK(last_request(stage).address() == "ana@mail.example");
    CHECK(last_request(stage).nonce().size() == 16);
    CHECK(stage.agent().drafts().empty());
    CHECK(stage.has("contacts.new"));
    CHECK(stage.label("contacts.count") == "9 of 25 contacts");
    stage.click("contacts.new");
    CHECK(stage.value("contact_form.name").empty());
}

TEST_CASE("without a connection the request for a contact is saved here and shown as not yet sent") {
    Stage stage;
    open_contacts(stage);
    stage.agent().set_online(false);
    stage.settle();
    fill_new_contact(stage);
    stage.click("contact_form.send");
    CHECK(stage.says("saved here and sent by itself"));
    stage.click("dialog.confirm");
    stage.settle();
    stage.advance(Milliseconds(10'000));  // the toast has gone
    scroll_to_end(stage);
    CHECK(stage.says("Saved here, not yet sent"));
}

TEST_CASE("what was typed of a new contact is kept as a draft, over a time-out and another terminal's language") {
    Stage stage;
    open_contacts(stage);
    stage.click("contacts.new");
    write(stage, "contact_form.name", "Ana");
    stage.click("relationship.friend");
    CHECK(stage.agent().drafts().empty());
    stage.advance(Milliseconds(1000));
    CHECK(stage.agent().drafts().contains("contact/new"));
    write(stage, "contact_form.address", "ana@m");  // not yet saved when the time is up
    stage.advance(Milliseconds(125'000));
    CHECK_FALSE(stage.terminal().signed_in());
    open_contacts(stage);
    stage.click("contacts.new");
    CHECK(stage.value("contact_form.name") == "Ana");
    CHECK(stage.value("contact_form.address") == "ana@m");
    CHECK(stage.driver().node("relationship.friend").selected);
    stage.click("contact_form.discard");
    stage.click("dialog.cancel");
    CHECK(stage.value("contact_form.name") == "Ana");
    stage.click("contact_form.discard");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.agent().drafts().empty());
}

TEST_CASE("a request that was cut off is sent again with the same nonce") {
    Stage stage;
    open_contacts(stage);
    fill_new_contact(stage);
    stage.click("contact_form.send");
    stage.agent().hold();
    stage.click("dialog.confirm");
    const std::string nonce = last_request(stage).nonce();
    stage.agent().go_away();
    stage.settle();
    stage.agent().come_back();
    stage.agent().release();
    stage.settle();
    open_contacts(stage);
    stage.click("contacts.new");
    stage.click("contact_form.send");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(last_request(stage).nonce() == nonce);
    CHECK(stage.label("contacts.count") == "9 of 25 contacts");
}

TEST_CASE("the hub's no to a new contact is said, and the form is still there") {
    Stage stage;
    open_contacts(stage);
    fill_new_contact(stage);
    stage.agent().refuse_next_submission("contact_known");
    stage.click("contact_form.send");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.says("This e-mail or phone is already on your list."));
    stage.click("dialog.cancel");
    CHECK(stage.value("contact_form.name") == "Ana Delgado");
}
