#include "platform/facility/integration/other_receipts.h"

#include <algorithm>
#include <array>

namespace dayroom::facility {
namespace {

using StoredNames = std::array<const char*, 6>;  // by the number that is stored; 0 is none

/// `query`: resident's number, time, state; by the code.
struct Source {
    const char* kind;
    const char* roles;  // who is told whose it is and how it stands
    StoredNames states;
    const char* query;
};

constexpr std::array<Source, 7> kSources = {{
    {"message",
     "reviewer auditor",
     {"", "held", "delivered", "rejected", "withdrawn", "expired"},
     "SELECT r.number, x.sent_ms, x.state FROM message x JOIN resident r ON r.id = x.resident "
     "WHERE x.receipt_code = $1"},
    {"appeal",
     "reviewer auditor",
     {"", "open", "granted", "refused", "", ""},
     "SELECT r.number, x.appealed_ms, x.appeal FROM message x JOIN resident r ON r.id = x.resident "
     "WHERE x.appeal_receipt = $1"},
    {"credits",
     "trust_office auditor",
     {"", "done", "undone", "", "", ""},
     "SELECT r.number, t.at_ms, CASE WHEN EXISTS (SELECT 1 FROM transfer c WHERE c.corrects = t.no) THEN 2 ELSE 1 END "
     "FROM money_receipt x JOIN transfer t ON t.id = x.transfer JOIN resident r ON r.id = t.resident "
     "WHERE x.code = $1 AND t.reason_code = 'message_credits'"},
    {"own_accounts",
     "trust_office auditor",
     {"", "done", "undone", "", "", ""},
     "SELECT r.number, t.at_ms, CASE WHEN EXISTS (SELECT 1 FROM transfer c WHERE c.corrects = t.no) THEN 2 ELSE 1 END "
     "FROM money_receipt x JOIN transfer t ON t.id = x.transfer JOIN resident r ON r.id = t.resident "
     "WHERE x.code = $1 AND t.reason_code <> 'message_credits'"},
    {"money_out",
     "trust_office auditor",
     {"", "waiting", "paid", "refused", "taken_back", ""},
     "SELECT r.number, x.sent_ms, x.state FROM outgoing_money x JOIN resident r ON r.id = x.resident "
     "WHERE x.receipt_code = $1"},
    {"order",
     "trust_office request_staff auditor",
     {"", "submitted", "picked", "delivered", "cancelled", "refused"},
     "SELECT r.number, x.submitted_ms, x.state FROM commissary_order x JOIN resident r ON r.id = x.resident "
     "WHERE x.receipt_code = $1 ORDER BY x.no"},
    {"visit",
     "trust_office request_staff auditor",
     {"", "booked", "checked_in", "ended", "cancelled", "missed"},
     "SELECT r.number, x.booked_ms, x.state FROM visit x JOIN resident r ON r.id = x.resident "
     "WHERE x.receipt_code = $1"},
}};

bool names_role(std::string_view roles, std::string_view role) {
    for (std::size_t at = 0; at < roles.size();) {
        const std::size_t end = std::min(roles.find(' ', at), roles.size());
        if (roles.substr(at, end - at) == role) return true;
        at = end + 1;
    }
    return false;
}

}  // namespace

Result<std::vector<OtherReceipt>> other_receipts(database::Connection& connection, std::string_view code) {
    std::vector<OtherReceipt> all;
    for (const Source& source : kSources) {
        TRY(connection.each(
            source.query,
            [&](const database::Row& row) {
                const auto state = static_cast<std::size_t>(row.integer(2));
                all.push_back({source.kind, state < source.states.size() ? source.states[state] : "", row.string(0),
                               row.time(1)});
            },
            code));
    }
    return all;
}

nlohmann::json receipt_view(const OtherReceipt& receipt, std::string_view role) {
    nlohmann::json shown = {{"kind", receipt.kind}, {"at_ms", receipt.at.ms()}};
    const auto source = std::find_if(kSources.begin(), kSources.end(),
                                     [&](const Source& each) { return std::string_view(each.kind) == receipt.kind; });
    const bool open = source != kSources.end() && names_role(source->roles, role);
    shown["withheld"] = !open;
    if (open) {
        shown["resident_number"] = receipt.resident_number;
        shown["state"] = receipt.state;
    }
    return shown;
}

}  // namespace dayroom::facility
