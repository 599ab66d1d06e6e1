// Turns of the scripted agent: what the facility's policy says, and refusals.
#include "tests/support/terminal/fake_agent.h"

namespace dayroom::test {

void FakeAgent::set_turns(int per_day, int wait_s, int quick_look_s) {
    status_.set_sessions_per_day(per_day);
    status_.set_session_wait_s(wait_s);
    status_.set_quick_look_s(quick_look_s);
    status_.set_session_warning_s(120);
    set_online(status_.online());
}

void FakeAgent::refuse_turns(const std::string& code, int for_s) {
    refuse_turns_ = code;
    refuse_turns_s_ = for_s;
}

}  // namespace dayroom::test
