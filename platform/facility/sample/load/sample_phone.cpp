#include "platform/facility/sample/load/sample_phone.h"

#include "platform/facility/phone/phone_numbers.h"
#include "platform/facility/phone/phone_terms.h"

namespace dayroom::facility::sample {
namespace {

constexpr std::int64_t kTopUpCents = 500;
constexpr std::int64_t kLeftToSpend = 150;  // cents: nobody moves the last of it
constexpr std::string_view kEnds[] = {"caller_hung_up", "called_hung_up", "time_limit", "caller_hung_up", "cut_off"};

}  // namespace

Status SamplePhone::add_number(Work& work, const SampleContact& contact) {
    const auto number = rules::phone_number_of(contact.address);
    const auto known = TRY(PhoneNumbers::of(work.db(), resident(contact.resident)));
    if (!number || known.size() >= static_cast<std::size_t>(sample_.texts.phone.numbers_max())) return {};
    const auto id = work.make_id<PhoneNumberId>();
    if (contact.state == wire::Contact::APPROVED)
        return PhoneNumbers::add(work, id, resident(contact.resident), contact.name, contact.relationship, *number,
                                 false);
    if (contact.state != wire::Contact::REQUESTED) return {};
    wire::RequestPhoneNumber asked;
    asked.set_number_id(id.raw());
    asked.set_name(contact.name);
    asked.set_relationship(contact.relationship);
    asked.set_number(*number);
    return PhoneNumbers::request(work, resident(contact.resident), asked);
}

Status SamplePhone::call(Work& work, const SampleMoney& wish) {
    const auto numbers = TRY(PhoneNumbers::of(work.db(), resident(wish.resident)));
    const BalanceSheet sheet = TRY(ledger_.balances(work.db(), resident(wish.resident)));
    const bool needs = sheet.phone.units() < wish.cents;
    if (numbers.empty() || (needs && sheet.spendable.units() < kTopUpCents + kLeftToSpend)) {
        ++report_.skipped;
        return {};
    }
    if (needs) TRY(top_up(work, wish.resident, kTopUpCents));
    const auto count = static_cast<std::size_t>(report_.spendings);
    const wire::PhoneNumber& number = numbers[count % numbers.size()].number;
    const Timestamp began = work.now() - std::chrono::minutes(30);
    const auto rates = rules::phone_rates_of(sample_.texts.phone);
    const rules::PhoneRate* rate = rules::phone_rate_for(rates, number.number(), began);
    if (rate == nullptr) return Error(ErrorCode::kInvalid, "a number of the sample has no rate");
    const int minutes = rules::phone_minutes(*rate, Cents::of(wish.cents));
    CallLine line;
    line.line = 1;
    line.record = "S" + std::to_string(1'000'000 + count);
    line.resident_number = sample_.residents[wish.resident].number;
    line.number = number.number();
    line.began_ms = began.ms();
    line.seconds = minutes == 0 ? 0 : minutes * rules::kSecondsInMinute - static_cast<int>(count % 50);
    line.cents = rules::phone_call_price(*rate, static_cast<int>(line.seconds)).units();
    line.end_code = minutes == 0 ? "no_answer" : std::string(kEnds[count % std::size(kEnds)]);
    CallFile file;
    file.name = "sample";
    file.lines.push_back(std::move(line));
    ++report_.spendings;
    TRY(calls_.book(work, work.make_id<PhoneBatchId>(), file, false));
    return {};
}

Status SamplePhone::top_up(Work& work, std::size_t index, std::int64_t cents) {
    return ledger_.move(work, work.make_id<TransferId>(), resident(index), AccountKind::kSpendable, AccountKind::kPhone,
                        TRY(PositiveCents::of(cents)), {TransferKind::kPhone, "to_phone", {}, {}});
}

}  // namespace dayroom::facility::sample
