// Contacts: who may write and who waits for whom, one contact with what can be done about it, and asking for a new one.
// Every change is a command that the hub decides; until then the screen says that it is under way.
#pragma once

#include <map>
#include <optional>

#include "terminal/features/base/asked.h"
#include "terminal/features/base/draft_keeper.h"
#include "terminal/features/base/feature.h"
#include "terminal/features/contacts/contacts_model.h"
#include "terminal/features/contacts/new_contact.h"

namespace dayroom::features {

class ContactsFeature final : public Feature {
public:
    ContactsFeature();

    void enter(Host& host, const Place& place) override;
    void leave(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void outcome(Host& host, const local::Outcome& outcome) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    enum class Want { kContacts, kChange, kRequest };
    enum class Step { kTyping, kConfirming, kRefused, kDiscarding, kSending };

    void ask_contacts(Host& host);
    void open_contact(const std::string& id);
    const local::Contact* opened() const;
    void act(Host& host, ContactAction action);
    void change(Host& host, ContactAction action);
    void take_change(Host& host, const local::ToTerminal& reply);

    // contacts_view.cpp: the list; contact_view.cpp: one contact
    void draw_list(Host& host, ui::Ui& ui, ui::Rect rect);
    float list_head_height(ui::Ui& ui, float width, const ContactsModel& model) const;
    void draw_list_head(Host& host, ui::Ui& ui, ui::Rect rect, const ContactsModel& model);
    void draw_rows(Host& host, ui::Ui& ui, ui::Rect rect, const ContactsModel& model);
    void draw_row(Host& host, ui::Ui& ui, ui::Rect rect, const ContactRow& row, std::size_t index);
    void draw_contact_head(ui::Ui& ui, ui::Cut& column, const ContactDetail& detail, bool in_pane);
    void draw_contact(Host& host, ui::Ui& ui, ui::Rect rect, bool in_pane);
    void draw_contact_body(Host& host, ui::Ui& ui, ui::Rect rect, const ContactDetail& detail, bool in_pane);
    void draw_contact_actions(Host& host, ui::Ui& ui, ui::Cut& column, const ContactDetail& detail);
    void draw_question(Host& host, ui::Ui& ui);

    // asking.cpp: the new contact that is being asked for; new_contact_view.cpp: its form
    void begin_asking(Host& host);
    void take_draft();
    void fill_buffers();
    void edited(ui::Ui& ui);
    void try_send(Host& host);
    void send(Host& host);
    void take_request(Host& host, const local::ToTerminal& reply);
    void discard(Host& host);
    void refuse(const std::string& code);
    void draw_form(Host& host, ui::Ui& ui, ui::Rect rect);
    float draw_relationships(Host& host, ui::Ui& ui, ui::Rect rect);
    float draw_reach(Host& host, ui::Ui& ui, ui::Rect rect);
    float draw_form_actions(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_form_dialogs(Host& host, ui::Ui& ui);

    Asked<Want> asked_;
    local::Contacts contacts_;
    ContactsModel list_;  // of them: made when they come, not each frame
    bool known_ = false;
    std::uint64_t stamp_ = 1;  // heights of rows are asked for again when it changes
    std::string open_id_;
    std::optional<ContactAction> asking_;  // its question stands on the screen
    std::optional<ContactAction> sent_;    // given to the agent, not yet answered by it
    bool left_ = false;                    // the open contact was removed: its page is over
    std::string problem_;                  // code of what became of the last change

    bool begun_ = false;
    NewContactAnswers answers_;
    ui::TextBuffer name_;
    ui::TextBuffer address_;
    std::map<std::string, std::string> problems_;
    bool look_up_ = false;  // brings the first answers that need a look into sight
    DraftKeeper draft_;
    Step step_ = Step::kTyping;
    std::string refusal_;  // code of the hub's or the agent's no
};

}  // namespace dayroom::features
