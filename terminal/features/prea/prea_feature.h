// PREA: hotlines, writing to the body outside of the facility, and reading its answer. It belongs to no session: it can
// be opened from every screen, signed in or out, and stays open when a session ends meanwhile. What is typed is never
// saved: it is overwritten when it was closed to the body, when the page is left, and when nobody touched the screen
// for kPreaQuiet. Source: docs/security-prea.md.
#pragma once

#include <optional>
#include <string>

#include "terminal/features/base/feature.h"

namespace dayroom::features {

inline constexpr Milliseconds kPreaQuiet{180'000};
inline constexpr Milliseconds kPreaWarning{30'000};       // before that
inline constexpr std::size_t kMaxPreaCharacters = 4'000;  // in any language less than a report holds
inline constexpr std::size_t kMaxPreaCodeTyped = 24;      // 16, with what people put between

/// What a person types there. Each overwrites what it held when it is destroyed.
struct PreaTyped {
    ui::TextBuffer text{kMaxPreaCharacters, true};
    ui::TextBuffer earlier_code{kMaxPreaCodeTyped};
    ui::TextBuffer code{kMaxPreaCodeTyped};
};

class PreaFeature final : public Feature {
public:
    void enter(Host& host, const Place& place) override;
    /// Nothing that was typed or shown stays.
    void leave(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

    void set_signed_in(bool signed_in) { signed_in_ = signed_in; }
    /// What the agent has said last can be shown, also while it cannot say it again.
    bool has_content() const { return prea_.hotlines_size() > 0 || prea_.may_write(); }
    /// The facility offers it no more.
    void withdraw() { prea_.Clear(); }
    /// The agent is gone: what was under way will not be answered.
    void agent_lost(Host& host);
    /// Whether the person has asked to leave; once.
    bool take_done() { return std::exchange(done_, false); }

private:
    enum class Page { kMain, kWrite, kSealed, kRead };

    void go(ui::Ui& ui, Page page);
    void draw_main(Host& host, ui::Ui& ui, ui::Cut& column);
    void draw_hotlines(Host& host, ui::Ui& ui, ui::Cut& column);
    void draw_write(Host& host, ui::Ui& ui, ui::Cut& column);
    void draw_sealed(Host& host, ui::Ui& ui, ui::Cut& column);
    void draw_read(Host& host, ui::Ui& ui, ui::Cut& column);
    void send(Host& host);
    void read(Host& host);
    void forget();

    local::Prea prea_;  // the same for everybody
    Page page_ = Page::kMain;
    std::optional<PreaTyped> typed_{std::in_place};  // always there: made anew to forget it
    std::string code_;                               // to be copied down
    local::PreaAnswers answers_;
    bool looked_ = false;
    std::string problem_;  // in the person's language
    std::uint32_t asked_ = 0, sending_ = 0, reading_ = 0;
    bool signed_in_ = false;
    bool done_ = false;
};

}  // namespace dayroom::features
