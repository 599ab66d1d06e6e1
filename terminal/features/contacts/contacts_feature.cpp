#include "terminal/features/contacts/contacts_feature.h"

#include <algorithm>

namespace dayroom::features {

ContactsFeature::ContactsFeature() : name_(kMaxContactNameCharacters), address_(kMaxContactAddressCharacters) {}

void ContactsFeature::enter(Host& host, const Place& place) {
    ask_contacts(host);
    asking_.reset();
    if (place.screen == ScreenId::kContact) open_contact(place.parameter);
    if (place.screen == ScreenId::kNewContact) begin_asking(host);
}

void ContactsFeature::leave(Host& host, const Place& place) {
    if (place.screen == ScreenId::kNewContact) draft_.save(host, contact_draft(answers_), true);
}

void ContactsFeature::moved(Host& host) { ask_contacts(host); }

void ContactsFeature::ask_contacts(Host& host) {
    local::ToAgent query;
    query.mutable_get_contacts();
    asked_.remember(host.ask(std::move(query)), Want::kContacts);
}

void ContactsFeature::open_contact(const std::string& id) {
    if (id != open_id_) problem_.clear();
    open_id_ = id;
}

const local::Contact* ContactsFeature::opened() const {
    const auto& all = contacts_.contacts();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& contact) {
        return contact.id() == open_id_ && mark_of(contact) != ContactMark::kRemoved;
    });
    return found == all.end() ? nullptr : &*found;
}

void ContactsFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (draft_.answer(number, reply)) return take_draft();
    const auto want = asked_.take(number);
    if (!want.has_value()) return;
    switch (*want) {
        case Want::kContacts:
            if (!reply.has_contacts()) break;
            contacts_ = reply.contacts();
            list_ = make_contacts(contacts_, host.texts(), host.now());
            known_ = true;
            ++stamp_;
            break;
        case Want::kChange:
            take_change(host, reply);
            break;
        case Want::kRequest:
            take_request(host, reply);
            break;
    }
}

/// The hub's no stands beside the contact that it is about, not only in the toast.
void ContactsFeature::outcome(Host& host, const local::Outcome& outcome) {
    if (outcome.what() != "contact") return;
    if (outcome.id().empty() || outcome.id() == open_id_) problem_ = outcome.done() ? std::string() : outcome.code();
    ask_contacts(host);
}

void ContactsFeature::act(Host& host, ContactAction action) {
    if (action == ContactAction::kWrite) return host.go({ScreenId::kWrite, open_id_});
    if (action == ContactAction::kRead) return host.go({ScreenId::kReader, open_id_});
    asking_ = action;
}

void ContactsFeature::change(Host& host, ContactAction action) {
    local::ToAgent query;
    query.mutable_change_contact()->set_contact_id(open_id_);
    query.mutable_change_contact()->set_change(std::string(action_code(action)));
    const auto number = host.ask(std::move(query));
    problem_ = number == 0 ? "agent_away" : "";
    if (number == 0) return;
    asked_.remember(number, Want::kChange);
    sent_ = action;
}

void ContactsFeature::take_change(Host& host, const local::ToTerminal& reply) {
    if (reply.has_problem()) problem_ = reply.problem().code();
    left_ = reply.has_done() && sent_ == ContactAction::kRemove;
    sent_.reset();
    ask_contacts(host);
}

std::string ContactsFeature::title(Host& host, const Place& place) {
    if (place.screen == ScreenId::kNewContact) return host.texts()("contacts.new_title");
    const local::Contact* contact = place.screen == ScreenId::kContact ? opened() : nullptr;
    return contact == nullptr ? host.texts()("nav.contacts") : contact->name();
}

void ContactsFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    if (place.screen == ScreenId::kNewContact) return draw_form(host, ui, rect);
    const auto& m = ui.metrics();
    if (std::exchange(left_, false)) {
        open_id_.clear();
        if (place.screen == ScreenId::kContact) return host.back();
    }
    if (!known_) return ui::spinner(ui, "contacts.loading", rect, host.texts()("kit.working"));
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    page.bottom(m.gap);
    if (ui.two_panes()) {
        draw_list(host, ui, page.start(m.list_pane, m.gap_large));
        draw_contact(host, ui, page.rest(), true);
    } else if (place.screen == ScreenId::kContact) {
        draw_contact(host, ui, page.rest(), false);
    } else {
        draw_list(host, ui, page.rest());
    }
    draw_question(host, ui);
}

}  // namespace dayroom::features
