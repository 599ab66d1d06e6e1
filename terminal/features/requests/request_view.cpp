// The receipt of a request that was just made, and the status of one.
#include <algorithm>

#include "terminal/features/base/receipt.h"
#include "terminal/features/requests/appeal_view.h"
#include "terminal/features/requests/history_view.h"
#include "terminal/features/requests/requests_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMaxWidth = 820;

bool failed(RequestMark mark) { return mark == RequestMark::kDeclined || mark == RequestMark::kRefused; }

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
    const RequestDetail detail = make_request(*opened_, forms_, t, host.now(), others_);
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
    draw_steps(ui, "request.steps", column, detail.steps, failed(detail.row.mark));
    if (const std::string document = draw_documents(ui, column, detail.attachments, t); !document.empty())
        host.go({ScreenId::kAttachment, attachment_place(opened_id_, document)});
    draw_appeal(host, ui, column, detail.appeal, opened_->receipt_code());
    replying_.draw(host, ui, column, detail);
    if (!detail.answers.empty())
        column.skip(ui.heading(column.rest(), t("request.your_answers"), ui::Type::kSubheading) + m.gap);
    draw_answers(ui, "request.answer.", column, detail.answers);
    if (detail.earlier.has_value()) draw_earlier(ui, "request.earlier", column, *detail.earlier, t);
    area.used_until(column.rest().y + m.gap);
}

void RequestsFeature::draw_attachment(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    const auto& t = host.texts();
    if (!opened_.has_value()) {
        ui::spinner(ui, "attachment.opening", rect, t("kit.working"));
        return;
    }
    const auto* attachment = find_attachment(*opened_, place.parameter);
    if (attachment == nullptr) {
        ui::empty_state(ui, "attachment.gone", rect,
                        {.icon = "file-text", .title = t("attachment.gone"), .error = true});
        return;
    }
    reader_.draw(host, ui, rect, *attachment);
}

/// Name, state, what it means, the money and the receipt.
void RequestsFeature::draw_standing(Host& host, ui::Ui& ui, ui::Cut& column, const RequestDetail& detail) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    column.skip(ui.heading(column.rest(), detail.row.name, ui::Type::kHeading, "request.name") + m.gap_small);
    const ui::BadgeSpec badge{detail.row.state, detail.row.state_icon,
                              detail.row.mark == RequestMark::kAnswered ? ui::Tone::kSuccess : ui::Tone::kInfo};
    ui::badge(ui, "request.state", column.top(ui::badge_size(ui, badge).h, m.gap), badge);
    if (!detail.row.urgent.empty()) {
        const ui::BadgeSpec alarm{detail.row.urgent, "siren", ui::Tone::kDanger};
        ui::badge(ui, "request.urgent", column.top(ui::badge_size(ui, alarm).h, m.gap), alarm);
    }
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
