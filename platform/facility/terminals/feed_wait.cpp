#include "platform/facility/terminals/feed_wait.h"

#include "platform/facility/terminals/answers.h"
#include "platform/record/event.h"
#include "platform/wire/check.h"

namespace dayroom::facility {
namespace {

/// Owned by its Reply's listener until it answers or the terminal goes: nothing else keeps a parked poll. It keeps the
/// request as the bytes that came, which are a quarter of the parsed form.
class FeedWait : public std::enable_shared_from_this<FeedWait> {
public:
    FeedWait(Services& services, std::shared_ptr<const Device> device, std::string body, http::Reply reply)
        : services_(services), device_(std::move(device)), body_(std::move(body)), reply_(std::move(reply)) {}

    void start() {
        reply_.on_abandoned([self = shared_from_this()] { self->end(); });
        look_later();
    }

private:
    void look_later();
    void look(database::Connection& connection);
    bool begin(const wire::FeedRequest& request, database::Connection& connection);
    void check_audit(const wire::FeedRequest& request);
    void refuse(const Error& error);
    void end();
    void finish();

    Services& services_;
    const std::shared_ptr<const Device> device_;
    const std::string body_;
    const http::Reply reply_;
    std::recursive_mutex mutex_;  // refuse() may come back through the reply's listener
    FeedNotifier::Subscription subscription_;
    std::optional<Timers::Handle> timer_;
    bool begun_ = false;
    bool done_ = false;
    std::atomic<bool> over_ = false;
    std::atomic<bool> queued_ = false;
};

/// Looks on a reading thread; wake-ups that come while one waits are the same look.
void FeedWait::look_later() {
    if (queued_.exchange(true)) return;
    const Status accepted = services_.reads->run([self = shared_from_this()](database::Connection& connection) {
        self->queued_ = false;
        self->look(connection);
    });
    if (accepted.ok()) return;
    const std::lock_guard lock(mutex_);
    if (!done_) refuse(accepted.error());
}

void FeedWait::look(database::Connection& connection) {
    const std::lock_guard lock(mutex_);
    if (done_) return;
    const auto now_known = services_.registry.find(device_->id);
    if (!now_known || now_known->revoked) return refuse(Error(ErrorCode::kRevoked, "This terminal was revoked."));
    const auto request = wire::parse_feed_request(as_bytes(body_));
    if (!request.ok()) return refuse(request.error());
    if (!begun_ && !begin(request.value(), connection)) return;
    FeedReader reader(connection, services_.context.facility, services_.feed_cache);
    auto answer = reader.read({device_->id, device_->unit}, request.value(), services_.clock.now());
    if (!answer.ok()) return refuse(answer.error());
    if (answer.value().lost_history) {
        services_.alarm("terminal " + device_->id.to_string() +
                        " has seen more than this database holds: was it restored?");
    }
    const bool waits = answer.value().empty() && !over_ && request.value().wait_ms() > 0 && !services_.stopping();
    if (waits) return;
    finish();
    reply_.send(protobuf_answer(answer.value().response));
}

/// Before the first read, so that no commit falls between reading and waiting.
bool FeedWait::begin(const wire::FeedRequest& request, database::Connection& connection) {
    begun_ = true;
    check_audit(request);
    if (request.wait_ms() <= 0) return true;
    FeedReader reader(connection, services_.context.facility, services_.feed_cache);
    const auto scopes = reader.scopes_of({device_->id, device_->unit});
    if (!scopes.ok()) {
        refuse(scopes.error());
        return false;
    }
    const std::weak_ptr<FeedWait> weak = weak_from_this();
    subscription_ = services_.notifier.subscribe(scopes.value(), [weak] {
        if (const auto self = weak.lock()) self->look_later();
    });
    const int wait = std::min(request.wait_ms(), wire::kMaxFeedWaitMs);
    timer_ = services_.timers.after(Milliseconds(wait), [weak] {
        if (const auto self = weak.lock()) {
            self->over_ = true;
            self->look_later();
        }
    });
    return true;
}

void FeedWait::check_audit(const wire::FeedRequest& request) {
    if (request.audit_head().empty()) return;
    if (services_.audit_heads.see(device_->id, request.audit_sequence(), request.audit_head()) == AuditAnchor::kGood)
        return;
    services_.alarm("terminal " + device_->id.to_string() + " shows another audit log than before");
    const DeviceId id = device_->id;
    const Status queued = services_.writer->submit(
        Actor::system(), [id](Work& work) { return work.audit(record::Event::kDeviceLogBroken, id); }, nullptr);
    if (!queued.ok()) services_.alarm("the broken audit log could not be put on record");
}

void FeedWait::refuse(const Error& error) {
    finish();
    reply_.refuse(error);
}

void FeedWait::end() {
    const std::lock_guard lock(mutex_);
    finish();
}

void FeedWait::finish() {
    done_ = true;
    subscription_.end();
    if (timer_) services_.timers.cancel(*timer_);
}

}  // namespace

void answer_feed(Services& services, std::shared_ptr<const Device> device, std::string body, http::Reply reply) {
    std::make_shared<FeedWait>(services, std::move(device), std::move(body), std::move(reply))->start();
}

}  // namespace dayroom::facility
