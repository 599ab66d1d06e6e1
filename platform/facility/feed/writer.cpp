#include "platform/facility/feed/writer.h"

#include <future>

#include "platform/facility/feed/audit.h"

namespace dayroom::facility {

Writer::Writer(std::unique_ptr<database::Connection> connection, const Context& context, FeedNotifier& notifier)
    : context_(context), notifier_(notifier) {
    database::GroupCommit::Options options;
    options.thread_name = "hub-writer";
    options.after_commit = [this] { after_commit(); };
    group_ = database::GroupCommit::start(std::move(connection), std::move(options));
}

void Writer::after_commit() {
    const std::vector<Scope> scopes(changed_.begin(), changed_.end());
    changed_.clear();
    if (!scopes.empty()) notifier_.notify(scopes);
    if (audited_ && !chaining_) chain_audit();
}

// When the queue is full or the hub stops, the events stay in audit_queue and are chained at the next commit or start.
void Writer::chain_audit() {
    audited_ = false;
    chaining_ = true;
    Status queued = group_->submit(
        [](database::Connection& connection) -> Status { return drain_audit_queue(connection, kAuditChunk); },
        [this](Status status) {
            chaining_ = false;
            if (!status.ok()) audited_ = true;
        });
    if (!queued.ok()) {
        chaining_ = false;
        audited_ = true;
    }
}

Writer::~Writer() { stop(); }

Status Writer::submit(Actor actor, Job job, Completion done) {
    auto scopes = std::make_shared<std::vector<Scope>>();
    return group_->submit(
        [this, scopes, actor = std::move(actor), job = std::move(job)](database::Connection& connection) -> Status {
            Work work(connection, context_, actor);
            TRY(job(work));
            TRY(work.finish());
            *scopes = work.scopes();
            if (work.has_audited()) audited_ = true;
            return {};
        },
        [this, scopes, done = std::move(done)](Status status) {
            if (status.ok()) changed_.insert(scopes->begin(), scopes->end());
            if (done) done(std::move(status));
        });
}

Status Writer::run(Actor actor, Job job) {
    std::promise<Status> promise;
    auto outcome = promise.get_future();
    TRY(submit(std::move(actor), std::move(job), [&promise](Status status) { promise.set_value(std::move(status)); }));
    return outcome.get();
}

void Writer::stop() { group_->stop(); }

}  // namespace dayroom::facility
