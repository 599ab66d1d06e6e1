// A table that came as CSV, read by the names of its columns.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/csv.h"

namespace dayroom {

struct TableColumns {
    std::span<const std::string_view> needed;
    std::span<const std::string_view> optional;
    std::span<const std::string_view> prefixes;  // "name_": any column that begins so
};
/// Of the first row: a column that is not known, twice or missing. Empty: none.
std::string problem_of_head(const CsvRow& head, const TableColumns& columns);

/// One row. Views head and row, which outlive it.
class TableRow {
public:
    TableRow(const CsvRow& head, const CsvRow& row);

    /// Empty where there is no such column.
    std::string text(std::string_view column) const;
    /// A whole number from `least` to `most`; `otherwise` where it is empty.
    std::int64_t number(std::string_view column, std::int64_t least, std::int64_t most, std::int64_t otherwise);
    /// Codes with spaces between.
    std::vector<std::string> codes(std::string_view column) const;
    /// "yes", or "no" or nothing.
    bool flag(std::string_view column);
    /// The rest of each column's name that begins with `prefix`, and what stands in it; without the empty ones.
    std::vector<std::pair<std::string, std::string>> with_prefix(std::string_view prefix) const;
    /// The last thing that was wrong; empty: nothing.
    const std::string& problem() const { return problem_; }

private:
    const CsvRow& head_;
    const CsvRow& row_;
    std::string problem_;
};

}  // namespace dayroom
