// The phone account, as it is exported.
#include "platform/facility/admin/export_tables.h"

namespace dayroom::facility {

using namespace export_kind;

const std::vector<ExportTable>& phone_tables() {
    static const std::vector<ExportTable> tables = {
        {"phone_terms", "one", {{"one", kNumber}, {"body", ExportColumn::Kind::kPhoneTerms}}},
        {"phone_number",
         "id",
         {{"id", kId},
          {"resident", kId},
          {"name", kText},
          {"relationship", kText},
          {"number", kText},
          {"state", kNumber},
          {"removal_asked", kNumber},
          {"asked_ms", kNumber},
          {"decided_ms", kNumber},
          {"decided_by", kId},
          {"reason", kText},
          {"not_recorded", kNumber},
          {"listed_ms", kNumber}}},
        {"phone_list_change",
         "no",
         {{"no", kNumber}, {"resident", kId}, {"number", kId}, {"asked_ms", kNumber}, {"counts", kNumber}}},
        {"phone_batch",
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
          {"charged", kNumber},
          {"uncovered", kNumber}}},
        {"phone_call", "no", {{"no", kNumber},         {"id", kId},
                              {"record", kText},       {"resident", kId},
                              {"listed", kId},         {"number", kText},
                              {"name", kText},         {"began_ms", kNumber},
                              {"seconds", kNumber},    {"rate", kText},
                              {"price", kNumber},      {"charged", kNumber},
                              {"end_code", kText},     {"not_recorded", kNumber},
                              {"batch", kNumber},      {"line", kNumber},
                              {"given_back", kNumber}, {"given_back_ms", kNumber},
                              {"given_back_by", kId},  {"given_back_reason", kText},
                              {"refund", kId}}},
    };
    return tables;
}

}  // namespace dayroom::facility
