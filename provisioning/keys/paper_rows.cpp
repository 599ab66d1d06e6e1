#include "provisioning/keys/paper_rows.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <vector>

#include <boost/crc.hpp>
#include <fmt/format.h>

#include "platform/crypto/hash.h"

namespace dayroom::provisioning {
namespace {

constexpr std::size_t kRowDigits = 2 * kRowBytes + 2;  // with the check

/// A CRC finds every wrong digit and every two neighbours that changed places, for sure; what it begins with makes the
/// rows of another place or kind of paper wrong, almost for sure.
std::uint8_t check_of(std::size_t number, ByteView row, std::string_view purpose) {
    crypto::Blake2b place;
    place.update_sized(as_bytes(purpose)).update_sized(as_bytes(std::to_string(number)));
    boost::crc_optimal<8, 0x07, 0, 0, false, false> crc(place.finish()[0]);
    crc.process_bytes(row.data(), row.size());
    return static_cast<std::uint8_t>(crc.checksum());
}

struct Row {
    std::size_t number = 0;
    std::string digits;
};

/// Nothing for a line that is for the reader.
std::optional<Row> row_of(std::string_view line) {
    const auto begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return std::nullopt;
    Row row;
    const auto [end, fault] = std::from_chars(line.data() + begin, line.data() + line.size(), row.number);
    const std::string_view rest = line.substr(static_cast<std::size_t>(end - line.data()));
    if (fault != std::errc() || rest.empty() || (rest[0] != ' ' && rest[0] != '\t')) return std::nullopt;
    for (const char c : rest) {
        if (c != ' ' && c != '\t' && c != '\r')
            row.digits += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    const bool hex = std::all_of(row.digits.begin(), row.digits.end(),
                                 [](unsigned char c) { return std::isxdigit(c) != 0 && c < 0x80; });
    if (row.digits.empty() || (!hex && row.digits.size() != kRowDigits)) return std::nullopt;
    return row;
}

Error wrong_row(std::size_t number) {
    return Error(ErrorCode::kInvalid,
                 fmt::format("row {} is not as it was printed: compare it with the paper", number));
}

}  // namespace

std::string to_paper_rows(ByteView content, std::string_view purpose) {
    std::string text;
    for (std::size_t at = 0; at < content.size(); at += kRowBytes) {
        std::array<std::uint8_t, kRowBytes> row{};
        std::copy_n(content.begin() + static_cast<std::ptrdiff_t>(at), std::min(kRowBytes, content.size() - at),
                    row.begin());
        const std::size_t number = at / kRowBytes + 1;
        text += fmt::format("{:>4}   {:02x}{:02x} {:02x}{:02x}   {:02x}\n", number, row[0], row[1], row[2], row[3],
                            check_of(number, row, purpose));
        wipe(row);
    }
    return text;
}

Result<Secret> from_paper_rows(std::string_view text, std::size_t size, std::string_view purpose) {
    const std::size_t rows = (size + kRowBytes - 1) / kRowBytes;
    Secret padded = Secret::zeroed(rows * kRowBytes);
    std::vector<bool> read(rows);
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto row = row_of(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!row) continue;
        if (row->number == 0 || row->number > rows)
            return Error(ErrorCode::kInvalid,
                         fmt::format("there is a row {}, and there should be 1 to {}", row->number, rows));
        const auto bytes = from_hex(row->digits);
        if (!bytes.ok() || row->digits.size() != kRowDigits) return wrong_row(row->number);
        const ByteView content = ByteView(*bytes).first(kRowBytes);
        if (check_of(row->number, content, purpose) != bytes->back()) return wrong_row(row->number);
        const auto place = padded.writable().subspan((row->number - 1) * kRowBytes, kRowBytes);
        if (read[row->number - 1] && !std::equal(content.begin(), content.end(), place.begin()))
            return wrong_row(row->number);
        std::copy(content.begin(), content.end(), place.begin());
        read[row->number - 1] = true;
    }
    const auto missing = std::find(read.begin(), read.end(), false);
    if (missing != read.end())
        return Error(ErrorCode::kInvalid, fmt::format("row {} is missing", missing - read.begin() + 1));
    return Secret::copy_of(padded.bytes().first(size));
}

}  // namespace dayroom::provisioning
