// Handbook and rules as the screens show them, from the agent's answers. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/features/base/place.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

/// Where in a document: travels in the parameter of a kChapter place.
struct Spot {
    std::string document;  // its id
    int chapter = 0;       // from 0
    int section = 0;

    bool operator==(const Spot&) const = default;
};
Place chapter_place(const Spot& spot);
/// Nothing for a parameter that names no spot.
std::optional<Spot> spot_of(std::string_view parameter);

struct DocumentRow {
    std::string title;
    std::string detail;  // "12 chapters · in force since June 3"
    Place place;
};
std::vector<DocumentRow> make_documents(const local::Documents& documents, const ui::Texts& texts, Timestamp now);

/// The document of that id; of the first when `id` is empty.
const local::Document* document_of(const local::Documents& documents, std::string_view id);

struct ContentsRow {
    std::string title;     // "3. Visits"
    std::string sections;  // "Hours, What to bring": the beginning of what it holds
    Place place;
};
std::vector<ContentsRow> make_contents(const local::Document& document);

struct PassageRow {
    std::string title;
    std::string snippet;
    Place place;
};
std::vector<PassageRow> make_passages(const local::Passages& passages);

/// One thing after the other, as it is read.
struct Paragraph {
    enum class Kind { kHeading, kText, kItem, kImportant };
    Kind kind = Kind::kText;
    std::string mark;  // of an item: "•", "2."
    std::string text;
    int section = 0;
};
std::vector<Paragraph> make_chapter(const local::Chapter& chapter);

}  // namespace dayroom::features
