#include "terminal/shell/screen_choice.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::shell;

namespace {

/// Everything wrong at once; each test takes the higher ones away.
Situation everything() {
    Situation all;
    all.agent_here = true;
    all.status_known = true;
    all.device = local::Status::ACTIVE;
    all.signed_in = true;
    return all;
}

}  // namespace

TEST_CASE("no agent comes before everything") {
    auto now = everything();
    now.agent_here = false;
    now.device = local::Status::FAULT;
    CHECK(choose_screen(now) == Choice{Face::kFault, "agent_lost"});
}

TEST_CASE("before the first status the terminal is starting") {
    auto now = everything();
    now.status_known = false;
    CHECK(choose_screen(now) == Choice{Face::kFault, "starting"});
    now.status_known = true;
    now.device = local::Status::STARTING;
    CHECK(choose_screen(now) == Choice{Face::kFault, "starting"});
}

TEST_CASE("a fault has its own code") {
    auto now = everything();
    now.device = local::Status::FAULT;
    now.fault = "disk_full";
    CHECK(choose_screen(now) == Choice{Face::kFault, "disk_full"});
    now.fault.clear();
    CHECK(choose_screen(now) == Choice{Face::kFault, "unknown"});
}

TEST_CASE("not enrolled, revoked and updating come before what a person does") {
    auto now = everything();
    now.device = local::Status::NOT_ENROLLED;
    CHECK(choose_screen(now).face == Face::kNotEnrolled);
    now.device = local::Status::REVOKED;
    CHECK(choose_screen(now).face == Face::kRevoked);
    now.device = local::Status::UPDATING;
    CHECK(choose_screen(now).face == Face::kUpdating);
}

TEST_CASE("then the session") {
    auto now = everything();
    CHECK(choose_screen(now) == Choice{Face::kSignedIn, ""});
    now.signed_in = false;
    CHECK(choose_screen(now) == Choice{Face::kSignedOut, ""});
}

TEST_CASE("a technician who is here comes before whoever is signed in, and after what is wrong") {
    auto now = everything();
    now.diagnostics = true;
    CHECK(choose_screen(now).face == Face::kDiagnostics);
    now.signed_in = false;
    CHECK(choose_screen(now).face == Face::kDiagnostics);
    now.device = local::Status::UPDATING;
    CHECK(choose_screen(now).face == Face::kUpdating);
    now.agent_here = false;
    CHECK(choose_screen(now).face == Face::kFault);
}
