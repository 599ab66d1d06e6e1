#include "terminal/features/base/debt_words.h"

#include "terminal/features/base/local_text.h"

namespace dayroom::features {
namespace {

DebtWords words_of(const std::string& name, const std::string& legal_basis, std::string_view named,
                   std::string_view other, const ui::Texts& t) {
    if (!name.empty()) return {name, legal_basis.empty() ? std::string() : t("money.rule", {{"rule", legal_basis}})};
    return {legal_basis.empty() ? t(other) : t(named, {{"what", legal_basis}}), {}};
}

}  // namespace

std::string name_of_debt(const std::string& code, const OwnNames& names, const ui::Texts& t) {
    if (!names.empty()) return pick(names, t.language());
    const std::string known = "money.deduction." + code;
    return t.has(known) && code != "other" ? t(known) : std::string();
}

DebtWords words_of_deduction(const local::Transaction::Part& part, const ui::Texts& t) {
    return words_of(name_of_debt(part.code(), part.name(), t), part.legal_basis(), "money.deduction_for",
                    "money.deduction.other", t);
}

DebtWords words_of_debt(const local::Obligation& debt, const ui::Texts& t) {
    const std::string name = name_of_debt(debt.code(), debt.name(), t);
    if (!debt.name().empty() && debt.legal_basis().empty()) return {t("obligations.owed_for", {{"what", name}}), {}};
    return words_of(name, debt.legal_basis(), "obligations.owed_for", "obligations.other", t);
}

}  // namespace dayroom::features
