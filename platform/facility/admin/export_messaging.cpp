// Contacts, messages and what goes with them.
#include "platform/facility/admin/export_tables.h"

namespace dayroom::facility {
namespace {

using Kind = ExportColumn::Kind;
using namespace export_kind;

}  // namespace

const std::vector<ExportTable>& messaging_tables() {
    static const std::vector<ExportTable> tables = {
        {"contact",
         "made_ms, id",
         {{"id", kId},
          {"resident", kId},
          {"name", kText},
          {"relationship", kText},
          {"address", kText},
          {"state", kNumber},
          {"reason", kText},
          {"from_outside", kNumber},
          {"pre_approved", kNumber},
          {"blocked_by_resident", kNumber},
          {"blocked_by_staff", kNumber},
          {"prepaid_replies", kNumber},
          {"made_ms", kNumber},
          {"asked_ms", kNumber},
          {"decided_ms", kNumber}}},
        {"card", "code", {{"id", kId}, {"code", kText}, {"active", kNumber}, {"body", Kind::kCard}, {"sha256", kHex}}},
        {"message",
         "sent_ms, id",
         {{"id", kId},
          {"resident", kId},
          {"contact", kId},
          {"direction", kNumber},
          {"state", kNumber},
          {"text", kText},
          {"language", kText},
          {"card", kId},
          {"sent_ms", kNumber},
          {"received_ms", kNumber},
          {"decide_by_ms", kNumber},
          {"investigating", kNumber},
          {"first_approval_by", kId},
          {"first_approval_ms", kNumber},
          {"decided_ms", kNumber},
          {"decided_by", kId},
          {"rule", kText},
          {"reason", kText},
          {"photos_rejected", kNumber},
          {"appeal_by_ms", kNumber},
          {"appeal", kNumber},
          {"appeal_text", kText},
          {"appeal_receipt", kText},
          {"appealed_ms", kNumber},
          {"appeal_decided_ms", kNumber},
          {"appeal_decided_by", kId},
          {"appeal_reason", kText},
          {"price_credits", kNumber},
          {"credit_hold", kId},
          {"prepaid", kNumber},
          {"prepaid_given", kNumber},
          {"is_read", kNumber},
          {"receipt_code", kText},
          {"acknowledged_ms", kNumber}}},
        {"message_photo",
         "message, position",
         {{"message", kId},
          {"position", kNumber},
          {"sha256", kHex},
          {"width", kNumber},
          {"height", kNumber},
          {"bytes", kNumber},
          {"allowed", kNumber}}},
        {"suspension",
         "from_ms, id",
         {{"id", kId},
          {"scope_kind", kNumber},
          {"scope_id", kId},
          {"reason", kText},
          {"from_ms", kNumber},
          {"until_ms", kNumber},
          {"ended_ms", kNumber},
          {"made_by", kId},
          {"notice", kId}}},
        {"provider_event", "no", {{"no", kNumber}, {"kind", kNumber}, {"subject", kId}, {"at_ms", kNumber}}},
    };
    return tables;
}

}  // namespace dayroom::facility
