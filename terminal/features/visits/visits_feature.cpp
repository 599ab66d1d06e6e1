#include "terminal/features/visits/visits_feature.h"

#include <algorithm>

namespace dayroom::features {
namespace {

std::int64_t minute_of(Timestamp at) { return at.ms() / 60'000; }

}  // namespace

void VisitsFeature::enter(Host& host, const Place& place) {
    screen_ = place.screen;
    refresh(host);
    if (step_ == Step::kAskingBooking || step_ == Step::kAskingCancel) step_ = Step::kLooking;
    problem_.clear();
    if (place.screen == ScreenId::kVisit || place.screen == ScreenId::kVisitReceipt) visit_id_ = place.parameter;
    if (place.screen == ScreenId::kBookVisit) begin_booking(host, place.parameter);
    if (place.screen == ScreenId::kVisitTimes) ask_days(host);
}

void VisitsFeature::leave(Host& host, const Place& place) {
    screen_.reset();
    const bool booking = place.screen == ScreenId::kBookVisit || place.screen == ScreenId::kVisitTimes;
    if (!booking || step_ == Step::kBooking || !choice_.changing_id.empty()) return;
    draft_.save(host, choice_.empty() ? std::string() : booking_draft(choice_), true);
}

void VisitsFeature::moved(Host& host) {
    refresh(host);
    if (days_known_) ask_days(host);
}

void VisitsFeature::refresh(Host& host) {
    asked_minute_ = minute_of(host.now());
    local::ToAgent query;
    query.mutable_get_visits();
    asked_.remember(host.ask(std::move(query)), Want::kVisits);
}

void VisitsFeature::ask_days(Host& host) {
    if (choice_.minutes == 0) return;  // once the rules are known
    local::ToAgent query;
    query.mutable_get_visit_days()->set_minutes(choice_.minutes);
    query.mutable_get_visit_days()->set_changing_id(choice_.changing_id);
    asked_.remember(host.ask(std::move(query)), Want::kDays);
}

const local::Visit* VisitsFeature::visit(const std::string& id) const {
    const auto& all = visits_.visits();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.id() == id; });
    return found == all.end() ? nullptr : &*found;
}

/// What was chosen for another visit is not carried over; what was chosen for this one is still here.
void VisitsFeature::begin_booking(Host& host, const std::string& changing_id) {
    if (step_ == Step::kBooking) return;
    if (choice_.changing_id != changing_id) {
        choice_ = {};
        choice_.changing_id = changing_id;
        days_known_ = false;
    }
    if (changing_id.empty()) draft_.open(host, kBookingDraft);
    settle_choice(host);
    ask_days(host);
}

/// Where there is one possibility only it is chosen: a length, a visitor.
void VisitsFeature::settle_choice(Host& host) {
    if (!known_) return;
    const int before = choice_.minutes;
    const auto& offered = visits_.minutes();
    if (std::find(offered.begin(), offered.end(), choice_.minutes) == offered.end())
        choice_.minutes = offered.empty() ? 0 : offered[0];
    if (const local::Visit* moving = visit(choice_.changing_id); moving != nullptr && before == 0) {
        const int minutes = visit_minutes(moving->from_ms(), moving->to_ms());
        if (std::find(offered.begin(), offered.end(), minutes) != offered.end()) choice_.minutes = minutes;
    }
    const auto& visitors = visits_.visitors();
    const auto may = [](const auto& each) { return each.may_visit(); };
    const auto chosen = [&](const auto& each) { return each.contact_id() == choice_.contact_id && each.may_visit(); };
    if (std::none_of(visitors.begin(), visitors.end(), chosen)) choice_.contact_id.clear();
    if (choice_.contact_id.empty() && std::count_if(visitors.begin(), visitors.end(), may) == 1)
        choose_visitor(choice_, std::find_if(visitors.begin(), visitors.end(), may)->contact_id(), host.random());
    if (before != choice_.minutes) ask_days(host);
}

void VisitsFeature::take_found_draft(const std::string& content) {
    const auto kept = read_booking_draft(content);
    if (!kept.has_value() || choice_.has_slot() || !choice_.changing_id.empty()) return;
    choice_.contact_id = kept->contact_id;
    choice_.slot = kept->slot;
    choice_.nonce = kept->nonce;
}

/// The nonce is saved before anything is set aside: after a crash of either side the visit is booked once.
void VisitsFeature::book(Host& host) {
    const bool moves = !choice_.changing_id.empty();
    if (!moves) draft_.save_now(host, booking_draft(choice_));
    const auto number = host.ask(make_booking_query(choice_));
    step_ = number == 0 ? Step::kLooking : Step::kBooking;
    problem_ = number == 0 ? host.texts()("problem.agent_away") : std::string();
    outcome_.reset();
    asked_.remember(number, moves ? Want::kMove : Want::kBook);
}

