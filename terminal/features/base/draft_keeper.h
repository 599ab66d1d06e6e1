// One draft at the agent: fetched when its page opens, saved at each pause of typing, when the page is left and when
// the session ends. What is in it is the page's business.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "terminal/features/base/feature.h"

namespace dayroom::features {

inline constexpr Milliseconds kDraftPause{800};

class DraftKeeper {
public:
    /// Asks for the draft that is kept under `key`.
    void open(Host& host, std::string key);
    /// Forgets it here; what is kept at the agent stays.
    void close() { *this = {}; }
    /// True when it was the answer to one of its queries.
    bool answer(std::uint32_t number, const local::ToTerminal& reply);
    /// The agent has said whether there was one.
    bool known() const { return known_; }
    /// What was kept, once.
    std::optional<std::string> take_found() { return std::exchange(found_, std::nullopt); }

    /// Something was typed: it is to be saved after the pause.
    void edited(ui::Ui& ui);
    /// It differs from what is kept, though nothing was typed: it is saved with the next frame.
    void mark_changed() { changed_ = true; }
    bool changed() const { return changed_; }
    /// Called each frame while the page is shown.
    void save_when_paused(Host& host, ui::Ui& ui, const std::function<std::string()>& content);
    /// Saves if something has changed; empty content deletes. While the agent is away it stays changed.
    void save(Host& host, const std::string& content, bool leaving = false);
    /// Saves in any case: before something is sent, with its nonce.
    void save_now(Host& host, const std::string& content);
    /// Deletes it at the agent and forgets it here.
    void remove(Host& host);
    /// When the agent has saved it last; not set: never.
    Timestamp saved_at() const { return saved_at_; }

private:
    std::string key_;
    std::uint32_t query_ = 0;
    std::optional<std::string> found_;
    bool known_ = false;
    std::uint32_t saving_ = 0;
    Timestamp saving_since_;
    bool refused_ = false;  // not tried again before the next change
    bool changed_ = false;
    MonotonicTime changed_at_;
    Timestamp saved_at_;
};

}  // namespace dayroom::features
