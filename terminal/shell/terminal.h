// The terminal's state and its one way onto the screen: takes what the agent says, decides which screen stands, runs
// the session, and draws a frame. Knows no window, no socket and no real clock, so that tests drive all of it.
//
// Per frame: draw(ui). When it asks for another frame it says so through Ui::wake_in. UI thread only.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "terminal/diagnostics/diagnostics_feature.h"
#include "terminal/diagnostics/door_feature.h"
#include "terminal/features/base/feature.h"
#include "terminal/features/prea/prea_feature.h"
#include "terminal/features/sign_in/sign_in_feature.h"
#include "terminal/shell/agent_port.h"
#include "terminal/shell/navigation.h"
#include "terminal/shell/public_reading.h"
#include "terminal/shell/read_aloud.h"
#include "terminal/shell/results.h"
#include "terminal/shell/screen_choice.h"
#include "terminal/shell/session_clock.h"
#include "terminal/shell/transition.h"

namespace dayroom::shell {

inline constexpr Milliseconds kTouchEvery{10'000};      // how often the agent hears that somebody is there
inline constexpr Milliseconds kSignedOutReset{60'000};  // a half-typed sign-in and its settings are forgotten
inline constexpr Milliseconds kDoorReset{300'000};      // the same, while a technician may be on the telephone

/// What the terminal is made of; all of it must outlive the Terminal.
struct TerminalParts {
    AgentPort& agent;
    std::shared_ptr<const ui::Catalogs> catalogs;
    const Clock& clock;
    Random& random;
    ui::ImageStore& images;
    bool reduced_motion = false;     // of the terminal itself: for everybody, whatever they chose
    ui::Speaker* speaker = nullptr;  // none: the terminal has no sound
};

/// What stands at the end of a header: all of it where there is room.
struct HeaderButtons {
    bool read_aloud = false;
    bool text_size = true;
    bool contrast = true;
    bool sign_out = false;
    float width = 0;
};

class Terminal final : public features::Host {
public:
    explicit Terminal(TerminalParts parts);
    ~Terminal() override;

    void draw(ui::Ui& ui);

    /// For tests and the frame loop.
    Choice choice() const;
    bool signed_in() const { return session_ != nullptr; }
    /// Grows with each end, and when PREA is left: the frame loop then empties what the window itself has kept.
    int sessions_ended() const { return sessions_ended_; }
    const Navigation& navigation() const { return navigation_; }

    // features::Host
    const ui::Texts& texts() const override { return texts_; }
    Timestamp now() const override;
    const local::Status& status() const override { return status_; }
    const features::Person& person() const override { return person_; }
    const features::Preferences& preferences() const override { return preferences_; }
    Random& random() override { return parts_.random; }
    ui::ImageStore& images() override { return parts_.images; }
    std::uint32_t ask(local::ToAgent query) override;
    void go(features::Place place) override;
    void replace(features::Place place) override;
    void open(features::Place place) override;
    void back() override;
    void sign_out() override { signing_out_ = true; }
    const std::vector<features::ResultLine>& results() const override { return results_.lines(); }
    void toast(std::string text, ui::Tone tone) override;
    void prefer(const features::Preferences& preferences) override;
    features::Reading reading() const override;
    void press_reading() override { read_aloud_.press(parts_.clock.steady()); }
    void wake_in(Milliseconds delay) override;

private:
    /// Everything of one person: destroyed at the end of the session.
    struct Session;

    // What the agent says (terminal_agent.cpp).
    /// A button is held down: what the agent says waits a moment, or it would move the button away before it is let go.
    bool stands_still(const ui::Ui& ui);
    void take_events(ui::Ui& ui);
    void take_message(ui::Ui& ui, const local::ToTerminal& message);
    void take_status(ui::Ui& ui, const local::Status& status);
    void take_moved();
    void take_outcome(ui::Ui& ui, const local::Outcome& outcome);
    void take_signed_in(ui::Ui& ui, const local::SignedIn& signed_in);
    void ask_shell(local::ToAgent query);

    // The session (terminal_session.cpp).
    void begin_session(ui::Ui& ui, const local::SignedIn& signed_in);
    void end_session(ui::Ui& ui, const std::string& farewell_key, bool tell_agent);
    void run_session(ui::Ui& ui);
    void run_signed_out(ui::Ui& ui);
    SessionPolicy policy() const;
    int minutes_to_say() const;
    void take_steps(ui::Ui& ui);
    void take_public_steps(ui::Ui& ui);
    void apply_preferences(ui::Ui& ui);
    void reset_preferences();
    void rebuild_texts();

    // Drawing (terminal_draw.cpp; the header: terminal_header.cpp).
    void draw_face(ui::Ui& ui, const Choice& choice);
    void draw_prea(ui::Ui& ui);
    void run_prea(ui::Ui& ui);
    // Technicians (terminal_technician.cpp).
    void run_technician(ui::Ui& ui);
    void leave_door(ui::Ui& ui);
    void draw_diagnostics(ui::Ui& ui);
    void draw_fault(ui::Ui& ui, const Choice& choice);
    void draw_signed_in(ui::Ui& ui);
    ui::Rect draw_chrome(ui::Ui& ui);
    void draw_header(ui::Ui& ui, ui::Rect rect, bool short_window);
    HeaderButtons header_buttons(const ui::Ui& ui, float room, bool short_window) const;
    void draw_header_buttons(ui::Ui& ui, ui::Rect rect, const HeaderButtons& buttons);
    void draw_public(ui::Ui& ui, ui::Rect rect);
    void draw_navigation(ui::Ui& ui, ui::Rect rect);
    void draw_dialogs(ui::Ui& ui);
    features::Feature& feature_at(const features::Place& place);
    features::Feature& money_feature_at(features::ScreenId screen);  // what costs or holds money

private:
    TerminalParts parts_;
    ui::Texts texts_;
    local::Status status_;
    MonotonicTime status_at_;
    bool agent_here_ = false;
    bool status_known_ = false;

    features::Preferences preferences_;
    bool preferences_changed_ = true;
    features::Person person_;
    features::SignInFeature sign_in_;
    features::PreaFeature prea_;  // of no session
    bool prea_wanted_ = false;
    bool prea_shown_ = false;
    bool prea_warned_ = false;             // that the page will close
    bool prea_keeps_preferences_ = false;  // a session has ended under it
    MonotonicTime prea_touched_;
    PublicReading reading_;  // of no session
    ReadAloud read_aloud_;
    diagnostics::DoorFeature door_;
    diagnostics::DiagnosticsFeature diagnostics_;  // of a technician's visit
    bool door_wanted_ = false;
    bool door_shown_ = false;
    bool in_diagnostics_ = false;
    std::unique_ptr<Session> session_;
    SessionClock session_clock_;
    Seconds session_limit_{0};  // of this session
    MonotonicTime last_touch_sent_;
    MonotonicTime last_input_;
    std::optional<MonotonicTime> held_since_;
    bool signing_out_ = false;
    bool asking_to_leave_ = false;  // the dialog "Sign out?"
    int minutes_said_ = 0;
    int sessions_ended_ = 0;

    Navigation navigation_;
    std::vector<Step> steps_;
    Results results_;

    features::Feature* asking_ = nullptr;  // who is being called now
    std::map<std::uint32_t, features::Feature*> asked_;
    std::optional<ui::ScreenPlace> new_screen_;
    bool returns_ = false;  // Back: the new screen is to look as it was left
    Transition transition_;
    std::optional<Choice> shown_;
    std::optional<Milliseconds> wake_;
    std::vector<std::pair<std::string, ui::Tone>> toasts_;
};

}  // namespace dayroom::shell
