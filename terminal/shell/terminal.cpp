#include "terminal/shell/terminal.h"

#include "terminal/shell/asking.h"
#include "terminal/shell/emergency.h"
#include "terminal/shell/terminal_parts.h"

namespace dayroom::shell {

Terminal::Terminal(TerminalParts parts)
    : parts_(std::move(parts)),
      texts_(parts_.catalogs, features::Preferences().language, "UTC"),
      read_aloud_(parts_.speaker) {
    last_input_ = parts_.clock.steady();
}
Terminal::~Terminal() = default;

Timestamp Terminal::now() const {
    if (!status_known_ || status_.now_ms() == 0) return parts_.clock.now();
    const auto since = std::chrono::duration_cast<Milliseconds>(parts_.clock.steady() - status_at_);
    return Timestamp::from_ms(status_.now_ms()) + since;
}

Choice Terminal::choice() const {
    Situation situation;
    situation.agent_here = agent_here_;
    situation.status_known = status_known_;
    situation.device = status_.device();
    situation.fault = status_.fault();
    situation.diagnostics = status_.diagnostics();
    situation.signed_in = session_ != nullptr;
    return choose_screen(situation);
}

void Terminal::draw(ui::Ui& ui) {
    wake_.reset();
    if (ui.had_input()) last_input_ = parts_.clock.steady();
    take_events(ui);
    run_session(ui);
    run_signed_out(ui);

    if (new_screen_.has_value()) {
        const ui::ScreenPlace place = *std::exchange(new_screen_, std::nullopt);
        ui.begin_screen(returns_ ? &place : nullptr);
        transition_.begin(ui);
    }
    run_prea(ui);
    run_technician(ui);
    Choice now_shown = choice();
    if (prea_shown_) now_shown.code += "+prea";
    if (door_shown_) now_shown.code += "+door";
    if (shown_ != now_shown) {
        shown_ = now_shown;
        read_aloud_.leave();
        ui.begin_screen();
        transition_.begin(ui);
    }
    if (!read_aloud_.step(ui, texts_, preferences_.reading_speed_percent))
        toast(texts_("read.no_sound"), ui::Tone::kWarning);
    if (prea_shown_) {
        draw_prea(ui);
    } else {
        draw_face(ui, now_shown);
    }
    read_aloud_.mark(ui);
    take_steps(ui);
    apply_preferences(ui);
    for (auto& [text, tone] : toasts_) ui::show_toast(ui, std::move(text), tone);
    toasts_.clear();
    if (wake_.has_value()) ui.wake_in(*wake_);
}

void Terminal::draw_face(ui::Ui& ui, const Choice& choice) {
    switch (choice.face) {
        case Face::kSignedIn:
            return draw_signed_in(ui);
        case Face::kSignedOut: {
            const ui::Rect body = draw_emergency(ui, ui.body(), status_, texts_, false).rest;
            if (door_shown_) {
                const Asking asking_door(asking_, &door_);
                return transition_.paint(ui, [&] { door_.draw(*this, ui, body, {}); });
            }
            const Asking asking(asking_, &sign_in_);
            if (reading_.shown()) return draw_public(ui, body);
            return transition_.paint(ui, [&] { sign_in_.draw(*this, ui, body, {}); });
        }
        case Face::kDiagnostics:
            return draw_diagnostics(ui);
        default:
            draw_fault(ui, choice);
    }
}

void Terminal::go(features::Place place) { steps_.push_back({Step::Kind::kGo, std::move(place)}); }
void Terminal::replace(features::Place place) { steps_.push_back({Step::Kind::kReplace, std::move(place)}); }
void Terminal::open(features::Place place) {
    if (place.screen == features::ScreenId::kPrea) {
        prea_wanted_ = true;
        return wake_in(Milliseconds(0));
    }
    if (place.screen == features::ScreenId::kTechnician) {
        door_wanted_ = true;
        return wake_in(Milliseconds(0));
    }
    steps_.push_back({Step::Kind::kOpen, std::move(place)});
}
void Terminal::back() { steps_.push_back({Step::Kind::kBack, {}}); }
void Terminal::toast(std::string text, ui::Tone tone) { toasts_.emplace_back(std::move(text), tone); }

void Terminal::wake_in(Milliseconds delay) {
    if (!wake_.has_value() || delay < *wake_) wake_ = delay;
}

void Terminal::prefer(const features::Preferences& preferences) {
    if (preferences == preferences_) return;
    preferences_ = preferences;
    preferences_changed_ = true;
    if (session_ == nullptr) return;
    local::ToAgent query;
    query.mutable_set_preferences()->set_language(preferences_.language);
    query.mutable_set_preferences()->set_text_scale_percent(preferences_.text_scale_percent);
    query.mutable_set_preferences()->set_theme(preferences_.theme);
    query.mutable_set_preferences()->set_reduced_motion(preferences_.reduced_motion);
    query.mutable_set_preferences()->set_reading_speed_percent(preferences_.reading_speed_percent);
    ask_shell(std::move(query));
}

features::Reading Terminal::reading() const {
    return {.offered = read_aloud_.offered(texts_.language()), .on = read_aloud_.on()};
}

void Terminal::rebuild_texts() { texts_ = ui::Texts(parts_.catalogs, preferences_.language, status_.time_zone()); }

features::Feature& Terminal::feature_at(const features::Place& place) {
    using features::ScreenId;
    switch (place.screen) {
        case ScreenId::kMessages:
        case ScreenId::kReader:
        case ScreenId::kPhoto:
        case ScreenId::kMessageSearch:
        case ScreenId::kWriteTo:
        case ScreenId::kWrite:
        case ScreenId::kCards:
        case ScreenId::kMessage:
        case ScreenId::kMessageReceipt:
        case ScreenId::kAppeal:
            return session_->messages;
        case ScreenId::kContacts:
        case ScreenId::kContact:
        case ScreenId::kNewContact:
            return session_->contacts;
        case ScreenId::kGallery:
        case ScreenId::kGalleryPeople:
        case ScreenId::kGalleryPhoto:
            return session_->gallery;
        case ScreenId::kRequests:
        case ScreenId::kNewRequest:
        case ScreenId::kForm:
        case ScreenId::kReceipt:
        case ScreenId::kRequest:
        case ScreenId::kAttachment:
            return session_->requests;
        case ScreenId::kNotices:
        case ScreenId::kMustRead:
            return session_->notices;
        case ScreenId::kDocuments:
        case ScreenId::kDocument:
        case ScreenId::kChapter:
            return session_->documents;
        case ScreenId::kSchedule:
        case ScreenId::kScheduleDay:
            return session_->schedule;
        case ScreenId::kSettings:
            return session_->settings;
        case ScreenId::kHelp:
            return session_->help;
        case ScreenId::kPrea:
            return prea_;
        case ScreenId::kHome:
            return session_->home;
        default:
            return money_feature_at(place.screen);
    }
}

features::Feature& Terminal::money_feature_at(features::ScreenId screen) {
    using features::ScreenId;
    switch (screen) {
        case ScreenId::kCredits:
        case ScreenId::kCreditsReceipt:
            return session_->credits;
        case ScreenId::kMoney:
        case ScreenId::kMoneyChoose:
        case ScreenId::kMoneySearch:
        case ScreenId::kTransaction:
            return session_->money;
        case ScreenId::kObligations:
            return session_->obligations;
        case ScreenId::kStatement:
            return session_->statements;
        case ScreenId::kTransfers:
        case ScreenId::kTransferReceipt:
            return session_->transfers;
        case ScreenId::kCommissary:
        case ScreenId::kShelf:
        case ScreenId::kItem:
        case ScreenId::kCart:
        case ScreenId::kOrders:
        case ScreenId::kOrder:
        case ScreenId::kOrderReceipt:
        case ScreenId::kHandOver:
            return session_->commissary;
        case ScreenId::kPhone:
        case ScreenId::kNewPhoneNumber:
        case ScreenId::kCalls:
        case ScreenId::kCall:
            return session_->phone;
        case ScreenId::kVisits:
        case ScreenId::kVisit:
        case ScreenId::kBookVisit:
        case ScreenId::kVisitTimes:
        case ScreenId::kVisitReceipt:
            return session_->visits;
        default:
            return session_->home;
    }
}

}  // namespace dayroom::shell
