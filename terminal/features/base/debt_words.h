// Deductions and debts by name. Their codes are the facility's data: the usual ones have words in the catalogs; of any
// other it is told by the legal basis that came with it, which for the facility's own debts is the name of what was
// charged. So no two of them read alike as long as the facility tells them apart. Pure.
#pragma once

#include <string>

#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

struct DebtWords {
    std::string title;  // "Court debt", "Owed for: Sick call co-pay"
    std::string rule;   // "Rule: RCW 72.09.480"; empty: there is none, or the title tells it
};
/// A part of a deposit that was taken.
DebtWords words_of_deduction(const std::string& code, const std::string& legal_basis, const ui::Texts& texts);
/// Something that is owed.
DebtWords words_of_debt(const std::string& code, const std::string& legal_basis, const ui::Texts& texts);

}  // namespace dayroom::features
