#include "tests/journey/steps.h"

#include <stdexcept>

namespace dayroom::journey {
namespace {

constexpr int kAsked = 600;  // times, each a call of the hub

nlohmann::json must_get(Staff& staff, const std::string& path) {
    const StaffAnswer answer = staff.get(path);
    if (answer.status != 200)
        throw std::runtime_error(path + " answered " + std::to_string(answer.status) + ": " + answer.body.dump());
    return answer.body;
}

/// "$1,240.15, as of …" is 124015.
std::int64_t cents_of(const std::string& shown) {
    const auto point = shown.find('.');
    if (shown.rfind('$', 0) != 0 || point == std::string::npos) throw std::runtime_error("no money: " + shown);
    std::string digits = shown.substr(1, point - 1) + shown.substr(point + 1, 2);
    std::erase(digits, ',');
    return std::stoll(digits);
}

/// Of the tree as it is now; nullopt while the screen "Money" is not there.
std::optional<ShownMoney> money_on(const Terminal& terminal) {
    ShownMoney shown;
    int found = 0;
    for (const Node& node : terminal.tree()) {
        const bool spendable = node.id == "money.spendable";
        if (!spendable && node.id != "money.hold") continue;
        (spendable ? shown.spendable : shown.on_hold) = cents_of(node.value);
        ++found;
    }
    return found == 2 ? std::optional(shown) : std::nullopt;
}

}  // namespace

nlohmann::json until(const std::string& what, const std::function<nlohmann::json()>& ask,
                     const std::function<bool(const nlohmann::json&)>& wanted) {
    nlohmann::json last;
    for (int attempt = 0; attempt < kAsked; ++attempt) {
        last = ask();
        if (wanted(last)) return last;
    }
    throw std::runtime_error("the hub never had " + what + ", but " + last.dump());
}

std::int64_t spendable(Staff& staff, const std::string& number) {
    return resident(staff, number)["spendable_cents"].get<std::int64_t>();
}

void spendable_becomes(Staff& staff, const std::string& number, std::int64_t cents) {
    until(
        std::to_string(cents) + " cents to spend", [&] { return nlohmann::json(spendable(staff, number)); },
        [&](const nlohmann::json& now) { return now == cents; });
}

nlohmann::json resident(Staff& staff, const std::string& number) {
    const auto found = must_get(staff, "/api/v1/residents?number=" + number)["residents"];
    if (found.size() != 1) throw std::runtime_error("nobody has the number " + number);
    return found[0];
}

std::string id_of_unit(Staff& staff, const std::string& name) {
    const nlohmann::json answer = must_get(staff, "/api/v1/units");
    for (const auto& unit : answer["units"]) {
        if (unit["name"] == name) return unit["id"];
    }
    throw std::runtime_error("no unit is called " + name);
}

nlohmann::json requests(Staff& staff, const std::string& resident_id, const std::string& state) {
    return must_get(staff, "/api/v1/requests?state=" + state + "&resident_id=" + resident_id)["requests"];
}

void press_send_on_copy(Terminal& terminal, const std::string& details) {
    terminal.drive({"click nav.requests", "wait requests.new", "click requests.new", "wait form.document_copy",
                    "click form.document_copy", "wait field.document.court_papers", "click field.document.court_papers",
                    "click field.pages", "type 4", "click field.details", "type " + details, "click form.submit"});
}

void ask_for_copy(Terminal& terminal, const std::string& details) {
    press_send_on_copy(terminal, details);
    terminal.drive({"wait dialog.confirm"});
}

std::string confirm_and_read_receipt(Terminal& terminal) {
    terminal.drive({"click dialog.confirm"});
    const Node receipt =
        terminal.wait_for("the receipt code", [](const Node& node) { return node.id.ends_with("receipt.code"); });
    std::string code = receipt.value.substr(0, 9);  // shown in two groups: "K7P3-9QXD"
    std::erase(code, '-');
    return code;
}

ShownMoney open_money(Terminal& terminal) {
    terminal.drive({"wait nav.money", "click nav.money"});
    ShownMoney shown;
    terminal.wait_for("the money", [&](const Node&) {
        const auto now = money_on(terminal);
        if (now) shown = *now;
        return now.has_value();
    });
    return shown;
}

void money_shows(Terminal& terminal, const ShownMoney& wanted, std::chrono::seconds patience) {
    terminal.wait_for(
        std::to_string(wanted.spendable) + " to spend and " + std::to_string(wanted.on_hold) + " on hold",
        [&](const Node&) { return money_on(terminal) == wanted; }, patience);
}

nlohmann::json transactions(Staff& staff, const std::string& resident_id) {
    return must_get(staff, "/api/v1/residents/" + resident_id + "/transactions?limit=200")["transactions"];
}

void must_tie_out(const Facility& facility) {
    const test::Finished report = facility.tie_out();
    if (report.exit_code != 0) throw std::runtime_error("the ledger does not tie out: " + report.output);
}

}  // namespace dayroom::journey
