#include "terminal/features/messages/message_page.h"

#include <algorithm>

#include "platform/forms/message_print.h"
#include "platform/money/money.h"
#include "terminal/features/base/privacy_note.h"
#include "terminal/features/base/receipt.h"

namespace dayroom::features {
namespace {

constexpr float kPageWidth = 860;  // px at 100 %

std::vector<ui::TimelineStep> timeline_of(const MessagePage& page) {
    std::vector<ui::TimelineStep> steps;
    for (const auto& step : page.steps) {
        ui::StepState state = ui::StepState::kDone;
        if (step.state == MessageStep::State::kNow) state = ui::StepState::kNow;
        if (step.state == MessageStep::State::kWaiting) state = ui::StepState::kWaiting;
        if (step.state == MessageStep::State::kFailed) state = ui::StepState::kFailed;
        steps.push_back({step.label, step.detail, state});
    }
    return steps;
}

}  // namespace

void MessagePageView::open(Host& host, const std::string& message_id) {
    if (message_id != id_) {
        id_ = message_id;
        message_.reset();
        gone_ = false;
    }
    refresh(host);
    local::ToAgent query;
    query.mutable_get_forms();
    asked_.remember(host.ask(std::move(query)), Want::kForms);
}

void MessagePageView::refresh(Host& host) {
    if (id_.empty()) return;
    local::ToAgent query;
    query.mutable_get_message()->set_id(id_);
    asked_.remember(host.ask(std::move(query)), Want::kMessage);
}

bool MessagePageView::answer(std::uint32_t number, const local::ToTerminal& reply) {
    const auto want = asked_.take(number);
    if (!want.has_value()) return false;
    if (*want == Want::kForms && reply.has_forms()) {
        print_form_.reset();
        for (const auto& form : reply.forms().forms()) {
            if (form.code() == forms::kMessagePrintForm) print_form_ = form;
        }
    }
    if (*want == Want::kMessage) {
        gone_ = reply.messages().messages_size() != 1;
        if (!gone_ && reply.messages().messages(0).id() == id_) message_ = reply.messages().messages(0);
    }
    return true;
}

std::string MessagePageView::title(Host& host) const {
    if (!message_.has_value()) return host.texts()("message.title");
    return host.texts()(message_->own() ? "message.title_own" : "message.title_other",
                        {{"name", message_->contact_name()}});
}

BubblePress MessagePageView::draw(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    BubblePress press;
    if (gone_) {
        ui::empty_state(ui, "message.gone", rect,
                        {.icon = "circle-alert", .title = t("problem.not_found"), .error = true});
        return press;
    }
    if (!message_.has_value()) {
        ui::spinner(ui, "message.loading", rect, t("kit.working"));
        return press;
    }
    const MessagePage page = make_message_page(*message_, t, host.now());
    ui::ScrollArea area(ui, "message", rect);
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kPageWidth) + 2 * m.margin);
    ui::Cut column = ui.cut(content);
    column.inset(m.margin, 0);
    column.skip(privacy_note(host, ui, column.rest()) + m.gap);
    BubbleView view(host, ui, photos_);
    press = view.draw(column.top(view.height(page.bubble, column.width()), m.gap_large), page.bubble, "bubble");
    press.open = false;  // this is it
    draw_facts(host, ui, column, page);
    area.used_until(column.rest().y);
    return press;
}

void MessagePageView::draw_facts(Host& host, ui::Ui& ui, ui::Cut& column, const MessagePage& page) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (print_form_.has_value() && may_be_printed(*message_)) {
        const std::string price =
            print_form_->price_cents() > 0 ? format_money(Cents::of(print_form_->price_cents())) : std::string();
        const std::string label = t("message.print");
        const ui::ButtonSpec spec{.label = label, .kind = ui::ButtonKind::kOutline, .icon = "printer", .price = price};
        const ui::Rect place = column.top(m.button, m.gap_large);
        const float width = std::min(place.w, ui::button_width(ui, spec));
        if (ui::button(ui, "print", ui.cut(place).start(width), spec)) host.go(print_place(*message_, t, host.now()));
    }
    if (page.steps.empty()) return;
    column.skip(ui.heading(column.rest(), t("request.status"), ui::Type::kSubheading) + m.gap);
    const auto steps = timeline_of(page);
    const float height = ui::timeline_height(ui, steps, column.width());
    ui::timeline(ui, "steps", {column.rest().x, column.rest().y, column.width(), height}, steps);
    column.skip(height + m.gap_large);
    column.skip(
        ui.text(column.rest(), page.credits, {.weight = ui::FontWeight::kSemiBold, .personal = false}, "credits") +
        m.gap);
    if (!page.receipt_code.empty()) column.skip(receipt_card(ui, column.rest(), page.receipt_code, t));
}

}  // namespace dayroom::features
