// What the journeys do again and again, in the words of the people who do it.
#pragma once

#include <string>

#include "tests/journey/staff.h"
#include "tests/journey/terminal.h"

namespace dayroom::journey {

/// The resident as staff see them.
nlohmann::json resident(Staff& staff, const std::string& number);
/// Their requests in `state`, newest first.
nlohmann::json requests(Staff& staff, const std::string& resident_id, const std::string& state);

/// From any signed-in screen: opens the paid document copy, fills it in with `details`, and presses Send.
void press_send_on_copy(Terminal& terminal, const std::string& details);
/// The same, and waits for the dialog that asks to confirm.
void ask_for_copy(Terminal& terminal, const std::string& details);
/// Confirms, and returns the receipt code on the screen.
std::string confirm_and_read_receipt(Terminal& terminal);

/// Throws with the report unless every balance of the hub is proven by its entries.
void must_tie_out(const Facility& facility);

}  // namespace dayroom::journey
