// The way into diagnostics: a technician's stick and PIN, or a challenge that facility IT answers by telephone. It only
// asks: the agent decides, and counts. Nothing that was typed stays when it is left.
#pragma once

#include "platform/crypto/secret.h"
#include "terminal/features/base/feature.h"

namespace dayroom::diagnostics {

inline constexpr std::size_t kMaxAnswerTyped = 16;  // 10, with what people put between

class DoorFeature final : public features::Feature {
public:
    void enter(features::Host& host, const features::Place& place) override;
    void leave(features::Host& host, const features::Place& place) override;
    void answer(features::Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void moved(features::Host& host) override;
    std::string title(features::Host& host, const features::Place& place) override;
    void draw(features::Host& host, ui::Ui& ui, ui::Rect rect, const features::Place& place) override;

    /// Whether somebody has asked to go back; once.
    bool take_done() { return std::exchange(done_, false); }

private:
    void look(features::Host& host, bool challenge);
    void send(features::Host& host);
    bool stick_counts() const;
    void draw_problem(features::Host& host, ui::Ui& ui, ui::Cut& column);
    void draw_column(features::Host& host, ui::Ui& ui, ui::Cut& column);
    void draw_stick(features::Host& host, ui::Ui& ui, ui::Cut& column);
    void draw_phone(features::Host& host, ui::Ui& ui, ui::Cut& column);
    void forget();

    local::Door door_;
    bool known_ = false;
    bool by_phone_ = false;
    bool done_ = false;
    PinBuffer pin_;
    ui::TextBuffer answer_{kMaxAnswerTyped};
    std::optional<local::Problem> refusal_;
    std::uint32_t asked_ = 0, entering_ = 0;
};

}  // namespace dayroom::diagnostics
