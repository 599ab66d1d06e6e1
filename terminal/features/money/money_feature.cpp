#include "terminal/features/money/money_feature.h"

#include "terminal/features/base/local_text.h"

namespace dayroom::features {

void MoneyFeature::enter(Host& host, const Place& place) {
    asking_ = false;
    if (place.screen == ScreenId::kMoney) moved(host);
}

void MoneyFeature::moved(Host& host) {
    lines_.mark_stale();
    local::ToAgent query;
    query.mutable_get_money();
    host.ask(std::move(query));
    local::ToAgent forms;
    forms.mutable_get_forms();
    host.ask(std::move(forms));
    want(host, 0, kPageRows - 1);
}

void MoneyFeature::want(Host& host, int first, int last) {
    while (const auto offset = lines_.wanted(first, last)) {
        local::ToAgent query;
        query.mutable_get_transactions()->set_filter(filter_);
        query.mutable_get_transactions()->mutable_page()->set_offset(*offset);
        query.mutable_get_transactions()->mutable_page()->set_count(kPageRows);
        if (const auto number = host.ask(std::move(query))) queries_[number] = *offset;
    }
}

void MoneyFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (reply.has_money()) {
        money_ = reply.money();
        known_ = true;
        ++stamp_;
    }
    if (reply.has_forms()) take_forms(host, reply.forms());
    if (number == taking_back_) return took_back(host, reply);
    const auto asked = queries_.find(number);
    if (asked == queries_.end()) return;
    const int offset = asked->second;
    queries_.erase(asked);
    if (!reply.has_transactions()) return;
    std::vector<Line> lines;
    for (const auto& transaction : reply.transactions().transactions()) {
        lines.push_back({make_transaction(transaction, forms_, host.texts(), host.now()), transaction});
    }
    lines_.put(offset, std::move(lines), reply.transactions().total());
    ++stamp_;
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
    lines_.mark_stale();
    want(host, 0, kPageRows - 1);
}

std::string MoneyFeature::title(Host& host, const Place& place) {
    return host.texts()(place.screen == ScreenId::kTransaction ? "money.detail_title" : "nav.money");
}

void MoneyFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
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
    wide_ = ui.two_panes() && rect.h / m.scale > 560;
    if (wide_) return draw_wide(host, ui, page.rest(), model);
    draw_list(host, ui, page.rest(), model, true);
}

std::size_t MoneyFeature::rows(bool narrow) const {
    const int lines = std::max(1, lines_.total());  // one row says that there is nothing
    return static_cast<std::size_t>(lines) + (narrow ? 3U : 0U);
}

MoneyFeature::Part MoneyFeature::part_at(std::size_t row, bool narrow, int& transaction) const {
    if (narrow && row == 0) return Part::kCards;
    if (narrow && row == 1) return Part::kMonth;
    if (narrow && row == 2) return Part::kFilter;
    transaction = static_cast<int>(row) - (narrow ? 3 : 0);
    return lines_.total() == 0 ? Part::kNothing : Part::kTransaction;
}

/// The first row of a day carries the day's heading.
bool MoneyFeature::starts_day(int transaction) const {
    const Line* line = lines_.at(transaction);
    const Line* before = transaction > 0 ? lines_.at(transaction - 1) : nullptr;
    return line != nullptr && (before == nullptr || before->row.day != line->row.day);
}

}  // namespace dayroom::features
