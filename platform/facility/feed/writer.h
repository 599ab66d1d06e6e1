// The hub's single writer: runs units of work in group commits, wakes the feed's readers after each commit, and appends
// the events that were committed to the audit chain, in commits of their own.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <unordered_set>

#include "platform/database/group_commit.h"
#include "platform/facility/feed/notifier.h"
#include "platform/facility/feed/work.h"

namespace dayroom::facility {

class Writer {
public:
    using Job = std::function<Status(Work&)>;
    using Completion = std::function<void(Status)>;

    /// `connection`: from open_writer(). `context` and `notifier` outlive the writer.
    Writer(std::unique_ptr<database::Connection> connection, const Context& context, FeedNotifier& notifier);
    /// As stop().
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// From any thread. `done` is called on the writer thread exactly once, after the commit is durable, with the job's
    /// own status (its error rolled back this job alone) or kUnavailable when the commit failed. kUnavailable here: the
    /// queue is full or the hub is stopping, and `done` is never called.
    Status submit(Actor actor, Job job, Completion done);
    /// submit() and wait. Never from the writer thread.
    Status run(Actor actor, Job job);
    /// run() for a job that makes something: Result<T>(Work&) → Result<T>.
    template <typename Make>
    auto make(Actor actor, Make&& job) -> decltype(job(std::declval<Work&>())) {
        std::optional<decltype(job(std::declval<Work&>()))> made;
        Status status = run(std::move(actor), [&](Work& work) -> Status {
            made.emplace(job(work));
            if (!made->ok()) return made->error();
            return {};
        });
        if (!status.ok()) return status.take_error();
        return std::move(*made);
    }
    /// Takes no more work, finishes what waits, wakes the readers a last time.
    void stop();
    database::GroupCommit::Counters counters() const { return group_->counters(); }

private:
    const Context& context_;
    FeedNotifier& notifier_;
    void after_commit();
    void chain_audit();

    std::unordered_set<Scope> changed_;  // since the last wake-up; writer thread only, as what follows
    bool audited_ = true;                // events wait to be chained; at the start there may be some of the last run
    bool chaining_ = false;
    std::unique_ptr<database::GroupCommit> group_;
};

}  // namespace dayroom::facility
