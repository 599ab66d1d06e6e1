// Which of a feature's queries are under way, and what each was for. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace dayroom::features {

template <typename What>
class Asked {
public:
    /// 0 is no query: the agent was away.
    void remember(std::uint32_t number, What what) {
        if (number != 0) under_way_[number] = std::move(what);
    }
    /// What the query with this number was for; nothing when it was none of these. It is over then.
    std::optional<What> take(std::uint32_t number) {
        const auto found = under_way_.find(number);
        if (found == under_way_.end()) return std::nullopt;
        std::optional<What> what = std::move(found->second);
        under_way_.erase(found);
        return what;
    }
    void clear() { under_way_.clear(); }

private:
    std::map<std::uint32_t, What> under_way_;
};

}  // namespace dayroom::features
