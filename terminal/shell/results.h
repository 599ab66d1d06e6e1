// What the hub decided in this session, as sentences: shown as toasts and kept under Notices. They follow the language.
#pragma once

#include <utility>
#include <vector>

#include "terminal/features/base/feature.h"

namespace dayroom::shell {

inline constexpr std::size_t kMaxResults = 20;  // kept in one session; the oldest goes first

class Results {
public:
    const std::vector<features::ResultLine>& lines() const { return lines_; }
    const features::ResultLine& add(const local::Outcome& outcome, Timestamp at, const ui::Texts& texts);
    /// Says all of them again in another language.
    void say_again(const ui::Texts& texts);
    void clear();

private:
    std::vector<std::pair<Timestamp, local::Outcome>> outcomes_;
    std::vector<features::ResultLine> lines_;
};

}  // namespace dayroom::shell
