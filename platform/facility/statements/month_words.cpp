#include "platform/facility/feed/own_names.h"
#include "platform/facility/statements/month_statement.h"
#include "platform/money/deductions.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

constexpr std::int64_t kPointsPerCent = kBasisPointsWhole / 100;

std::string share_of(const MonthPart& part) {
    const std::string hundredths = std::to_string(100 + part.basis_points % kPointsPerCent).substr(1);
    const std::string whole = std::to_string(part.basis_points / kPointsPerCent);
    return whole + (hundredths == "00" ? "" : "." + hundredths) + " %";
}

}  // namespace

std::string words_for(const MonthLine& line, const PaperWords& t) {
    const std::string kind =
        "kind." + std::string(wire::name_of(static_cast<wire::Transaction::Kind>(static_cast<int>(line.kind))));
    std::string words = t.of_code("code.", line.code, kind);
    const std::string name = name_in(line.names, t.language());
    if (!name.empty()) words += ": " + name;
    if (line.detail.empty()) return words;
    if (line.code != "obligation_payment") return words + ": " + line.detail;
    // The debt's code is the detail.
    return name.empty() ? words + ": " + t.of_code("part.", line.detail, line.detail) : words;
}

std::string words_for(const MonthPart& part, const PaperWords& t) {
    std::string words = name_in(part.names, t.language());
    if (words.empty()) words = t.of_code("part.", part.code, "part.other");
    if (part.basis_points > 0) words += ", " + share_of(part);
    if (const std::string basis = name_in(part.legal_basis, t.language()); !basis.empty()) words += ", " + basis;
    return part.into_savings ? t("part.into_savings", {{"what", words}}) : words;
}

}  // namespace dayroom::facility
