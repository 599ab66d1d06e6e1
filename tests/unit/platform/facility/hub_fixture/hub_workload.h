// What every workload of a hub meets, in an order that a seed decides: the n-th operation of the disk fails; the hub is
// killed between any two of them, or after the answer, and opened anew from its files; each command of a resident comes
// twice, some again much later, and some only after newer ones.
//
// One workload is one thread's; several may share a hub. Nothing here asserts: `wrong` says what was not as it should
// be.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/unit/platform/facility/hub_fixture/hub_killer.h"

namespace dayroom::test {

class HubWorkload {
public:
    /// `alone`: no other thread uses the hub, so that a fault may be blamed on this step. All workloads of a hub share
    /// its killer, which outlives them.
    HubWorkload(HubFixture& hub, HubKiller& killer, std::uint64_t seed, bool alone)
        : hub_(hub), killer_(killer), random_(seed), alone_(alone) {}
    virtual ~HubWorkload() = default;
    HubWorkload(const HubWorkload&) = delete;
    HubWorkload& operator=(const HubWorkload&) = delete;

    std::vector<std::string> wrong;
    int done = 0;       // steps that did something
    int refused = 0;    // steps that must not be, and were not
    int failures = 0;   // of the disk
    int overtaken = 0;  // commands that came after newer ones

protected:
    using Job = facility::Writer::Job;
    /// Of the outcome of the first time that a command came.
    using Settle = std::function<void(const wire::Outcome&)>;

    /// What a step that failed must leave as it was; asked when alone.
    virtual std::vector<std::int64_t> figures() = 0;

    void expect(bool is, bool should, const std::string& what);
    bool try_until_known(const std::function<Status()>& act);
    /// Whether the hub did it; said twice, it must not be done twice.
    bool staff(const std::string& what, bool should, const Job& job, bool may_repeat = false);
    /// Comes to the hub now or, when it is overtaken, with a later deliver_late().
    void send(const std::string& what, const Person& who, const wire::Command& command, Settle settle);
    void deliver_late();
    void deliver_all_late();
    /// Whatever has happened since: the answer is that of the first time, and nothing moves.
    void repeat_an_old_command();

    wire::Command command(const Person& who);
    template <typename IdType>
    IdType make_id() {
        return IdType::make(hub_.clock, random_);
    }

    HubFixture& hub_;
    HubKiller& killer_;
    SeededRandom random_;
    bool alone_;

private:
    /// Made and signed, not yet at the hub.
    struct Made {
        std::string what;
        wire::QueuedCommand command;
        Settle settle;
    };
    struct Sent {
        wire::QueuedCommand command;
        wire::Outcome outcome;
    };
    wire::Outcome execute(const wire::QueuedCommand& command);
    void deliver(const Made& made);

    std::vector<Sent> sent_;
    std::vector<Made> late_;
};

}  // namespace dayroom::test
