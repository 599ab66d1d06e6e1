#include "terminal/features/statements/statements_model.h"

#include <algorithm>
#include <cstdint>

#include "platform/money/money.h"
#include "terminal/features/base/prefill.h"

namespace dayroom::features {
namespace {

std::string money(std::int64_t cents) { return format_money(Cents::of(cents)); }
std::string change(std::int64_t cents) { return format_money_change(Cents::of(cents)); }

/// Largest first.
std::vector<local::MonthPart> parts_of(const local::Statement& statement, bool came_in) {
    std::vector<local::MonthPart> parts;
    for (const auto& part : statement.parts())
        if (came_in ? part.cents() > 0 : part.cents() < 0) parts.push_back(part);
    std::stable_sort(parts.begin(), parts.end(), [&](const auto& left, const auto& right) {
        return came_in ? left.cents() > right.cents() : left.cents() < right.cents();
    });
    return parts;
}

void add_parts(std::vector<StatementLine>& lines, const local::Statement& statement, bool came_in, const ui::Texts& t) {
    for (const auto& part : parts_of(statement, came_in))
        lines.push_back({t.of_code("money.kind.", part.kind(), "money.kind.other"), change(part.cents()), false});
}

bool has_choice(const local::Form& form, std::string_view code) {
    return std::any_of(form.fields().begin(), form.fields().end(), [&](const auto& field) {
        return std::any_of(field.choices().begin(), field.choices().end(),
                           [&](const auto& choice) { return choice.code() == code; });
    });
}

/// The newest month is that of the balances, as long as both are of the same moment.
bool is_now(const local::Statement& statement, const local::Money& money) {
    return statement.months_size() > 0 && statement.months(0).year() == statement.year() &&
           statement.months(0).month() == statement.month() && money.as_of_ms() > 0 &&
           money.as_of_ms() == statement.as_of_ms();
}

}  // namespace

PaperModel make_paper(const local::Statement& statement, const local::Money& held, const ui::Texts& t) {
    PaperModel model;
    model.text = t("statement.paper_text");
    if (!is_now(statement, held)) return model;
    Cents all = Cents::of(statement.closing_cents());
    model.lines.push_back({t("money.spendable"), format_money(all), false});
    for (const auto& [key, cents] :
         {std::pair{"money.on_hold", held.on_hold_cents()}, std::pair{"money.savings", held.savings_cents()},
          std::pair{"money.phone", held.phone_cents()}}) {
        const auto sum = all.plus(Cents::of(cents));
        if (!sum.ok()) return {model.text, {}};
        all = *sum;
        model.lines.push_back({t(key), change(cents), false});
    }
    model.lines.push_back({t("statement.paper_now"), format_money(all), true});
    return model;
}

StatementModel make_statement(const local::Statement& statement, const ui::Texts& t, Timestamp now) {
    StatementModel model;
    model.month = {statement.year(), statement.month()};
    model.title = month_words(model.month, t);
    for (const auto& month : statement.months()) model.months.push_back({month.year(), month.month()});
    const auto found = std::find(model.months.begin(), model.months.end(), model.month);
    model.chosen = found == model.months.end() ? 0 : static_cast<int>(found - model.months.begin());
    const bool unfinished = model.chosen == 0;
    if (unfinished && statement.as_of_ms() > 0) {
        model.note = t("statement.unfinished", {{"when", t.moment(Timestamp::from_ms(statement.as_of_ms()), now)}});
    }
    if (!statement.complete()) model.warning = t("statement.incomplete");
    model.lines.push_back({t("statement.opening"), money(statement.opening_cents()), false});
    add_parts(model.lines, statement, true, t);
    add_parts(model.lines, statement, false, t);
    model.lines.push_back(
        {t(unfinished ? "statement.now" : "statement.closing"), money(statement.closing_cents()), true});
    model.totals = {{t("money.month_in"), change(statement.in_cents())},
                    {t("money.month_out"), change(-statement.out_cents())},
                    {t("statement.lines"), std::to_string(statement.lines())}};
    model.sum = t("statement.sum", {{"opening", money(statement.opening_cents())},
                                    {"in", money(statement.in_cents())},
                                    {"out", money(statement.out_cents())},
                                    {"closing", money(statement.closing_cents())}});
    return model;
}

const local::Form* statement_form(const local::Forms& forms) {
    const local::Form* copies = nullptr;
    for (const auto& form : forms.forms()) {
        if (form.code() == kStatementForm) return &form;
        if (form.code() == kDocumentForm && has_choice(form, kStatementChoice)) copies = &form;
    }
    return copies;
}

Place statement_print_place(const local::Form& form, const Month& month, const ui::Texts& t) {
    const std::string words = month_words(month, t);
    if (form.code() == kStatementForm) return form_place(form.code(), {{"month", words}});
    return form_place(form.code(), {{"document", kStatementChoice}, {"details", words}});
}

}  // namespace dayroom::features
