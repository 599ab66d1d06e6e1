// Orders: the list, one in full, and the hand-over, where the resident signs for the bag with the PIN.
#include <algorithm>

#include "terminal/features/base/receipt.h"
#include "terminal/features/commissary/commissary_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMaxOrderWidth = 820;
constexpr float kPadWidth = 420;
constexpr float kPadHeight = 340;
constexpr std::size_t kLeastPin = 4;

ui::RowSpec order_row(const OrderRow& row) {
    return {.title = row.title,
            .trailing = row.total,
            .preview = row.state,
            .preview_lines = 2,
            .icon = row.icon,
            .icon_tone = row.bad    ? ui::Tone::kDanger
                         : row.good ? ui::Tone::kSuccess
                                    : ui::Tone::kNeutral,
            .trailing_ink = ui::Ink::kText,
            .trailing_strong = true,
            .chevron = true};
}

}  // namespace

void CommissaryFeature::draw_orders(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    if (!orders_.known()) return ui::spinner(ui, "orders.loading", page.rest(), t("kit.working"));
    if (orders_.total() == 0) {
        ui::empty_state(
            ui, "orders.none", page.rest(),
            {.icon = "package", .title = t("commissary.no_orders"), .text = t("commissary.no_orders_text")});
        return;
    }
    const float width = page.width() - ui::scroll_gutter(ui);
    ui::ListSpec spec{
        .label = t("commissary.orders"), .count = static_cast<std::size_t>(orders_.total()), .row_height = ui.px(88)};
    spec.stamp = stamp_;
    spec.gap = m.gap;
    spec.measure = [&](std::size_t row) {
        const local::Order* order = orders_.at(static_cast<int>(row));
        if (order == nullptr) return ui.px(88);
        return ui::row_height(ui, order_row(make_order_row(*order, t, host.now())), width) + m.gap;
    };
    ui::virtual_list(ui, "orders.list", page.rest(), spec, [&](std::size_t row, ui::Rect box) {
        want_orders(host, static_cast<int>(row), static_cast<int>(row));
        const local::Order* order = orders_.at(static_cast<int>(row));
        if (order == nullptr) return;
        if (ui::row(ui, "order." + std::to_string(row), box, order_row(make_order_row(*order, t, host.now()))))
            host.go({ScreenId::kOrder, order->id()});
    });
}

void CommissaryFeature::draw_order(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!order_known_) return ui::spinner(ui, "order.loading", rect, t("kit.working"));
    const OrderModel model = make_order_detail(order_, t, host.now());
    {
        ui::ScrollArea area(ui, "order", rect);
        ui::Rect content = area.content();
        content.w = std::min(content.w, ui.px(kMaxOrderWidth) + 2 * m.margin);
        ui::Cut column = ui.cut(content);
        column.inset(m.margin, 0);
        column.skip(ui.heading(column.rest(), model.row.state, ui::Type::kHeading, "order.state") + m.gap_small);
        column.skip(ui.text(column.rest(), model.means, {.ink = ui::Ink::kSecondary, .personal = false}, "order.means",
                            ui::Role::kStatus) +
                    m.gap);
        if (!refused_.empty()) {
            const ui::BannerSpec spec{.text = refused_, .tone = ui::Tone::kDanger, .alert = true};
            ui::banner(ui, "order.refused", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
        }
        for (std::size_t at = 0; at < model.facts.size(); ++at)
            column.skip(ui::fact(ui, "order.fact." + std::to_string(at), column.rest(), model.facts[at].first,
                                 model.facts[at].second));
        column.skip(m.gap);
        draw_order_buttons(host, ui, column);
        draw_order_lines(host, ui, column, model);
        if (!model.receipt_code.empty()) column.skip(receipt_card(ui, column.rest(), model.receipt_code, t));
        area.used_until(column.rest().y + m.gap_large);
    }
    if (step_ != Step::kCancelling) return;
    const auto choice = ui::dialog(ui, "dialog",
                                   {.title = t("commissary.cancel_title"),
                                    .text = t("commissary.cancel_text"),
                                    .safe_label = t("form.keep"),
                                    .action_label = t("commissary.cancel_yes"),
                                    .danger = true});
    if (choice == ui::DialogChoice::kNone) return;
    step_ = Step::kLooking;
    if (choice == ui::DialogChoice::kAction) cancel(host);
}

void CommissaryFeature::draw_order_lines(Host& host, ui::Ui& ui, ui::Cut& column, const OrderModel& model) {
    const auto& m = ui.metrics();
    column.skip(
        ui.heading(column.rest(), host.texts()("commissary.what_ordered"), ui::Type::kSubheading, "order.lines") +
        m.gap_small);
    for (const OrderLineModel& line : model.lines) {
        std::string preview = line.about;
        if (!line.came.empty()) preview += " · " + line.came;
        const ui::RowSpec spec{.title = line.name,
                               .trailing = line.total,
                               .preview = preview,
                               .preview_lines = 3,
                               .trailing_ink = ui::Ink::kText,
                               .pressable = false};
        ui::row(ui, "order.line." + line.item, column.top(ui::row_height(ui, spec, column.width()), m.gap_small), spec);
    }
    column.skip(m.gap);
}

