// Video visits, as they are exported.
#include "platform/facility/admin/export_tables.h"

namespace dayroom::facility {

using namespace export_kind;

const std::vector<ExportTable>& visit_tables() {
    static const std::vector<ExportTable> tables = {
        {"visit_terms", "one", {{"one", kNumber}, {"body", ExportColumn::Kind::kVisitTerms}}},
        {"visit_closed_date", "date", {{"date", kNumber}}},
        {"visit_resource",
         "id",
         {{"id", kId}, {"code", kText}, {"name", kText}, {"device", kId}, {"room", kText}, {"active", kNumber}}},
        {"visit_hours",
         "resource, weekdays, from_minute",
         {{"resource", kId}, {"weekdays", kNumber}, {"from_minute", kNumber}, {"to_minute", kNumber}}},
        {"visit_resource_unit", "resource, unit", {{"resource", kId}, {"unit", kId}}},
        {"visit_neighbour", "resource, other", {{"resource", kId}, {"other", kId}}},
        {"visit",
         "id",
         {{"id", kId},
          {"resident", kId},
          {"contact", kId},
          {"visitor", kText},
          {"resource", kId},
          {"place", kText},
          {"device", kId},
          {"from_ms", kNumber},
          {"to_ms", kNumber},
          {"state", kNumber},
          {"revision", kNumber},
          {"minute_mills", kNumber},
          {"held", kNumber},
          {"hold", kId},
          {"charged", kNumber},
          {"given_back", kNumber},
          {"refunded", kNumber},
          {"refund", kId},
          {"minutes_used", kNumber},
          {"receipt_code", kText},
          {"booked_ms", kNumber},
          {"changed_ms", kNumber},
          {"change_until_ms", kNumber},
          {"full_refund_until_ms", kNumber},
          {"late_refund_points", kNumber},
          {"missed_refund_points", kNumber},
          {"check_in_from_ms", kNumber},
          {"check_in_until_ms", kNumber},
          {"remind_from_ms", kNumber},
          {"checked_in_ms", kNumber},
          {"began_ms", kNumber},
          {"ended_ms", kNumber},
          {"cancelled_by", kText},
          {"reason", kText},
          {"decided_ms", kNumber},
          {"decided_by", kId}}},
        {"separation",
         "one, other",
         {{"one", kId}, {"other", kId}, {"reason", kText}, {"made_ms", kNumber}, {"made_by", kId}}},
    };
    return tables;
}

}  // namespace dayroom::facility
