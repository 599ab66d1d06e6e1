#include "terminal/features/contacts/contacts_model.h"

#include <algorithm>
#include <array>

namespace dayroom::features {
namespace {

/// One state: how it is called in the catalogs, its sign, and where it stands in the list.
struct MarkFacts {
    ContactMark mark;
    std::string_view code;
    std::string_view icon;
    int group;  // rows of one group stand under one heading
};
constexpr std::array<MarkFacts, 10> kMarks = {{{ContactMark::kInvited, "invited", "mail-question", 0},
                                               {ContactMark::kApproved, "approved", "circle-check", 1},
                                               {ContactMark::kQueued, "queued", "cloud-off", 2},
                                               {ContactMark::kWaiting, "waiting", "hourglass", 2},
                                               {ContactMark::kBlockedHere, "blocked_here", "ban", 3},
                                               {ContactMark::kBlocked, "blocked", "shield-off", 3},
                                               {ContactMark::kRefused, "refused", "circle-x", 3},
                                               {ContactMark::kDeclined, "declined", "circle-x", 3},
                                               {ContactMark::kNotTaken, "not_taken", "circle-alert", 3},
                                               {ContactMark::kRemoved, "removed", "user-x", 3}}};
constexpr std::string_view kByResident = "by_resident";  // reason of a refusal that is the resident's own
constexpr std::array<std::string_view, 4> kGroups = {"contacts.group_invited", "contacts.group_approved",
                                                     "contacts.group_waiting", "contacts.group_closed"};

const MarkFacts& facts_of(ContactMark mark) { return kMarks[static_cast<std::size_t>(mark)]; }

struct ActionFacts {
    ContactAction action;
    std::string_view code;
    std::string_view icon;
};
constexpr std::array<ActionFacts, 7> kActions = {{{ContactAction::kWrite, "write", "pen-line"},
                                                  {ContactAction::kRead, "read", "message-square"},
                                                  {ContactAction::kAccept, "accept", "user-check"},
                                                  {ContactAction::kRefuse, "refuse", "x"},
                                                  {ContactAction::kUnblock, "unblock", "lock-open"},
                                                  {ContactAction::kBlock, "block", "ban"},
                                                  {ContactAction::kRemove, "remove", "user-minus"}}};

const ActionFacts& facts_of(ContactAction action) { return kActions[static_cast<std::size_t>(action)]; }
bool is_danger(ContactAction action) { return action == ContactAction::kBlock || action == ContactAction::kRemove; }

std::string date_of(std::int64_t ms, const ui::Texts& t, Timestamp now) { return t.date(Timestamp::from_ms(ms), now); }

std::string state_words(const local::Contact& contact, ContactMark mark, const ui::Texts& t, Timestamp now) {
    if (mark == ContactMark::kWaiting && contact.asked_ms() > 0) {
        return t("contacts.waiting_since", {{"date", date_of(contact.asked_ms(), t, now)}});
    }
    return t("contacts.state." + std::string(facts_of(mark).code));
}

ContactRow make_row(const local::Contact& contact, const ui::Texts& t, Timestamp now) {
    ContactRow row;
    row.id = contact.id();
    row.mark = mark_of(contact);
    row.name = contact.name();
    row.about = relationship_words(contact.relationship(), t);
    if (row.mark == ContactMark::kApproved && contact.prepaid_replies() > 0) {
        row.about += " · " + t("contacts.prepaid", {{"count", contact.prepaid_replies()}});
    }
    row.state = state_words(contact, row.mark, t, now);
    row.state_icon = std::string(facts_of(row.mark).icon);
    row.changing = contact.changing();
    return row;
}

/// What counts against the cap, as at the hub: asked for and approved together, blocked ones too.
bool counts(ContactMark mark) {
    return mark != ContactMark::kInvited && mark != ContactMark::kRefused && mark != ContactMark::kDeclined &&
           mark != ContactMark::kNotTaken;
}

/// A reason is a code with a sentence in the catalogs, or staff's own words.
std::string reason_words(const std::string& reason, const ui::Texts& t) {
    const std::string key = "contacts.reason." + reason;
    if (t.has(key)) return t(key);
    const bool words = reason.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos;
    return words ? reason : t("contacts.reason.other");
}

std::vector<std::string> explain(const local::Contact& contact, ContactMark mark, bool online, const ui::Texts& t) {
    const std::string_view code =
        mark == ContactMark::kQueued && online ? std::string_view("on_its_way") : facts_of(mark).code;
    std::vector<std::string> lines = {t("contacts.means." + std::string(code), {{"name", contact.name()}})};
    if (mark == ContactMark::kNotTaken) lines.push_back(t.of_code("problem.", contact.reason(), "problem.refused"));
    const bool by_staff = mark == ContactMark::kRefused || mark == ContactMark::kBlocked;
    if (by_staff && !contact.reason().empty()) {
        lines.push_back(t("contacts.reason_is", {{"reason", reason_words(contact.reason(), t)}}));
    }
    return lines;
}

/// What removing means depends on how far it had come.
std::string removal_key(ContactMark mark) {
    const int group = facts_of(mark).group;
    if (mark == ContactMark::kBlockedHere || mark == ContactMark::kBlocked || group == 1) return "contacts.then.remove";
    return group == 2 ? "contacts.then.take_back" : "contacts.then.forget";
}

std::vector<ContactAction> actions_for(ContactMark mark) {
    switch (mark) {
        case ContactMark::kInvited:
            return {ContactAction::kAccept, ContactAction::kRefuse};
        case ContactMark::kApproved:
            return {ContactAction::kWrite, ContactAction::kRead, ContactAction::kBlock, ContactAction::kRemove};
        case ContactMark::kBlockedHere:
            return {ContactAction::kUnblock, ContactAction::kRead, ContactAction::kRemove};
        case ContactMark::kBlocked:
            return {ContactAction::kRead, ContactAction::kRemove};
        case ContactMark::kQueued:
        case ContactMark::kWaiting:
        case ContactMark::kRefused:
        case ContactMark::kDeclined:
        case ContactMark::kNotTaken:
            return {ContactAction::kRemove};
        case ContactMark::kRemoved:
            break;
    }
    return {};
}

std::vector<ContactFact> facts_about(const local::Contact& contact, ContactMark mark, const ui::Texts& t,
                                     Timestamp now) {
    std::vector<ContactFact> facts;
    if (mark == ContactMark::kApproved && contact.prepaid_replies() > 0) {
        facts.push_back({t("contacts.fact_prepaid"), std::to_string(contact.prepaid_replies())});
    }
    if (!contact.address().empty()) facts.push_back({t("contacts.fact_address"), contact.address()});
    if (contact.asked_ms() > 0) facts.push_back({t("contacts.fact_asked"), date_of(contact.asked_ms(), t, now)});
    if (contact.decided_ms() > 0) {
        facts.push_back({t(mark == ContactMark::kApproved ? "contacts.fact_approved" : "contacts.fact_decided"),
                         date_of(contact.decided_ms(), t, now)});
    }
    return facts;
}

}  // namespace

ContactMark mark_of(const local::Contact& contact) {
    const std::string& state = contact.state();
    if (state == "removed") return ContactMark::kRemoved;
    if (state == "invited") return ContactMark::kInvited;
    if (state == "queued") return ContactMark::kQueued;
    if (state == "requested") return ContactMark::kWaiting;
    if (state == "refused" && contact.reason() == kByResident) return ContactMark::kDeclined;
    if (state == "refused") return contact.decided_ms() == 0 ? ContactMark::kNotTaken : ContactMark::kRefused;
    if (contact.blocked_by_resident()) return ContactMark::kBlockedHere;
    return state == "approved" ? ContactMark::kApproved : ContactMark::kBlocked;
}

std::string relationship_words(const std::string& code, const ui::Texts& t) {
    const std::string key = "contact.relationship." + (code.empty() ? std::string("other") : code);
    return t.has(key) ? t(key) : code;
}

ContactsModel make_contacts(const local::Contacts& contacts, const ui::Texts& t, Timestamp now) {
    ContactsModel model;
    int counted = 0;
    for (const auto& contact : contacts.contacts()) {
        ContactRow row = make_row(contact, t, now);
        if (row.mark == ContactMark::kRemoved) continue;
        counted += counts(row.mark) ? 1 : 0;
        model.rows.push_back(std::move(row));
    }
    const auto group = [](const ContactRow& row) { return facts_of(row.mark).group; };
    std::stable_sort(model.rows.begin(), model.rows.end(),
                     [&](const ContactRow& a, const ContactRow& b) { return group(a) < group(b); });
    for (std::size_t at = 0; at < model.rows.size(); ++at) {
        if (at == 0 || group(model.rows[at]) != group(model.rows[at - 1])) {
            model.rows[at].group = t(kGroups[static_cast<std::size_t>(group(model.rows[at]))]);
        }
    }
    const int most = contacts.contacts_max();
    if (most <= 0) {
        model.count = t("contacts.count", {{"count", counted}});
        return model;
    }
    model.count = t("contacts.count_of", {{"count", counted}, {"most", most}});
    model.share = std::min(1.0F, static_cast<float>(counted) / static_cast<float>(most));
    if (counted >= most) model.full = t("contacts.full", {{"most", most}});
    return model;
}

ContactDetail make_contact(const local::Contact& contact, bool online, const ui::Texts& t, Timestamp now) {
    ContactDetail detail;
    detail.row = make_row(contact, t, now);
    detail.relationship = relationship_words(contact.relationship(), t);
    detail.explanation = explain(contact, detail.row.mark, online, t);
    detail.facts = facts_about(contact, detail.row.mark, t, now);
    if (contact.changing()) {
        detail.changing = t(online ? "contacts.changing_online" : "contacts.changing_offline");
    } else {
        detail.actions = actions_for(detail.row.mark);
    }
    return detail;
}

std::string_view action_code(ContactAction action) { return facts_of(action).code; }

std::string action_label(ContactAction action, const ui::Texts& t) {
    return t("contacts.do." + std::string(facts_of(action).code));
}

std::string_view action_icon(ContactAction action) { return facts_of(action).icon; }

ContactQuestion make_question(ContactAction action, const ContactRow& contact, bool online, const ui::Texts& t) {
    const std::string code(facts_of(action).code);
    ContactQuestion question;
    question.title = t("contacts.ask." + code, {{"name", contact.name}});
    question.text = t(action == ContactAction::kRemove ? removal_key(contact.mark) : "contacts.then." + code);
    if (!online) question.text += " " + t("contacts.then_offline");
    question.yes = t("contacts.yes." + code);
    question.no = t("contacts.not_now");
    question.danger = is_danger(action);
    return question;
}

}  // namespace dayroom::features
