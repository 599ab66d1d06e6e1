#include "terminal/ui/text/layout_cache.h"

#include "terminal/ui/text/text_engine.h"

namespace dayroom::ui {

std::size_t LayoutCache::hash_of(const Key& key) {
    std::size_t hash = std::hash<std::string_view>()(key.text);
    const auto mix = [&hash](std::size_t value) { hash = (hash ^ value) * 0x9E3779B97F4A7C15ULL; };
    mix(static_cast<std::size_t>(key.style.size_px * 16));
    mix(static_cast<std::size_t>(key.style.weight) * 8 + static_cast<std::size_t>(key.layout.align));
    mix(static_cast<std::size_t>(key.layout.max_width * 4));
    mix(static_cast<std::size_t>(key.layout.max_lines));
    return hash ^ (hash >> 32U);
}

ParagraphPtr LayoutCache::find(const Key& key) {
    auto [from, to] = index_.equal_range(hash_of(key));
    for (; from != to; ++from) {
        const auto entry = from->second;
        if (entry->text != key.text || !(entry->style == key.style) || !(entry->layout == key.layout)) continue;
        entries_.splice(entries_.begin(), entries_, entry);
        return entry->paragraph;
    }
    return nullptr;
}

void LayoutCache::add(const Key& key, ParagraphPtr paragraph) {
    const std::size_t bytes = paragraph->bytes_used() + key.text.size() + sizeof(Entry);
    const std::size_t hash = hash_of(key);
    entries_.push_front({hash, std::string(key.text), key.style, key.layout, std::move(paragraph), bytes});
    index_.emplace(hash, entries_.begin());
    bytes_ += bytes;
    while (bytes_ > TextEngine::kMaxCacheBytes && entries_.size() > 1) {
        const auto oldest = std::prev(entries_.end());
        auto [from, to] = index_.equal_range(oldest->hash);
        while (from != to && from->second != oldest) ++from;
        index_.erase(from);
        bytes_ -= oldest->bytes;
        entries_.pop_back();
    }
}

void LayoutCache::clear() {
    index_.clear();
    entries_.clear();
    bytes_ = 0;
}

}  // namespace dayroom::ui
