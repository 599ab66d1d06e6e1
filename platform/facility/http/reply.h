// The one answer to one request: a handler may give it at once, or keep this and give it later from any thread.
#pragma once

#include <functional>
#include <memory>

#include "platform/facility/http/message.h"

namespace dayroom::http {

/// Copies share the one answer: the first send() counts, later ones do nothing. When the last copy goes without an
/// answer the caller gets a 500, so that no request hangs. Safe from any thread.
class Reply {
public:
    /// `deliver` is called exactly once, on whatever thread answers.
    explicit Reply(Dialect dialect, std::function<void(Response)> deliver);

    void send(Response response) const;
    /// The refusal that the error stands for, in the listener's dialect.
    void refuse(const Error& error) const;
    void refuse(int status, std::string_view code, std::string_view detail) const;
    Dialect dialect() const;

    /// The other end has gone: a handler that waits may stop waiting. Called at most once, on the connection's thread,
    /// or at once if it has gone already. One listener a reply.
    void on_abandoned(std::function<void()> listener) const;

private:
    friend class ReplyWatch;
    struct State;
    std::shared_ptr<State> state_;
};

/// The connection's side of a Reply: does not keep it from being forgotten.
class ReplyWatch {
public:
    explicit ReplyWatch(const Reply& reply) : state_(reply.state_) {}
    /// Tells the handler that nobody waits any more.
    void abandon() const;

private:
    std::weak_ptr<Reply::State> state_;
};

using Handler = std::function<void(Request, Reply)>;

}  // namespace dayroom::http
