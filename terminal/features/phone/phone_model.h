// What the phone page shows: the balance, what it buys at each rate, the list of numbers with its rules, and putting
// money on the phone. Pure: amounts and minutes are the agent's.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/ui/catalog/texts.h"
#include "terminal/ui/kit/theme.h"

namespace dayroom::features {

inline constexpr std::array<int, 4> kTopUpDollars = {5, 10, 20, 40};  // buttons beside the field

struct PhoneRateRow {
    std::string name;     // "In the state"
    std::string price;    // "$0.06 a minute"
    std::string minutes;  // "Your balance pays 83 minutes"; empty: it is not in force yet
    std::string more;     // connection, cap, longest call, and from or until when
};

enum class NumberAction { kNone, kRemove, kTakeBack, kForget };
struct PhoneNumberRow {
    std::string id;
    std::string name;
    std::string about;  // "Mother · (217) 555-0123"
    std::string state;  // "You can call · 83 minutes", "Waiting for staff since May 26"
    std::string why;    // staff's reason, or why the hub did not take it; empty: none
    std::string icon;
    ui::Tone tone = ui::Tone::kNeutral;
    bool not_recorded = false;
    NumberAction action = NumberAction::kNone;
};

struct PhoneModel {
    std::string balance;
    std::string as_of;
    std::string queued;     // a top-up that is not at the facility yet; empty: none
    std::string spendable;  // "You can spend $48.15"
    std::string note;       // the facility's own words about recording
    std::vector<PhoneRateRow> rates;
    std::vector<PhoneNumberRow> numbers;
    std::string count;    // "4 of 20 numbers"
    std::string changes;  // how often the list may still change, and when again
    std::string closed;   // why no number can be asked for now; empty: one can
};
PhoneModel make_phone(const local::Phone& phone, const ui::Texts& texts, Timestamp now);

/// "(217) 555-0123" of the home country, else as it is dialled: "+442079460000".
std::string number_words(std::string_view number);
/// "Mother", "Lawyer": of the code of a relationship.
std::string phone_relationship(const std::string& code, const ui::Texts& texts);

/// What a question repeats before anything is asked of the facility.
struct PhoneQuestion {
    std::string title;
    std::string text;
    std::vector<std::pair<std::string, std::string>> facts;
    std::string yes;
};
PhoneQuestion ask_number_change(const PhoneNumberRow& row, const local::Phone& phone, bool online,
                                const ui::Texts& texts);
/// "remove" or "take_back", as the agent wants it.
std::string_view change_code(NumberAction action);

/// Why this amount cannot be put on the phone now, in plain words; empty: it can. `typed` as it stands in the field.
std::string problem_of_top_up(std::string_view typed, const local::Phone& phone, const ui::Texts& texts);
/// Cents of what is typed; 0 when it is no amount.
std::int64_t top_up_cents(std::string_view typed);
PhoneQuestion ask_top_up(std::int64_t cents, const local::Phone& phone, bool online, const ui::Texts& texts);

}  // namespace dayroom::features
