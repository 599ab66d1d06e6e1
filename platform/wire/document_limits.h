// How large a handbook may be, in one language.
#pragma once

#include <cstddef>

namespace dayroom::wire {

inline constexpr int kMaxDocuments = 100;  // of a facility, each language counted
inline constexpr int kMaxChapters = 200;
inline constexpr int kMaxSections = 100;                         // of one chapter
inline constexpr int kMaxBlocks = 200;                           // of one section
inline constexpr int kMaxListItems = 100;                        // of one list
inline constexpr std::size_t kMaxDocumentTitleCharacters = 200;  // of documents, chapters and sections
inline constexpr std::size_t kMaxBlockCharacters = 4'000;        // a paragraph, one item of a list
inline constexpr std::size_t kMaxDocumentBytes = 240 * 1024;     // serialised: a Record has room for it

}  // namespace dayroom::wire
