// Deductions and debts by name. What the facility calls them comes first; else the usual codes have words in the
// catalogs; any other is told by the legal basis that came with it. So no two of them read alike as long as the
// facility tells them apart. Pure.
#pragma once

#include <string>

#include "platform/agent/local.pb.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

using OwnNames = google::protobuf::RepeatedPtrField<local::LocalText>;

struct DebtWords {
    std::string title;  // "Court debt", "Owed for: Sick call co-pay"
    std::string rule;   // "Rule: RCW 72.09.480"; empty: there is none, or the title tells it
};
/// A part of a deposit that was taken.
DebtWords words_of_deduction(const local::Transaction::Part& part, const ui::Texts& texts);
/// Something that is owed. What has a name and no legal basis is owed to the facility, for what the name says.
DebtWords words_of_debt(const local::Obligation& debt, const ui::Texts& texts);
/// What was paid for, by the code of the debt and the facility's names for it; empty: nobody has words for it.
std::string name_of_debt(const std::string& code, const OwnNames& names, const ui::Texts& texts);

}  // namespace dayroom::features
