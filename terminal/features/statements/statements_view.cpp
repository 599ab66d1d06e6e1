// The statement: months beside it on wide screens, steps from month to month above it on narrow ones.
#include <algorithm>

#include "platform/money/money.h"
#include "terminal/features/statements/statements_feature.h"

namespace dayroom::features {
namespace {

constexpr float kMaxPageWidth = 860;
constexpr float kMonthsPane = 260;

std::vector<ui::ArithmeticLine> lines_of(const std::vector<StatementLine>& from) {
    std::vector<ui::ArithmeticLine> lines;
    for (const auto& line : from) lines.push_back({.label = line.label, .amount = line.amount, .total = line.is_total});
    return lines;
}

void draw_lines(ui::Ui& ui, std::string_view id, ui::Cut& column, const std::vector<StatementLine>& from) {
    const auto& m = ui.metrics();
    const auto lines = lines_of(from);
    const ui::CardSpec spec{};
    const ui::SurfaceScope surface(ui, ui::card_surface(ui, spec));
    const float height = ui::arithmetic_height(ui, lines, column.width() - 2 * m.pad);
    ui::arithmetic(ui, id, ui::card(ui, column.top(height + 2 * m.pad, m.gap_large), spec), lines);
}

}  // namespace

void StatementsFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place&) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (refused_) {
        const bool again = ui::empty_state(ui, "statement.none", rect,
                                           {.icon = "file-text",
                                            .title = t("statement.none"),
                                            .text = t("statement.none_text"),
                                            .action = t("statement.newest")});
        if (again) choose(host, {});
        return;
    }
    if (!statement_) return ui::spinner(ui, "statement.loading", rect, t("kit.working"));
    const StatementModel model = make_statement(*statement_, t, host.now());
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    if (ui.two_panes()) {
        draw_months(host, ui, page.start(ui.px(kMonthsPane), m.gap_large), model);
    } else {
        draw_steps(host, ui, page, model);
    }
    draw_month(host, ui, page.rest(), model);
}

void StatementsFeature::draw_months(Host& host, ui::Ui& ui, ui::Rect rect, const StatementModel& model) {
    const auto& m = ui.metrics();
    const auto spec_of = [&](std::size_t at) {
        return ui::RowSpec{.title = month_words(model.months[at], host.texts()),
                           .selected = static_cast<int>(at) == model.chosen,
                           .chevron = static_cast<int>(at) == model.chosen};
    };
    const float height = model.months.empty() ? 0 : ui::row_height(ui, spec_of(0), rect.w - ui::scroll_gutter(ui));
    ui::virtual_list(ui, "statement.months", rect,
                     {.label = host.texts()("statement.months"),
                      .count = model.months.size(),
                      .row_height = height + m.gap_small,
                      .gap = m.gap_small},
                     [&](std::size_t at, ui::Rect box) {
                         if (ui::row(ui, month_code(model.months[at]), box, spec_of(at)))
                             choose(host, model.months[at]);
                     });
}

void StatementsFeature::draw_steps(Host& host, ui::Ui& ui, ui::Cut& page, const StatementModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const int last = static_cast<int>(model.months.size()) - 1;
    ui::Cut bar = ui.cut(page.top(m.target, m.gap));
    if (ui::icon_button(ui, "statement.earlier", bar.start(m.target, m.gap),
                        {.label = t("statement.earlier"),
                         .icon = ui.right_to_left() ? "chevron-right" : "chevron-left",
                         .enabled = model.chosen < last})) {
        choose(host, model.months[static_cast<std::size_t>(model.chosen + 1)]);
    }
    if (ui::icon_button(ui, "statement.later", bar.end(m.target, m.gap),
                        {.label = t("statement.later"),
                         .icon = ui.right_to_left() ? "chevron-left" : "chevron-right",
                         .enabled = model.chosen > 0})) {
        choose(host, model.months[static_cast<std::size_t>(model.chosen - 1)]);
    }
    const float height = ui.measure(model.title, ui::Type::kSubheading, ui::FontWeight::kBold, bar.width()).h;
    bar.skip(std::max(0.0F, (bar.height() - height) / 2));
    ui.heading(bar.rest(), model.title, ui::Type::kSubheading, "statement.month");
}

void StatementsFeature::draw_month(Host& host, ui::Ui& ui, ui::Rect rect, const StatementModel& model) {
    const auto& m = ui.metrics();
    ui::ScrollArea area(ui, "statement", rect);
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kMaxPageWidth));
    ui::Cut column = ui.cut(content);
    if (ui.two_panes())
        column.skip(ui.heading(column.rest(), model.title, ui::Type::kHeading, "statement.month") + m.gap_small);
    if (!model.note.empty()) {
        column.skip(ui.text(column.rest(), model.note, {.ink = ui::Ink::kSecondary, .personal = false},
                            "statement.note", ui::Role::kStatus) +
                    m.gap);
    }
    if (!model.warning.empty()) {
        const ui::BannerSpec spec{.text = model.warning, .tone = ui::Tone::kWarning};
        ui::banner(ui, "statement.warning", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
    }
    draw_lines(ui, "statement.lines", column, model.lines);
    for (std::size_t at = 0; at < model.totals.size(); ++at)
        column.skip(ui::fact(ui, "statement.total." + std::to_string(at), column.rest(), model.totals[at].first,
                             model.totals[at].second));
    column.skip(m.gap_small);
    column.skip(ui.text(column.rest(), model.sum, {.ink = ui::Ink::kSecondary}, "statement.sum") + m.gap_large);
    draw_paper(host, ui, column);
    draw_print(host, ui, column, model);
    area.used_until(column.rest().y + m.gap_large);
}

void StatementsFeature::draw_paper(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const PaperModel paper = make_paper(*statement_, money_, t);
    column.skip(ui.heading(column.rest(), t("statement.paper"), ui::Type::kSubheading, "statement.paper") +
                m.gap_small);
    column.skip(
        ui.text(column.rest(), paper.text, {.ink = ui::Ink::kSecondary, .personal = false}, "statement.paper_text") +
        m.gap);
    if (!paper.lines.empty()) draw_lines(ui, "statement.paper_lines", column, paper.lines);
}

void StatementsFeature::draw_print(Host& host, ui::Ui& ui, ui::Cut& column, const StatementModel& model) {
    const local::Form* form = statement_form(forms_);
    if (form == nullptr) return;
    const auto& m = ui.metrics();
    const std::string price = form->price_cents() > 0 ? format_money(Cents::of(form->price_cents())) : std::string();
    const std::string label = host.texts()("statement.print");
    const ui::ButtonSpec spec{.label = label, .kind = ui::ButtonKind::kOutline, .icon = "printer", .price = price};
    const ui::Rect place = column.top(m.button, m.gap);
    if (ui::button(ui, "statement.print", ui.cut(place).start(std::min(place.w, ui::button_width(ui, spec))), spec))
        host.go(statement_print_place(*form, model.month, host.texts()));
}

}  // namespace dayroom::features
