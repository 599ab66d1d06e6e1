// The receipt of a request that was just made, and the status of one.
#include <algorithm>

#include "terminal/features/base/receipt.h"
#include "terminal/features/requests/requests_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMaxWidth = 820;

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
    ReceiptNews news{.online = host.status().online(), .outcome = decided_};
    if (opened_.has_value()) {
        news.state = opened_->state();
        news.refusal_code = opened_->refusal_code();
    }
    switch (receipt_page(ui, rect, make_receipt(news, "receipt.", t), submitted_.receipt_code(), t("receipt.done"),
                         t("receipt.follow"), t)) {
        case ReceiptChoice::kDone:
            return host.open({ScreenId::kRequests, {}});
        case ReceiptChoice::kFollow:
            return host.replace({ScreenId::kRequest, submitted_.request_id()});
        case ReceiptChoice::kNone:
            break;
    }
}

void RequestsFeature::draw_request(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    if (!opened_.has_value()) {
        ui::spinner(ui, "request.loading", rect, t("kit.working"));
        return;
    }
    const RequestDetail detail = make_request(*opened_, forms_, t, host.now());
    draw_request_body(host, ui, rect, detail);
    replying_.draw_dialog(host, ui);
}

void RequestsFeature::draw_request_body(Host& host, ui::Ui& ui, ui::Rect rect, const RequestDetail& detail) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::ScrollArea area(ui, "request.body", rect);
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kMaxWidth) + 2 * m.margin);
    ui::Cut column = ui.cut(content);
    column.inset(m.margin, 0);
    draw_standing(host, ui, column, detail);
    column.skip(ui.heading(column.rest(), t("request.status"), ui::Type::kSubheading) + m.gap);
    const auto steps = timeline_of(detail);
    column.skip(
        ui::timeline(ui, "request.steps",
                     {column.rest().x, column.rest().y, column.width(), ui::timeline_height(ui, steps, column.width())},
                     steps) +
        m.gap_large);
    replying_.draw(host, ui, column, detail);
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

/// Name, state, what it means, the money and the receipt.
void RequestsFeature::draw_standing(Host& host, ui::Ui& ui, ui::Cut& column, const RequestDetail& detail) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
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
    column.skip(receipt_card(ui, column.rest(), detail.receipt_code, t));
}

}  // namespace dayroom::features
