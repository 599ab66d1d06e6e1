// The field of a search: what was typed becomes what is looked for once typing pauses, or with Enter.
#pragma once

#include <string>
#include <string_view>

#include "terminal/ui/kit/kit.h"

namespace dayroom::features {

inline constexpr Milliseconds kTypingPause{300};
inline constexpr std::size_t kLeastLetters = 2;           // fewer find too much
inline constexpr std::size_t kMaxSearchCharacters = 100;  // 400 bytes: what the agent takes

class SearchBox {
public:
    /// Draws it along the top of `page`, and takes its room. True when words() has just changed. `id` must be the same
    /// every time.
    bool draw(ui::Ui& ui, ui::Cut& page, std::string_view id, const ui::FieldSpec& spec);

    /// What to look for, as it was typed. Empty: too little was typed, or signs alone, which would find everything.
    const std::string& words() const { return words_; }
    void clear();

private:
    ui::TextBuffer typed_{kMaxSearchCharacters};
    std::size_t looked_revision_ = 0;
    MonotonicTime typed_at_;
    std::string words_;
};

}  // namespace dayroom::features
