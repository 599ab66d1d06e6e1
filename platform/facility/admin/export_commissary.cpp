// The catalogue, order windows, what residents may order, and orders.
#include "platform/facility/admin/export_tables.h"

namespace dayroom::facility {
namespace {

using Kind = ExportColumn::Kind;
using namespace export_kind;

const std::vector<ExportTable>& what_is_sold() {
    static const std::vector<ExportTable> tables = {
        {"catalog_category",
         "position, code",
         {{"code", kText},
          {"id", kId},
          {"position", kNumber},
          {"max_units", kNumber},
          {"max_cents", kNumber},
          {"active", kNumber},
          {"body", Kind::kCatalogCategory}}},
        {"catalog_item",
         "code",
         {{"code", kText},
          {"id", kId},
          {"category", kText},
          {"position", kNumber},
          {"price_cents", kNumber},
          {"max_units", kNumber},
          {"exempt", kNumber},
          {"counted", kNumber},
          {"stock", kNumber},
          {"active", kNumber},
          {"picture", kHex},
          {"body", Kind::kCatalogItem}}},
        {"order_window_rule",
         "opens_weekday, opens_minute, id",
         {{"id", kId},
          {"unit", kId},
          {"opens_weekday", kNumber},
          {"opens_minute", kNumber},
          {"cut_off_weekday", kNumber},
          {"cut_off_minute", kNumber},
          {"delivery_weekday", kNumber}}},
        {"order_window",
         "opens_ms, id",
         {{"id", kId},
          {"unit", kId},
          {"opens_ms", kNumber},
          {"cut_off_ms", kNumber},
          {"delivery_ms", kNumber},
          {"state", kNumber}}},
        {"spending_class", "code", {{"code", kText}, {"limit_cents", kNumber}, {"is_default", kNumber}}},
        {"commissary_resident",
         "resident",
         {{"resident", kId},
          {"class", kText},
          {"barred_items", kText},
          {"barred_categories", kText},
          {"diets", kText},
          {"barred", kNumber},
          {"barred_until_ms", kNumber}}},
    };
    return tables;
}

const std::vector<ExportTable>& orders() {
    static const std::vector<ExportTable> tables = {
        {"commissary_order",
         "no",
         {{"no", kNumber},
          {"id", kId},
          {"resident", kId},
          {"window_id", kId},
          {"state", kNumber},
          {"revision", kNumber},
          {"hold", kId},
          {"total_cents", kNumber},
          {"counted_cents", kNumber},
          {"charged_cents", kNumber},
          {"given_back_cents", kNumber},
          {"receipt_code", kText},
          {"submitted_ms", kNumber},
          {"changed_ms", kNumber},
          {"handed_over_ms", kNumber},
          {"signed", kNumber},
          {"signed_by", kId},
          {"reason", kText}}},
        {"commissary_line",
         "ordered, revision, position",
         {{"ordered", kNumber},
          {"revision", kNumber},
          {"position", kNumber},
          {"item", kText},
          {"category", kText},
          {"units", kNumber},
          {"price_cents", kNumber},
          {"exempt", kNumber},
          {"reserved", kNumber},
          {"name", Kind::kOrderLine},
          {"delivered", kNumber},
          {"short", kNumber},
          {"refused", kNumber},
          {"refunded", kNumber}}},
        {"commissary_replaced",
         "ordered, revision",
         {{"ordered", kNumber}, {"revision", kNumber}, {"hold", kId}, {"total_cents", kNumber}, {"at_ms", kNumber}}},
        {"commissary_refund",
         "ordered",
         {{"ordered", kNumber},
          {"transfer", kId},
          {"cents", kNumber},
          {"reason", kText},
          {"by_id", kId},
          {"at_ms", kNumber}}},
    };
    return tables;
}

}  // namespace

const std::vector<ExportTable>& commissary_tables() {
    static const std::vector<ExportTable> tables = [] {
        std::vector<ExportTable> all = what_is_sold();
        all.insert(all.end(), orders().begin(), orders().end());
        return all;
    }();
    return tables;
}

}  // namespace dayroom::facility
