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

void must_tie_out(const Facility& facility) {
    const test::Finished report = facility.tie_out();
    if (report.exit_code != 0) throw std::runtime_error("the ledger does not tie out: " + report.output);
}

}  // namespace dayroom::journey
