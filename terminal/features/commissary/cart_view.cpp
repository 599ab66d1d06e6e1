// The cart: what is in it, what stands against it, and the button with its price; then the receipt.
#include <algorithm>

#include "platform/money/money.h"
#include "terminal/features/base/receipt.h"
#include "terminal/features/commissary/commissary_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMaxCartWidth = 980;

}  // namespace

void CommissaryFeature::draw_cart(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!cart_known_) return ui::spinner(ui, "cart.loading", rect, t("kit.working"));
    const CartModel model = make_cart(cart_, t, host.now());
    if (model.empty) {
        const bool pressed = ui::empty_state(ui, "cart.empty", rect,
                                             {.icon = "shopping-cart",
                                              .title = t("commissary.cart_empty"),
                                              .text = t("commissary.cart_empty_text"),
                                              .action = t("commissary.shelves")});
        if (pressed) host.back();
        return;
    }
    {
        ui::ScrollArea area(ui, "cart", rect);
        ui::Rect content = area.content();
        content.w = std::min(content.w, ui.px(kMaxCartWidth) + 2 * m.margin);
        ui::Cut column = ui.cut(content);
        column.inset(m.margin, 0);
        column.skip(ui.text(column.rest(), t("commissary.cart_moves_nothing"),
                            {.ink = ui::Ink::kSecondary, .personal = false}, "cart.text") +
                    m.gap);
        for (const auto& [id, text] :
             {std::pair{"cart.editing", model.editing ? t("commissary.editing") : std::string()},
              std::pair{"cart.changed", model.changed}}) {
            if (text.empty()) continue;
            const ui::BannerSpec spec{.text = text, .tone = ui::Tone::kWarning, .alert = true};
            ui::banner(ui, id, column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
        }
        for (const ItemCard& line : model.lines)
            draw_item(host, ui, column.top(item_height(ui, column.width(), line), m.gap), line);
        draw_cart_foot(host, ui, column, model);
        area.used_until(column.rest().y + m.gap_large);
    }
    draw_cart_dialogs(host, ui);
}

void CommissaryFeature::draw_cart_foot(Host& host, ui::Ui& ui, ui::Cut& column, const CartModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    column.skip(m.gap_small);
    column.skip(ui::fact(ui, "cart.total", column.rest(), t("commissary.total"), model.total));
    for (std::size_t at = 0; at < model.facts.size(); ++at)
        column.skip(ui::fact(ui, "cart.fact." + std::to_string(at), column.rest(), model.facts[at].first,
                             model.facts[at].second));
    if (!model.window.empty())
        column.skip(
            ui.text(column.rest(), model.window, {.ink = ui::Ink::kSecondary, .personal = false}, "cart.window"));
    column.skip(m.gap);
    const std::string& trouble = refused_.empty() ? model.refusal : refused_;
    if (!trouble.empty()) {
        const ui::BannerSpec spec{.text = trouble, .tone = ui::Tone::kDanger, .alert = true};
        ui::banner(ui, "cart.trouble", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
    }
    const bool sending = step_ == Step::kSending;
    const std::string label = t(sending         ? "form.sending"
                                : model.editing ? "commissary.change_order"
                                                : "commissary.order_now");
    if (ui::button(ui, "cart.order", column.top(m.button, m.gap),
                   {.label = label,
                    .icon = "package-check",
                    .price = model.total,
                    .enabled = model.refusal.empty() && !sending,
                    .busy = sending})) {
        refused_.clear();
        question_.ask(cart_.total_cents(), order_draft(cart_, {}));
        step_ = Step::kConfirming;
    }
    if (ui::button(ui, "cart.clear", column.top(m.button, m.gap),
                   {.label = t(model.editing ? "commissary.leave_order" : "commissary.clear"),
                    .kind = ui::ButtonKind::kQuiet,
                    .icon = "trash-2"})) {
        step_ = Step::kClearing;
    }
}

void CommissaryFeature::draw_cart_dialogs(Host& host, ui::Ui& ui) {
    if (step_ != Step::kConfirming && step_ != Step::kClearing) return;
    const auto& t = host.texts();
    const bool ordering = step_ == Step::kConfirming;
    if (ordering && !cart_.refusal_code().empty()) {  // something has moved meanwhile
        step_ = Step::kLooking;
        return;
    }
    if (ordering) {
        refused_ = question_.moved(cart_.total_cents(), order_draft(cart_, {}), t);
        if (!refused_.empty()) {
            step_ = Step::kLooking;
            host.toast(refused_, ui::Tone::kWarning);  // the banner may be out of sight
            return;
        }
    }
    ui::DialogSpec spec;
    if (ordering) {
        const OrderQuestion question = features::ask_order(cart_, host.status().online(), t, host.now());
        spec = {.title = question.title,
                .text = question.text,
                .facts = question.facts,
                .safe_label = t("form.confirm_not_yet"),
                .action_label = t("commissary.yes_order"),
                .action_price = format_money(Cents::of(cart_.total_cents()))};
    } else {
        const bool editing = !cart_.editing_order_id().empty();
        spec = {.title = t(editing ? "commissary.leave_title" : "commissary.clear_title"),
                .text = t(editing ? "commissary.leave_text" : "commissary.clear_text"),
                .safe_label = t("form.keep"),
                .action_label = t(editing ? "commissary.leave_order" : "commissary.clear"),
                .danger = !editing};
    }
    const auto choice = ui::dialog(ui, "dialog", spec);
    if (choice == ui::DialogChoice::kNone) return;
    step_ = Step::kLooking;
    if (choice != ui::DialogChoice::kAction) return;
    if (ordering) return submit(host);
    local::ToAgent query;
    query.mutable_set_cart()->set_clear(true);
    ask(host, std::move(query), {Want::kCart});
}

void CommissaryFeature::draw_receipt(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    ReceiptNews news;
    news.what = "order";
    news.online = host.status().online();
    news.outcome = outcome_;
    ReceiptWords words = make_receipt(news, "commissary.receipt.", t);
    words.text = t("commissary.ordered", {{"price", format_money(Cents::of(order_sent_.total_seen_cents()))}}) + " " +
                 words.text;
    switch (receipt_page(ui, rect, words, submitted_.receipt_code(), t("credits.done"), t("commissary.see_order"), t)) {
        case ReceiptChoice::kDone:
            return host.back();
        case ReceiptChoice::kFollow:
            return host.replace({ScreenId::kOrder, submitted_.request_id()});
        case ReceiptChoice::kNone:
            return;
    }
}

}  // namespace dayroom::features
