// The reference provider against a real hub: told by webhooks, it takes a resident's message out, and its answer with a
// photo appears on the terminal. The hub is killed in between.
#include <cstdlib>
#include <fstream>
#include <optional>

#include <catch2/catch.hpp>

#include "tests/journey/steps.h"

using namespace dayroom;
using namespace dayroom::journey;
using nlohmann::json;

namespace {

constexpr const char* kQuestion = "How are the kids? I think of you often.";

/// The provider's program, with a token, keys and a place of its own.
class Provider {
public:
    explicit Provider(Facility& facility) : facility_(facility) {
        std::ofstream(facility.path("provider.token")) << facility.staff_token("provider") << "\n";
    }
    void start(const std::string& resident_number) {
        const std::string source = std::getenv("DAYROOM_SOURCE_DIR");
        test::Process::Options options;
        // It would look by itself after an hour: what it knows before, a webhook has told.
        options.arguments = {"/usr/bin/python3",
                             source + "/scripts/demo.d/provider",
                             "--hub",
                             facility_.staff_address(),
                             "--authority",
                             facility_.hub_data() / "tls" / "ca.pem",
                             "--token-file",
                             facility_.path("provider.token"),
                             "--state",
                             facility_.path("provider.state"),
                             "--key-file",
                             facility_.path("provider.keys"),
                             "--resident",
                             resident_number,
                             "--pace",
                             "0.2",
                             "--every",
                             "0",
                             "--poll",
                             "3600",
                             "--seed",
                             "1"};
        options.environment = {"PYTHONDONTWRITEBYTECODE=1"};
        options.log = facility_.path("provider.log");
        process_.emplace(std::move(options));
        const std::string line = process_->wait_for_line("listening ");
        url_ = "http://127.0.0.1:" + line.substr(line.rfind(' ') + 1) + "/dayroom";
    }
    /// IT adds it as a receiver, and its key reaches it.
    void subscribe(Staff& it) {
        const StaffAnswer added = it.post("/api/v1/webhooks", {{"url", url_}});
        REQUIRE(added.status == 201);
        std::ofstream(facility_.path("provider.keys"))
            << added.body["key_id"].get<std::string>() << " " << added.body["secret"].get<std::string>() << "\n";
    }
    std::string wait_for_line(const std::string& text) { return process_->wait_for_line(text); }
    const std::string& url() const { return url_; }
    int stop() { return process_->stop(); }

private:
    Facility& facility_;
    std::optional<test::Process> process_;
    std::string url_;
};

void write_and_send(Terminal& terminal) {
    terminal.drive({"click nav.home", "click home.credits", "click bundle.bundle_20", "click dialog.confirm",
                    "wait receipt.code 30", "wait toast 10", "gone toast 30"});
    terminal.drive({"click nav.messages", "wait thread.0", "click thread.0", "click reply", "click write.text",
                    std::string("type ") + kQuestion, "click write.send", "click dialog.confirm",
                    "wait receipt.code 30"});
}

/// The resident's message, once it waits for reviewers.
json the_question(Staff& reviewer) {
    for (int attempt = 0; attempt < 600; ++attempt) {
        const json page = reviewer.get("/api/v1/messages?state=held&direction=outbound&limit=100").body;
        for (const json& message : page["messages"]) {
            if (message["text"] == kQuestion) return message;
        }
    }
    throw std::runtime_error("the message did not come");
}

}  // namespace

TEST_CASE("the reference provider and a resident hold a conversation, and a killed hub does not end it") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Staff reviewer(facility, "reviewer");
    Staff it(facility, "it");
    Staff office(facility, "trust_office");
    const std::string resident_id = resident(office, person.number)["id"];
    Provider provider(facility);
    provider.start(person.number);
    provider.wait_for_line("asks to write to");
    provider.subscribe(it);

    Terminal terminal(facility, "kiosk", person.unit);
    terminal.sign_in(person);
    terminal.wait_for("the rail", [](const Node& node) { return node.id == "nav.messages"; });
    write_and_send(terminal);
    const json sent = the_question(reviewer);
    CHECK(reviewer.post("/api/v1/messages/" + sent["id"].get<std::string>() + "/approve", json::object()).status ==
          200);
    provider.wait_for_line("webhook verified");
    provider.wait_for_line("goes to its contact");
    facility.kill_hub();
    facility.serve();

    const std::string written = provider.wait_for_line("with a photo");
    CHECK(written.find(resident_id) != std::string::npos);
    const std::string answer = written.substr(written.find("we wrote ") + 9, 36);
    const json waiting = reviewer.get("/api/v1/messages/" + answer).body;
    CHECK(waiting["photos"].size() == 1);
    CHECK(reviewer.post("/api/v1/messages/" + answer + "/approve", json::object()).status == 200);
    provider.wait_for_line("our message " + answer + " is delivered");
    const std::string text = waiting["text"];
    terminal.drive({"click receipt.done", "click nav.messages", "wait thread.0", "click thread.0"});
    terminal.wait_for_text(text.substr(0, text.find('.')), std::chrono::seconds(20));

    CHECK(test::run({"/usr/bin/curl", "-sS", "-o", "/dev/null", "-w", "%{http_code}", "-H",
                     "Dayroom-Signature: t=1,k1=00", "-d", "{}", provider.url()})
              .output == "401");
    CHECK(provider.stop() == 0);
    must_tie_out(facility);
}
