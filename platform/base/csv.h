// Comma-separated values (RFC 4180): what a vendor's file or a spreadsheet holds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace dayroom {

inline constexpr std::size_t kMaxCsvColumns = 64;

struct CsvRow {
    int line = 0;  // where it begins in the text, from 1
    std::vector<std::string> fields;
};
/// Rows that are not empty, the head among them. kInvalid for a quote that is not closed or stands where none may;
/// kTooLarge for more than `most` rows, or more columns than a row may have.
Result<std::vector<CsvRow>> parse_csv(std::string_view text, std::size_t most);

/// One row with its line end. A field that a spreadsheet would take for a formula begins with an apostrophe.
std::string csv_row(const std::vector<std::string>& fields);

}  // namespace dayroom
