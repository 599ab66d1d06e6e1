// The single writer of an embedded database, with natural group commit: whatever waits while the last commit is being
// made durable is run in the next transaction, each job in a savepoint of its own. Nothing is acknowledged before it is
// durable.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "platform/base/result.h"
#include "platform/database/connection.h"

namespace dayroom::database {

class GroupCommit {
public:
    /// Runs on the writer thread. An error rolls back this job alone and is handed to its completion. Must not commit,
    /// and must not wait for anything else.
    using Job = std::function<Status(Connection&)>;
    /// Called on the writer thread exactly once, after the commit is durable: the job's own status; kUnavailable when
    /// the commit failed (then nothing of the batch happened). Must return quickly.
    using Completion = std::function<void(Status)>;

    struct Options {
        std::size_t queue_limit = 4'096;        // jobs waiting; more are refused
        std::size_t batch_limit = 256;          // jobs in one commit
        std::string thread_name = "db-writer";  // at most 15 characters
        // Pages of write-ahead log that are moved into the file after a batch was acknowledged: when nothing waits …
        int idle_checkpoint_pages = 1'000;
        int busy_checkpoint_pages = 6'000;  // … and when something does. Less than the connection's checkpoint_pages
        /// Called on the writer thread after each durable batch and its completions: wake-ups go out here.
        std::function<void()> after_commit;
    };
    struct Counters {
        std::uint64_t jobs = 0;
        std::uint64_t commits = 0;
        std::uint64_t failed_commits = 0;
    };

    static std::unique_ptr<GroupCommit> start(std::unique_ptr<Connection> connection, Options options);
    /// As stop().
    ~GroupCommit();
    GroupCommit(const GroupCommit&) = delete;
    GroupCommit& operator=(const GroupCommit&) = delete;

    /// From any thread. kUnavailable when the queue is full or the writer is stopping: then the completion is never
    /// called.
    Status submit(Job job, Completion completion);
    /// submit() and wait. Never from the writer thread.
    Status run(Job job);
    /// Takes no more jobs, runs all that wait, ends the thread. From any thread but the writer's.
    void stop();
    Counters counters() const;

private:
    struct Impl;
    explicit GroupCommit(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace dayroom::database
