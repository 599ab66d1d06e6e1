#include "terminal/features/money/money_feature.h"

#include <algorithm>

#include "terminal/features/base/local_text.h"

namespace dayroom::features {

void MoneyFeature::enter(Host& host, const Place& place) {
    asking_ = false;
    if (place.screen == ScreenId::kMoney || place.screen == ScreenId::kMoneyChoose) moved(host);
}

void MoneyFeature::moved(Host& host) {
    local::ToAgent query;
    query.mutable_get_money();
    host.ask(std::move(query));
    local::ToAgent forms;
    forms.mutable_get_forms();
    host.ask(std::move(forms));
    ask_month(host);
    list_.refresh(host);
    if (found_.known()) found_.refresh(host);
}

void MoneyFeature::ask_month(Host& host) {
    local::ToAgent query;
    query.mutable_get_statement()->set_year(list_.finding().month.year);
    query.mutable_get_statement()->set_month(list_.finding().month.month);
    month_asked_ = host.ask(std::move(query));
}

void MoneyFeature::find(Host& host, Finding finding) {
    const bool other_month = finding.month != list_.finding().month;
    list_.look_for(host, std::move(finding));
    if (other_month) ask_month(host);
}

void MoneyFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (reply.has_money()) {
        money_ = reply.money();
        known_ = true;
    }
    if (reply.has_forms()) take_forms(host, reply.forms());
    if (number == month_asked_ && reply.has_statement()) month_ = reply.statement();
    if (number == taking_back_) return took_back(host, reply);
    if (!list_.answer(host, number, reply, forms_)) found_.answer(host, number, reply, forms_);
}

void MoneyFeature::took_back(Host& host, const local::ToTerminal& reply) {
    taking_back_ = 0;
    const auto& t = host.texts();
    if (!reply.has_done()) {
        return host.toast(t.of_code("problem.", reply.problem().code(), "problem.try_again"), ui::Tone::kDanger);
    }
    host.toast(t("money.taken_back"), ui::Tone::kSuccess);
    host.back();
}

void MoneyFeature::take_forms(Host& host, const local::Forms& forms) {
    FormNames names;
    for (const auto& form : forms.forms()) names[form.code()] = pick(form.name(), host.texts().language());
    if (names == forms_) return;
    forms_ = std::move(names);
    list_.refresh(host);
}

std::string MoneyFeature::title(Host& host, const Place& place) {
    switch (place.screen) {
        case ScreenId::kTransaction:
            return host.texts()("money.detail_title");
        case ScreenId::kMoneyChoose:
            return host.texts()("money.choose_title");
        case ScreenId::kMoneySearch:
            return host.texts()("money.search_title");
        default:
            return host.texts()("nav.money");
    }
}

void MoneyFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    if (place.screen == ScreenId::kMoneyChoose) return draw_choose(host, ui, rect);
    if (place.screen == ScreenId::kMoneySearch) return draw_search(host, ui, rect);
    if (place.screen == ScreenId::kTransaction) {
        draw_detail(host, ui, rect);
        if (asking_) ask_take_back(host, ui);
        return;
    }
    if (!known_) {
        ui::spinner(ui, "money.loading", rect, host.texts()("kit.working"));
        return;
    }
    const MoneyModel model = make_money(money_, host.texts(), host.now());
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    wide_ = ui.two_panes() && rect.h / m.scale > 600;
    if (wide_) return draw_wide(host, ui, page.rest(), model);
    draw_list(host, ui, page.rest(), model, true);
}

std::size_t MoneyFeature::rows(bool narrow) const {
    const int lines = std::max(1, list_.total());  // one row says that there is nothing
    return static_cast<std::size_t>(lines) + (narrow ? 4U : 0U);
}

MoneyFeature::Part MoneyFeature::part_at(std::size_t row, bool narrow, int& transaction) const {
    if (narrow && row < 4) return static_cast<Part>(row);
    transaction = static_cast<int>(row) - (narrow ? 4 : 0);
    return list_.total() == 0 ? Part::kNothing : Part::kTransaction;
}

/// The month that was chosen, once it is here; else the one that runs.
MonthModel MoneyFeature::month_now(Host& host) const {
    const Month& chosen = list_.finding().month;
    const bool here = month_ && !chosen.none() && Month{month_->year(), month_->month()} == chosen;
    return here ? make_month(*month_, host.texts()) : make_month(money_, host.texts(), host.now());
}

}  // namespace dayroom::features
