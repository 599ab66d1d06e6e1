// What the visits pages show: one's own visits with what may be done about each, and the rules of booking in plain
// words. Pure: every amount and every deadline is the agent's.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/ui/catalog/texts.h"
#include "terminal/ui/kit/theme.h"

namespace dayroom::features {

struct VisitRow {
    std::string title;    // whom it is with
    std::string preview;  // "Tuesday, June 10 · 2:00 PM · 30 min · Kiosk 1", and under it the state
    std::string cost;     // set aside, then what it cost; empty: nothing
    std::string icon;
    ui::Tone tone = ui::Tone::kNeutral;
};
VisitRow make_visit_row(const local::Visit& visit, const ui::Texts& texts, Timestamp now);

struct VisitModel {
    VisitRow row;
    std::string state;  // "It is booked", "Saved here, not yet sent"
    std::string means;  // what that is good for, and what to do
    std::vector<std::pair<std::string, std::string>> facts;
    std::string reminder;  // it begins soon; empty: not yet
};
VisitModel make_visit(const local::Visit& visit, const ui::Texts& texts, Timestamp now);

struct VisitsModel {
    std::string reminder;
    std::string rules_title;
    std::vector<std::string> rules;
    std::string note;    // the facility's own words
    std::string closed;  // why nothing can be booked now; empty: something can
};
VisitsModel make_visits(const local::Visits& visits, const ui::Texts& texts, Timestamp now);

/// The one that comes next: booked or saved here, and not over.
const local::Visit* next_visit(const local::Visits& visits, Timestamp now);
/// "It begins at 2:00 PM. You can check in here now."; empty: it is not time yet.
std::string visit_reminder(const local::Visit& visit, const ui::Texts& texts);
/// From its beginning to its end.
int visit_minutes(std::int64_t from_ms, std::int64_t to_ms);
/// "Tuesday, June 10 · 2:00 PM"
std::string visit_when(std::int64_t from_ms, const ui::Texts& texts, Timestamp now);

/// What comes back when a visit is cancelled, by the rules; empty: it costs nothing.
std::string refund_rule(const local::Visits& visits, const ui::Texts& texts);

/// What a question repeats before anything is asked of the facility.
struct VisitQuestion {
    std::string title;
    std::string text;
    std::vector<std::pair<std::string, std::string>> facts;
    std::string yes;
};
/// What comes back is said before.
VisitQuestion ask_cancel_visit(const local::Visit& visit, bool online, const ui::Texts& texts, Timestamp now);

}  // namespace dayroom::features