void VisitsFeature::booking_refused(Host& host, const local::Problem& problem) {
    const auto& t = host.texts();
    problem_ = t.of_code("problem.", problem.code(), "problem.try_again");
    if (screen_ != ScreenId::kVisitTimes) host.toast(problem_, ui::Tone::kDanger);
    choice_.slot.Clear();
    choice_.nonce.clear();
    draft_.mark_changed();
    ask_days(host);
}

void VisitsFeature::take_booked(Host& host, const local::ToTerminal& reply) {
    step_ = Step::kLooking;
    refresh(host);
    if (!reply.has_submitted()) return booking_refused(host, reply.problem());
    submitted_ = reply.submitted();
    draft_.remove(host);
    choice_ = {};
    if (screen_ != ScreenId::kVisitTimes) return;
    host.back();  // from the times to the days, whose place the receipt takes
    host.replace({ScreenId::kVisitReceipt, submitted_.request_id()});
}

void VisitsFeature::take_moved(Host& host, const local::ToTerminal& reply) {
    step_ = Step::kLooking;
    refresh(host);
    if (!reply.has_done()) return booking_refused(host, reply.problem());
    if (!host.status().online()) host.toast(host.texts()("visits.change_saved"), ui::Tone::kInfo);
    choice_ = {};
    if (screen_ != ScreenId::kVisitTimes) return;
    host.back();
    host.back();
}

void VisitsFeature::cancel(Host& host) {
    const local::Visit* shown = visit(visit_id_);
    if (shown == nullptr) return;
    local::ToAgent query;
    query.mutable_cancel_visit()->set_visit_id(shown->id());
    query.mutable_cancel_visit()->set_back_seen_cents(shown->back_cents());
    const auto number = host.ask(std::move(query));
    step_ = number == 0 ? Step::kLooking : Step::kCancelling;
    problem_ = number == 0 ? host.texts()("problem.agent_away") : std::string();
    asked_.remember(number, Want::kCancel);
}

void VisitsFeature::take_cancelled(Host& host, const local::ToTerminal& reply) {
    step_ = Step::kLooking;
    refresh(host);
    if (reply.has_problem()) {
        problem_ = host.texts().of_code("problem.", reply.problem().code(), "problem.try_again");
        return;
    }
    if (!host.status().online()) host.toast(host.texts()("visits.cancel_saved"), ui::Tone::kInfo);
}

void VisitsFeature::check_in(Host& host, const std::string& id) {
    local::ToAgent query;
    query.mutable_check_in_visit()->set_visit_id(id);
    const auto number = host.ask(std::move(query));
    step_ = number == 0 ? Step::kLooking : Step::kCheckingIn;
    problem_ = number == 0 ? host.texts()("problem.agent_away") : std::string();
    asked_.remember(number, Want::kCheckIn);
}

void VisitsFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (draft_.answer(number, reply)) {
        if (const auto found = draft_.take_found(); found.has_value() && step_ != Step::kBooking)
            take_found_draft(*found);
        return;
    }
    const auto want = asked_.take(number);
    if (!want.has_value()) return;
    if (*want == Want::kVisits && reply.has_visits()) {
        visits_ = reply.visits();
        known_ = true;
        settle_choice(host);
    }
    if (*want == Want::kDays && reply.has_visit_days()) {
        days_ = reply.visit_days();
        days_known_ = true;
    }
    if (*want == Want::kBook) take_booked(host, reply);
    if (*want == Want::kMove) take_moved(host, reply);
    if (*want == Want::kCancel) take_cancelled(host, reply);
    if (*want == Want::kCheckIn) {
        step_ = Step::kLooking;
        if (reply.has_problem())
            problem_ = host.texts().of_code("problem.", reply.problem().code(), "problem.try_again");
        refresh(host);
    }
}

void VisitsFeature::outcome(Host& host, const local::Outcome& outcome) {
    if (!outcome.what().starts_with("visit")) return;
    refresh(host);
    if (outcome.what() == "visit" && outcome.id() == submitted_.request_id()) outcome_ = outcome;
}

std::string VisitsFeature::title(Host& host, const Place& place) {
    const auto& t = host.texts();
    const bool booking = place.screen == ScreenId::kBookVisit || place.screen == ScreenId::kVisitTimes;
    if (booking) return t(choice_.changing_id.empty() ? "visits.book" : "visits.change");
    return t("nav.visits");
}

void VisitsFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    if (known_ && asked_minute_ != minute_of(host.now())) moved(host);
    switch (place.screen) {
        case ScreenId::kVisit:
            return draw_visit(host, ui, rect);
        case ScreenId::kBookVisit:
            return draw_booking(host, ui, rect);
        case ScreenId::kVisitTimes:
            return draw_times(host, ui, rect);
        case ScreenId::kVisitReceipt:
            return draw_receipt(host, ui, rect);
        default:
            return draw_visits(host, ui, rect);
    }
}

}  // namespace dayroom::features
