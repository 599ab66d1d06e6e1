// The list of contacts: who asks, with whom one can write, who waits, and how many more there may be.
#include <algorithm>

#include "terminal/features/contacts/contact_look.h"
#include "terminal/features/contacts/contacts_feature.h"

namespace dayroom::features {
namespace {

constexpr float kRowEstimate = 100;
constexpr float kCountHeight = 44;

ui::RowSpec row_spec(const ContactRow& row, bool selected, const ui::Texts& t) {
    ui::RowSpec spec{.title = row.name,
                     .preview = row.about,
                     .preview_lines = 1,
                     .avatar_name = row.name,
                     .selected = selected,
                     .chevron = true};
    spec.badges.push_back({row.state, row.state_icon, tone_of(row.mark)});
    if (row.changing) spec.badges.push_back({t("contacts.changing"), "refresh-cw", ui::Tone::kNeutral});
    return spec;
}

}  // namespace

/// On wide screens the head stands above the list; on narrow ones it scrolls with it.
void ContactsFeature::draw_list(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const ContactsModel& model = list_;
    ui::Cut column = ui.cut(rect);
    if (ui.two_panes() || model.rows.empty()) {
        draw_list_head(host, ui, column.top(list_head_height(ui, column.width(), model)), model);
    }
    if (model.rows.empty()) {
        ui::empty_state(ui, "contacts.none", column.rest(),
                        {.icon = "users", .title = t("contacts.none"), .text = t("contacts.none_text")});
        return;
    }
    draw_rows(host, ui, column.rest(), model);
}

float ContactsFeature::list_head_height(ui::Ui& ui, float width, const ContactsModel& model) const {
    const auto& m = ui.metrics();
    const float full =
        model.full.empty()
            ? 0
            : ui.measure(model.full, ui::Type::kSecondary, ui::FontWeight::kRegular, width).h + m.gap_small;
    return m.button + m.gap + full + ui.px(kCountHeight) + m.gap_small;
}

void ContactsFeature::draw_list_head(Host& host, ui::Ui& ui, ui::Rect rect, const ContactsModel& model) {
    const auto& m = ui.metrics();
    const std::string label = host.texts()("contacts.new");
    ui::Cut column = ui.cut(rect);
    if (ui::button(ui, "contacts.new", column.top(m.button, m.gap),
                   {.label = label, .icon = "user-plus", .enabled = model.full.empty(), .initial_focus = true})) {
        host.go({ScreenId::kNewContact, {}});
    }
    if (!model.full.empty()) {
        column.skip(ui.text(column.rest(), model.full, {.type = ui::Type::kSecondary, .personal = false},
                            "contacts.full", ui::Role::kStatus) +
                    m.gap_small);
    }
    ui::progress_bar(ui, "contacts.count", column.top(ui.px(kCountHeight)), model.count, model.share);
}

void ContactsFeature::draw_rows(Host& host, ui::Ui& ui, ui::Rect rect, const ContactsModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const float width = rect.w - ui::scroll_gutter(ui);
    const std::size_t head = ui.two_panes() ? 0 : 1;  // the first row is the head
    ui::ListSpec spec{.label = t("nav.contacts"), .count = model.rows.size() + head, .row_height = ui.px(kRowEstimate)};
    spec.stamp =
        stamp_ * 1000003U + static_cast<std::uint64_t>(rect.w) * 31U + static_cast<std::uint64_t>(m.scale * 100);
    spec.measure = [&](std::size_t at) {
        if (at < head) return list_head_height(ui, width, model);
        const ContactRow& row = model.rows[at - head];
        const float heading = row.group.empty() ? 0 : ui::section_heading_height(ui);
        return heading + ui::row_height(ui, row_spec(row, false, t), width) + m.gap;
    };
    ui::virtual_list(ui, "contact", rect, spec, [&](std::size_t at, ui::Rect box) {
        if (at < head) return draw_list_head(host, ui, box, model);
        draw_row(host, ui, box, model.rows[at - head], at - head);
    });
}

void ContactsFeature::draw_row(Host& host, ui::Ui& ui, ui::Rect rect, const ContactRow& row, std::size_t index) {
    ui::Cut column = ui.cut(rect);
    if (!row.group.empty()) {
        ui::section_heading(ui, "group." + std::to_string(index), column.top(ui::section_heading_height(ui)),
                            row.group);
    }
    const ui::RowSpec look = row_spec(row, ui.two_panes() && row.id == open_id_, host.texts());
    const float height = ui::row_height(ui, look, rect.w);
    if (!ui::row(ui, std::to_string(index), column.top(height), look)) return;
    if (ui.two_panes()) {
        open_contact(row.id);
    } else {
        host.go({ScreenId::kContact, row.id});
    }
}

}  // namespace dayroom::features
