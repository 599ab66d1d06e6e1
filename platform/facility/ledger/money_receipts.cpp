#include "platform/facility/ledger/money_receipts.h"

namespace dayroom::facility {

Status keep_money_receipt(Work& work, std::string_view code, const TransferId& transfer) {
    if (code.empty()) return {};
    return work.db().run("INSERT INTO money_receipt (code, transfer) VALUES ($1, $2)", code, transfer);
}

}  // namespace dayroom::facility
