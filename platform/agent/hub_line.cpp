#include "platform/agent/hub_line.h"

#include "platform/wire/check.h"

namespace dayroom::agent {
namespace {

constexpr int kForbidden = 403;
constexpr int kServerErrors = 500;
constexpr Milliseconds kTrialTime{5'000};

bool refused_as(const Result<net::HttpResponse>& answer, std::string_view code) {
    if (!answer.ok() || answer->status != kForbidden) return false;
    const auto problem = wire::parse_problem(as_bytes(answer->body));
    return problem.ok() && problem->code() == code;
}

}  // namespace

Result<std::unique_ptr<net::Transport>> HubLine::make(crypto::CertifiedKey key) const {
    net::HttpsOptions options = parts_.options();
    options.certificate_pem = std::move(key.certificate_pem);
    options.key_pem = std::move(key.key_pem);
    return parts_.make(std::move(options));
}

Result<net::Transport*> HubLine::begin() {
    const std::lock_guard lock(mutex_);
    if (cancelled_) return Error(ErrorCode::kUnavailable, "cancelled");
    if (std::exchange(interrupted_, false)) return Error(ErrorCode::kUnavailable, "interrupted");
    if (!line_ || generation_ != parts_.keys.generation()) {
        auto pair = parts_.keys.in_use();
        line_ = TRY(make(std::move(pair.key)));
        generation_ = pair.generation;
    }
    sending_ = true;
    return line_.get();
}

void HubLine::finish() {
    const std::lock_guard lock(mutex_);
    sending_ = false;
}

Result<net::HttpResponse> HubLine::send_once(const net::HttpRequest& request) {
    net::Transport* line = TRY(begin());
    auto answer = line->send(request);
    finish();
    return answer;
}

Result<net::HttpResponse> HubLine::send(const net::HttpRequest& request) {
    auto answer = send_once(request);
    if (refused_as(answer, "certificate_replaced") && generation_ != parts_.keys.generation())
        return send_once(request);
    if (!refused_as(answer, "revoked")) return answer;
    if (TRY(falls_back())) return send_once(request);
    return answer;
}

Result<bool> HubLine::falls_back() {
    const auto another_did = [this] { return generation_ != parts_.keys.generation(); };
    if (another_did()) return true;
    auto before = parts_.keys.before();
    if (!before) return another_did();
    auto made = TRY(make(std::move(*before)));
    {
        const std::lock_guard lock(mutex_);
        if (cancelled_) return Error(ErrorCode::kUnavailable, "cancelled");
        trial_ = std::move(made);
    }
    net::HttpRequest question;
    question.path = "/v1/health";
    question.timeout = kTrialTime;
    // Whatever the hub thinks of an empty report: it lets the certificate in, or it does not.
    const auto answer = trial_->send(question);
    {
        const std::lock_guard lock(mutex_);
        trial_.reset();
    }
    if (!answer.ok() || answer->status >= kServerErrors)
        return Error(ErrorCode::kUnavailable, "the hub did not say whether it takes the certificate before");
    if (answer->status == kForbidden) return another_did();
    Status taken = parts_.take_back();
    if (!taken.ok() && !another_did()) return taken.error();
    return true;
}

void HubLine::cancel() {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
    if (line_) line_->cancel();
    if (trial_) trial_->cancel();
}

void HubLine::interrupt() {
    const std::lock_guard lock(mutex_);
    if (sending_ && line_) return line_->interrupt();
    interrupted_ = true;
}

}  // namespace dayroom::agent
