#include "platform/facility/ledger/credit_sales.h"

#include "platform/facility/feed/decline.h"
#include "platform/facility/ledger/money_receipts.h"

namespace dayroom::facility {

Status CreditSales::buy(Work& work, const ResidentId& resident, const CommandId& command,
                        const wire::BuyCredits& body) {
    if (!body.price_code().starts_with(kBundlePrefix)) {
        return Error(ErrorCode::kInvalid, "credits are sold in bundles");
    }
    const auto bundle = TRY(prices_.find(work.db(), body.price_code(), work.now()));
    if (!bundle || bundle->cents.units() != body.price_seen_cents() || bundle->credits.units() != body.credits_seen()) {
        return Error(ErrorCode::kConflict, "another bundle than the one seen", decline::kPriceChanged);
    }
    const Charge price{id_as<TransferId>(command),
                       resident,
                       TRY(PositiveCents::of(bundle->cents.units())),
                       kCreditSales,
                       {TransferKind::kMessageCredits, "message_credits", std::to_string(bundle->credits.units()), {}}};
    TRY(ledger_.buy_credits(work, price, TRY(PositiveCredits::of(bundle->credits.units()))));
    TRY(keep_money_receipt(work, body.receipt_code(), price.id));
    return work.audit(record::Event::kCreditsBought, command, body.price_code());
}

}  // namespace dayroom::facility
