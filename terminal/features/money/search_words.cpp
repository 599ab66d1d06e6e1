#include "terminal/features/money/search_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "terminal/ui/catalog/fold.h"

namespace dayroom::features {
namespace {

// Names of kinds, reasons (with and without a detail) and deductions: what a line reads as.
constexpr std::array<std::string_view, 4> kNamed = {"money.kind.", "money.event.", "money.reason.", "money.deduction."};

struct Named {
    std::string code;
    std::vector<std::string> words;  // of its name, folded
};

std::vector<Named> all_named(const ui::Texts& t) {
    std::vector<Named> out;
    for (const std::string& key : t.catalogs().english().keys()) {
        const auto prefix =
            std::find_if(kNamed.begin(), kNamed.end(), [&](std::string_view each) { return key.starts_with(each); });
        if (prefix == kNamed.end()) continue;
        auto words = ui::folded_words(t(key, {{"detail", std::string()}}));
        out.push_back({key.substr(prefix->size()), std::move(words)});
    }
    return out;
}

bool has_word(const Named& named, const std::string& beginning) {
    return std::any_of(named.words.begin(), named.words.end(),
                       [&](const std::string& word) { return word.starts_with(beginning); });
}

}  // namespace

std::vector<local::SearchWord> search_words(std::string_view typed, const ui::Texts& t) {
    std::vector<local::SearchWord> out;
    const auto words = ui::words_of(typed);
    if (words.empty()) return out;
    const auto named = all_named(t);
    for (const std::string& word : words) {
        if (out.size() == kMaxSearchWords) break;
        local::SearchWord& wanted = out.emplace_back();
        wanted.set_text(word);  // as it was typed: the index knows better than we how it writes a word
        const std::string folded = ui::fold(word);
        for (const Named& each : named) {
            const auto& codes = wanted.codes();
            if (codes.size() == static_cast<int>(kMaxWordCodes)) break;
            if (!has_word(each, folded) || std::find(codes.begin(), codes.end(), each.code) != codes.end()) continue;
            wanted.add_codes(each.code);
        }
    }
    return out;
}

}  // namespace dayroom::features
