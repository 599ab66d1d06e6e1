// Finding words in handbooks: every word that is typed must stand in a section, whole or as the beginning of a word,
// whatever its accents and capitals. Pure; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/wire/dayroom.pb.h"

namespace dayroom::documents {

inline constexpr std::size_t kMaxQueryBytes = 400;
inline constexpr std::size_t kMaxQueryWords = 8;  // what is beyond is left out
inline constexpr std::size_t kMostPassages = 100;
inline constexpr std::size_t kSnippetCharacters = 160;

struct Passage {
    int chapter = 0;  // from 0
    int section = 0;
    std::string snippet;  // the first paragraph or item of it in which one of the words stands, cut to its place
};
struct Found {
    std::vector<Passage> passages;  // in the order of the document, at most kMostPassages
    int total = 0;
};
/// The chapter's title counts for each of its sections. Nothing but signs in `typed`: nothing is found.
Found find(const wire::Document& document, std::string_view typed);

/// The words of a text as they are compared: folded, without accents; each ideograph is one.
std::vector<std::string> folded_words(std::string_view text);

}  // namespace dayroom::documents
