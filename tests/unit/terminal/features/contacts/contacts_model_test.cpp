#include "terminal/features/contacts/contacts_model.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

namespace {

local::Contact contact(const char* name, const char* state, bool blocked_by_resident = false, const char* reason = "") {
    local::Contact made;
    made.set_id(std::string("id-") + name);
    made.set_name(name);
    made.set_relationship("friend");
    made.set_state(state);
    made.set_reason(reason);
    made.set_blocked_by_resident(blocked_by_resident);
    made.set_asked_ms((kTestNow - Milliseconds(2 * 86'400'000)).ms());
    made.set_decided_ms((kTestNow - Milliseconds(86'400'000)).ms());
    return made;
}

ContactDetail detail_of(const local::Contact& one, bool online = true) {
    return make_contact(one, online, shipped_texts(), kTestNow);
}

}  // namespace

TEST_CASE("each state has words, a sign and what can be done about it") {
    using A = ContactAction;
    struct Row {
        local::Contact contact;
        ContactMark mark;
        std::string state;
        std::string icon;
        std::vector<A> actions;
    };
    const std::vector<Row> rows = {
        {contact("a", "invited"),
         ContactMark::kInvited,
         "Wants to write to you",
         "mail-question",
         {A::kAccept, A::kRefuse}},
        {contact("a", "approved"),
         ContactMark::kApproved,
         "Approved",
         "circle-check",
         {A::kWrite, A::kRead, A::kBlock, A::kRemove}},
        {contact("a", "queued"), ContactMark::kQueued, "Saved here, not yet sent", "cloud-off", {A::kRemove}},
        {contact("a", "requested"), ContactMark::kWaiting, "Waiting for staff since May 26", "hourglass", {A::kRemove}},
        {contact("a", "refused"), ContactMark::kRefused, "Staff said no", "circle-x", {A::kRemove}},
        {contact("a", "refused", false, "by_resident"),
         ContactMark::kDeclined,
         "You said no",
         "circle-x",
         {A::kRemove}},
        {contact("a", "blocked", true),
         ContactMark::kBlockedHere,
         "Blocked by you",
         "ban",
         {A::kUnblock, A::kRead, A::kRemove}},
        {contact("a", "blocked"), ContactMark::kBlocked, "Blocked by staff", "shield-off", {A::kRead, A::kRemove}},
        {contact("a", "something new"),
         ContactMark::kBlocked,
         "Blocked by staff",
         "shield-off",
         {A::kRead, A::kRemove}}};
    for (const Row& row : rows) {
        CAPTURE(row.contact.state(), row.state);
        const ContactDetail detail = detail_of(row.contact);
        CHECK(detail.row.mark == row.mark);
        CHECK(detail.row.state == row.state);
        CHECK(detail.row.state_icon == row.icon);
        CHECK(detail.actions == row.actions);
        CHECK_FALSE(detail.explanation.front().empty());
    }
}

TEST_CASE("who asks comes first, then those one can write to, and removed ones are not shown") {
    local::Contacts contacts;
    for (const auto& [name, state] : std::vector<std::pair<const char*, const char*>>{{"Ann", "approved"},
                                                                                      {"Rick", "refused"},
                                                                                      {"Gone", "removed"},
                                                                                      {"Tasha", "requested"},
                                                                                      {"Ruth", "invited"},
                                                                                      {"Bo", "approved"}}) {
        *contacts.add_contacts() = contact(name, state);
    }
    const auto model = make_contacts(contacts, shipped_texts(), kTestNow);
    std::string order;
    for (const auto& row : model.rows) order += (row.group.empty() ? "" : "[" + row.group + "]") + row.name + " ";
    CHECK(order ==
          "[Want to write to you]Ruth [You can write to them]Ann Bo [Waiting for staff]Tasha [No messages]Rick ");
}

