// A screen that has been taken over: what it sends to the agent's socket gets it nowhere, and the next honest screen
// works.
#include <cstring>
#include <set>

#include <catch2/catch.hpp>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "platform/agent/local.pb.h"
#include "platform/base/id.h"
#include "platform/base/random.h"
#include "tests/journey/steps.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

class RawScreen {
public:
    explicit RawScreen(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        timeval patience{.tv_sec = 20, .tv_usec = 0};
        setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        if (connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("no agent");
    }
    ~RawScreen() { close(socket_); }
    RawScreen(const RawScreen&) = delete;
    RawScreen& operator=(const RawScreen&) = delete;

    /// False once the agent has hung up.
    bool send_bytes(const std::string& bytes) const {
        return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
    }
    bool send(const local::ToAgent& message) const {
        const std::string body = message.SerializeAsString();
        const auto size = static_cast<std::uint32_t>(body.size());
        std::string frame(reinterpret_cast<const char*>(&size), sizeof size);
        return send_bytes(frame + body);
    }
    /// The answer to `number`, pushes left out; nothing once the agent has hung up.
    std::optional<local::ToTerminal> answer(std::uint32_t number) const {
        for (;;) {
            std::uint32_t size = 0;
            if (recv(socket_, &size, sizeof size, MSG_WAITALL) != sizeof size) return std::nullopt;
            std::string body(size, '\0');
            if (recv(socket_, body.data(), size, MSG_WAITALL) != static_cast<ssize_t>(size)) return std::nullopt;
            local::ToTerminal message;
            if (!message.ParseFromString(body)) return std::nullopt;
            if (message.number() == number) return message;
        }
    }
    bool hung_up() const { return !answer(4'000'000'000).has_value(); }

private:
    int socket_;
};

/// A message of somebody else of the facility, from them or to them, which waits for staff.
nlohmann::json held_of_somebody_else(Staff& reviewer, const std::string& resident_id) {
    for (const char* direction : {"outbound", "inbound"}) {
        const auto answer = reviewer.get("/api/v1/messages?state=held&limit=200&direction=" + std::string(direction));
        for (const auto& each : answer.body.at("messages")) {
            if (each["resident_id"] != resident_id) return each;
        }
    }
    throw std::runtime_error("nobody else of the sample has a message that waits for staff");
}

local::ToAgent query(std::uint32_t number) {
    local::ToAgent message;
    message.set_number(number);
    return message;
}

}  // namespace

TEST_CASE("a hostile screen gets nothing: garbage, other people's ids, floods") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit);
    terminal.wait_for("the sign-in field", [](const Node& node) { return node.id == "sign_in.number"; });
    terminal.kill_screen();
    SeededRandom random(5);

