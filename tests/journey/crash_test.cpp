// A crash while somebody is signed in, under a supervisor that starts again what ends, as the units do: what comes
// back is the signed-out screen, the vault is closed, and nothing of the person stays on the glass or is lost.
#include <catch2/catch.hpp>
#include <signal.h>
#include <unistd.h>

#include "tests/journey/correspondence.h"
#include "tests/journey/running.h"

using namespace dayroom::journey;

namespace {

bool is_number_field(const Node& node) { return node.id == "sign_in.number"; }

/// Only root may look at what the agent has open.
bool may_look() { return geteuid() == 0; }

bool has_a_vault_open(pid_t agent) {
    for (const std::string& path : open_files(agent)) {
        if (path.find("/vaults/") != std::string::npos) return true;
    }
    return false;
}

struct Writing : Correspondence {
    Writing() : Correspondence({.supervised = true}) {}
    std::string text;

    void write() {
        text = "Nobody else may read half sentence " + std::to_string(++written_);
        begin_writing(terminal, pal.name);
        terminal.drive({"type " + text, "wait write.draft_saved"});
        terminal.wait_for_text(text);
        if (may_look()) REQUIRE(has_a_vault_open(terminal.agent_pid()));
    }
    void nothing_is_left() {
        terminal.wait_for("the sign-in field", is_number_field);
        const std::string screen = terminal.dump();
        for (const std::string& personal : {text, pal.name, person.given_name, person.number})
            CHECK(screen.find(personal) == std::string::npos);
        CHECK_FALSE(has_a_vault_open(terminal.agent_pid()));
    }
    void nothing_is_lost() {
        terminal.sign_in(person);
        begin_writing(terminal, pal.name);
        terminal.wait_for_text(text);  // the draft was safe
        terminal.drive(
            {"click keyboard.done", "click write.discard", "click dialog.confirm", "gone write.draft_saved"});
        terminal.sign_out();
    }

private:
    int written_ = 0;
};

}  // namespace

TEST_CASE_METHOD(Writing, "killed or broken while somebody writes, the screen and the agent come back signed out") {
    for (const int signal : {SIGKILL, SIGSEGV}) {
        INFO("signal " << signal);
        if (signal != SIGKILL) terminal.sign_in(person);
        write();
        terminal.crash_screen(signal);
        nothing_is_left();
        nothing_is_lost();
        terminal.sign_in(person);
        write();
        terminal.crash_agent(signal);
        nothing_is_left();
        nothing_is_lost();
    }
}

TEST_CASE_METHOD(Writing, "while the agent is away the screen shows nothing of who was writing") {
    write();
    terminal.kill_agent();  // with its supervisor
    terminal.wait_for("the fault", [](const Node& node) { return node.id.find("fault") != std::string::npos; });
    const std::string screen = terminal.dump();
    for (const std::string& personal : {text, pal.name, person.given_name, person.number})
        CHECK(screen.find(personal) == std::string::npos);
    terminal.start_agent();
    nothing_is_left();
    nothing_is_lost();
}