void CommissaryFeature::draw_order_buttons(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const auto press = [&](const char* id, const std::string& label, const char* icon, ui::ButtonKind kind) {
        return ui::button(ui, id, column.top(m.button, m.gap), {.label = label, .kind = kind, .icon = icon});
    };
    if (order_.may_accept() &&
        press("order.accept", t("commissary.accept"), "package-check", ui::ButtonKind::kPrimary)) {
        host.go({ScreenId::kHandOver, order_.id()});
    }
    if (order_.may_change()) {
        if (press("order.change", t("commissary.change_order"), "pencil", ui::ButtonKind::kOutline)) take_again(host);
    } else if (order_.state() != "queued" && order_.state() != "submitted") {
        if (press("order.again", t("commissary.order_again"), "shopping-cart", ui::ButtonKind::kOutline))
            take_again(host);
    }
    if (order_.may_cancel() &&
        press("order.cancel", t(order_.state() == "refused" ? "commissary.remove" : "commissary.cancel"), "undo-2",
              ui::ButtonKind::kQuiet)) {
        step_ = Step::kCancelling;
    }
}

/// What is not in the bag as it was ordered is taken out before the PIN is given.
void CommissaryFeature::draw_bag(Host& host, ui::Ui& ui, ui::Cut& column, const OrderModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    for (const OrderLineModel& line : model.lines) {
        if (line.in_bag == 0) continue;
        int& left_out = not_taken_[line.item];
        const std::string taken = t("commissary.take_count", {{"count", line.in_bag - left_out}});
        const float buttons_width = 2 * m.target + m.gap_small;
        const float inner = column.width() - 2 * m.pad - buttons_width - m.gap;
        const float words = ui.measure(line.name, ui::Type::kBody, ui::FontWeight::kSemiBold, inner).h + m.gap_small +
                            ui.measure(taken, ui::Type::kSecondary, ui::FontWeight::kRegular, inner).h;
        const float height = 2 * m.pad + std::max(words, m.target);
        const ui::CardSpec spec{.raised = false};
        const ui::SurfaceScope surface(ui, ui::card_surface(ui, spec));
        ui::Cut box = ui.cut(ui::card(ui, column.top(height, m.gap), spec));
        const ui::Rect buttons = box.end(buttons_width, m.gap);
        ui::Cut pair = ui.cut({buttons.x, buttons.y, buttons.w, m.target});
        if (ui::icon_button(ui, "bag." + line.item + ".less", pair.start(m.target, m.gap_small),
                            {.label = t("commissary.refuse_one", {{"name", line.name}}),
                             .icon = "minus",
                             .enabled = left_out < line.in_bag})) {
            ++left_out;
        }
        if (ui::icon_button(
                ui, "bag." + line.item + ".more", pair.start(m.target),
                {.label = t("commissary.take_one", {{"name", line.name}}), .icon = "plus", .enabled = left_out > 0})) {
            --left_out;
        }
        box.skip(ui.text(box.rest(), line.name, {.weight = ui::FontWeight::kSemiBold, .personal = false},
                         "bag." + line.item + ".name") +
                 m.gap_small / 2);
        ui.text(box.rest(), taken, {.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .personal = false},
                "bag." + line.item + ".count", ui::Role::kStatus);
    }
}

void CommissaryFeature::draw_hand_over(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!order_known_) return ui::spinner(ui, "bag.loading", rect, t("kit.working"));
    const OrderModel model = make_order_detail(order_, t, host.now());
    const auto longest = static_cast<std::size_t>(
        std::clamp<int>(host.status().pin_length_max(), kLeastPin, static_cast<int>(PinBuffer::kCapacity)));
    ui::ScrollArea area(ui, "bag", rect);
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kMaxOrderWidth) + 2 * m.margin);
    ui::Cut column = ui.cut(content);
    column.inset(m.margin, 0);
    column.skip(ui.text(column.rest(), t("commissary.hand_over_text"), {.personal = false}, "bag.text") + m.gap);
    draw_bag(host, ui, column, model);
    if (!refused_.empty()) {
        const ui::BannerSpec spec{.text = refused_, .tone = ui::Tone::kDanger, .alert = true};
        ui::banner(ui, "bag.refused", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
    }
    const std::string label = t("signin.pin");
    const float width = std::min(column.width(), ui.px(kPadWidth));
    ui::pin_field(ui, "bag.pin", ui.cut(column.top(ui::pin_field_height(ui), m.gap)).start(width), pin_,
                  {.label = label, .length = longest});
    ui::pin_pad(ui, "bag.key", ui.cut(column.top(ui.px(kPadHeight), m.gap)).start(width), pin_, longest);
    const std::string words = t(accepting_ ? "form.sending" : "commissary.accept_yes");
    if (ui::button(ui, "bag.accept", column.top(m.button, m.gap),
                   {.label = words,
                    .icon = "package-check",
                    .enabled = pin_.size() >= kLeastPin && order_.may_accept() && !accepting_,
                    .busy = accepting_})) {
        accept(host);
    }
    area.used_until(column.rest().y + m.gap_large);
}

}  // namespace dayroom::features
