#include "platform/database/group_commit.h"

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

#include <pthread.h>

namespace dayroom::database {
namespace {

struct Entry {
    GroupCommit::Job job;
    GroupCommit::Completion completion;
    Status outcome;
};

Status run_in_savepoint(Connection& connection, Entry& entry) {
    auto savepoint = TRY(Savepoint::begin(connection));
    entry.outcome = entry.job(connection);
    if (entry.outcome.ok()) return savepoint.release();
    return savepoint.rollback();
}

// An error here is one of the whole batch: nothing of it happened.
Status run_batch(Connection& connection, std::vector<Entry>& batch) {
    auto transaction = TRY(Transaction::begin(connection));
    for (Entry& entry : batch) {
        TRY(run_in_savepoint(connection, entry));
        // A full disk makes SQLite roll back everything by itself.
        if (!connection.in_transaction()) return Error(ErrorCode::kIo, "the database ended the transaction");
    }
    return transaction.commit();
}

}  // namespace

struct GroupCommit::Impl {
    std::unique_ptr<Connection> connection;
    Options options;
    mutable std::mutex mutex;
    std::condition_variable wake;
    std::deque<Entry> queue;
    bool stopping = false;
    Counters counters;
    std::mutex stop_mutex;
    std::thread thread;

    void work() {
        std::vector<Entry> batch;
        while (take(batch)) {
            Status status = run_batch(*connection, batch);
            {
                const std::lock_guard lock(mutex);
                counters.jobs += batch.size();
                status.ok() ? ++counters.commits : ++counters.failed_commits;
            }
            for (Entry& entry : batch) {
                if (!status.ok()) entry.outcome = Error(ErrorCode::kUnavailable, "not saved: " + status.error().detail);
                if (entry.completion) entry.completion(std::move(entry.outcome));
            }
            if (status.ok() && options.after_commit) options.after_commit();
            batch.clear();
            tidy();
        }
    }

    // What cannot be moved now is tried again after the next batch, and by the commit that finds the log too long.
    void tidy() {
        bool idle = false;
        {
            const std::lock_guard lock(mutex);
            idle = queue.empty();
        }
        (void)connection->tidy(idle ? options.idle_checkpoint_pages : options.busy_checkpoint_pages);
    }

    bool take(std::vector<Entry>& batch) {
        std::unique_lock lock(mutex);
        wake.wait(lock, [this] { return stopping || !queue.empty(); });
        while (!queue.empty() && batch.size() < options.batch_limit) {
            batch.push_back(std::move(queue.front()));
            queue.pop_front();
        }
        return !batch.empty();
    }
};

GroupCommit::GroupCommit(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

std::unique_ptr<GroupCommit> GroupCommit::start(std::unique_ptr<Connection> connection, Options options) {
    auto impl = std::make_unique<Impl>();
    impl->connection = std::move(connection);
    impl->options = std::move(options);
    Impl& running = *impl;
    impl->thread = std::thread([&running] {
        pthread_setname_np(pthread_self(), running.options.thread_name.substr(0, 15).c_str());
        running.work();
    });
    return std::unique_ptr<GroupCommit>(new GroupCommit(std::move(impl)));
}

GroupCommit::~GroupCommit() { stop(); }

Status GroupCommit::submit(Job job, Completion completion) {
    {
        const std::lock_guard lock(impl_->mutex);
        if (impl_->stopping) return Error(ErrorCode::kUnavailable, "the database writer is stopping");
        if (impl_->queue.size() >= impl_->options.queue_limit)
            return Error(ErrorCode::kUnavailable, "the database writer's queue is full");
        impl_->queue.push_back({std::move(job), std::move(completion), {}});
    }
    impl_->wake.notify_one();
    return {};
}

Status GroupCommit::run(Job job) {
    std::promise<Status> promise;
    auto outcome = promise.get_future();
    TRY(submit(std::move(job), [&promise](Status status) { promise.set_value(std::move(status)); }));
    return outcome.get();
}

void GroupCommit::stop() {
    const std::lock_guard only_one(impl_->stop_mutex);
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->stopping = true;
    }
    impl_->wake.notify_all();
    if (impl_->thread.joinable()) impl_->thread.join();
}

GroupCommit::Counters GroupCommit::counters() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->counters;
}

}  // namespace dayroom::database
