#include "platform/facility/integration/trust_office_view.h"

#include "platform/facility/integration/trust_view.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

json view(const DepositReportLine& entry, const DeductionNames& names) {
    const DepositLine& line = entry.line;
    json shown = {{"line", line.line},
                  {"reference", line.reference},
                  {"source", line.source},
                  {"resident_number", line.resident_number},
                  {"state", name_of(entry.state)},
                  {"problem", entry.problem}};
    if (entry.resident) {
        shown["resident_id"] = entry.resident->to_string();
        shown["resident_name"] = entry.resident_name;
    }
    if (entry.transfer) shown["transfer_id"] = entry.transfer->to_string();
    if (entry.state != DepositReportLine::State::kBooks) return shown;
    shown["gross_cents"] = line.cents;
    shown["fee_cents"] = line.fee;
    shown["parts"] = parts_view(entry.split.parts, names);
    shown["left_cents"] = entry.split.left.units();
    return shown;
}

template <typename Decided>
void add_decision(json& shown, const Decided& decided) {
    shown["made_ms"] = decided.made.ms();
    shown["made_by"] = id_or_null(decided.made_by);
    shown["decided_ms"] = decided.decided.ms();
    shown["decided_by"] = id_or_null(decided.decided_by);
    shown["decision_reason"] = decided.decision_reason;
}

/// `names`: null: without the lines that book.
json report_view(const DepositReport& report, const DeductionNames* names) {
    json lines = json::array();
    if (!report.problem.empty()) {
        lines.push_back({{"line", 0},
                         {"reference", ""},
                         {"source", ""},
                         {"resident_number", ""},
                         {"state", "wrong"},
                         {"problem", report.problem}});
    }
    for (const DepositReportLine& entry : report.lines)
        if (names != nullptr || entry.state != DepositReportLine::State::kBooks)
            lines.push_back(view(entry, names == nullptr ? DeductionNames() : *names));
    return {{"total_lines", report.lines.size()},
            {"books", report.books},
            {"booked_before", report.booked_before},
            {"wrong", report.wrong},
            {"gross_cents", report.gross.units()},
            {"fee_cents", report.fee.units()},
            {"deduction_cents", report.deductions.units()},
            {"left_cents", report.left.units()},
            {"lines", lines}};
}

}  // namespace

json view(const DepositReport& report) { return report_view(report, nullptr); }

json view(const DepositReport& report, const DeductionNames& names) { return report_view(report, &names); }

json view(const DepositBatch& batch) {
    return {{"id", batch.id.to_string()},           {"name", batch.name},   {"made_ms", batch.made.ms()},
            {"made_by", id_or_null(batch.made_by)}, {"lines", batch.lines}, {"booked", batch.booked},
            {"booked_before", batch.booked_before}, {"wrong", batch.wrong}, {"gross_cents", batch.gross.units()},
            {"left_cents", batch.left.units()}};
}

json view(const BookedLine& line, const DeductionNames& names) {
    return {{"line", line.line},
            {"reference", line.reference},
            {"source", line.source},
            {"resident_id", line.resident.to_string()},
            {"resident_number", line.resident_number},
            {"transfer_id", line.transfer.to_string()},
            {"gross_cents", line.gross.units()},
            {"fee_cents", line.fee.units()},
            {"parts", parts_view(line.parts, names)},
            {"left_cents", line.left.units()},
            {"voided", line.voided}};
}

json view(const Withdrawal& withdrawal) {
    json shown = {{"id", withdrawal.id.to_string()},
                  {"resident_id", withdrawal.resident.to_string()},
                  {"resident_number", withdrawal.resident_number},
                  {"cents", withdrawal.amount.units()},
                  {"means", name_of(withdrawal.means)},
                  {"cheque_number", withdrawal.cheque_number},
                  {"payee", withdrawal.payee},
                  {"reason", withdrawal.reason},
                  {"state", name_of(withdrawal.state)},
                  {"cleared_ms", withdrawal.cleared.ms()}};
    add_decision(shown, withdrawal);
    return shown;
}

json view(const MoneyVoid& made) {
    json shown = {{"id", made.id.to_string()},
                  {"resident_id", made.resident.to_string()},
                  {"resident_number", made.resident_number},
                  {"transfer_id", made.transfer.to_string()},
                  {"cents", made.amount.units()},
                  {"reason", made.reason},
                  {"state", name_of(made.state)},
                  {"line",
                   {{"at_ms", made.line.at.ms()},
                    {"kind", wire::name_of(static_cast<wire::Transaction::Kind>(static_cast<int>(made.line.kind)))},
                    {"reason_code", made.line.reason_code},
                    {"reason_detail", made.line.reason_detail}}}};
    add_decision(shown, made);
    return shown;
}

json view(const ChargeKind& kind) {
    return {{"code", kind.code},
            {"name", names_view(kind.names)},
            {"cents", kind.cents.units()},
            {"may_be_owed", kind.may_be_owed}};
}

json view(const SiteChargeReport& report) {
    json lines = json::array();
    for (const SiteChargeLine& line : report.lines) {
        json& shown = lines.emplace_back(json{{"resident_id", line.resident.to_string()},
                                              {"resident_number", line.resident_number},
                                              {"state", name_of(line.state)},
                                              {"problem", line.problem}});
        if (line.transfer) shown["transfer_id"] = line.transfer->to_string();
    }
    return {{"charged", report.charged},
            {"owed", report.owed},
            {"refused", report.refused},
            {"charged_cents", report.charged_cents.units()},
            {"owed_cents", report.owed_cents.units()},
            {"lines", lines}};
}

}  // namespace dayroom::facility
