// The call log: a row for each call, one call in full, and the form in which its charge is disputed. Pure.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/features/base/place.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

struct CallRow {
    std::string title;    // the name on the list, else the number
    std::string preview;  // "Today · 9:42 AM · 12 min · You hung up"
    std::string cost;
    std::string back;  // "$0.50 came back"; empty: nothing
    std::string icon;
    std::string disputed;  // that it is, and not decided yet; else empty
};
CallRow make_call_row(const local::Call& call, const ui::Texts& texts, Timestamp now);

struct CallModel {
    CallRow row;
    std::vector<std::pair<std::string, std::string>> facts;
    std::string recorded;  // that it was not recorded; empty: nothing is said
    /// What became of what was said against its charge: "You said that this charge is not right: Staff have it."
    std::string dispute;
    std::string dispute_id;  // empty: nothing was
    bool may_dispute = true;
};
CallModel make_call(const local::Call& call, const ui::Texts& texts, Timestamp now);
/// "12 min", "45 s"
std::string length_words(int seconds, const ui::Texts& texts);
/// The facility's form for it, with the call filled in: by its date with the year, for staff read it on another day.
/// Nothing when the facility has none.
std::optional<Place> dispute_place(const local::Call& call, const local::Forms& forms, const ui::Texts& texts);

}  // namespace dayroom::features
