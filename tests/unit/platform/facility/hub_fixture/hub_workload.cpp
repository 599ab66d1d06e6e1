#include "tests/unit/platform/facility/hub_fixture/hub_workload.h"

namespace dayroom::test {

using namespace facility;

namespace {

constexpr std::uint64_t kStepsOfALife = 40;  // about so often the hub is killed
constexpr std::size_t kMostLate = 6;         // commands

bool same_answer(const wire::Outcome& a, const wire::Outcome& b) {
    return a.result() == b.result() && a.code() == b.code();
}

}  // namespace

void HubWorkload::expect(bool is, bool should, const std::string& what) {
    if (is != should) wrong.push_back(what + (is ? " was done" : " was refused"));
    if (is) ++done;
    if (!is) ++refused;
}

bool HubWorkload::try_until_known(const std::function<Status()>& act) {
    const std::vector<std::int64_t> before = alone_ ? figures() : std::vector<std::int64_t>();
    bool ends = random_.below(kStepsOfALife) == 0;
    const bool fails = ends || random_.below(4) == 0;
    std::int64_t n = fails ? static_cast<std::int64_t>(random_.below(60)) + 1 : 0;
    const auto after = ends ? database::FaultSeam::After::kStaysBroken : database::FaultSeam::After::kGoesOn;
    for (;;) {
        // Armed while the hub lives: armed before, it would hit a hub that is just being opened anew.
        const Status tried = killer_.alive([&] {
            if (n > 0 && alone_) hub_.fail_at(n, after);
            if (n > 0 && !alone_) hub_.faults.fail_at(n, after);  // wherever it hits: others' work too
            n = 0;
            return act();
        });
        if (ends) killer_.kill();
        ends = false;
        hub_.faults.disarm();
        if (tried.ok()) return true;
        if (tried.error().code != ErrorCode::kIo && tried.error().code != ErrorCode::kUnavailable) return false;
        ++failures;
        if (alone_ && figures() != before) wrong.push_back("what failed has moved something");
    }
}

bool HubWorkload::staff(const std::string& what, bool should, const Job& job, bool may_repeat) {
    const auto act = [&] { return hub_.run_as(Actor::staff("trust_office", thing(hub_.device)), job); };
    const bool was_done = try_until_known(act);
    expect(was_done, should, what);
    if (was_done && !may_repeat && random_.below(3) == 0) expect(try_until_known(act), false, what + " twice");
    return was_done;
}

wire::Outcome HubWorkload::execute(const wire::QueuedCommand& queued) {
    wire::Outcome outcome;
    try_until_known([&]() -> Status {
        outcome = hub_.execute(queued);
        if (outcome.result() == wire::Outcome::RETRY) return Error(ErrorCode::kUnavailable, "the hub could not");
        return {};
    });
    return outcome;
}

void HubWorkload::send(const std::string& what, const Person& who, const wire::Command& command, Settle settle) {
    Made made{what, hub_.sign(who, command), std::move(settle)};
    if (random_.below(4) != 0 || late_.size() >= kMostLate) return deliver(made);
    late_.push_back(std::move(made));
}

void HubWorkload::deliver(const Made& made) {
    const wire::Outcome outcome = execute(made.command);
    made.settle(outcome);
    if (!same_answer(execute(made.command), outcome)) wrong.push_back(made.what + " was answered anew");
    sent_.push_back({made.command, outcome});
}

void HubWorkload::deliver_late() {
    if (late_.empty()) return;
    const auto at = late_.begin() + static_cast<std::ptrdiff_t>(random_.below(late_.size()));
    const Made made = std::move(*at);
    late_.erase(at);
    deliver(made);
    ++overtaken;
}

void HubWorkload::deliver_all_late() {
    while (!late_.empty()) deliver_late();
}

void HubWorkload::repeat_an_old_command() {
    if (sent_.empty()) return;
    const Sent& old = sent_[random_.below(sent_.size())];
    if (!same_answer(execute(old.command), old.outcome)) wrong.push_back("an old command was answered anew");
}

wire::Command HubWorkload::command(const Person& who) {
    wire::Command command;
    command.set_id(make_id<CommandId>().raw());
    command.set_facility_id(hub_.facility.raw());
    command.set_device_id(hub_.device.raw());
    command.set_resident_id(who.id.raw());
    command.set_made_ms(hub_.clock.now().ms());
    return command;
}

}  // namespace dayroom::test
