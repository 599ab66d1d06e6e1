// A long list that lives at the agent: pages are asked for as they come into view and kept until something moved.
// Pure: the owner sends what wanted() names and hands the answers to put().
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace dayroom::features {

inline constexpr int kPageRows = 50;          // rows asked for at once; the agent allows 200
inline constexpr std::size_t kMaxPages = 40;  // kept in memory: the farthest from view goes first
inline constexpr int kMaxRows = 1'000'000;    // what a total may claim

template <typename Row>
class Paged {
public:
    /// Whether the first answer has come.
    bool known() const { return known_; }
    int total() const { return total_; }

    /// The row, or null while its page is not here.
    const Row* at(int index) const {
        const auto page = pages_.find(index / kPageRows);
        if (page == pages_.end()) return nullptr;
        const auto in_page = static_cast<std::size_t>(index % kPageRows);
        return in_page < page->second.rows.size() ? &page->second.rows[in_page] : nullptr;
    }

    /// The offset of a page that rows first…last need and that is neither here and fresh nor asked for already.
    /// It then counts as asked for. Nothing when all is here.
    std::optional<int> wanted(int first, int last) {
        const int highest = known_ ? std::max(0, (total_ - 1) / kPageRows) : 0;
        for (int page = std::max(0, first) / kPageRows; page <= std::min(std::max(0, last) / kPageRows, highest);
             ++page) {
            Page& held = pages_[page];
            if (held.fresh || held.asked) continue;
            held.asked = true;
            return page * kPageRows;
        }
        return std::nullopt;
    }

    void put(int offset, std::vector<Row> rows, int total) {
        const int number = std::max(0, offset) / kPageRows;
        if (known_ && number == 0 && total > total_) move_down(total - total_);
        known_ = true;
        total_ = std::clamp(total, 0, kMaxRows);
        if (static_cast<int>(rows.size()) > kPageRows) rows.resize(kPageRows);
        pages_[number] = {std::move(rows), true, false};
        std::erase_if(pages_, [&](const auto& page) { return page.first * kPageRows >= std::max(1, total_); });
        while (pages_.size() > kMaxPages) {
            const bool low_is_farther = number - pages_.begin()->first > pages_.rbegin()->first - number;
            pages_.erase(low_is_farther ? pages_.begin() : std::prev(pages_.end()));
        }
    }

    /// Something moved: what is here stays visible and is asked for again when it is in view.
    void mark_stale() {
        for (auto& [number, page] : pages_) page.fresh = page.asked = false;
    }
    void clear() { *this = {}; }

private:
    struct Page {
        std::vector<Row> rows;
        bool fresh = false;
        bool asked = false;
    };

    /// Lists stand newest first: what came on top pushes the rest down. What is here already stays what it was for
    /// whoever reads it, until its page comes anew.
    void move_down(int rows) {
        for (auto page = pages_.rbegin(); page != pages_.rend() && page->first > 0; ++page) {
            auto& held = page->second.rows;
            const auto above = pages_.find(page->first - 1);
            if (rows >= kPageRows || above == pages_.end() || static_cast<int>(above->second.rows.size()) < kPageRows) {
                held.clear();
                continue;
            }
            held.insert(held.begin(), above->second.rows.end() - rows, above->second.rows.end());
            if (static_cast<int>(held.size()) > kPageRows) held.resize(kPageRows);
        }
    }

    std::map<int, Page> pages_;
    int total_ = 0;
    bool known_ = false;
};

}  // namespace dayroom::features
