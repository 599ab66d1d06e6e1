// Credits that a resident buys in bundles from spendable. Bundles are prices with the code "bundle_…": facility data
// with dates of validity.
#pragma once

#include "platform/facility/ledger/ledger.h"
#include "platform/facility/ledger/prices.h"

namespace dayroom::facility {

class CreditSales {
public:
    CreditSales(Ledger& ledger, Prices& prices) : ledger_(ledger), prices_(prices) {}

    /// Money out and credits in, or neither. `command`: both transfers take their ids from it, so that the ledger
    /// itself refuses a second sale. Declines: "price_changed" when the bundle is no longer sold, or not for the cents
    /// and credits that were seen; kInsufficientFunds; kInvalid for a price that is no bundle.
    Status buy(Work& work, const ResidentId& resident, const CommandId& command, const wire::BuyCredits& body);

private:
    Ledger& ledger_;
    Prices& prices_;
};

}  // namespace dayroom::facility
