#include <map>

#include "platform/facility/statements/month_statement.h"
#include "platform/money/deductions.h"

namespace dayroom::facility {
namespace {

constexpr std::int64_t kPointsPerCent = kBasisPointsWhole / 100;

const char* kind_words(TransferKind kind) {
    switch (kind) {
        case TransferKind::kDeposit:
            return "Deposit";
        case TransferKind::kRequestFee:
            return "Fee for a request";
        case TransferKind::kCommissary:
            return "Commissary";
        case TransferKind::kMessageCredits:
            return "Message credits";
        case TransferKind::kPhone:
            return "Phone";
        case TransferKind::kDeduction:
            return "Deduction";
        case TransferKind::kTransfer:
            return "Transfer";
        case TransferKind::kRefund:
            return "Money back";
        case TransferKind::kAdjustment:
            return "Charge or correction";
        case TransferKind::kCopay:
            return "Medical co-pay";
        case TransferKind::kSendMoney:
            return "Money sent out";
    }
    return "Other";
}

}  // namespace

std::string words_for(const MonthLine& line) {
    static const std::map<std::string, const char*, std::less<>> codes = {
        {"paid_out", "Paid out at release"},           {"to_facility", "Sent to another facility"},
        {"from_facility", "From another facility"},    {"release_savings", "Savings, for release"},
        {"release_phone", "Phone money, for release"}, {"to_savings", "Moved to savings"},
        {"to_phone", "Moved to the phone account"},    {"obligation_payment", "Paid on a debt"},
        {"send_money_fee", "Fee for sending money"},   {"release_costs", "Money for release costs"}};
    const auto known = codes.find(line.code);
    std::string words = known == codes.end() ? kind_words(line.kind) : known->second;
    if (!line.name.empty()) words += ": " + line.name;
    if (!line.detail.empty() && (line.name.empty() || line.code != "obligation_payment")) words += ": " + line.detail;
    return words;
}

std::string words_for(const MonthPart& part) {
    std::string words = part.name.empty() ? "Deduction" : part.name;
    if (part.basis_points > 0) {
        const std::string hundredths = std::to_string(100 + part.basis_points % kPointsPerCent).substr(1);
        words += ", " + std::to_string(part.basis_points / kPointsPerCent);
        if (hundredths != "00") words += "." + hundredths;
        words += " %";
    }
    if (!part.legal_basis.empty()) words += ", " + part.legal_basis;
    return part.into_savings ? "Into savings: " + words : words;
}

}  // namespace dayroom::facility
