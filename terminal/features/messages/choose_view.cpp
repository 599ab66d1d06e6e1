// Whom to write to: the approved contacts.
#include <algorithm>

#include "terminal/features/base/privacy_note.h"
#include "terminal/features/messages/messages_feature.h"

namespace dayroom::features {
namespace {

constexpr float kChoiceWidth = 860;  // px at 100 %

ui::RowSpec contact_spec(const local::Contact& contact, const ui::Texts& t) {
    ui::RowSpec spec{.title = contact.name(), .avatar_name = contact.name(), .chevron = true};
    spec.preview = t.of_code("contact.relationship.", contact.relationship(), "contact.relationship.other");
    spec.preview_lines = 1;
    if (contact.prepaid_replies() > 0)
        spec.badges.push_back(
            {t("write.prepaid_count", {{"count", contact.prepaid_replies()}}), "gift", ui::Tone::kSuccess});
    return spec;
}

}  // namespace

void MessagesFeature::draw_choice(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!contacts_.has_value()) {
        ui::spinner(ui, "write_to.loading", rect, t("kit.working"));
        return;
    }
    std::vector<const local::Contact*> approved;
    for (const auto& contact : contacts_->contacts()) {
        if (contact.state() == "approved") approved.push_back(&contact);
    }
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    page.skip(privacy_note(host, ui, page.rest()) + m.gap);
    if (approved.empty()) {
        if (ui::empty_state(ui, "write_to.none", page.rest(),
                            {.icon = "users",
                             .title = t("write.nobody"),
                             .text = t("write.nobody_text"),
                             .action = t("write.contacts")}))
            host.go({ScreenId::kContacts, {}});
        return;
    }
    ui::Rect body = page.rest();
    body.w = std::min(body.w, ui.px(kChoiceWidth));
    ui::ListSpec list{.count = approved.size(), .row_height = m.row + m.gap, .gap = m.gap};
    const float width = body.w - ui::scroll_gutter(ui);
    list.measure = [&](std::size_t index) {
        return ui::row_height(ui, contact_spec(*approved[index], t), width) + m.gap;
    };
    ui::virtual_list(ui, "contact", body, list, [&](std::size_t index, ui::Rect box) {
        if (ui::row(ui, std::to_string(index), box, contact_spec(*approved[index], t)))
            host.go({ScreenId::kWrite, approved[index]->id()});
    });
}

}  // namespace dayroom::features
