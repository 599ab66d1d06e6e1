#include "terminal/features/base/debt_words.h"

namespace dayroom::features {
namespace {

DebtWords words_of(const std::string& code, const std::string& legal_basis, std::string_view named,
                   std::string_view other, const ui::Texts& t) {
    const std::string known = "money.deduction." + code;
    if (t.has(known) && code != "other")
        return {t(known), legal_basis.empty() ? std::string() : t("money.rule", {{"rule", legal_basis}})};
    return {legal_basis.empty() ? t(other) : t(named, {{"what", legal_basis}}), {}};
}

}  // namespace

DebtWords words_of_deduction(const std::string& code, const std::string& legal_basis, const ui::Texts& t) {
    return words_of(code, legal_basis, "money.deduction_for", "money.deduction.other", t);
}

DebtWords words_of_debt(const std::string& code, const std::string& legal_basis, const ui::Texts& t) {
    return words_of(code, legal_basis, "obligations.owed_for", "obligations.other", t);
}

}  // namespace dayroom::features
