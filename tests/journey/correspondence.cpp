#include "tests/journey/correspondence.h"

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace dayroom::journey {
namespace {

Facility& serving(Facility& facility) {
    facility.serve();
    return facility;
}

bool is_row_of_list(const Node& node, const std::string& list) {
    const auto at = node.id.rfind(list + ".");
    if (at == std::string::npos || (at > 0 && node.id[at - 1] != '.')) return false;
    const std::string rest = node.id.substr(at + list.size() + 1);
    return !rest.empty() && std::all_of(rest.begin(), rest.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Of the resident's threads the first with somebody who is approved and has paid for no reply.
Pal first_pal(Terminal& terminal, const nlohmann::json& contacts) {
    terminal.drive({"wait nav.messages", "click nav.messages"});
    Pal pal;
    terminal.wait_for("a thread with an approved contact", [&](const Node& node) {
        for (const auto& contact : contacts) {
            if (is_row_of_list(node, "thread") && contact["name"] == node.label && contact["state"] == "approved" &&
                contact["prepaid_replies"] == 0 && pal.id.empty())
                pal = {contact["id"], node.label};
        }
        return !pal.id.empty();
    });
    return pal;
}

}  // namespace

Correspondence::Correspondence(HowItRuns how)
    : person(facility.person(facility.first_unit())),
      cable(serving(facility).terminal_address()),
      terminal(facility, "kiosk", person.unit, cable.address(), std::move(how)),
      reviewer(facility, "reviewer"),
      other_reviewer(facility, "reviewer"),
      office(facility, "trust_office"),
      provider(facility, "provider"),
      resident_id(resident(office, person.number)["id"]) {
    terminal.sign_in(person);
    pal = first_pal(terminal, contacts());
}

std::int64_t Correspondence::credits() { return resident(office, person.number)["credits"]; }

void Correspondence::credits_become(std::int64_t expected) {
    until(
        std::to_string(expected) + " credits", [&] { return nlohmann::json(credits()); },
        [&](const nlohmann::json& now) { return now == expected; });
}

nlohmann::json Correspondence::contacts() {
    return office.get("/api/v1/residents/" + resident_id + "/contacts").body["contacts"];
}

nlohmann::json Correspondence::contact(const std::string& name, const std::string& state) {
    nlohmann::json found;
    until(
        name + " as " + state, [&] { return contacts(); },
        [&](const nlohmann::json& all) {
            for (const auto& each : all) {
                if (each["name"] == name && each["state"] == state) found = each;
            }
            return !found.is_null();
        });
    return found;
}

nlohmann::json Correspondence::held(const std::string& receipt_code) {
    nlohmann::json found;
    until(
        "the message " + receipt_code,
        [&] { return reviewer.get("/api/v1/messages?state=held&limit=200&resident_id=" + resident_id).body; },
        [&](const nlohmann::json& queue) {
            for (const auto& each : queue["messages"]) {
                if (each["receipt_code"] == receipt_code) found = each;
            }
            return !found.is_null();
        });
    return found;
}

std::string Correspondence::write_in(const Pal& from, const std::string& text, int prepaid_replies) {
    const auto put = provider.post("/api/v1/inbound", {{"resident_id", resident_id},
                                                       {"contact_id", from.id},
                                                       {"text", text},
                                                       {"prepaid_replies", prepaid_replies},
                                                       {"idempotency_key", "letter-" + std::to_string(++written_in_)}});
    if (put.status != 201) throw std::runtime_error("a message from outside was refused: " + put.body.dump());
    return put.body["id"];
}

int Correspondence::approve(const std::string& message_id) {
    return reviewer.post("/api/v1/messages/" + message_id + "/approve", nlohmann::json::object()).status;
}

int Correspondence::reject(const std::string& message_id) {
    return reviewer.post("/api/v1/messages/" + message_id + "/reject", {{"rule", "4.2"}, {"reason", "threat"}}).status;
}

void open_thread(Terminal& terminal, const std::string& name) {
    terminal.drive({"click nav.messages"});
    const Node row = terminal.wait_for("the thread with " + name, [&](const Node& node) {
        return is_row_of_list(node, "thread") && node.label == name;
    });
    terminal.drive({"click " + row.id});
    terminal.wait_for("their name above the thread",
                      [&](const Node& node) { return node.id.ends_with("reader.name") && node.label == name; });
}

void begin_writing(Terminal& terminal, const std::string& name) {
    open_thread(terminal, name);
    terminal.drive({"click reply", "wait write.text"});
}

std::string send_letter(Terminal& terminal) {
    terminal.drive({"click write.send", "wait dialog.confirm"});
    return confirm_and_read_receipt(terminal);
}

std::string write_letter(Terminal& terminal, const std::string& name, const std::string& text) {
    begin_writing(terminal, name);
    terminal.drive({"type " + text});
    return send_letter(terminal);
}

std::string bubble(Terminal& terminal, const std::string& text) {
    return terminal
        .wait_for("the message \"" + text + "\"",
                  [&](const Node& node) { return is_row_of_list(node, "message") && node.label == text; })
        .id;
}

}  // namespace dayroom::journey
