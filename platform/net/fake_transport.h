// A hub of a test's own: a function answers. Records what was asked. Safe from several threads.
#pragma once

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "platform/net/transport.h"

namespace dayroom::net {

class FakeTransport final : public Transport {
public:
    using Answer = std::function<Result<HttpResponse>(const HttpRequest&)>;
    explicit FakeTransport(Answer answer) : answer_(std::move(answer)) {}

    Result<HttpResponse> send(const HttpRequest& request) override {
        {
            const std::lock_guard lock(mutex_);
            if (cancelled_) return Error(ErrorCode::kUnavailable, "cancelled");
            if (std::exchange(interrupted_, false)) return Error(ErrorCode::kUnavailable, "interrupted");
            asked_.push_back(request);
        }
        return answer_(request);
    }
    void cancel() override {
        const std::lock_guard lock(mutex_);
        cancelled_ = true;
    }
    void interrupt() override {
        const std::lock_guard lock(mutex_);
        interrupted_ = true;
    }
    std::vector<HttpRequest> asked() const {
        const std::lock_guard lock(mutex_);
        return asked_;
    }

private:
    Answer answer_;
    mutable std::mutex mutex_;
    std::vector<HttpRequest> asked_;
    bool cancelled_ = false;
    bool interrupted_ = false;
};

}  // namespace dayroom::net
