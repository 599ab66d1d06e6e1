// Technicians at the terminal: a stick, its PIN, and tests that all pass but the battery's.
#include "tests/support/terminal/fake_agent.h"
#include "tests/support/terminal/fake_parts.h"

namespace dayroom::test {

namespace {

constexpr const char* kTechnicianPin = "80412759";
/// As long as a real one.
constexpr const char* kReadinessLine =
    "DRR1.0190d6c1000000000000000000000001.1780000000000.1.2.2.display.colours+power.battery."
    "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8SNFZ4kA";
constexpr const char* kAnswer = "7QK2M-91XDP";

}  // namespace

void FakeAgent::set_stick(const std::string& name, const std::string& refusal) {
    technician_ = name;
    technician_refusal_ = refusal;
}

void FakeAgent::set_serviced(std::int64_t at_ms) {
    status_.set_serviced_ms(at_ms);
    set_online(status_.online());
}

bool FakeAgent::dispatch_technician(const local::ToAgent& query, Answer& answer) {
    const auto move = [&](bool inside) {
        status_.set_diagnostics(inside);
        if (!inside) status_.set_serviced_ms(clock_.now().ms());
        set_online(status_.online());
        answer.mutable_done();
    };
    if (query.has_get_door()) {
        auto& door = *answer.mutable_door();
        door.set_stick(!technician_.empty());
        door.set_name(technician_refusal_.empty() ? technician_ : "");
        door.set_refusal_code(technician_.empty() ? "technician_none" : technician_refusal_);
        door.set_pin_min(8);
        door.set_pin_max(12);
        if (query.get_door().challenge()) door.set_challenge("3H7KD-Q2M9A");
        return true;
    }
    if (query.has_enter_diagnostics()) {
        const bool good =
            query.enter_diagnostics().pin() == kTechnicianPin || query.enter_diagnostics().answer() == kAnswer;
        if (good) {
            move(true);
        } else {
            refuse(answer, query.enter_diagnostics().pin().empty() ? "technician_answer" : "technician_pin");
            answer.mutable_problem()->set_attempts_left(4);
        }
        return true;
    }
    if (!status_.diagnostics()) return false;
    if (query.has_leave_diagnostics()) move(false);
    if (query.has_run_test()) {
        auto& result = *answer.mutable_test_result();
        result.set_test(query.run_test().test());
        const bool battery = result.test() == "power.battery";
        result.set_outcome(battery ? local::TestResult::FAILED : local::TestResult::PASSED);
        result.set_measured(true);
        result.set_value(battery ? 7 : 42);
        result.set_unit(battery ? "percent" : "ms");
        result.set_limited(battery);
        result.set_limit(20);
    }
    if (query.has_keep_result()) answer.mutable_done();
    if (query.has_get_readiness()) {
        answer.mutable_readiness()->set_code(kReadinessLine);
        auto* fault = answer.mutable_readiness()->add_faults();
        fault->set_at_ms(ago(1));
        fault->set_code("disk_full");
    }
    if (query.has_save_readiness()) {
        for (const char* name :
             {"dayroom-readiness-0190d6c1-1780000000.json", "dayroom-readiness-0190d6c1-1780000000.pdf"})
            answer.mutable_saved_files()->add_names(name);
    }
    if (query.has_save_bundle()) refuse(answer, "technician_no_key");
    return answer.answer_case() != local::ToTerminal::ANSWER_NOT_SET || answer.has_problem();
}

}  // namespace dayroom::test
