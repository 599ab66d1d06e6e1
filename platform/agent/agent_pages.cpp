// Documents that staff attached to a request. Their pages are pictures, and go the way of photos; the words on them are
// asked for here. Whoever opens the request has all of it brought to this terminal, page after page, so that it can be
// read when the line is gone.
#include "platform/agent/agent.h"
#include "platform/agent/agent_sync.h"

namespace dayroom::agent {
namespace {

constexpr int kPageTextTries = 3;

local::ToTerminal page_problem(const char* code) {
    local::ToTerminal answer;
    answer.mutable_problem()->set_code(code);
    return answer;
}

local::ToTerminal page_text(local::Pixels::State state, std::string text = {}) {
    local::ToTerminal answer;
    answer.mutable_page_text()->set_state(state);
    answer.mutable_page_text()->set_text(std::move(text));
    return answer;
}

}  // namespace

std::optional<local::ToTerminal> Agent::begin_page_text(std::uint64_t connection, const local::ToAgent& query) {
    const std::string& sha256 = query.get_page_text().sha256();
    const std::lock_guard lock(store_.mutex);
    if (!session_) return page_problem("signed_out");
    const auto known = session_->pages.find(sha256);
    if (known == session_->pages.end()) return page_problem("not_found");
    const auto failed = session_->photos_failed.find(sha256);
    if (failed != session_->photos_failed.end() && failed->second >= kPageTextTries)
        return page_text(local::Pixels::CANNOT_SHOW);
    auto job = std::make_shared<PhotoJob>();
    job->sha256 = sha256;
    job->bytes = known->second;
    job->blob_key = session_->blob_key.duplicate();
    const auto queued = sync_->work->add([this, connection, number = query.number(), session = session_->number, job] {
        page_text_job(connection, number, session, *job);
    });
    if (!queued.ok()) return page_problem("unavailable");
    return std::nullopt;
}

void Agent::page_text_job(std::uint64_t connection, std::uint32_t number, std::uint64_t session, const PhotoJob& job) {
    {
        const std::lock_guard lock(store_.mutex);
        if (!session_ || session_->number != session) return;
    }
    auto found = sync_->photos->text_from_files(job);
    const bool here = found.ok() && found.value().has_value();
    local::ToTerminal reply =
        here ? page_text(local::Pixels::READY, std::move(**found)) : page_text(local::Pixels::FETCHING);
    reply.set_number(number);
    parts_.mailbox.post(connection, std::move(reply));
    if (!here) fetched(session, job.sha256, sync_->photos->fetch(job));
}

/// One page after the other, each a job of its own: what somebody waits for comes in between.
void Agent::fetch_pages() {
    const std::lock_guard lock(store_.mutex);
    if (!session_ || session_->fetching_pages || session_->pages_to_fetch.empty()) return;
    session_->fetching_pages = sync_->work->add([this, session = session_->number] { fetch_page_job(session); }).ok();
}

void Agent::fetch_page_job(std::uint64_t session) {
    PhotoJob job;
    {
        const std::lock_guard lock(store_.mutex);
        if (!session_ || session_->number != session) return;
        session_->fetching_pages = false;
        if (session_->pages_to_fetch.empty()) return;
        job.sha256 = std::move(session_->pages_to_fetch.back());
        session_->pages_to_fetch.pop_back();
        job.bytes = session_->pages[job.sha256];
        job.blob_key = session_->blob_key.duplicate();
    }
    const Status status = sync_->photos->is_here(job) ? Status() : sync_->photos->fetch(job);
    if (!status.ok()) {
        // The line is gone, or the hub has it no more: whoever looks at the page is told then.
        parts_.log.note("page_not_fetched", to_string(status.error().code));
        const std::lock_guard lock(store_.mutex);
        if (session_ && session_->number == session) session_->pages_to_fetch.clear();
        return;
    }
    fetch_pages();
}

}  // namespace dayroom::agent
