// Signing in: the resident number, the PIN, and the change of the first PIN. The digits of a PIN live in locked buffers
// here, and go to the agent once; they are wiped as soon as they were sent, or when nobody touched the screen for a
// while.
#pragma once

#include <optional>

#include "platform/crypto/secret.h"
#include "terminal/features/base/feature.h"
#include "terminal/features/sign_in/sign_in_model.h"

namespace dayroom::features {

class SignInFeature final : public Feature {
public:
    SignInFeature();

    void enter(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

    /// Nothing typed stays: after a sign-in, or when the screen was left alone.
    void forget();
    /// Whether somebody has begun to type.
    bool begun() const;
    /// One sentence shown the next time, by its key ("You are signed out").
    void set_farewell(std::string key) { farewell_key_ = std::move(key); }

private:
    friend struct SignInView;
    void submit(Host& host);
    void press_main(Host& host);
    /// Only reading, for some seconds: counts as no session.
    void press_quick_look(Host& host);
    /// By the number alone: it says nothing of the person, and needs the PIN when its turn has come.
    void press_place(Host& host);
    void start_over();
    /// One sentence beside the pad, by its key: it follows the language.
    void say(Host& host, std::string key);

    SignInModel model_;
    SignInStep shown_step_ = SignInStep::kNumber;  // the last one that was drawn
    bool offline_note_ = false;                    // stays as it is while somebody types: keys must not move
    ui::TextBuffer number_;
    PinBuffer pin_;
    PinBuffer new_pin_;
    PinBuffer repeat_pin_;
    bool quick_look_ = false;
    std::uint32_t waiting_for_ = 0;
    std::string farewell_key_;
    std::string said_key_;                   // what model_.problem says …
    std::optional<local::Problem> refusal_;  // … or what the agent refused with
};

}  // namespace dayroom::features
