#include "platform/facility/sample/load/loading.h"

namespace dayroom::facility::sample {
namespace {

constexpr std::int64_t kCreditsInABundle = 20;
constexpr std::int64_t kBundleCents = 500;
constexpr std::int64_t kFreeCredits = 5;  // a week's, for people without money; more than any message costs
constexpr std::int64_t kKeptCents = 150;  // nobody spends down to the last cent

}  // namespace

Result<std::int64_t> Loading::spendable(Work& work, std::size_t index) {
    const BalanceSheet sheet = TRY(ledger_.balances(work.db(), resident(index)));
    return sheet.spendable.units();
}

Status Loading::load_obligation(Work& work, std::size_t index) {
    const SampleObligation& owed = sample_.obligations[index];
    const ObligationTexts& texts = sample_.texts.obligations[owed.kind];
    return obligations_.set(work, owed.id, resident(owed.resident), texts.code, texts.legal_basis,
                            TRY(PositiveCents::of(owed.cents)));
}

Status Loading::load_money(Work& work, std::size_t index) {
    const SampleMoney& event = sample_.money[index];
    switch (event.kind) {
        case SampleMoney::Kind::kDeposit:
            ++report_.deposits;
            return deposits_.deposit(
                work, {work.make_id<TransferId>(), resident(event.resident), TRY(PositiveCents::of(event.cents)),
                       Cents::of(event.fee_cents), event.source, event.detail});
        case SampleMoney::Kind::kRefund:
            return ledger_.pay(work, {work.make_id<TransferId>(),
                                      resident(event.resident),
                                      TRY(PositiveCents::of(event.cents)),
                                      "commissary",
                                      {TransferKind::kRefund, "refund", event.detail, {}}});
        case SampleMoney::Kind::kOrder:
            return load_order(work, event, index);
        case SampleMoney::Kind::kCall:
            return phone_.call(work, event);
        case SampleMoney::Kind::kPhoneTopUp:
            return spend(work, event);
    }
    return Error(ErrorCode::kInvalid, "money of an unknown kind");
}

Status Loading::spend(Work& work, const SampleMoney& wish) {
    if (TRY(spendable(work, wish.resident)) < wish.cents + kKeptCents) {
        ++report_.skipped;
        return {};
    }
    ++report_.spendings;
    return phone_.top_up(work, wish.resident, wish.cents);
}

Status Loading::need_credits(Work& work, std::size_t index, std::int64_t credits) {
    if (credits_[index] >= credits) return {};
    const TransferId id = work.make_id<TransferId>();
    if (TRY(spendable(work, index)) < kBundleCents + kKeptCents) {
        credits_[index] += kFreeCredits;
        return ledger_.grant_credits(work, {id,
                                            resident(index),
                                            TRY(PositiveCredits::of(kFreeCredits)),
                                            {TransferKind::kMessageCredits, "free_credits", {}, {}}});
    }
    credits_[index] += kCreditsInABundle;
    const Charge price{id,
                       resident(index),
                       TRY(PositiveCents::of(kBundleCents)),
                       kCreditSales,
                       {TransferKind::kMessageCredits, "message_credits", std::to_string(kCreditsInABundle), {}}};
    return ledger_.buy_credits(work, price, TRY(PositiveCredits::of(kCreditsInABundle)));
}

}  // namespace dayroom::facility::sample
