// What the contact screens show: who may write, who waits for whom, and what can be done about it. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

enum class ContactMark {
    kInvited,      // asks to write; waits for the resident's word
    kApproved,     // messages flow
    kQueued,       // asked for here, not yet at the hub
    kWaiting,      // staff decide
    kBlockedHere,  // by the resident, who may unblock
    kBlocked,      // by staff
    kRefused,      // staff said no
    kDeclined,     // the resident said no to an invitation
    kNotTaken,     // the hub did not take the request at all: known here only
    kRemoved,      // not shown
};

enum class ContactAction { kWrite, kRead, kAccept, kRefuse, kUnblock, kBlock, kRemove };

struct ContactRow {
    std::string id;
    ContactMark mark = ContactMark::kApproved;
    std::string name;
    std::string about;  // "Mother · 2 replies are paid for"
    std::string state;  // "Waiting for staff since May 26"
    std::string state_icon;
    bool changing = false;  // a change is saved here and not yet at the hub
    std::string group;      // heading over the first row of a group; empty: none
};

struct ContactsModel {
    std::vector<ContactRow> rows;  // grouped: what needs an answer first, then those one can write to
    std::string count;             // "7 of 25 contacts"
    float share = 0;               // of the cap, 0–1; 0 without one
    std::string full;              // why no other can be asked for; empty: one can
};

struct ContactFact {
    std::string name;
    std::string value;
};

struct ContactDetail {
    ContactRow row;
    std::string relationship;
    std::vector<std::string> explanation;  // what the state means, and the reason
    std::vector<ContactFact> facts;
    std::vector<ContactAction> actions;  // the likeliest first; none while a change is under way
    std::string changing;                // what happens with that change; empty: none
};

ContactMark mark_of(const local::Contact& contact);
std::string relationship_words(const std::string& code, const ui::Texts& texts);

ContactsModel make_contacts(const local::Contacts& contacts, const ui::Texts& texts, Timestamp now);
/// `online`: whether the hub answers now.
ContactDetail make_contact(const local::Contact& contact, bool online, const ui::Texts& texts, Timestamp now);

/// "block": in ChangeContact, in ids and in the catalogs. Writing and reading are no change.
std::string_view action_code(ContactAction action);
std::string action_label(ContactAction action, const ui::Texts& texts);
std::string_view action_icon(ContactAction action);

/// The question before a change, in plain words.
struct ContactQuestion {
    std::string title;
    std::string text;
    std::string yes;  // a verb
    std::string no;   // the safe choice
    bool danger = false;
};
ContactQuestion make_question(ContactAction action, const ContactRow& contact, bool online, const ui::Texts& texts);

}  // namespace dayroom::features
