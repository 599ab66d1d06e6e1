// Video visits: one's own with what is due, booking one (who, which day, which time, a question, a receipt), moving
// and cancelling one, and checking in when it begins.
#pragma once

#include <optional>

#include "terminal/features/base/asked.h"
#include "terminal/features/base/asked_price.h"
#include "terminal/features/base/draft_keeper.h"
#include "terminal/features/base/feature.h"
#include "terminal/features/visits/booking_model.h"
#include "terminal/features/visits/visits_model.h"

namespace dayroom::features {

class VisitsFeature final : public Feature {
public:
    void enter(Host& host, const Place& place) override;
    void leave(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void outcome(Host& host, const local::Outcome& outcome) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    enum class Want { kVisits, kDays, kBook, kMove, kCancel, kCheckIn };
    enum class Step { kLooking, kAskingBooking, kBooking, kAskingCancel, kCancelling, kCheckingIn };

    void refresh(Host& host);
    void ask_days(Host& host);
    void begin_booking(Host& host, const std::string& changing_id);
    void settle_choice(Host& host);
    void book(Host& host);
    void take_booked(Host& host, const local::ToTerminal& reply);
    void take_moved(Host& host, const local::ToTerminal& reply);
    void booking_refused(Host& host, const local::Problem& problem);
    void take_found_draft(const std::string& content);
    void cancel(Host& host);
    void take_cancelled(Host& host, const local::ToTerminal& reply);
    void check_in(Host& host, const std::string& id);
    const local::Visit* visit(const std::string& id) const;

    // visits_view.cpp
    void draw_visits(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_next(Host& host, ui::Ui& ui, ui::Cut& column, const VisitsModel& model);
    void draw_rules(Host& host, ui::Ui& ui, ui::Cut& column, const VisitsModel& model);
    void draw_list(Host& host, ui::Ui& ui, ui::Cut& column);
    void draw_visit(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_visit_buttons(Host& host, ui::Ui& ui, ui::Cut& column, const local::Visit& visit);
    void draw_cancel_question(Host& host, ui::Ui& ui, const local::Visit& visit);
    void draw_problem(ui::Ui& ui, ui::Cut& column);
    // booking_view.cpp
    void draw_booking(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_who(Host& host, ui::Ui& ui, ui::Cut& column, const BookingModel& model);
    void draw_lengths(Host& host, ui::Ui& ui, ui::Cut& column, const BookingModel& model);
    void draw_days(Host& host, ui::Ui& ui, ui::Cut& column, const BookingModel& model);
    void draw_times(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_booking_question(Host& host, ui::Ui& ui);
    void draw_receipt(Host& host, ui::Ui& ui, ui::Rect rect);

    Asked<Want> asked_;
    local::Visits visits_;
    bool known_ = false;
    local::VisitDays days_;
    bool days_known_ = false;
    Step step_ = Step::kLooking;
    std::string problem_;  // of what was last tried on the page that is shown

    BookingChoice choice_;
    AskedPrice question_;
    DraftKeeper draft_;
    local::Submitted submitted_;
    std::optional<local::Outcome> outcome_;  // of that booking

    std::string visit_id_;            // the one that is shown
    std::optional<ScreenId> screen_;  // of this feature, while it is up
    std::int64_t asked_minute_ = 0;   // visits come nearer, and less comes back, without anything moving
};

}  // namespace dayroom::features
