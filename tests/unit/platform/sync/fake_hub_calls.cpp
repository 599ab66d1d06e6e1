#include <catch2/catch.hpp>

#include "platform/crypto/hash.h"
#include "platform/wire/limits.h"
#include "tests/unit/platform/sync/fake_hub_parts.h"

namespace dayroom::test {

void FakeHub::add_page(wire::FeedResponse& response, const Scope& scope, const wire::ScopeCursor* cursor,
                       bool same_epoch) {
    const std::uint64_t head = scope.changes.size();
    const std::uint64_t at = cursor != nullptr && same_epoch ? cursor->seq() : 0;
    const bool inside = cursor != nullptr && same_epoch && !cursor->snapshot_after().empty();
    if (!inside && at == head) return;
    auto& page = *response.add_pages();
    *page.mutable_scope() = scope.scope;
    if (at > head) {
        page.set_kind(wire::FeedPage::LOST_HISTORY);
        page.set_from_seq(at);
        return;
    }
    const std::uint64_t begin = inside ? std::stoull(cursor->snapshot_after()) : at;
    const bool snapshot = at == 0;
    page.set_kind(snapshot ? wire::FeedPage::SNAPSHOT : wire::FeedPage::CHANGES);
    if (snapshot) page.set_first(begin == 0);
    if (!snapshot) page.set_from_seq(at);
    std::uint64_t to = head;
    if (snapshot && snapshot_page > 0)
        to = std::min<std::uint64_t>(head, begin + static_cast<std::uint64_t>(snapshot_page));
    std::map<std::string, std::uint64_t> newest;
    for (std::uint64_t seq = begin; seq < to; ++seq) newest[scope.changes[seq].id()] = seq;
    for (std::uint64_t seq = begin; seq < to; ++seq) {
        const auto& change = scope.changes[seq];
        if (newest[change.id()] == seq && !(snapshot && change.removed())) *page.add_changes() = change;
    }
    page.set_to_seq(to);
    page.set_last(snapshot && to == head);
    if (snapshot && to < head) {
        page.set_snapshot_token(std::to_string(to));
        response.set_more(true);
    }
}

std::string FakeHub::feed(const std::string& body) {
    auto request = wire::parse_feed_request(as_bytes(body));
    if (!request.ok()) FAIL(request.error().detail);
    feeds.push_back(*request);
    wire::FeedResponse response;
    response.set_epoch(epoch_.raw());
    response.set_now_ms((clock_.now() + clock_ahead).ms());
    const bool same_epoch = request->epoch() == epoch_.raw();
    for (const auto& [key, scope] : scopes_) {
        bool listed = true;
        for (const auto& [number, resident] : residents_)
            listed = listed && (resident.here || resident.id.raw() != scope.scope.id());
        if (!listed) continue;
        *response.add_scopes() = scope.scope;
        const wire::ScopeCursor* cursor = nullptr;
        for (const auto& each : request->cursors()) {
            if (key_of(each.scope()) == key) cursor = &each;
        }
        add_page(response, scope, cursor, same_epoch);
    }
    if (twist_feed) twist_feed(response);
    return response.SerializeAsString();
}

std::string FakeHub::sign_in(const std::string& body) {
    ++sign_ins;
    auto request = wire::parse_sign_in_request(as_bytes(body));
    if (!request.ok()) FAIL(request.error().detail);
    wire::SignInResponse response;
    response.set_now_ms((clock_.now() + clock_ahead).ms());
    const auto found = residents_.find(request->resident_number());
    if (found == residents_.end() || !found->second.here) {
        response.set_result(wire::SignInResponse::NOT_HERE);
        return response.SerializeAsString();
    }
    auto& resident = found->second;
    if (resident.pin != request->pin()) {
        response.set_result(wire::SignInResponse::WRONG);
        response.set_attempts_left(3);
    } else if (resident.must_change && request->new_pin().empty()) {
        response.set_result(wire::SignInResponse::MUST_CHANGE_PIN);
    } else {
        if (!request->new_pin().empty()) resident.pin = request->new_pin();
        resident.must_change = false;
        response.set_result(wire::SignInResponse::SIGNED_IN);
        response.set_session_limit_s(facility_as_set_up_.policy().session_limit_s());
        response.set_session_id(SessionId::make(clock_, random_).raw());
        response.set_resident_id(resident.id.raw());
        response.set_vault_key_box(
            to_string(crypto::seal_to(device_box_.public_key(), resident.vault_key.bytes()).take()));
        response.set_vault_public_key(vault_box(resident.vault_key).public_key().raw());
        response.set_last_sign_in_ms(clock_.now().ms() - 60'000);
        response.set_last_sign_in_place("B-East kiosk 2");
    }
    return response.SerializeAsString();
}

std::string FakeHub::run_commands(const std::string& body) {
    auto batch = wire::parse_command_batch(as_bytes(body));
    if (!batch.ok()) FAIL(batch.error().detail);
    wire::OutcomeBatch answer;
    answer.set_now_ms((clock_.now() + clock_ahead).ms());
    for (const auto& queued : batch->commands()) {
        auto opened = wire::open_queued(queued, box_);
        if (!opened.ok()) FAIL(opened.error().detail);
        if (!wire::verify_device_signature(*opened, device_signing_.public_key()).ok()) FAIL("device signature");
        auto command = wire::parse_command(as_bytes(opened->payload()));
        if (!command.ok()) FAIL(command.error().detail);
        for (const auto& [number, resident] : residents_) {
            if (resident.id.raw() != command->resident_id()) continue;
            const Secret key = crypto::derive_key(resident.vault_key, crypto::kLabelCommand);
            if (!wire::verify_session_proof(*opened, key).ok()) FAIL("session proof");
        }
        auto& outcome = *answer.add_outcomes();
        const auto before = outcomes_.find(command->id());
        if (before != outcomes_.end()) {
            outcome = before->second;
            outcome.set_repeat(true);
            continue;
        }
        outcome.set_command_id(command->id());
        outcome.set_result(wire::Outcome::DONE);
        if (twist_outcome) twist_outcome(outcome);
        if (outcome.result() == wire::Outcome::RETRY) continue;
        outcomes_[command->id()] = outcome;
        commands.push_back(*command);
        if (!lively || outcome.result() != wire::Outcome::DONE) continue;
        for (const auto& [number, resident] : residents_) {
            if (resident.id.raw() == command->resident_id()) carry_out(resident, *command);
        }
    }
    return answer.SerializeAsString();
}

net::HttpResponse FakeHub::blob(const net::HttpRequest& request) {
    const auto name = from_hex(request.path.substr(std::string("/v1/blobs/").size())).take();
    const auto found = blobs.find(to_string(name));
    if (found == blobs.end()) return problem(404, "not_found");
    std::string rest = found->second.substr(std::min<std::size_t>(request.range_from, found->second.size()));
    if (blob_cut > 0) rest = rest.substr(0, blob_cut);
    return {request.range_from > 0 ? 206 : 200, rest};
}

net::HttpResponse FakeHub::serve(const net::HttpRequest& request, const std::string& certificate_pem) {
    const std::lock_guard lock(mutex_);
    if (revoked) return problem(403, "revoked");
    if (auto refused = certificates.refusal(certificate_pem)) return *refused;
    if (request.path == "/v1/renew") return certificates.renew(request.body, device_signing_.public_key());
    if (request.path == "/v1/feed") return {200, feed(request.body)};
    if (request.path == "/v1/sign-in") return {200, sign_in(request.body)};
    if (request.path == "/v1/sign-out") {
        ++sign_outs;
        return {200, ""};
    }
    if (request.path == "/v1/commands") {
        if (refuse_commands_with > 0) return problem(refuse_commands_with, "invalid");
        return {200, run_commands(request.body)};
    }
    if (request.path == "/v1/health") {
        ++healths;
        if (const auto report = wire::parse_health_report(as_bytes(request.body)); report.ok())
            policy_version = report->policy_version();
        wire::HealthReply reply;
        reply.set_now_ms((clock_.now() + clock_ahead).ms());
        return {200, reply.SerializeAsString()};
    }
    if (request.path == "/v1/prea") return take_prea(request.body);
    if (request.path.rfind("/v1/blobs/", 0) == 0) return blob(request);
    return problem(404, "not_found");
}

namespace {

class Line final : public net::Transport {
public:
    Line(FakeHub& hub, bool wait, std::string certificate_pem)
        : hub_(hub), wait_(wait), certificate_pem_(std::move(certificate_pem)) {}

    Result<net::HttpResponse> send(const net::HttpRequest& request) override {
        if (Status gone = state(); !gone.ok()) return gone.take_error();
        const std::uint64_t before = hub_.changes();
        auto answer = hub_.serve(request, certificate_pem_);
        if (hub_.certificates.lose_answers && request.path == "/v1/renew")
            return Error(ErrorCode::kUnavailable, "the hub was not reached: the line broke");
        if (hub_.loses_answers && request.path == "/v1/commands")
            return Error(ErrorCode::kUnavailable, "the hub was not reached: the line broke");
        if (wait_ && request.path == "/v1/feed" && answer.status == 200) {
            const auto response = wire::parse_feed_response(as_bytes(answer.body));
            const auto asked = wire::parse_feed_request(as_bytes(request.body));
            if (response.ok() && response->pages_size() == 0 && asked->wait_ms() > 0) {
                hub_.wait_for_change(
                    before, [this] { return !hub_.reachable || hub_.says_expired || cancelled_ || interrupted_; },
                    Milliseconds(asked->wait_ms()));
                if (Status gone = state(); !gone.ok()) return gone.take_error();
                return hub_.serve(request, certificate_pem_);
            }
        }
        return answer;
    }
    void cancel() override {
        const std::lock_guard lock(hub_.mutex());
        cancelled_ = true;
        hub_.wake();
    }
    void interrupt() override {
        const std::lock_guard lock(hub_.mutex());
        interrupted_ = true;
        hub_.wake();
    }

private:
    Status state() {
        const std::lock_guard lock(hub_.mutex());
        if (cancelled_) return Error(ErrorCode::kUnavailable, "cancelled");
        if (std::exchange(interrupted_, false)) return Error(ErrorCode::kUnavailable, "interrupted");
        if (!hub_.reachable) return Error(ErrorCode::kUnavailable, net::kNotConnected);
        if (hub_.says_expired) return Error(ErrorCode::kExpired, "this terminal's certificate is over");
        return {};
    }
    FakeHub& hub_;
    bool wait_;
    std::string certificate_pem_;
    bool cancelled_ = false;
    bool interrupted_ = false;
};

}  // namespace

std::unique_ptr<net::Transport> FakeHub::connect(bool wait, std::string certificate_pem) {
    return std::make_unique<Line>(*this, wait, std::move(certificate_pem));
}

}  // namespace dayroom::test
