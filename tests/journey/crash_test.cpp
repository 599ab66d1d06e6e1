// A crash while somebody is signed in: what the supervisor brings back is the signed-out screen, and nothing of the
// person stays on the glass.
#include <catch2/catch.hpp>

#include "tests/journey/correspondence.h"

using namespace dayroom::journey;

namespace {

bool is_number_field(const Node& node) { return node.id == "sign_in.number"; }

struct Writing : Correspondence {
    const std::string text = "Nobody else may read this half sentence";

    void write() {
        begin_writing(terminal, pal.name);
        terminal.drive({"type " + text, "wait write.draft_saved"});
        terminal.wait_for_text(text);
    }
    void nothing_is_left() {
        const std::string screen = terminal.dump();
        for (const std::string& personal : {text, pal.name, person.given_name, person.number})
            CHECK(screen.find(personal) == std::string::npos);
    }
    void sign_in_again() {
        terminal.sign_in(person);
        begin_writing(terminal, pal.name);
        terminal.wait_for_text(text);  // the draft was safe
    }
};

}  // namespace

TEST_CASE_METHOD(Writing, "killed while somebody writes, the agent comes back to the signed-out screen") {
    write();
    terminal.kill_agent();
    terminal.wait_for("a screen without the person", [](const Node& node) {
        return is_number_field(node) || node.id.find("fault") != std::string::npos;
    });
    nothing_is_left();  // at once, before the agent is back
    terminal.start_agent();
    terminal.wait_for("the sign-in field", is_number_field);
    nothing_is_left();
    sign_in_again();
}

TEST_CASE_METHOD(Writing, "killed while somebody writes, the screen comes back signed out") {
    write();
    terminal.kill_screen();
    terminal.start_screen();
    terminal.wait_for("the sign-in field", is_number_field);
    nothing_is_left();
    sign_in_again();
}