TEST_CASE("the cap counts what was asked for, approved or blocked, as the hub does") {
    local::Contacts contacts;
    for (const char* state : {"approved", "queued", "requested", "blocked", "invited", "refused", "removed"})
        *contacts.add_contacts() = contact("a", state);
    contacts.set_contacts_max(10);
    const auto t = shipped_texts();
    CHECK(make_contacts(contacts, t, kTestNow).count == "4 of 10 contacts");
    CHECK(make_contacts(contacts, t, kTestNow).share == Approx(0.4));
    CHECK(make_contacts(contacts, t, kTestNow).full.empty());
    contacts.set_contacts_max(4);
    CHECK(make_contacts(contacts, t, kTestNow).full.find("You have 4 contacts.") == 0);
    contacts.set_contacts_max(0);  // the policy has not come
    CHECK(make_contacts(contacts, t, kTestNow).count == "4 contacts");
    CHECK(make_contacts(contacts, t, kTestNow).full.empty());
}

TEST_CASE("a refusal by staff says why, in a sentence of ours or in their own words") {
    CHECK(detail_of(contact("Rick", "refused", false, "court_order")).explanation.back() ==
          "Reason: a court order does not allow it");
    CHECK(detail_of(contact("Rick", "refused", false, "Ask your counselor first.")).explanation.back() ==
          "Reason: Ask your counselor first.");
    CHECK(detail_of(contact("Rick", "refused", false, "by_resident")).explanation.size() == 1);
}

TEST_CASE("a request that the hub did not take says so, not that staff said no") {
    auto refused = contact("Rick", "refused", false, "contact_known");
    refused.set_decided_ms(0);
    CHECK(detail_of(refused).row.mark == ContactMark::kNotTaken);
    CHECK(detail_of(refused).row.state == "Not taken");
    CHECK(detail_of(refused).explanation.back() == "This e-mail or phone is already on your list.");
    CHECK(detail_of(contact("Rick", "refused", false, "some_new_code")).explanation.back() ==
          "Reason: it breaks a rule of this facility");
}

TEST_CASE("what removing does is told by how far it had come") {
    const auto t = shipped_texts();
    const auto words = [&](const char* state) {
        const ContactRow row = make_contact(contact("Maria", state), true, t, kTestNow).row;
        return make_question(ContactAction::kRemove, row, true, t).text;
    };
    CHECK(words("approved").find("you get the credits back") != std::string::npos);
    CHECK(words("blocked") == words("approved"));
    CHECK(words("requested").find("Staff stop checking") == 0);
    CHECK(words("queued") == words("requested"));
    CHECK(words("refused").find("leaves your list") != std::string::npos);
}

TEST_CASE("while a change is under way nothing else can be done, and the screen says where it is") {
    auto changing = contact("Maria", "approved");
    changing.set_changing(true);
    CHECK(detail_of(changing).actions.empty());
    CHECK(detail_of(changing).changing.find("on its way") != std::string::npos);
    CHECK(detail_of(changing, false).changing.find("no connection") != std::string::npos);
    CHECK(detail_of(contact("Maria", "queued")).explanation.front().find("on its way") != std::string::npos);
    CHECK(detail_of(contact("Maria", "queued"), false).explanation.front().find("no connection") != std::string::npos);
}

TEST_CASE("paid replies are told of approved contacts only") {
    auto maria = contact("Maria", "approved");
    maria.set_prepaid_replies(2);
    CHECK(detail_of(maria).row.about == "Friend · 2 replies are paid for");
    CHECK(detail_of(maria).facts.front().value == "2");
    maria.set_state("requested");
    CHECK(detail_of(maria).row.about == "Friend");
}

TEST_CASE("every change asks first: verbs as answers, the dangerous ones marked, and what happens offline") {
    for (const char* language : {"en", "es"}) {
        const auto t = shipped_texts(language);
        for (const auto action : {ContactAction::kAccept, ContactAction::kRefuse, ContactAction::kUnblock,
                                  ContactAction::kBlock, ContactAction::kRemove}) {
            CAPTURE(language, action_code(action));
            const ContactRow maria = make_contact(contact("Maria", "approved"), true, t, kTestNow).row;
            const auto question = make_question(action, maria, true, t);
            CHECK(question.title.find("Maria") != std::string::npos);
            CHECK(question.text.find("contacts.") == std::string::npos);
            CHECK(question.yes.find("contacts.") == std::string::npos);
            CHECK(question.danger == (action == ContactAction::kBlock || action == ContactAction::kRemove));
            CHECK(make_question(action, maria, false, t).text.size() > question.text.size());
        }
    }
}
