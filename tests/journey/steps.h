// What the journeys do again and again, in the words of the people who do it.
#pragma once

#include <functional>
#include <string>

#include "tests/journey/staff.h"
#include "tests/journey/terminal.h"

namespace dayroom::journey {

/// What the hub answers, once `wanted` is true of it; throws when it never is.
nlohmann::json until(const std::string& what, const std::function<nlohmann::json()>& ask,
                     const std::function<bool(const nlohmann::json&)>& wanted);

/// The resident as staff see them.
nlohmann::json resident(Staff& staff, const std::string& number);
/// Of the housing unit with this name.
std::string id_of_unit(Staff& staff, const std::string& name);
/// Their requests in `state`, newest first.
nlohmann::json requests(Staff& staff, const std::string& resident_id, const std::string& state);

/// What the hub says that they can spend, in cents; and until it says so much.
std::int64_t spendable(Staff& staff, const std::string& number);
void spendable_becomes(Staff& staff, const std::string& number, std::int64_t cents);

/// From any signed-in screen: opens the paid document copy, fills it in with `details`, and presses Send.
void press_send_on_copy(Terminal& terminal, const std::string& details);
/// The same, and waits for the dialog that asks to confirm.
void ask_for_copy(Terminal& terminal, const std::string& details);
/// Confirms, and returns the receipt code on the screen.
std::string confirm_and_read_receipt(Terminal& terminal);

/// What a signed-in person reads on the screen "Money", in cents.
struct ShownMoney {
    std::int64_t spendable = 0;
    std::int64_t on_hold = 0;
    bool operator==(const ShownMoney&) const = default;
};
ShownMoney open_money(Terminal& terminal);
/// With "Money" open: until both are these.
void money_shows(Terminal& terminal, const ShownMoney& wanted, std::chrono::seconds patience = test::kPatience);

/// Every line of a resident's statement, as staff see it.
nlohmann::json transactions(Staff& staff, const std::string& resident_id);

/// Throws with the report unless every balance of the hub is proven by its entries.
void must_tie_out(const Facility& facility);

}  // namespace dayroom::journey
