// The receipt of a request that was just made, and the status of one.
#include <algorithm>

#include "terminal/features/requests/requests_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMaxWidth = 820;

/// A card with the code in large letters, to be copied on paper.
float receipt_card(Host& host, ui::Ui& ui, ui::Rect rect, const std::string& code) {
    const auto& m = ui.metrics();
    const auto& t = host.texts();
    const ui::ValueCardSpec spec{
        .label = t("request.receipt"), .value = code, .note = t("request.receipt_note"), .icon = "receipt"};
    const float height = ui::value_card_height(ui, spec, rect.w);
    ui::value_card(ui, "receipt.code", {rect.x, rect.y, rect.w, height}, spec);
    return height + m.gap_large;
}

std::vector<ui::TimelineStep> timeline_of(const RequestDetail& detail) {
    std::vector<ui::TimelineStep> steps;
    for (const auto& step : detail.steps) {
        std::string words = step.when;
        if (!step.text.empty()) words += (words.empty() ? "" : "\n") + step.text;
        steps.push_back({step.title, words, step.done ? ui::StepState::kDone : ui::StepState::kWaiting});
    }
    const bool failed = detail.row.mark == RequestMark::kDeclined || detail.row.mark == RequestMark::kRefused;
    if (!steps.empty() && failed) steps.back().state = ui::StepState::kFailed;
    return steps;
}

}  // namespace

void RequestsFeature::draw_receipt(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const bool sent = opened_.has_value() ? opened_->state() != "queued" : submitted_.online();
    ui::ScrollArea area(ui, "receipt", rect);
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kMaxWidth) + 2 * m.margin);
    ui::Cut column = ui.cut(content);
    column.inset(m.margin, 0);
    const bool on_its_way = !sent && host.status().online();  // the hub answers within moments
    ui.icon(sent         ? "circle-check"
            : on_its_way ? "send"
                         : "cloud-off",
            ui.cut(column.top(ui.px(56), m.gap)).start(ui.px(56)),
            sent || on_its_way ? ui.theme().success_ink : ui.theme().warning_ink);
    column.skip(ui.heading(column.rest(), t(sent ? "receipt.title_sent" : "receipt.title_saved"), ui::Type::kTitle,
                           "receipt.title") +
                m.gap_small);
    const char* words = sent ? "receipt.text_sent" : on_its_way ? "receipt.text_on_its_way" : "receipt.text_saved";
    column.skip(ui.text(column.rest(), t(words), {.personal = false}, "receipt.text", ui::Role::kStatus) + m.gap_large);
    column.skip(receipt_card(host, ui, column.rest(), grouped(submitted_.receipt_code())));
    if (ui::button(ui, "receipt.done", column.top(m.button, m.gap),
                   {.label = t("receipt.done"), .initial_focus = true}))
        host.open({ScreenId::kRequests, {}});
    if (ui::button(ui, "receipt.follow", column.top(m.button, m.gap),
                   {.label = t("receipt.follow"), .kind = ui::ButtonKind::kOutline})) {
        host.replace({ScreenId::kRequest, submitted_.request_id()});
    }
    area.used_until(column.rest().y);
}

void RequestsFeature::draw_request(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!opened_.has_value()) {
        ui::spinner(ui, "request.loading", rect, t("kit.working"));
        return;
    }
    const RequestDetail detail = make_request(*opened_, forms_, t, host.now());
    ui::ScrollArea area(ui, "request.body", rect);
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kMaxWidth) + 2 * m.margin);
    ui::Cut column = ui.cut(content);
    column.inset(m.margin, 0);
    column.skip(ui.heading(column.rest(), detail.row.name, ui::Type::kHeading, "request.name") + m.gap_small);
    const ui::BadgeSpec badge{detail.row.state, detail.row.state_icon,
                              detail.row.mark == RequestMark::kAnswered ? ui::Tone::kSuccess : ui::Tone::kInfo};
    ui::badge(ui, "request.state", column.top(ui::badge_size(ui, badge).h, m.gap), badge);
    if (!detail.explanation.empty()) {
        const ui::BannerSpec spec{
            .text = detail.explanation,
            .tone = detail.row.mark == RequestMark::kRefused ? ui::Tone::kDanger : ui::Tone::kInfo};
        ui::banner(ui, "request.explanation", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
    }
    if (!detail.fee.empty()) {
        column.skip(ui.text(column.rest(), detail.fee, {.weight = ui::FontWeight::kSemiBold, .personal = false},
                            "request.fee") +
                    m.gap);
    }
    column.skip(receipt_card(host, ui, column.rest(), detail.receipt_code));

    column.skip(ui.heading(column.rest(), t("request.status"), ui::Type::kSubheading) + m.gap);
    const auto steps = timeline_of(detail);
    column.skip(
        ui::timeline(ui, "request.steps",
                     {column.rest().x, column.rest().y, column.width(), ui::timeline_height(ui, steps, column.width())},
                     steps) +
        m.gap_large);
    if (!detail.answers.empty())
        column.skip(ui.heading(column.rest(), t("request.your_answers"), ui::Type::kSubheading) + m.gap);
    for (std::size_t at = 0; at < detail.answers.size(); ++at) {
        column.skip(ui.text(column.rest(), detail.answers[at].label,
                            {.type = ui::Type::kSecondary,
                             .weight = ui::FontWeight::kSemiBold,
                             .ink = ui::Ink::kSecondary,
                             .personal = false}));
        column.skip(ui.text(column.rest(), detail.answers[at].value, {}, "request.answer." + std::to_string(at)) +
                    m.gap);
    }
    area.used_until(column.rest().y + m.gap);
}

}  // namespace dayroom::features
