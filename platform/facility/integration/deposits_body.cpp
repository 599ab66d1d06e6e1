#include "platform/facility/integration/deposits_body.h"

#include "platform/base/csv_table.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

constexpr std::string_view kNeededColumns[] = {"reference", "source", "resident_number", "cents"};
constexpr std::string_view kOptionalColumns[] = {"fee_cents", "detail"};
constexpr std::int64_t kMaxControlCents =
    kMaxCommandUnits * static_cast<std::int64_t>(kMaxDepositLines);  // of as many lines as there may be

DepositLine read_deposit_object(JsonBody& entry, int number) {
    DepositLine line;
    line.line = number;
    line.reference = entry.text("reference", kMaxDepositReference);
    line.source = entry.text("source", wire::kMaxCodeCharacters);
    line.resident_number = entry.text("resident_number", wire::kMaxResidentNumberCharacters);
    line.cents = entry.integer("cents", 0, kMaxCommandUnits);  // 0 is refused with the other fields
    line.fee = entry.optional_integer("fee_cents", 0, kMaxCommandUnits, 0);
    line.detail = entry.optional_text("detail", wire::kMaxNameCharacters);
    if (const Status done = entry.done(); !done.ok()) line.problem = done.error().detail;
    return line;
}

DepositLine read_deposit_row(const CsvRow& head, const CsvRow& row) {
    TableRow cells(head, row);
    DepositLine line;
    line.line = row.line;
    line.reference = cells.text("reference");
    line.source = cells.text("source");
    line.resident_number = cells.text("resident_number");
    line.cents = cells.number("cents", 1, kMaxCommandUnits, 0);
    line.fee = cells.number("fee_cents", 0, kMaxCommandUnits, 0);
    line.detail = cells.text("detail");
    line.problem = cells.problem();
    return line;
}

void read_deposit_table(const std::string& text, DepositFile& file) {
    const auto rows = parse_csv(text, kMaxDepositLines + 1);
    if (!rows.ok() || rows.value().empty()) {
        file.problem = rows.ok() ? "an empty file" : rows.error().detail;
        return;
    }
    const CsvRow& head = rows.value().front();
    file.problem = problem_of_head(head, {kNeededColumns, kOptionalColumns, {}});
    if (!file.problem.empty()) return;
    for (std::size_t at = 1; at < rows.value().size(); ++at)
        file.lines.push_back(read_deposit_row(head, rows.value()[at]));
}

}  // namespace

Result<DepositFile> read_deposit_file(JsonBody& body) {
    DepositFile file;
    const std::string format = body.text("format", 32);
    file.name = body.text("name", wire::kMaxNameCharacters);
    if (body.has("csv")) {
        read_deposit_table(body.text("csv", kMaxDepositFileBytes), file);
    } else {
        int number = 0;
        for (JsonBody& entry : body.objects("deposits", kMaxDepositLines))
            file.lines.push_back(read_deposit_object(entry, ++number));
    }
    if (body.has("control_lines")) file.control_lines = body.integer("control_lines", 0, 1'000'000);
    if (body.has("control_cents")) file.control_cents = body.integer("control_cents", 0, kMaxControlCents);
    if (!format.empty() && format != kDepositsFormat)
        return Error(ErrorCode::kInvalid, "\"format\" must be dayroom-deposits-1.");
    return file;
}

}  // namespace dayroom::facility
