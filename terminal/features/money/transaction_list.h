// Transactions that fit what a person looks for, page by page; what is here stays while the newest state is asked for.
#pragma once

#include <map>

#include "terminal/features/base/feature.h"
#include "terminal/features/base/month.h"
#include "terminal/features/base/paged.h"
#include "terminal/features/money/money_model.h"

namespace dayroom::features {

/// All of it together.
struct Finding {
    local::MoneyFilter filter = local::EVERYTHING;
    std::string kind;    // its code; empty: every kind
    Month month;         // none: every month
    std::string search;  // as it was typed

    bool operator==(const Finding&) const = default;
};

class TransactionList {
public:
    struct Line {
        TransactionRow row;
        local::Transaction raw;
    };

    const Finding& finding() const { return finding_; }
    /// Another finding begins a new list.
    void look_for(Host& host, Finding finding);
    void want(Host& host, int first, int last);
    /// Something moved, or the names have changed.
    void refresh(Host& host);
    /// True when it was the answer to one of its queries.
    bool answer(Host& host, std::uint32_t number, const local::ToTerminal& reply, const FormNames& forms);

    bool known() const { return lines_.known(); }
    int total() const { return lines_.total(); }
    const Line* at(int index) const { return lines_.at(index); }
    /// The first row of a day carries the day's heading.
    bool starts_day(int index) const;
    /// Changes when rows must be measured again.
    std::uint64_t stamp() const { return stamp_; }

private:
    Finding finding_;
    Paged<Line> lines_;
    std::map<std::uint32_t, int> queries_;  // offset of each that is under way
    std::uint64_t stamp_ = 1;
};

}  // namespace dayroom::features
