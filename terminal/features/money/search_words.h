// What a person searches for among transactions, as the agent understands it: each word with the codes whose names, in
// the language of the screen, have such a word. So "teléfono" finds what the ledger calls "phone". The word itself goes
// as it was typed: the index of the store folds letters in its own way. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/rules/search.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

using rules::kMaxSearchWords;
using rules::kMaxWordCodes;

std::vector<local::SearchWord> search_words(std::string_view typed, const ui::Texts& texts);

}  // namespace dayroom::features
