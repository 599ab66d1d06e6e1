// The list of requests, and the choice of a form for a new one.
#include "terminal/features/requests/requests_feature.h"

namespace dayroom::features {
namespace {

ui::Tone tone_of(RequestMark mark) {
    switch (mark) {
        case RequestMark::kAnswered:
            return ui::Tone::kSuccess;
        case RequestMark::kDeclined:
        case RequestMark::kRefused:
            return ui::Tone::kDanger;
        case RequestMark::kQueued:
        case RequestMark::kInProgress:
        case RequestMark::kReturned:
            return ui::Tone::kWarning;
        case RequestMark::kReceived:
            return ui::Tone::kInfo;
        case RequestMark::kWithdrawn:
            break;
    }
    return ui::Tone::kNeutral;
}

ui::RowSpec row_spec(const RequestRow& row) {
    ui::RowSpec spec{.title = row.name,
                     .trailing = row.when,
                     .icon = row.icon,
                     .badges = {{row.state, row.state_icon, tone_of(row.mark)}},
                     .unread = row.answer_unread ? 1 : 0,
                     .chevron = true};
    if (!row.urgent.empty()) spec.badges.push_back({row.urgent, "siren", ui::Tone::kDanger});
    return spec;
}

}  // namespace

void RequestsFeature::draw_list(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    page.bottom(m.gap);
    ui::Cut bar = ui.cut(page.top(m.button, m.gap));
    const std::string new_request = t("requests.new");
    const ui::ButtonSpec spec{.label = new_request, .icon = "plus", .initial_focus = true};
    if (ui::button(ui, "requests.new", bar.start(std::min(ui::button_width(ui, spec), bar.width())), spec)) {
        host.go({ScreenId::kNewRequest, {}});
    }
    if (!list_.known()) {
        ui::spinner(ui, "requests.loading", page.rest(), t("kit.working"));
        return;
    }
    if (list_.total() == 0) {
        ui::empty_state(ui, "requests.none", page.rest(),
                        {.icon = "clipboard-list", .title = t("requests.none"), .text = t("requests.none_text")});
        return;
    }
    const float width = page.width();
    const float row_height = ui::row_height(
        ui, {.title = "A", .trailing = "9", .icon = "inbox", .badges = {{"A", "inbox"}}, .chevron = true}, width);
    ui::virtual_list(ui, "request", page.rest(),
                     {.count = static_cast<std::size_t>(list_.total()), .row_height = row_height + m.gap, .gap = m.gap},
                     [&](std::size_t index, ui::Rect box) {
                         const int at = static_cast<int>(index);
                         want(host, at, at);
                         const HeldRequest* held = list_.at(at);
                         if (held == nullptr) return;
                         if (ui::row(ui, std::to_string(index), box, row_spec(held->row))) {
                             host.go({ScreenId::kRequest, held->row.id});
                         }
                     });
}

void RequestsFeature::draw_choice(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::ScrollArea area(ui, "forms", rect);
    ui::Cut column = ui.cut(area.content());
    column.inset(m.margin, 0);
    column.skip(ui.text(column.rest(), t("requests.choose_text"), {.ink = ui::Ink::kSecondary, .personal = false}) +
                m.gap);
    if (forms_.empty()) {
        const std::string sentence = forms_known_ ? t("requests.no_forms") : t("kit.working");
        column.skip(ui.text(column.rest(), sentence, {.personal = false}, "forms.none", ui::Role::kStatus));
    }
    bool appeals = false;
    for (const auto& form : forms_) {
        appeals = appeals || form.is_appeal();
        if (form.is_appeal()) continue;  // it is opened from what it appeals
        const ui::RowSpec spec{.title = form.name,
                               .trailing = form.price,
                               .preview = form.explanation,
                               .preview_lines = 3,
                               .icon = form.icon,
                               .icon_tone = ui::Tone::kInfo,
                               .trailing_strong = true};
        const float height = ui::row_height(ui, spec, column.width());
        if (ui::row(ui, "form." + form.code, column.top(height, m.gap), spec)) host.go({ScreenId::kForm, form.code});
    }
    if (appeals)
        column.skip(ui.text(column.rest(), t("requests.appeal_hint"), {.ink = ui::Ink::kSecondary, .personal = false},
                            "forms.appeal") +
                    m.gap);
    area.used_until(column.rest().y);
}

}  // namespace dayroom::features
