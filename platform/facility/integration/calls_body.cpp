#include "platform/facility/integration/calls_body.h"

#include "platform/base/csv_table.h"
#include "platform/rules/phone_rates.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

constexpr std::string_view kCallColumns[] = {"record",  "resident_number", "number",  "began_ms",
                                             "seconds", "cents",           "end_code"};
constexpr std::int64_t kMaxCallControlCents = kMaxCommandUnits * static_cast<std::int64_t>(kMaxCallLines);
constexpr std::size_t kMaxNumberText = 24;

CallLine read_call_object(JsonBody& entry, int number) {
    CallLine line;
    line.line = number;
    line.record = entry.text("record", kMaxCallRecord);
    line.resident_number = entry.text("resident_number", wire::kMaxResidentNumberCharacters);
    line.number = entry.text("number", kMaxNumberText);
    line.began_ms = entry.integer("began_ms", 1, wire::kMaxTimestampMs);
    line.seconds = entry.integer("seconds", 0, rules::kMostCallSeconds);
    line.cents = entry.integer("cents", 0, kMaxCommandUnits);
    line.end_code = entry.text("end_code", wire::kMaxCodeCharacters);
    if (const Status done = entry.done(); !done.ok()) line.problem = done.error().detail;
    return line;
}

CallLine read_call_row(const CsvRow& head, const CsvRow& row) {
    TableRow cells(head, row);
    CallLine line;
    line.line = row.line;
    line.record = cells.text("record");
    line.resident_number = cells.text("resident_number");
    line.number = cells.text("number");
    line.began_ms = cells.number("began_ms", 1, wire::kMaxTimestampMs, 0);
    // An empty cell is refused with the other fields.
    line.seconds = cells.number("seconds", 0, rules::kMostCallSeconds, -1);
    line.cents = cells.number("cents", 0, kMaxCommandUnits, -1);
    line.end_code = cells.text("end_code");
    line.problem = cells.problem();
    return line;
}

void read_call_table(const std::string& text, CallFile& file) {
    const auto rows = parse_csv(text, kMaxCallLines + 1);
    if (!rows.ok() || rows.value().empty()) {
        file.problem = rows.ok() ? "an empty file" : rows.error().detail;
        return;
    }
    const CsvRow& head = rows.value().front();
    file.problem = problem_of_head(head, {kCallColumns, {}, {}});
    if (!file.problem.empty()) return;
    for (std::size_t at = 1; at < rows.value().size(); ++at)
        file.lines.push_back(read_call_row(head, rows.value()[at]));
}

}  // namespace

Result<CallFile> read_call_file(JsonBody& body) {
    CallFile file;
    const std::string format = body.text("format", 32);
    file.name = body.text("name", wire::kMaxNameCharacters);
    if (body.has("csv")) {
        read_call_table(body.text("csv", kMaxCallFileBytes), file);
    } else {
        int number = 0;
        for (JsonBody& entry : body.objects("calls", kMaxCallLines))
            file.lines.push_back(read_call_object(entry, ++number));
    }
    if (body.has("control_lines")) file.control_lines = body.integer("control_lines", 0, 1'000'000);
    if (body.has("control_cents")) file.control_cents = body.integer("control_cents", 0, kMaxCallControlCents);
    if (!format.empty() && format != kCallsFormat)
        return Error(ErrorCode::kInvalid, "\"format\" must be dayroom-calls-1.");
    return file;
}

}  // namespace dayroom::facility
