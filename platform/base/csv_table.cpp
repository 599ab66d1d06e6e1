#include "platform/base/csv_table.h"

#include <algorithm>
#include <charconv>

namespace dayroom {

std::string problem_of_head(const CsvRow& head, const TableColumns& columns) {
    const auto is_in = [](std::span<const std::string_view> names, const std::string& column) {
        return std::find(names.begin(), names.end(), column) != names.end();
    };
    for (const std::string& column : head.fields) {
        const bool known = is_in(columns.needed, column) || is_in(columns.optional, column) ||
                           std::any_of(columns.prefixes.begin(), columns.prefixes.end(),
                                       [&](std::string_view prefix) { return column.starts_with(prefix); });
        if (!known) return "no such column: " + column;
        if (std::count(head.fields.begin(), head.fields.end(), column) > 1) return "a column twice: " + column;
    }
    for (const std::string_view needed : columns.needed) {
        if (std::find(head.fields.begin(), head.fields.end(), needed) == head.fields.end())
            return "a column is missing: " + std::string(needed);
    }
    return {};
}

TableRow::TableRow(const CsvRow& head, const CsvRow& row) : head_(head), row_(row) {
    if (row.fields.size() != head.fields.size()) problem_ = "another number of columns than the first row";
}

std::string TableRow::text(std::string_view column) const {
    for (std::size_t at = 0; at < head_.fields.size(); ++at)
        if (head_.fields[at] == column && at < row_.fields.size()) return row_.fields[at];
    return {};
}

std::int64_t TableRow::number(std::string_view column, std::int64_t least, std::int64_t most, std::int64_t otherwise) {
    const std::string text = this->text(column);
    std::int64_t value = otherwise;
    if (text.empty()) return value;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure == std::errc() && end == text.data() + text.size() && value >= least && value <= most) return value;
    problem_ = std::string(column) + " is no whole number that may be";
    return otherwise;
}

std::vector<std::string> TableRow::codes(std::string_view column) const {
    std::vector<std::string> all;
    std::string code;
    for (const char letter : text(column) + " ") {
        if (letter != ' ') {
            code += letter;
        } else if (!code.empty()) {
            all.push_back(std::move(code));
            code.clear();
        }
    }
    return all;
}

bool TableRow::flag(std::string_view column) {
    const std::string text = this->text(column);
    if (!text.empty() && text != "yes" && text != "no") problem_ = std::string(column) + " is neither yes nor no";
    return text == "yes";
}

std::vector<std::pair<std::string, std::string>> TableRow::with_prefix(std::string_view prefix) const {
    std::vector<std::pair<std::string, std::string>> all;
    for (std::size_t at = 0; at < head_.fields.size() && at < row_.fields.size(); ++at) {
        const std::string& column = head_.fields[at];
        if (column.starts_with(prefix) && !row_.fields[at].empty())
            all.emplace_back(column.substr(prefix.size()), row_.fields[at]);
    }
    return all;
}

}  // namespace dayroom
