#include "platform/sync/feed_ahead.h"

#include <map>
#include <system_error>

#include <pthread.h>

#include "platform/sync/feed_check.h"

namespace dayroom::sync {
namespace {

wire::ScopeCursor& cursor_of(wire::FeedRequest& request, const wire::Scope& scope) {
    for (auto& cursor : *request.mutable_cursors()) {
        if (same_scope(cursor.scope(), scope)) return cursor;
    }
    auto& added = *request.add_cursors();
    *added.mutable_scope() = scope;
    return added;
}

using Place = std::pair<std::uint64_t, std::string>;

/// By scope; a scope at its beginning counts as none.
std::map<std::pair<int, std::string>, Place> places_of(const wire::FeedRequest& request) {
    std::map<std::pair<int, std::string>, Place> places;
    for (const auto& cursor : request.cursors()) {
        if (cursor.seq() == 0 && cursor.snapshot_after().empty()) continue;
        places[{cursor.scope().kind(), cursor.scope().id()}] = {cursor.seq(), cursor.snapshot_after()};
    }
    return places;
}

}  // namespace

std::optional<wire::FeedRequest> request_after(const wire::FeedRequest& asked, const wire::FeedResponse& response) {
    if (!response.more()) return std::nullopt;
    wire::FeedRequest next;
    next.set_epoch(response.epoch());
    next.set_schema(asked.schema());
    if (asked.epoch() == response.epoch()) *next.mutable_cursors() = asked.cursors();
    for (const auto& page : response.pages()) {
        auto& cursor = cursor_of(next, page.scope());
        if (page.kind() == wire::FeedPage::LOST_HISTORY) return std::nullopt;
        const bool goes_on = page.kind() == wire::FeedPage::SNAPSHOT && !page.last();
        if (!goes_on) cursor.set_seq(page.to_seq());
        cursor.set_snapshot_after(goes_on ? page.snapshot_token() : std::string());
    }
    return next;
}

FeedAhead::~FeedAhead() {
    if (thread_.joinable()) thread_.join();
}

void FeedAhead::begin(const wire::FeedRequest& asked, const wire::FeedResponse& response) {
    auto next = request_after(asked, response);
    if (!next || thread_.joinable()) return;
    request_ = std::move(*next);
    try {
        thread_ = std::thread([this] {
            ::pthread_setname_np(::pthread_self(), "sync-fetch");
            answer_ = hub_.feed(request_);
        });
    } catch (const std::system_error&) {
        // The next request goes out when this answer is stored.
    }
}

std::optional<Result<wire::FeedResponse>> FeedAhead::take(const wire::FeedRequest& request) {
    if (!thread_.joinable()) return std::nullopt;
    thread_.join();
    auto answer = std::exchange(answer_, std::nullopt);
    if (request.epoch() != request_.epoch() || places_of(request) != places_of(request_)) return std::nullopt;
    return answer;
}

}  // namespace dayroom::sync
