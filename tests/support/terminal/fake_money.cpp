// The fake agent: transactions and how they are found, the statement of a month, what is owed.
#include <algorithm>
#include <map>

#include "platform/rules/calendar.h"
#include "tests/support/terminal/fake_agent.h"
#include "tests/support/terminal/fake_parts.h"

namespace dayroom::test {
namespace {

bool holds(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

/// Every word: in the line's text, or as one of its codes.
bool found_in(const local::Transaction& line, const local::GetTransactions& query) {
    std::string text = lower(line.reason_detail());
    std::vector<std::string> codes = {line.kind(), line.reason_code()};
    for (const auto& part : line.parts()) codes.push_back(part.code());
    return std::all_of(query.search().begin(), query.search().end(), [&](const auto& word) {
        return (!word.text().empty() && holds(text, lower(word.text()))) ||
               std::any_of(word.codes().begin(), word.codes().end(), [&](const std::string& code) {
                   return std::find(codes.begin(), codes.end(), code) != codes.end();
               });
    });
}

}  // namespace

bool FakeAgent::dispatch_money(const local::ToAgent& query, Answer& answer) {
    using Case = local::ToAgent::QueryCase;
    switch (query.query_case()) {
        case Case::kGetMoney:
            *answer.mutable_money() = money_;
            return true;
        case Case::kGetTransactions:
            list_transactions(query.get_transactions(), answer);
            return true;
        case Case::kGetStatement:
            statement(query.get_statement(), answer);
            return true;
        case Case::kGetObligations:
            *answer.mutable_obligations() = obligations_;
            return true;
        default:
            return false;
    }
}

void FakeAgent::list_transactions(const local::GetTransactions& query, Answer& answer) {
    auto& list = *answer.mutable_transactions();
    int total = 0;
    for (const auto& line : transactions_) {
        if (query.filter() == local::MONEY_IN && line.change_cents() <= 0) continue;
        if (query.filter() == local::MONEY_OUT && line.change_cents() >= 0) continue;
        if (!query.kind().empty() && query.kind() != line.kind()) continue;
        const auto month = rules::month_of(Timestamp::from_ms(line.at_ms()), status_.time_zone());
        if (query.month() != 0 && (query.month() != month.month || query.year() != month.year)) continue;
        if (!found_in(line, query)) continue;
        const bool on_page =
            total >= query.page().offset() && total < query.page().offset() + std::max(0, query.page().count());
        if (on_page) *list.add_transactions() = line;
        ++total;
    }
    list.set_total(total);
}

void FakeAgent::statement(const local::GetStatement& query, Answer& answer) {
    const std::string zone = status_.time_zone();
    auto month = rules::month_of(clock_.now(), zone);
    const auto newest = month;
    if (query.month() != 0) {
        const auto wanted = rules::local_month(query.year(), query.month(), zone);
        if (!wanted.ok() || wanted->begin > newest.begin) return refuse(answer, "not_found");
        month = *wanted;
    }
    auto& out = *answer.mutable_statement();
    out.set_year(month.year);
    out.set_month(month.month);
    std::int64_t closing = money_.spendable_cents();
    std::map<std::pair<std::string, bool>, std::int64_t> parts;
    for (const auto& line : transactions_) {
        const auto at = Timestamp::from_ms(line.at_ms());
        if (line.state() == "voided") continue;
        if (at >= month.end) closing -= line.change_cents();
        if (!month.holds(at)) continue;
        const bool came_in = line.change_cents() > 0;
        parts[{line.kind(), came_in}] += line.change_cents();
        if (came_in)
            out.set_in_cents(out.in_cents() + line.change_cents());
        else
            out.set_out_cents(out.out_cents() - line.change_cents());
        out.set_lines(out.lines() + 1);
    }
    for (const auto& [key, cents] : parts) {
        auto& part = *out.add_parts();
        part.set_kind(key.first);
        part.set_cents(cents);
    }
    out.set_closing_cents(closing);
    out.set_opening_cents(closing - out.in_cents() + out.out_cents());
    out.set_complete(statements_complete_);
    out.set_as_of_ms(money_.as_of_ms());
    const auto oldest = Timestamp::from_ms(transactions_.back().at_ms());
    for (auto each = newest;; each = rules::month_of(each.begin - Milliseconds(1), zone)) {
        out.add_months()->set_year(each.year);
        out.mutable_months(out.months_size() - 1)->set_month(each.month);
        if (each.begin <= oldest) break;
    }
}

void FakeAgent::make_obligations() {
    const auto add = [&](const char* code, const char* law, const char* state, std::int64_t set,
                         std::int64_t owed) -> local::Obligation& {
        auto& obligation = *obligations_.add_obligations();
        obligation.set_id("obligation-" + std::to_string(obligations_.obligations_size()));
        obligation.set_code(code);
        obligation.set_legal_basis(law);
        obligation.set_state(state);
        obligation.set_set_cents(set);
        obligation.set_owed_cents(owed);
        return obligation;
    };
    auto& court = *add("court_debt", "RCW 72.11.020", "active", 60'000, 42'500).mutable_last_taken();
    court.set_basis_points(2'000);
    court.set_cents(2'000);
    court.set_gross_cents(10'000);
    court.set_at_ms(ago(0, 3));
    add("civil_judgment", "RCW 4.56", "active", 9'000, 9'000);
    add("child_support", "Support order 14-3-0099", "inactive", 150'000, 118'000);
    add("restitution", "", "fulfilled", 12'000, 0);
}

void FakeAgent::name_debt(const std::string& code, const char* english, const char* spanish) {
    for (auto& line : transactions_)
        for (auto& part : *line.mutable_parts())
            if (part.code() == code) add_texts(part.mutable_name(), english, spanish);
    for (auto& debt : *obligations_.mutable_obligations())
        if (debt.code() == code) add_texts(debt.mutable_name(), english, spanish);
}

}  // namespace dayroom::test
