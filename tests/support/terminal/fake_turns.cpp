// Turns of the scripted agent: what the facility's policy says, and refusals.
#include <algorithm>

#include "tests/support/terminal/fake_agent.h"

namespace dayroom::test {

void FakeAgent::set_turns(int per_day, int wait_s, int quick_look_s) {
    status_.set_sessions_per_day(per_day);
    status_.set_session_wait_s(wait_s);
    status_.set_quick_look_s(quick_look_s);
    status_.set_session_warning_s(120);
    set_online(status_.online());
}

void FakeAgent::set_line(int waiting, int called, int session_limit_s) {
    status_.set_line_offered(waiting >= 0);
    status_.set_line_waiting(std::max(waiting, 0));
    status_.set_line_called(called);
    status_.set_line_called_until_ms(called > 0 ? clock_.now().ms() + 120'000 : 0);
    status_.set_next_session_limit_s(session_limit_s);
    set_online(status_.online());
}

void FakeAgent::take_place(Answer& answer) {
    answer.mutable_signed_in()->set_result(local::SignedIn::IN_LINE);
    answer.mutable_signed_in()->set_place(status_.line_waiting() + 1);
    answer.mutable_signed_in()->set_before(status_.line_waiting());
    set_line(status_.line_waiting() + 1, status_.line_called(), status_.next_session_limit_s());
}

void FakeAgent::refuse_turns(const std::string& code, int for_s) {
    refuse_turns_ = code;
    refuse_turns_s_ = for_s;
}

}  // namespace dayroom::test
