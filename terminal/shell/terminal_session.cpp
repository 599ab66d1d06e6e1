// A session from sign-in to sign-out: idle time, the limit, where the person goes, and the end that forgets everything.
#include "terminal/shell/asking.h"
#include "terminal/shell/must_read.h"
#include "terminal/shell/terminal_parts.h"

namespace dayroom::shell {
namespace {

constexpr Seconds kUsualWarning{120};
constexpr Milliseconds kMinute{60'000};

bool is_known_scale(int percent) { return percent == 100 || percent == 150 || percent == 200; }
bool is_known_speed(int percent) { return percent == 75 || percent == 100 || percent == 150; }
bool is_known_theme(const std::string& theme) { return theme == "light" || theme == "dark" || theme == "contrast"; }

ui::KeyboardLayout keyboard_of(const std::string& language) {
    if (language == "es") return ui::KeyboardLayout::kSpanish;
    if (language == "ht") return ui::KeyboardLayout::kHaitianCreole;
    if (language == "vi") return ui::KeyboardLayout::kVietnamese;
    return ui::KeyboardLayout::kEnglish;
}

ui::KitWords make_words(const ui::Texts& t) {
    ui::KitWords words;
    words.clear = t("kit.clear");
    words.backspace = t("kit.backspace");
    words.done = t("kit.done");
    words.space = t("kit.space");
    words.new_line = t("kit.new_line");
    words.shift = t("kit.shift");
    words.caret_left = t("kit.caret_left");
    words.caret_right = t("kit.caret_right");
    words.undo = t("kit.undo");
    words.layout = t("kit.layout");
    words.letters = t("kit.letters");
    words.symbols = t("kit.symbols");
    words.entered = t("kit.entered", {{"n", "{n}"}, {"total", "{total}"}});
    words.characters = t("kit.characters", {{"n", "{n}"}, {"total", "{total}"}});
    words.hidden = t("kit.hidden");
    words.unread = t("kit.unread", {{"n", "{n}"}});
    words.working = t("kit.working");
    words.pad = t("kit.pad");
    words.list = t("kit.list");
    words.on = t("kit.on");
    words.off = t("kit.off");
    words.chosen = t("kit.chosen");
    return words;
}

}  // namespace

SessionPolicy Terminal::policy() const {
    SessionPolicy policy;
    if (status_.idle_warning_s() > 0) policy.idle_warning = Seconds(status_.idle_warning_s());
    if (status_.idle_sign_out_s() > 0) policy.idle_sign_out = Seconds(status_.idle_sign_out_s());
    if (policy.idle_sign_out <= policy.idle_warning) policy.idle_warning = policy.idle_sign_out * 3 / 4;
    policy.limit = session_limit_;
    return policy;
}

/// Before the end of a session: once, while there is still something to say it of.
int Terminal::minutes_to_say() const {
    const Seconds before = status_.session_warning_s() > 0 ? Seconds(status_.session_warning_s()) : kUsualWarning;
    if (session_limit_ <= before) return 0;
    return static_cast<int>(std::chrono::ceil<std::chrono::minutes>(before).count());
}

void Terminal::begin_session(ui::Ui& ui, const local::SignedIn& signed_in) {
    session_ = std::make_unique<Session>(parts_.images);
    reading_.leave();
    person_ = {signed_in.given_name(), signed_in.family_name(), Timestamp::from_ms(signed_in.last_sign_in_ms()),
               signed_in.last_sign_in_place()};
    features::Preferences own = preferences_;
    if (parts_.catalogs->find(signed_in.language()) != nullptr) own.language = signed_in.language();
    if (is_known_scale(signed_in.text_scale_percent())) own.text_scale_percent = signed_in.text_scale_percent();
    if (is_known_theme(signed_in.theme())) own.theme = signed_in.theme();
    own.reduced_motion = signed_in.reduced_motion();
    if (is_known_speed(signed_in.reading_speed_percent()))
        own.reading_speed_percent = signed_in.reading_speed_percent();
    preferences_changed_ = preferences_changed_ || !(own == preferences_);
    preferences_ = own;
    navigation_.clear();
    results_.clear();
    session_limit_ = Seconds(std::max(0, signed_in.session_limit_s()));
    session_clock_.start(parts_.clock.steady());
    minutes_said_ = 0;
    if (signed_in.quick_look()) {
        toast(texts_("session.quick_look", {{"count", signed_in.session_limit_s()}}), ui::Tone::kInfo);
    } else if (status_.sessions_per_day() > 0 && signed_in.sessions_left() >= 0) {
        toast(texts_("session.left_today", {{"count", signed_in.sessions_left()}}), ui::Tone::kInfo);
    }
    if (signed_in.serviced_ms() > 0)
        toast(texts_("session.serviced", {{"date", texts_.date(Timestamp::from_ms(signed_in.serviced_ms()), now())}}),
              ui::Tone::kInfo);
    ui.begin_screen();
    session_->notices.hold(signed_in.to_acknowledge());
    if (session_->notices.holds()) navigation_.open({features::ScreenId::kMustRead, {}});
    features::Feature& first = feature_at(navigation_.current());
    const Asking asking(asking_, &first);
    first.enter(*this, navigation_.current());
}

/// Drafts first; then nothing of this person stays: screens, pictures, texts laid out, settings, results.
void Terminal::end_session(ui::Ui& ui, const std::string& farewell_key, bool tell_agent) {
    read_aloud_.leave();
    if (agent_here_) {
        const Asking asking(asking_, nullptr);
        feature_at(navigation_.current()).leave(*this, navigation_.current());
        if (tell_agent) {
            local::ToAgent query;
            query.mutable_sign_out();
            ask_shell(std::move(query));
        }
    }
    session_.reset();
    std::erase_if(asked_, [this](const auto& asked) { return asked.second != &prea_; });
    steps_.clear();
    toasts_.clear();
    results_.clear();
    navigation_.clear();
    session_clock_.stop();
    person_ = {};
    signing_out_ = asking_to_leave_ = false;
    parts_.images.clear();
    ++sessions_ended_;
    ui.clear();
    // Whoever writes to the outside body meanwhile goes on in the same language and size.
    prea_keeps_preferences_ = prea_shown_;
    if (!prea_shown_) reset_preferences();
    sign_in_.forget();
    if (!farewell_key.empty()) sign_in_.set_farewell(farewell_key);
    last_input_ = parts_.clock.steady();
    ui.wake_in(Milliseconds(0));
}

void Terminal::reset_preferences() {
    preferences_ = {};
    preferences_changed_ = true;
    rebuild_texts();
}

void Terminal::run_session(ui::Ui& ui) {
    if (session_ == nullptr) return;
    const MonotonicTime now = parts_.clock.steady();
    if (ui.had_input()) {
        session_clock_.touched(now, policy());
        if (now - last_touch_sent_ >= kTouchEvery) {
            last_touch_sent_ = now;
            local::ToAgent query;
            query.mutable_touch();
            ask_shell(std::move(query));
        }
    }
    const SessionState state = session_clock_.state(now, policy());
    if (signing_out_) return end_session(ui, "session.ended", true);
    if (state == SessionState::kIdleOver) return end_session(ui, "session.ended", true);
    if (state == SessionState::kTimeUp) return end_session(ui, "session.time_up", true);
    if (const auto minutes = session_clock_.minutes_left(now, policy());
        minutes.has_value() && minutes_said_ == 0 && *minutes <= minutes_to_say()) {
        minutes_said_ = *minutes;
        toast(texts_("session.almost_up", {{"count", *minutes}}), ui::Tone::kWarning);
    }
    wake_in(session_clock_.next_change(now, policy()));
}

/// A half-typed sign-in does not wait for the next person; nor does the size of the last one's letters.
void Terminal::run_signed_out(ui::Ui& ui) {
    if (session_ != nullptr || prea_shown_) return;
    if (read_aloud_.is_listened_to(parts_.clock.steady())) last_input_ = parts_.clock.steady();
    const auto quiet = parts_.clock.steady() - last_input_;
    const Milliseconds reset = door_shown_ ? kDoorReset : kSignedOutReset;
    const bool something =
        sign_in_.begun() || reading_.shown() || door_shown_ || !(preferences_ == features::Preferences{});
    if (something && quiet >= reset) {
        sign_in_.forget();
        reading_.leave();
        read_aloud_.leave();
        leave_door(ui);
        reset_preferences();
        ui.clear();
    } else if (something) {
        wake_in(std::chrono::ceil<Milliseconds>(reset - quiet));
    }
    wake_in(kMinute - Milliseconds(now().ms() % kMinute.count()));  // the clock
}

void Terminal::take_steps(ui::Ui& ui) {
    if (session_ == nullptr) return take_public_steps(ui);
    for (auto& step : std::exchange(steps_, {})) {
        read_aloud_.leave();
        const features::Place left = navigation_.current();
        features::Feature& leaving = feature_at(left);
        {
            const Asking asking(asking_, &leaving);
            leaving.leave(*this, left);
        }
        std::optional<ui::ScreenPlace> looks;
        switch (step.kind) {
            case Step::Kind::kGo:
                navigation_.go(std::move(step.place), ui.save_place());
                break;
            case Step::Kind::kReplace:
                navigation_.replace(std::move(step.place));
                break;
            case Step::Kind::kOpen:
                navigation_.open(std::move(step.place));
                break;
            case Step::Kind::kBack:
                looks = navigation_.back();
                break;
        }
        if (session_->notices.holds() && waits_for_reading(navigation_.current())) {
            navigation_.open({features::ScreenId::kMustRead, {}});
            looks.reset();
        }
        new_screen_ = looks.value_or(ui::ScreenPlace{});  // begins with the next frame, whose controls it looks for
        returns_ = looks.has_value();
        transition_.set_way(step.kind == Step::Kind::kBack      ? Way::kBack
                            : step.kind == Step::Kind::kReplace ? Way::kInPlace
                                                                : Way::kForward);
        features::Feature& entered = feature_at(navigation_.current());
        const Asking asking(asking_, &entered);
        entered.enter(*this, navigation_.current());
        ui.wake_in(Milliseconds(0));
    }
}

void Terminal::apply_preferences(ui::Ui& ui) {
    if (!preferences_changed_) return;
    preferences_changed_ = false;
    if (texts_.language() != preferences_.language) {
        read_aloud_.leave();
        rebuild_texts();
        results_.say_again(texts_);
    }
    ui.set_words(make_words(texts_));
    ui::Settings settings = ui.settings();
    settings.theme = preferences_.theme == "dark"       ? ui::ThemeKind::kDark
                     : preferences_.theme == "contrast" ? ui::ThemeKind::kHighContrast
                                                        : ui::ThemeKind::kLight;
    settings.text_scale = static_cast<float>(preferences_.text_scale_percent) / 100.0F;
    settings.keyboard = keyboard_of(preferences_.language);
    settings.reduced_motion = parts_.reduced_motion || preferences_.reduced_motion;
    ui.set_settings(settings);
    if (session_ == nullptr) sign_in_.moved(*this);
    if (session_ != nullptr) {
        for (features::Feature* feature : session_->all()) {
            const Asking asking(asking_, feature);
            feature->moved(*this);
        }
    }
    ui.wake_in(Milliseconds(0));
}

}  // namespace dayroom::shell
