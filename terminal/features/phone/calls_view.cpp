// The call log, and one call.
#include <algorithm>

#include "terminal/features/phone/phone_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMostCallWidth = 820;
constexpr float kUsualRow = 88;

ui::RowSpec call_row_spec(const CallRow& row) {
    return {.title = row.title,
            .trailing = row.cost,
            .preview = row.preview,
            .trailing_small = row.back,
            .preview_lines = 3,
            .icon = row.icon,
            .trailing_ink = ui::Ink::kText,
            .trailing_strong = true,
            .badges = row.disputed.empty() ? std::vector<ui::BadgeSpec>()
                                           : std::vector<ui::BadgeSpec>{{row.disputed, "circle-help"}}};
}

}  // namespace

void PhoneFeature::draw_calls(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    if (!calls_.known()) return ui::spinner(ui, "calls.loading", page.rest(), t("kit.working"));
    if (calls_.total() == 0) {
        ui::empty_state(ui, "calls.none", page.rest(),
                        {.icon = "phone", .title = t("phone.no_calls"), .text = t("phone.no_calls_text")});
        return;
    }
    const float width = page.width() - ui::scroll_gutter(ui);
    ui::ListSpec spec{
        .label = t("phone.calls"), .count = static_cast<std::size_t>(calls_.total()), .row_height = ui.px(kUsualRow)};
    spec.stamp = stamp_ * 1000003U + static_cast<std::uint64_t>(width);
    spec.gap = m.gap;
    spec.measure = [&](std::size_t row) {
        const local::Call* call = calls_.at(static_cast<int>(row));
        if (call == nullptr) return ui.px(kUsualRow);
        return ui::row_height(ui, call_row_spec(make_call_row(*call, t, host.now())), width) + m.gap;
    };
    ui::virtual_list(ui, "calls.list", page.rest(), spec, [&](std::size_t row, ui::Rect box) {
        want_calls(host, static_cast<int>(row), static_cast<int>(row));
        const local::Call* call = calls_.at(static_cast<int>(row));
        if (call == nullptr) return;
        if (ui::row(ui, "call." + std::to_string(row), box, call_row_spec(make_call_row(*call, t, host.now()))))
            host.go({ScreenId::kCall, call->id()});
    });
}

void PhoneFeature::draw_call(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!call_known_) return ui::spinner(ui, "call.loading", rect, t("kit.working"));
    const CallModel model = make_call(call_, t, host.now());
    ui::ScrollArea area(ui, "call", rect);
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kMostCallWidth) + 2 * m.margin);
    ui::Cut column = ui.cut(content);
    column.inset(m.margin, 0);
    column.skip(ui.heading(column.rest(), model.row.title, ui::Type::kHeading, "call.title") + m.gap);
    for (std::size_t at = 0; at < model.facts.size(); ++at)
        column.skip(ui::fact(ui, "call.fact." + std::to_string(at), column.rest(), model.facts[at].first,
                             model.facts[at].second));
    column.skip(m.gap);
    if (!model.recorded.empty())
        column.skip(ui.text(column.rest(), model.recorded, {.ink = ui::Ink::kSecondary}, "call.recorded") + m.gap);
    if (!model.dispute_id.empty()) {
        column.skip(ui.text(column.rest(), model.dispute, {}, "call.disputed", ui::Role::kStatus) + m.gap);
        if (ui::button(ui, "call.dispute_see", column.top(m.button, m.gap),
                       {.label = t("phone.dispute_see"), .kind = ui::ButtonKind::kOutline, .icon = "clipboard-list"}))
            host.go({ScreenId::kRequest, model.dispute_id});
    }
    const auto dispute = dispute_place(call_, forms_, t);
    if (model.may_dispute && dispute.has_value() &&
        ui::button(ui, "call.dispute", column.top(m.button, m.gap),
                   {.label = t("phone.dispute"), .kind = ui::ButtonKind::kOutline, .icon = "circle-help"}))
        host.go(*dispute);
    area.used_until(column.rest().y + m.gap_large);
}

}  // namespace dayroom::features
