#include "terminal/features/money/transaction_list.h"

#include "terminal/features/money/search_words.h"

namespace dayroom::features {

void TransactionList::look_for(Host& host, Finding finding) {
    if (finding == finding_ && lines_.known()) return;
    finding_ = std::move(finding);
    lines_.clear();
    queries_.clear();
    ++stamp_;
    want(host, 0, kPageRows - 1);
}

void TransactionList::want(Host& host, int first, int last) {
    while (const auto offset = lines_.wanted(first, last)) {
        local::ToAgent query;
        auto& wanted = *query.mutable_get_transactions();
        wanted.set_filter(finding_.filter);
        wanted.set_kind(finding_.kind);
        wanted.set_year(finding_.month.year);
        wanted.set_month(finding_.month.month);
        for (auto& word : search_words(finding_.search, host.texts())) *wanted.add_search() = std::move(word);
        wanted.mutable_page()->set_offset(*offset);
        wanted.mutable_page()->set_count(kPageRows);
        if (const auto number = host.ask(std::move(query))) queries_[number] = *offset;
    }
}

void TransactionList::refresh(Host& host) {
    lines_.mark_stale();
    want(host, 0, kPageRows - 1);
}

bool TransactionList::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply, const FormNames& forms) {
    const auto asked = queries_.find(number);
    if (asked == queries_.end()) return false;
    const int offset = asked->second;
    queries_.erase(asked);
    if (!reply.has_transactions()) return true;
    std::vector<Line> lines;
    for (const auto& transaction : reply.transactions().transactions())
        lines.push_back({make_transaction(transaction, forms, host.texts(), host.now()), transaction});
    lines_.put(offset, std::move(lines), reply.transactions().total());
    ++stamp_;
    return true;
}

bool TransactionList::starts_day(int index) const {
    const Line* line = lines_.at(index);
    const Line* before = index > 0 ? lines_.at(index - 1) : nullptr;
    return line != nullptr && (before == nullptr || before->row.day != line->row.day);
}

}  // namespace dayroom::features
