#include "platform/base/csv.h"

namespace dayroom {
namespace {

class CsvReader {
public:
    CsvReader(std::string_view text, std::size_t most) : text_(text), most_(most) {}

    Result<std::vector<CsvRow>> read() {
        if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
        while (at_ < text_.size()) TRY(read_row());
        return std::move(rows_);
    }

private:
    Status read_row() {
        CsvRow row;
        row.line = line_;
        bool more = true;
        while (more) {
            if (row.fields.size() >= kMaxCsvColumns) return Error(ErrorCode::kTooLarge, where() + "too many columns");
            row.fields.push_back(TRY(read_field()));
            more = at_ < text_.size() && text_[at_] == ',';
            if (more) ++at_;
        }
        TRY(end_line());
        if (row.fields.size() == 1 && row.fields.front().empty()) return {};
        if (rows_.size() >= most_) return Error(ErrorCode::kTooLarge, "more rows than may be");
        rows_.push_back(std::move(row));
        return {};
    }

    Status end_line() {
        if (at_ < text_.size() && text_[at_] == '\r') ++at_;
        if (at_ < text_.size() && text_[at_] != '\n') return Error(ErrorCode::kInvalid, where() + "a quote in a field");
        if (at_ < text_.size()) ++at_;
        ++line_;
        return {};
    }

    Result<std::string> read_field() {
        if (at_ < text_.size() && text_[at_] == '"') return read_quoted();
        std::string field;
        while (at_ < text_.size() && text_[at_] != ',' && text_[at_] != '\n' && text_[at_] != '\r') {
            if (text_[at_] == '"') return Error(ErrorCode::kInvalid, where() + "a quote in a field");
            field += text_[at_++];
        }
        return field;
    }

    Result<std::string> read_quoted() {
        std::string field;
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\n') ++line_;
            if (text_[at_] != '"') {
                field += text_[at_];
                continue;
            }
            ++at_;
            if (at_ >= text_.size() || text_[at_] != '"') return field;
            field += '"';
        }
        return Error(ErrorCode::kInvalid, where() + "a quote is not closed");
    }

    std::string where() const { return "Line " + std::to_string(line_) + ": "; }

    std::string_view text_;
    std::size_t most_;
    std::size_t at_ = 0;
    int line_ = 1;
    std::vector<CsvRow> rows_;
};

std::string csv_field(const std::string& value) {
    const bool formula = !value.empty() && std::string_view("=+-@\t\r").find(value.front()) != std::string_view::npos;
    const std::string shown = formula ? "'" + value : value;
    if (shown.find_first_of(",\"\r\n") == std::string::npos) return shown;
    std::string quoted = "\"";
    for (const char letter : shown) quoted += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return quoted + "\"";
}

}  // namespace

Result<std::vector<CsvRow>> parse_csv(std::string_view text, std::size_t most) { return CsvReader(text, most).read(); }

std::string csv_row(const std::vector<std::string>& fields) {
    std::string row;
    for (std::size_t at = 0; at < fields.size(); ++at) row += (at > 0 ? "," : "") + csv_field(fields[at]);
    return row + "\r\n";
}

}  // namespace dayroom
