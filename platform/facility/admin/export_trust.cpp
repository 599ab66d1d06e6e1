// The trust office's rules and its work, as they are exported.
#include "platform/facility/admin/export_tables.h"

namespace dayroom::facility {

using namespace export_kind;

namespace {

const std::vector<ExportTable>& trust_rules() {
    static const std::vector<ExportTable> tables = {
        {"deduction_revision",
         "revision",
         {{"revision", kNumber}, {"made_ms", kNumber}, {"made_by", kId}, {"reason", kText}}},
        {"deduction_rule",
         "revision, position",
         {{"revision", kNumber},
          {"position", kNumber},
          {"code", kText},
          {"legal_basis", kText},
          {"basis_points", kNumber},
          {"fixed", kNumber},
          {"cap", kNumber},
          {"keep_at_least", kNumber},
          {"sources", kText},
          {"exempt_sources", kText},
          {"into_savings", kNumber},
          {"needs_obligation", kNumber},
          {"valid_from_ms", kNumber},
          {"valid_to_ms", kNumber},
          {"names", kText}}},
        {"deduction_rule_text",
         "revision, position, language",
         {{"revision", kNumber}, {"position", kNumber}, {"language", kText}, {"legal_basis", kText}}},
        {"obligation_step",
         "obligation, position",
         {{"obligation", kId},
          {"position", kNumber},
          {"at_ms", kNumber},
          {"what", kNumber},
          {"change", kNumber},
          {"owed", kNumber},
          {"through", kNumber},
          {"reason", kText},
          {"by_id", kId}}},
        {"trust_policy", "one", {{"two_person_from", kNumber}}},
        {"charge_kind",
         "position",
         {{"code", kText},
          {"position", kNumber},
          {"names", kText},
          {"cents", kNumber},
          {"may_be_owed", kNumber},
          {"active", kNumber}}},
    };
    return tables;
}

const std::vector<ExportTable>& trust_work() {
    static const std::vector<ExportTable> tables = {
        {"deposit_batch",
         "no",
         {{"no", kNumber},
          {"id", kId},
          {"name", kText},
          {"made_ms", kNumber},
          {"made_by", kId},
          {"lines", kNumber},
          {"booked", kNumber},
          {"booked_before", kNumber},
          {"wrong", kNumber},
          {"gross", kNumber},
          {"left_over", kNumber}}},
        {"deposit_reference",
         "source, reference",
         {{"source", kText}, {"reference", kText}, {"deposit", kNumber}, {"batch", kNumber}, {"line", kNumber}}},
        {"withdrawal",
         "made_ms, id",
         {{"id", kId},
          {"resident", kId},
          {"cents", kNumber},
          {"means", kNumber},
          {"cheque_number", kText},
          {"payee", kText},
          {"reason", kText},
          {"state", kNumber},
          {"made_ms", kNumber},
          {"made_by", kId},
          {"decided_ms", kNumber},
          {"decided_by", kId},
          {"decision_reason", kText},
          {"cleared_ms", kNumber}}},
        {"money_void",
         "made_ms, id",
         {{"id", kId},
          {"transfer", kId},
          {"resident", kId},
          {"cents", kNumber},
          {"reason", kText},
          {"state", kNumber},
          {"made_ms", kNumber},
          {"made_by", kId},
          {"decided_ms", kNumber},
          {"decided_by", kId},
          {"decision_reason", kText}}},
        {"remittance",
         "made_ms, id",
         {{"id", kId},
          {"account", kText},
          {"direction", kNumber},
          {"cents", kNumber},
          {"counterparty", kText},
          {"reference", kText},
          {"state", kNumber},
          {"made_ms", kNumber},
          {"made_by", kId},
          {"decided_ms", kNumber},
          {"decided_by", kId},
          {"decision_reason", kText},
          {"voided_ms", kNumber},
          {"voided_by", kId}}},
    };
    return tables;
}

}  // namespace

const std::vector<ExportTable>& trust_tables() {
    static const std::vector<ExportTable> all = [] {
        std::vector<ExportTable> tables = trust_rules();
        tables.insert(tables.end(), trust_work().begin(), trust_work().end());
        return tables;
    }();
    return all;
}

}  // namespace dayroom::facility
