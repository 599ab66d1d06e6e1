// Proof of the books, people who left, and accounts that came or went.
#include "platform/facility/admin/export_tables.h"

namespace dayroom::facility {

using namespace export_kind;

namespace {

const std::vector<ExportTable>& proofs() {
    static const std::vector<ExportTable> tables = {
        {"tie_out",
         "at_ms",
         {{"at_ms", kNumber},
          {"day", kText},
          {"through", kNumber},
          {"entries", kNumber},
          {"differences", kNumber},
          {"duration_ms", kNumber},
          {"report", kText}}},
        {"tie_out_control",
         "at_ms, kind, unit",
         {{"at_ms", kNumber},
          {"kind", kText},
          {"unit", kNumber},
          {"accounts", kNumber},
          {"stored", kNumber},
          {"computed", kNumber}}},
        {"tie_out_difference",
         "at_ms, position",
         {{"at_ms", kNumber},
          {"position", kNumber},
          {"what", kText},
          {"account", kNumber},
          {"transfer", kNumber},
          {"stored", kNumber},
          {"computed", kNumber}}},
        {"flow_day",
         "day, kind",
         {{"day", kText}, {"kind", kNumber}, {"in_cents", kNumber}, {"out_cents", kNumber}, {"entries", kNumber}}},
        {"payable_month",
         "account, month",
         {{"account", kNumber}, {"month", kText}, {"credited", kNumber}, {"debited", kNumber}}},
        {"ledger_day", "day", {{"day", kText}, {"first", kNumber}, {"last", kNumber}}},
        {"bank_line",
         "day, id",
         {{"id", kId},
          {"day", kText},
          {"direction", kNumber},
          {"cents", kNumber},
          {"reference", kText},
          {"text", kText},
          {"matched", kNumber},
          {"struck", kNumber},
          {"struck_reason", kText},
          {"made_ms", kNumber},
          {"made_by", kId}}},
        {"cash_entry",
         "transfer",
         {{"transfer", kNumber},
          {"day", kText},
          {"direction", kNumber},
          {"cents", kNumber},
          {"reference_key", kText},
          {"line", kId}}},
    };
    return tables;
}

const std::vector<ExportTable>& closed_months() {
    static const std::vector<ExportTable> tables = {
        {"month_close",
         "month, revision",
         {{"month", kText},
          {"revision", kNumber},
          {"from_ms", kNumber},
          {"to_ms", kNumber},
          {"through", kNumber},
          {"entries", kNumber},
          {"unmatched_bank_lines", kNumber},
          {"closed_ms", kNumber},
          {"closed_by", kId},
          {"reopened_ms", kNumber},
          {"reopened_by", kId},
          {"reopened_reason", kText}}},
        {"closing_balance",
         "month, revision, account",
         {{"month", kText}, {"revision", kNumber}, {"account", kNumber}, {"balance", kNumber}}},
    };
    return tables;
}

const std::vector<ExportTable>& departures() {
    static const std::vector<ExportTable> tables = {
        {"leaving",
         "no",
         {{"no", kNumber},
          {"resident", kId},
          {"left_ms", kNumber},
          {"left_by", kId},
          {"step", kNumber},
          {"ended_ms", kNumber},
          {"closed_ms", kNumber},
          {"returned_ms", kNumber}}},
        {"pay_out",
         "at_ms, id",
         {{"id", kId},
          {"leaving", kNumber},
          {"resident", kId},
          {"cents", kNumber},
          {"method", kNumber},
          {"reference", kText},
          {"at_ms", kNumber},
          {"by_id", kId}}},
        {"release_pays", "position", {{"position", kNumber}, {"code", kText}}},
        {"facility_root", "name", {{"facility", kId}, {"name", kText}, {"root", kHex}, {"pinned_ms", kNumber}}},
        {"package_sent",
         "at_ms, id",
         {{"id", kId}, {"resident", kId}, {"facility", kId}, {"at_ms", kNumber}, {"body", kText}}},
        {"package_taken",
         "at_ms, id",
         {{"id", kId}, {"facility", kId}, {"resident", kId}, {"cents", kNumber}, {"at_ms", kNumber}, {"by_id", kId}}},
    };
    return tables;
}

}  // namespace

const std::vector<ExportTable>& books_tables() {
    static const std::vector<ExportTable> tables = [] {
        std::vector<ExportTable> all = proofs();
        all.insert(all.end(), closed_months().begin(), closed_months().end());
        all.insert(all.end(), departures().begin(), departures().end());
        return all;
    }();
    return tables;
}

}  // namespace dayroom::facility
