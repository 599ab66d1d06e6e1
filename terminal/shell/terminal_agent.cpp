// What the agent says, and where it goes.
#include "terminal/features/base/local_text.h"
#include "terminal/shell/asking.h"
#include "terminal/shell/emergency.h"
#include "terminal/shell/terminal_parts.h"

namespace dayroom::shell {
namespace {

constexpr Milliseconds kStillUnderFinger{400};  // a press is 80 to 200 ms; an emergency has a second

}  // namespace

std::uint32_t Terminal::ask(local::ToAgent query) {
    const std::uint32_t number = parts_.agent.ask(std::move(query));
    if (number != 0 && asking_ != nullptr) asked_[number] = asking_;
    return number;
}

void Terminal::ask_shell(local::ToAgent query) { parts_.agent.ask(std::move(query)); }

bool Terminal::stands_still(const ui::Ui& ui) {
    if (!ui::holds_something(ui)) {
        held_since_.reset();
        return false;
    }
    if (!held_since_.has_value()) held_since_ = parts_.clock.steady();
    const auto held = std::chrono::ceil<Milliseconds>(parts_.clock.steady() - *held_since_);
    if (held >= kStillUnderFinger) return false;
    wake_in(kStillUnderFinger - held);
    return true;
}

void Terminal::take_events(ui::Ui& ui) {
    if (stands_still(ui)) return;
    while (auto event = parts_.agent.next()) {
        switch (event->kind) {
            case AgentEvent::Kind::kConnected: {
                agent_here_ = true;
                local::ToAgent query;
                query.mutable_get_status();
                ask_shell(std::move(query));
                break;
            }
            case AgentEvent::Kind::kLost:
                agent_here_ = false;
                status_known_ = false;
                asked_.clear();
                sign_in_.forget();
                prea_.agent_lost(*this);
                reading_.leave();
                diagnostics_.forget();
                if (session_ != nullptr) end_session(ui, {}, false);
                break;
            case AgentEvent::Kind::kMessage:
                take_message(ui, event->message);
                break;
        }
    }
}

void Terminal::take_message(ui::Ui& ui, const local::ToTerminal& message) {
    if (message.has_status()) take_status(ui, message.status());
    if (message.number() == 0) {
        if (message.has_moved()) take_moved();
        if (message.has_outcome() && session_ != nullptr) take_outcome(ui, message.outcome());
        if (message.has_session_ended() && session_ != nullptr) end_session(ui, "session.ended", false);
        return;
    }
    const auto asked = asked_.find(message.number());
    if (asked == asked_.end()) return;
    features::Feature* feature = asked->second;
    asked_.erase(asked);
    {
        const Asking asking(asking_, feature);
        feature->answer(*this, message.number(), message);
    }
    if (feature == &sign_in_ && message.signed_in().result() == local::SignedIn::OK)
        take_signed_in(ui, message.signed_in());
}

void Terminal::take_status(ui::Ui& ui, const local::Status& status) {
    // Where the keyboard leaves little room, nothing else stands over it: it makes way.
    if (const local::Notice* emergency = new_emergency(status_, status)) {
        ui.close_keyboard();
        const std::string& language = texts_.language();
        read_aloud_.interrupt(
            features::pick(emergency->title(), language) + "\n" + features::pick(emergency->text(), language), texts_,
            preferences_.reading_speed_percent);
    }
    const bool zone_changed = status.time_zone() != status_.time_zone();
    const bool prea_is_new = status.prea() && !(status_known_ && status_.prea());
    status_ = status;
    status_at_ = parts_.clock.steady();
    status_known_ = true;
    if (zone_changed) rebuild_texts();
    if (!status.prea() && status.device() == local::Status::ACTIVE) prea_.withdraw();
    if (!prea_is_new) return;
    // Before anybody asks: when the agent is gone the numbers must be here.
    const Asking asking(asking_, &prea_);
    prea_.moved(*this);
}

void Terminal::take_moved() {
    if (session_ == nullptr) return;
    features::Feature& shown = feature_at(navigation_.current());
    const Asking asking_home(asking_, &session_->home);
    session_->home.moved(*this);  // the badges of the navigation
    if (&shown == &session_->home) return;
    const Asking asking(asking_, &shown);
    shown.moved(*this);
}

void Terminal::take_outcome(ui::Ui& ui, const local::Outcome& outcome) {
    const features::ResultLine& line = results_.add(outcome, now(), texts_);
    ui::show_toast(ui, line.text, line.tone);
    for (features::Feature* feature : session_->all()) {
        const Asking asking(asking_, feature);
        feature->outcome(*this, outcome);
    }
    take_moved();
}

void Terminal::take_signed_in(ui::Ui& ui, const local::SignedIn& signed_in) { begin_session(ui, signed_in); }

}  // namespace dayroom::shell
