#include "platform/facility/admin/control_totals.h"

#include "platform/facility/ledger/types.h"

namespace dayroom::facility {

std::string control_kind(std::int64_t kind, std::string_view code) {
    switch (static_cast<AccountKind>(kind)) {
        case AccountKind::kSpendable:
            return "spendable";
        case AccountKind::kSavings:
            return "savings";
        case AccountKind::kPhone:
            return "phone";
        case AccountKind::kCredits:
            return "credits";
        case AccountKind::kObligation:
            return "obligation";
        case AccountKind::kHouse:
            break;
    }
    return std::string(code.substr(0, code.find('/')));
}

}  // namespace dayroom::facility
