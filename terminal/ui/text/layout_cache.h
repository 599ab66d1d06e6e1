// Layouts of the last frames, least recently used dropped first. Private to text.
#pragma once

#include <list>
#include <string>
#include <unordered_map>

#include "terminal/ui/text/paragraph.h"

namespace dayroom::ui {

class LayoutCache {
public:
    struct Key {
        std::string_view text;  // as it was asked for
        TextStyle style;
        TextLayout layout;
    };
    /// Null if there is none.
    ParagraphPtr find(const Key& key);
    void add(const Key& key, ParagraphPtr paragraph);
    void clear();
    std::size_t size() const { return entries_.size(); }

private:
    struct Entry {
        std::size_t hash;
        std::string text;
        TextStyle style;
        TextLayout layout;
        ParagraphPtr paragraph;
        std::size_t bytes;
    };
    static std::size_t hash_of(const Key& key);

    std::list<Entry> entries_;  // most recent first
    std::unordered_multimap<std::size_t, std::list<Entry>::iterator> index_;
    std::size_t bytes_ = 0;
};

}  // namespace dayroom::ui
