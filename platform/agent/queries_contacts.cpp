#include <algorithm>
#include <optional>

#include "platform/agent/answers.h"
#include "platform/wire/limits.h"

namespace dayroom::agent {
namespace {

constexpr int kContactsWithoutPolicy = 200;

using Change = wire::ChangeContact::Change;

struct ChangeRule {
    const char* word;
    Change change;
    bool (*allowed)(const store::ContactView& contact);
};

constexpr ChangeRule kChanges[] = {
    {"accept", wire::ChangeContact::ACCEPT, [](const store::ContactView& c) { return c.state == "invited"; }},
    {"refuse", wire::ChangeContact::REFUSE, [](const store::ContactView& c) { return c.state == "invited"; }},
    {"block", wire::ChangeContact::BLOCK, [](const store::ContactView& c) { return c.state == "approved"; }},
    {"unblock", wire::ChangeContact::UNBLOCK,
     [](const store::ContactView& c) { return c.state == "blocked" && c.contact.blocked_by_resident(); }},
    {"remove", wire::ChangeContact::REMOVE, [](const store::ContactView& c) { return c.state != "removed"; }},
};

const ChangeRule* rule_of(const std::string& word) {
    const auto* found = std::find_if(std::begin(kChanges), std::end(kChanges),
                                     [&](const ChangeRule& rule) { return rule.word == word; });
    return found == std::end(kChanges) ? nullptr : found;
}

Result<int> contacts_max(Desk& desk) {
    const auto facility = TRY(desk.device.facility());
    const int most = facility ? facility->policy().contacts() : 0;
    return most > 0 ? most : kContactsWithoutPolicy;
}

local::Contact contact_of(const store::ContactView& view) {
    const auto& from = view.contact;
    local::Contact contact;
    contact.set_id(view.id.raw());
    contact.set_name(from.name());
    contact.set_relationship(from.relationship());
    contact.set_state(view.state);
    contact.set_reason(view.reason);
    contact.set_asked_ms(view.asked.ms());
    contact.set_decided_ms(from.decided_ms());
    contact.set_prepaid_replies(view.prepaid_replies);
    contact.set_blocked_by_resident(from.blocked_by_resident());
    contact.set_address(from.address());
    contact.set_changing(view.changing);
    return contact;
}

/// Asked for, approved and blocked count together, as at the hub: lifting a block never goes past the limit.
bool takes_a_place(const store::ContactView& contact) {
    return contact.state == "queued" || contact.state == "requested" || contact.state == "approved" ||
           contact.state == "blocked";
}

/// One that was asked for and has not left is settled here; else the hub hears of the change.
Status drop_or_tell(Desk& desk, const store::ContactView& contact, const wire::Command& change) {
    const bool removed = change.change_contact().change() == wire::ChangeContact::REMOVE;
    const bool never_left =
        removed && contact.state == "queued" && TRY(take_back(desk, contact.id.raw(), wire::Command::kRequestContact));
    return never_left ? desk.session.vault->drop_contact(contact.id) : put_into_outbox(desk, change);
}

}  // namespace

Answer answer_contacts(Desk& desk) {
    local::ToTerminal answer;
    auto& list = *answer.mutable_contacts();
    for (const auto& view : TRY(desk.session.vault->contacts())) *list.add_contacts() = contact_of(view);
    list.set_contacts_max(TRY(contacts_max(desk)));
    list.set_stamp(moved_of(desk.device.stamps(), desk.session).contacts());
    return answer;
}

Answer answer_request_contact(Desk& desk, const local::RequestContact& query) {
    const std::string name = TRY(typed_text(query.name(), wire::kMaxNameCharacters));
    const std::string address = TRY(typed_text(query.address(), wire::kMaxNameCharacters));
    if (const auto before = TRY(saved_before(desk, query.nonce()))) {
        if (before->request_contact().name() != name || before->request_contact().address() != address)
            return Error(ErrorCode::kConflict, "this nonce was used for something else");
        return done();
    }
    const auto contacts = TRY(desk.session.vault->contacts());
    if (std::count_if(contacts.begin(), contacts.end(), takes_a_place) >= TRY(contacts_max(desk)))
        return refusal(ErrorCode::kTooLarge, "contacts_full", "the facility allows no more contacts");
    store::Intent intent;
    intent.command = new_command(desk);
    auto& request = *intent.command.mutable_request_contact();
    request.set_contact_id(ContactId::make(desk.clock, desk.random).raw());
    request.set_name(name);
    request.set_relationship(query.relationship());
    request.set_address(address);
    intent.nonce = to_bytes(query.nonce());
    TRY(queue_command(desk, intent));
    return done();
}

Answer answer_change_contact(Desk& desk, const local::ChangeContact& query) {
    const ChangeRule* rule = rule_of(query.change());
    if (rule == nullptr) return Error(ErrorCode::kInvalid, "no such change");
    const auto contact = TRY(desk.session.vault->contact(TRY(ContactId::from_bytes(query.contact_id()))));
    if (!contact) return Error(ErrorCode::kNotFound, "no such contact of this resident");
    if (contact->changing || !rule->allowed(*contact))
        return Error(ErrorCode::kConflict, "the contact's state does not allow it");
    const bool remove = rule->change == wire::ChangeContact::REMOVE;
    // Refused by the hub at once, not by staff: only this terminal knows of it.
    if (remove && contact->state == "refused") {
        const auto dropped = desk.session.vault->drop_contact(contact->id);
        if (dropped.ok()) return done();
        if (dropped.error().code != ErrorCode::kConflict) return dropped.error();
    }
    TRY(check_room(desk));
    store::Intent intent;
    intent.command = new_command(desk);
    intent.command.mutable_change_contact()->set_contact_id(query.contact_id());
    intent.command.mutable_change_contact()->set_change(rule->change);
    const auto saved = TRY(desk.session.vault->save_intent(intent));
    finish_queuing(desk, drop_or_tell(desk, *contact, saved));
    return done();
}

}  // namespace dayroom::agent
