// Booking a visit, or moving one: what was chosen, what can be chosen, and the question before any money is set aside.
// Pure: free times, prices and deadlines are the agent's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/random.h"
#include "platform/base/time.h"
#include "terminal/features/visits/visits_model.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

inline constexpr const char* kBookingDraft = "visits/book";

/// The nonce belongs to this visitor at this time for this price: another choice gets another one. It is kept with the
/// draft, so that booking again after a crash books once.
struct BookingChoice {
    std::string changing_id;  // the visit that is moved; empty: a new one
    std::string contact_id;
    int minutes = 0;
    int date = 0;  // 0: no day is chosen
    local::VisitDay::Slot slot;
    std::string nonce;

    bool has_slot() const { return slot.from_ms() != 0; }
    bool empty() const { return contact_id.empty() && !has_slot(); }
};
/// Another visitor, time or price.
void choose_visitor(BookingChoice& choice, const std::string& contact_id, Random& random);
void choose_slot(BookingChoice& choice, const local::VisitDay::Slot& slot, Random& random);
std::string booking_draft(const BookingChoice& choice);
/// Nothing when the bytes are no draft of ours.
std::optional<BookingChoice> read_booking_draft(const std::string& content);

struct VisitorChoice {
    std::string id;
    std::string name;
    std::string about;  // "Mother", or why they cannot visit
    bool may_visit = true;
    bool chosen = false;
};
struct DayChoice {
    int date = 0;
    std::string label;  // "Tuesday, June 10"
    std::string free;   // "3 times are free", or why none is
    bool open = true;
};
struct TimeChoice {
    local::VisitDay::Slot slot;
    std::string label;  // "2:00 PM"
    std::string place;
};
struct BookingModel {
    std::vector<VisitorChoice> visitors;
    std::vector<std::string> lengths;  // "20 minutes"; one alone is no choice
    int length = 0;                    // the index chosen
    std::vector<DayChoice> days;
    std::vector<TimeChoice> times;  // of the day that is chosen
    std::string day;                // its label
};
BookingModel make_booking(const local::Visits& visits, const local::VisitDays& days, const BookingChoice& choice,
                          const ui::Texts& texts, Timestamp now);
/// The same time in what is free now; null: it is gone, or the price is another.
const local::VisitDay::Slot* find_slot(const local::VisitDays& days, const local::VisitDay::Slot& slot);
/// Why this cannot be paid now, in plain words; empty: it can.
std::string problem_of_booking(const BookingChoice& choice, const local::Visits& visits, const ui::Texts& texts);

VisitQuestion ask_booking(const BookingChoice& choice, const local::Visits& visits, bool online, const ui::Texts& texts,
                          Timestamp now);
/// The query that does it.
local::ToAgent make_booking_query(const BookingChoice& choice);
/// What is taken from spending money: for one that is moved only what it costs more.
std::int64_t booking_price(const BookingChoice& choice, const local::Visits& visits);
/// "Maria Delgado, Tuesday, June 10 · 2:00 PM, Kiosk 1."
std::string booking_words(const local::Visit& visit, const ui::Texts& texts, Timestamp now);

}  // namespace dayroom::features
