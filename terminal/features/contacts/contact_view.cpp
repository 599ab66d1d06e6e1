// One contact: what the state means, how they are reached, and what can be done; the question before each change.
#include <algorithm>

#include "terminal/features/contacts/contact_look.h"
#include "terminal/features/contacts/contacts_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMaxWidth = 760;
constexpr float kAvatarScale = 1.5F;
constexpr float kSideBySide = 420;  // logical width from which two buttons share a line

ui::ButtonKind kind_of(ContactAction action, bool first) {
    if (first && action != ContactAction::kRemove) return ui::ButtonKind::kPrimary;
    return action == ContactAction::kRemove ? ui::ButtonKind::kQuiet : ui::ButtonKind::kOutline;
}

}  // namespace

void ContactsFeature::draw_contact(Host& host, ui::Ui& ui, ui::Rect rect, bool in_pane) {
    const auto& t = host.texts();
    const local::Contact* contact = opened();
    const auto body = [&](ui::Rect room) {
        if (contact == nullptr && in_pane) {
            ui::empty_state(ui, "contact.none", room,
                            {.icon = "users", .title = t("contacts.choose"), .text = t("contacts.choose_text")});
        } else if (contact == nullptr) {
            ui::empty_state(ui, "contact.gone", room,
                            {.icon = "user-x", .title = t("contacts.gone"), .text = t("contacts.gone_text")});
        } else {
            draw_contact_body(host, ui, room, make_contact(*contact, host.status().online(), t, host.now()), in_pane);
        }
    };
    if (!in_pane) return body(rect);
    const ui::CardSpec spec{.padded = false};
    const ui::SurfaceScope surface(ui, ui::card_surface(ui, spec));
    const ui::Rect inside = ui::card(ui, rect, spec);
    body(inside.inset(ui.metrics().gap_small, ui.metrics().gap_small));
}

void ContactsFeature::draw_contact_body(Host& host, ui::Ui& ui, ui::Rect rect, const ContactDetail& detail,
                                        bool in_pane) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::ScrollArea area(ui, "contact.body", rect);
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kMaxWidth));
    ui::Cut column = ui.cut(content);
    column.inset(ui.two_panes() ? m.gap : 0, 0);
    column.skip(m.gap_small);

    draw_contact_head(ui, column, detail, in_pane);
    if (!problem_.empty()) {
        const ui::BannerSpec spec{
            .text = t.of_code("problem.", problem_, "problem.refused"), .tone = ui::Tone::kDanger, .alert = true};
        ui::banner(ui, "contact.problem", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
    }
    if (!detail.changing.empty()) {
        const ui::BannerSpec spec{.text = detail.changing, .icon = "refresh-cw", .tone = ui::Tone::kInfo};
        ui::banner(ui, "contact.changing", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
    }
    for (const auto& line : detail.explanation) {
        column.skip(ui.text(column.rest(), line, {.personal = false}) + m.gap_small);
    }
    column.skip(m.gap_small);
    for (std::size_t at = 0; at < detail.facts.size(); ++at) {
        column.skip(ui::fact(ui, "contact.fact." + std::to_string(at), column.rest(), detail.facts[at].name,
                             detail.facts[at].value));
    }
    column.skip(m.gap_large);
    draw_contact_actions(host, ui, column, detail);
    area.used_until(column.rest().y + m.gap);
}

/// Beside the list the name stands here; on a screen of its own it stands in the header already.
void ContactsFeature::draw_contact_head(ui::Ui& ui, ui::Cut& column, const ContactDetail& detail, bool in_pane) {
    const auto& m = ui.metrics();
    const float side = m.avatar * kAvatarScale;
    const float room = column.width() - side - m.gap;
    const ui::BadgeSpec state{detail.row.state, detail.row.state_icon, tone_of(detail.row.mark)};
    const float badge_height = ui::badge_size(ui, state).h;
    const float name_height =
        in_pane ? ui.measure(detail.row.name, ui::Type::kHeading, ui::FontWeight::kBold, room).h : 0;
    const float about_height =
        ui.measure(detail.relationship, ui::Type::kBody, ui::FontWeight::kRegular, room).h + m.gap_small / 2;
    ui::Cut head = ui.cut(column.top(std::max(side, name_height + about_height + badge_height), m.gap));
    const ui::Rect picture = head.start(side, m.gap);
    ui::avatar(ui, {picture.x, picture.y, side, side}, detail.row.name);
    if (in_pane) ui.heading(head.top(name_height), detail.row.name, ui::Type::kHeading, "contact.name");
    ui.text(head.top(about_height), detail.relationship, {.ink = ui::Ink::kSecondary}, "contact.about");
    ui::badge(ui, "contact.state", head.top(badge_height), state);
}

void ContactsFeature::draw_contact_actions(Host& host, ui::Ui& ui, ui::Cut& column, const ContactDetail& detail) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const int in_row = column.width() / m.scale >= kSideBySide ? 2 : 1;
    std::vector<ui::Rect> cells;
    for (std::size_t at = 0; at < detail.actions.size(); ++at) {
        const auto place = at % static_cast<std::size_t>(in_row);
        if (place == 0) cells = ui.cut(column.top(m.button, m.gap)).columns(in_row, m.gap);
        const ContactAction action = detail.actions[at];
        const std::string label = action_label(action, t);
        if (ui::button(ui, "contact.do." + std::string(action_code(action)), cells[place],
                       {.label = label,
                        .kind = kind_of(action, at == 0),
                        .icon = action_icon(action),
                        .enabled = !sent_.has_value(),
                        .busy = sent_ == action})) {
            act(host, action);
        }
    }
}

void ContactsFeature::draw_question(Host& host, ui::Ui& ui) {
    const local::Contact* contact = opened();
    if (!asking_.has_value() || contact == nullptr) return;
    const auto& t = host.texts();
    const bool online = host.status().online();
    const ContactQuestion question =
        make_question(*asking_, make_contact(*contact, online, t, host.now()).row, online, t);
    const auto choice = ui::dialog(ui, "dialog",
                                   {.title = question.title,
                                    .text = question.text,
                                    .safe_label = question.no,
                                    .action_label = question.yes,
                                    .danger = question.danger});
    if (choice == ui::DialogChoice::kNone) return;
    if (choice == ui::DialogChoice::kAction) change(host, *asking_);
    asking_.reset();
}

}  // namespace dayroom::features