    SECTION("garbage and impossible lengths are hung up on") {
        for (int round = 0; round < 20; ++round) {
            RawScreen screen(terminal.socket());
            std::string bytes(64 + random.below(2000), '\0');
            random.fill({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
            bytes.replace(0, 4, "\xff\xff\xff\x7f", 4);
            screen.send_bytes(bytes);
            CHECK(screen.hung_up());
        }
    }
    SECTION("without a PIN there is no answer about anybody, and ids are not enough") {
        RawScreen screen(terminal.socket());
        auto ask = query(1);
        ask.mutable_get_messages()->set_contact_id(std::string(16, 'x'));
        REQUIRE(screen.send(ask));
        const auto answer = screen.answer(1);
        REQUIRE(answer.has_value());
        CHECK(answer->has_problem());
        CHECK_FALSE(answer->has_messages());
        ask = query(2);
        ask.mutable_get_money();
        REQUIRE(screen.send(ask));
        CHECK(screen.answer(2)->has_problem());
        ask = query(3);
        ask.mutable_submit_request()->set_form_id(std::string(16, 'y'));
        REQUIRE(screen.send(ask));
        CHECK(screen.answer(3)->has_problem());
    }
    SECTION("signed out, no query about anybody is answered") {
        RawScreen screen(terminal.socket());
        // The handbook, PREA reports, which know no person, and what a technician asks, who is refused otherwise.
        const std::set<std::string> public_kinds = {
            "get_documents",     "get_chapter",   "search_document",   "get_prea",          "send_prea_report",
            "read_prea_answers", "get_door",      "enter_diagnostics", "leave_diagnostics", "run_test",
            "keep_result",       "get_readiness", "save_readiness",    "save_bundle"};
        const auto* kinds = local::ToAgent::descriptor()->oneof_decl(0);
        for (int at = 0; at < kinds->field_count(); ++at) {
            const std::string name = kinds->field(at)->name();
            if (name == "get_status" || name == "sign_in" || name == "sign_out") continue;
            const bool about_nobody = public_kinds.contains(name);
            auto ask = query(static_cast<std::uint32_t>(at + 1));
            ask.GetReflection()->MutableMessage(&ask, kinds->field(at));
            REQUIRE(screen.send(ask));
            INFO(name);
            CHECK((screen.answer(ask.number())->problem().code() == "signed_out") != about_nobody);
        }
    }
    SECTION("signed in, what belongs to another resident is neither found nor changed") {
        Staff reviewer(facility, "reviewer");
        Staff office(facility, "trust_office");
        const auto own = resident(office, person.number);
        const auto theirs = held_of_somebody_else(reviewer, own["id"]);
        const auto message = MessageId::parse(theirs["id"].get<std::string>()).take().raw();
        const auto contact = ContactId::parse(theirs["contact_id"].get<std::string>()).take().raw();
        RawScreen screen(terminal.socket());
        std::uint32_t number = 0;
        const auto code = [&](local::ToAgent ask) {
            ask.set_number(++number);
            REQUIRE(screen.send(ask));
            const auto answer = screen.answer(number);
            REQUIRE(answer.has_value());
            return answer->problem().code();
        };
        local::ToAgent ask;
        ask.mutable_sign_in()->set_resident_number(person.number);
        ask.mutable_sign_in()->set_pin(person.pin);
        REQUIRE(code(ask).empty());
        ask.mutable_get_writing()->set_contact_id(contact);
        CHECK(code(ask) == "not_found");
        ask.mutable_get_message()->set_id(message);
        CHECK(code(ask) == "not_found");
        ask.mutable_withdraw_message()->set_message_id(message);
        CHECK(code(ask) == "not_found");
        auto& send = *ask.mutable_send_message();
        send.set_contact_id(contact);
        send.set_text("Not from whom it seems");
        send.set_price_seen_credits(1);
        send.set_nonce(std::string(16, 'n'));
        CHECK(code(ask) == "not_found");
        auto& appeal = *ask.mutable_appeal_message();
        appeal.set_message_id(message);
        appeal.set_text("why?");
        appeal.set_nonce(std::string(16, 'a'));
        CHECK(code(ask) == "not_found");
        ask.mutable_change_contact()->set_contact_id(contact);
        ask.mutable_change_contact()->set_change("block");
        CHECK(code(ask) == "not_found");
        const auto after = reviewer.get("/api/v1/messages/" + theirs["id"].get<std::string>()).body;
        CHECK(after["state"] == "held");
        CHECK(after["text"] == theirs["text"]);
        CHECK(resident(office, person.number)["credits"] == own["credits"]);
    }
    SECTION("a flood is bounded") {
        RawScreen screen(terminal.socket());
        bool open = true;
        for (std::uint32_t number = 1; number <= 20'000 && open; ++number) {
            auto ask = query(number);
            ask.mutable_get_status();
            open = screen.send(ask);
        }
        SUCCEED("it was answered, refused or hung up on");
    }

    terminal.start_screen();
    terminal.sign_in(person);
    terminal.wait_for("the rail", [](const Node& node) { return node.id == "nav.messages"; });
}
