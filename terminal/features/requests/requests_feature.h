// Requests to staff: the list with states, a new one from a form that the facility defined, its confirmation with price
// and balance, the receipt code, and what happened since. What is typed is saved as a draft at each pause.
#pragma once

#include <map>
#include <optional>

#include "terminal/features/base/feature.h"
#include "terminal/features/base/paged.h"
#include "terminal/features/requests/attachment_reader.h"
#include "terminal/features/requests/filling.h"
#include "terminal/features/requests/form_model.h"
#include "terminal/features/requests/replying.h"
#include "terminal/features/requests/requests_model.h"

namespace dayroom::features {

class RequestsFeature final : public Feature {
public:
    explicit RequestsFeature(PhotoCache& photos) : reader_(photos) {}
    void enter(Host& host, const Place& place) override;
    void leave(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void outcome(Host& host, const local::Outcome& outcome) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    enum class Want { kForms, kList, kOne, kMoney, kSubmit, kContacts, kItems, kOthers };
    struct Query {
        Want want;
        int offset = 0;
        std::string form;  // kSubmit: which form it was about; kItems: which field
    };
    // requests_feature.cpp
    void remember(std::uint32_t number, Query query);
    void ask_forms(Host& host);
    void ask_money(Host& host);
    void ask_one(Host& host, const std::string& id);
    void ask_contacts(Host& host);
    void ask_others(Host& host);
    void want(Host& host, int first, int last);
    void take_forms(Host& host, const local::Forms& forms);
    void take_list(Host& host, int offset, const local::Requests& requests);
    const FormView* find_form(const std::string& code) const;
    // filling.cpp
    void open_form(Host& host, const std::string& parameter);
    void fill_in(Host& host);
    void follow_form(Host& host, const FormView& form);
    void take_draft(Host& host);
    void edited(ui::Ui& ui);
    void try_send(Host& host, const FormView& form);
    Confirmation confirmation(Host& host, const FormView& form) const;
    void close_moved(Host& host, const FormView& form);
    void submit(Host& host, const FormView& form);
    void take_submitted(Host& host, const local::ToTerminal& reply);
    void discard(Host& host);
    void make_buffers(const FormView& form);
    // field_view.cpp
    float draw_field(Host& host, ui::Ui& ui, ui::Rect rect, const FieldView& field);
    float draw_typed(Host& host, ui::Ui& ui, ui::Rect rect, const FieldView& field, const std::string& label);
    float draw_choices(Host& host, ui::Ui& ui, ui::Rect rect, const FieldView& field,
                       const std::vector<ChoiceView>& choices);
    float draw_item(Host& host, ui::Ui& ui, ui::Rect rect, const FieldView& field);
    void ask_items(Host& host, const std::string& field, const std::string& code);
    void choose(ui::Ui& ui, const FieldView& field, std::string value);
    void show_problem(ui::Ui& ui, const FormView& form);
    // list_view.cpp, form_view.cpp
    void draw_list(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_choice(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_form(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_warning(Host& host, ui::Ui& ui, ui::Rect rect, const FormView& form);
    float draw_head(Host& host, ui::Ui& ui, ui::Rect rect, const FormView& form);
    void draw_changes(Host& host, ui::Ui& ui, ui::Cut& column);
    void draw_actions(Host& host, ui::Ui& ui, ui::Rect rect, const FormView& form);
    void draw_dialogs(Host& host, ui::Ui& ui, const FormView& form);
    // request_view.cpp
    void draw_receipt(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_request(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_request_body(Host& host, ui::Ui& ui, ui::Rect rect, const RequestDetail& detail);
    void draw_attachment(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place);
    void draw_standing(Host& host, ui::Ui& ui, ui::Cut& column, const RequestDetail& detail);
    std::map<std::uint32_t, Query> queries_;
    std::vector<FormView> forms_;
    bool forms_known_ = false;
    Paged<HeldRequest> list_;
    std::optional<local::Money> money_;
    std::optional<local::Request> opened_;
    std::string opened_id_;
    local::Submitted submitted_;
    std::optional<local::Outcome> decided_;  // of submitted_
    Filling filling_;
    std::optional<std::vector<ChoiceView>> contacts_;  // that a field may be answered with
    std::vector<local::Request> others_;               // the newest, for appeals and what they are about
    Replying replying_;
    AttachmentReader reader_;
};

}  // namespace dayroom::features
