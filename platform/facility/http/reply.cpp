#include "platform/facility/http/reply.h"

#include <mutex>

namespace dayroom::http {

struct Reply::State {
    std::mutex mutex;
    Dialect dialect = Dialect::kProtobuf;
    std::function<void(Response)> deliver;
    std::function<void()> listener;
    bool abandoned = false;

    ~State() {
        if (deliver) deliver(problem(dialect, 500, "internal", "The hub gave no answer. Its log says why."));
    }
};

Reply::Reply(Dialect dialect, std::function<void(Response)> deliver) : state_(std::make_shared<State>()) {
    state_->dialect = dialect;
    state_->deliver = std::move(deliver);
}

void Reply::send(Response response) const {
    std::function<void(Response)> deliver;
    std::function<void()> dropped;
    {
        const std::lock_guard lock(state_->mutex);
        deliver = std::exchange(state_->deliver, nullptr);
        dropped = std::exchange(state_->listener, nullptr);
    }
    if (deliver) deliver(std::move(response));
}

void Reply::refuse(const Error& error) const { send(problem(state_->dialect, error)); }

void Reply::refuse(int status, std::string_view code, std::string_view detail) const {
    send(problem(state_->dialect, status, code, detail));
}

Dialect Reply::dialect() const { return state_->dialect; }

void Reply::on_abandoned(std::function<void()> listener) const {
    {
        const std::lock_guard lock(state_->mutex);
        if (!state_->deliver) return;
        if (!state_->abandoned) {
            state_->listener = std::move(listener);
            return;
        }
    }
    listener();
}

void ReplyWatch::abandon() const {
    const auto state = state_.lock();
    if (!state) return;
    std::function<void()> listener;
    {
        const std::lock_guard lock(state->mutex);
        state->abandoned = true;
        listener = std::exchange(state->listener, nullptr);
    }
    if (listener) listener();
}

}  // namespace dayroom::http
