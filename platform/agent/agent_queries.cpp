// From a query to its answer.
#include "platform/agent/agent.h"
#include "platform/agent/agent_sync.h"

namespace dayroom::agent {
namespace {

constexpr std::size_t kMaxTypedNumber = 64;
constexpr std::size_t kSha256Bytes = 32;
constexpr int kPhotoTries = 3;

local::ToTerminal problem(const std::string& code) {
    local::ToTerminal answer;
    answer.mutable_problem()->set_code(code);
    return answer;
}

/// What a quick look may do: what is not named here is refused. To mark as read, and to say that a notice was read, is
/// part of reading.
bool only_reads(local::ToAgent::QueryCase query) {
    switch (query) {
        case local::ToAgent::kGetHome:
        case local::ToAgent::kGetThreads:
        case local::ToAgent::kGetMessages:
        case local::ToAgent::kGetMessage:
        case local::ToAgent::kSearchMessages:
        case local::ToAgent::kMarkRead:
        case local::ToAgent::kGetWriting:
        case local::ToAgent::kGetContacts:
        case local::ToAgent::kGetGallery:
        case local::ToAgent::kGetMoney:
        case local::ToAgent::kGetTransactions:
        case local::ToAgent::kGetStatement:
        case local::ToAgent::kGetObligations:
        case local::ToAgent::kGetCredits:
        case local::ToAgent::kGetCommissary:
        case local::ToAgent::kGetItems:
        case local::ToAgent::kGetCart:
        case local::ToAgent::kGetOrders:
        case local::ToAgent::kGetForms:
        case local::ToAgent::kGetRequests:
        case local::ToAgent::kGetRequest:
        case local::ToAgent::kGetPageText:
        case local::ToAgent::kGetDraft:
        case local::ToAgent::kGetNotices:
        case local::ToAgent::kAcknowledgeNotice:
        case local::ToAgent::kGetDocuments:
        case local::ToAgent::kGetChapter:
        case local::ToAgent::kSearchDocument:
        case local::ToAgent::kGetSchedule:
        case local::ToAgent::kGetPhone:
        case local::ToAgent::kGetCalls:
        case local::ToAgent::kGetVisits:
        case local::ToAgent::kGetVisitDays:
        case local::ToAgent::kSetPreferences:
            return true;
        default:
            return false;
    }
}

local::ToTerminal pixels(local::Pixels::State state) {
    local::ToTerminal answer;
    answer.mutable_photo()->set_state(state);
    return answer;
}

}  // namespace

std::optional<local::ToTerminal> Agent::handle(std::uint64_t connection, local::ToAgent query) {
    const std::uint32_t number = query.number();
    std::optional<local::ToTerminal> reply;
    query_waits_.store(true);
    if (refused_in_diagnostics(query.query_case())) {
        reply = problem("in_diagnostics");
    } else if (is_service_query(query.query_case())) {
        reply = begin_service(connection, std::move(query));
    } else if (query.has_sign_in()) {
        reply = begin_sign_in(connection, std::move(query));
    } else if (query.has_get_photo()) {
        reply = begin_photo(connection, query);
    } else if (query.has_get_page_text()) {
        reply = begin_page_text(connection, query);
    } else if (query.has_accept_delivery()) {
        reply = begin_delivery(connection, std::move(query));
    } else if (is_prea_query(query)) {
        reply = begin_prea(connection, std::move(query));
    } else {
        auto made = answer(query);
        const std::lock_guard lock(store_.mutex);
        reply = made.ok() ? made.take() : problem_of(made.error());
    }
    query_waits_.store(false);
    query_waits_.notify_all();
    if (reply) reply->set_number(number);
    return reply;
}

Answer Agent::answer(const local::ToAgent& query) {
    bool queued = false;
    Answer made = Error(ErrorCode::kUnauthenticated, "nobody is signed in", "signed_out");
    {
        const std::lock_guard lock(store_.mutex);
        if (query.has_get_status()) {
            local::ToTerminal status;
            *status.mutable_status() = TRY(status_now());
            return status;
        }
        if (query.has_sign_out()) return answer_sign_out();
        if (query.query_case() == local::ToAgent::QUERY_NOT_SET)
            return Error(ErrorCode::kUnsupported, "a query of a newer screen");
        if (store_.device != nullptr) {
            if (auto read = answer_reading(*store_.device, session_ == nullptr, query)) return std::move(*read);
        }
        if (query.has_touch() && visit_) {
            visit_->last_touch = clock_.steady();
            return done();
        }
        if (!session_) return made;
        if (query.has_touch()) {
            session_->last_touch = clock_.steady();
            return done();
        }
        if (session_->quick_look && !only_reads(query.query_case()))
            return Error(ErrorCode::kDenied, "a quick look only reads", "quick_look");
        TRY(check_offered(query.query_case()));
        Desk desk = make_desk();
        made = answer_query(desk, query);
        queued = desk.queued;
        if (!desk.trouble.ok()) note_store_error(desk.trouble.error());
    }
    if (queued) wake_outbox();
    if (query.has_get_request()) fetch_pages();
    return made;
}

/// Under the lock.
local::ToTerminal Agent::problem_of(const Error& error) {
    if (error.code == ErrorCode::kCorrupt) note_store_error(error);
    if (!error.text_key.empty()) return problem(error.text_key);
    switch (error.code) {
        case ErrorCode::kInvalid:
        case ErrorCode::kTooLarge:
        case ErrorCode::kNotFound:
        case ErrorCode::kDenied:
        case ErrorCode::kConflict:
        case ErrorCode::kUnavailable:
        case ErrorCode::kUnsupported:
        case ErrorCode::kInsufficientFunds:
            return problem(to_string(error.code));
        default:
            parts_.log.warn("query_failed", to_string(error.code), error.detail);
            return problem("internal");
    }
}

local::ToTerminal Agent::answer_sign_out() {
    if (session_) close_session(record::Event::kSignedOut, nullptr);
    return done();
}

std::optional<local::ToTerminal> Agent::begin_sign_in(std::uint64_t connection, local::ToAgent query) {
    auto& asked = *query.mutable_sign_in();
    SignInAttempt attempt;
    attempt.resident_number = asked.resident_number().substr(0, kMaxTypedNumber);
    attempt.pin = Secret::take_from(*asked.mutable_pin());
    attempt.new_pin = Secret::take_from(*asked.mutable_new_pin());
    attempt.quick_look = asked.wish() == local::SignIn::QUICK_LOOK;
    {
        const std::lock_guard lock(store_.mutex);
        if (!sync_ || !condition_.lets_sign_in()) return problem("denied");
        if (session_ || signing_in_) return problem("conflict");
        if (auto answered = stand_in_line(asked.wish(), attempt)) return answered;
        signing_in_ = true;
    }
    auto shared = std::make_shared<SignInAttempt>(std::move(attempt));
    const auto queued = sync_->work->add(
        [this, connection, number = query.number(), shared] { sign_in_job(connection, number, std::move(*shared)); });
    if (queued.ok()) return std::nullopt;
    const std::lock_guard lock(store_.mutex);
    signing_in_ = false;
    return problem("unavailable");
}

void Agent::sign_in_job(std::uint64_t connection, std::uint32_t number, SignInAttempt attempt) {
    const auto person = clean_resident_number(attempt.resident_number);
    auto outcome = sync_->sign_in->run(std::move(attempt));
    local::ToTerminal reply;
    reply.set_number(number);
    {
        const std::lock_guard lock(store_.mutex);
        signing_in_ = false;
        // Whoever asked may be gone by now, or the terminal refused: then nobody is signed in.
        const bool wanted = connection == parts_.mailbox.connection() && condition_.lets_sign_in() && visit_ == nullptr;
        if (outcome.problem || !wanted) {
            *reply.mutable_problem() = outcome.problem.value_or(local::Problem());
            if (!outcome.problem) reply.mutable_problem()->set_code("denied");
        } else {
            if (outcome.session) {
                outcome.session->number = ++sessions_;
                told_moved_ = outcome.signed_in.moved();
                session_ = std::move(outcome.session);
                if (person.ok()) line_.came(*person);
                status_moved_ = true;
                // Beside what was left: what came between the opening of the vault and now.
                go_on_absorbing(session_->number);
            }
            *reply.mutable_signed_in() = outcome.signed_in;
            if (session_) tell_of_service(*reply.mutable_signed_in());
        }
        move_line_on();
        parts_.mailbox.post(connection, reply);
        for (auto& push : outcome.told)
            if (session_) parts_.mailbox.post(connection, std::move(push));
    }
    parts_.log.note("sign_in", reply.has_problem() ? reply.problem().code() : "ok",
                    "opened in " + std::to_string(reply.signed_in().opened_in_us()) + " us");
    if (outcome.commands_queued) wake_outbox();
    if (outcome.scope_was_reset) sync_->feed_line->interrupt();
}

std::optional<local::ToTerminal> Agent::begin_photo(std::uint64_t connection, const local::ToAgent& query) {
    const auto& asked = query.get_photo();
    const std::lock_guard lock(store_.mutex);
    if (!session_) return problem("signed_out");
    if (asked.sha256().size() != kSha256Bytes || asked.max_width() < 1 || asked.max_height() < 1)
        return problem("invalid");
    auto known = session_->vault->photo(asked.sha256());
    if (known.ok() && !known.value()) known = store_.device->card_picture(asked.sha256());
    if (known.ok() && !known.value()) known = store_.device->item_picture(asked.sha256());
    if (!known.ok()) return problem_of(known.error());
    const auto page = session_->pages.find(asked.sha256());
    if (!known.value() && page == session_->pages.end()) return problem("not_found");
    if (session_->photos_failed[asked.sha256()] >= kPhotoTries) return pixels(local::Pixels::CANNOT_SHOW);
    const std::size_t bytes =
        known.value() ? static_cast<std::size_t>(std::max(known.value()->bytes(), 0)) : page->second;
    PhotoJob job{asked.sha256(), bytes, static_cast<std::uint32_t>(asked.max_width()),
                 static_cast<std::uint32_t>(asked.max_height()), session_->blob_key.duplicate()};
    fit_box(job.max_width, job.max_height);
    auto shared = std::make_shared<PhotoJob>(std::move(job));
    const auto queued = sync_->work->add([this, connection, number = query.number(), session = session_->number,
                                          shared] { photo_job(connection, number, session, std::move(*shared)); });
    if (!queued.ok()) return problem("unavailable");
    return std::nullopt;
}

void Agent::photo_job(std::uint64_t connection, std::uint32_t number, std::uint64_t session, PhotoJob job) {
    {
        const std::lock_guard lock(store_.mutex);
        if (!session_ || session_->number != session) return;
    }
    auto found = sync_->photos->from_files(job);
    local::ToTerminal reply = pixels(local::Pixels::FETCHING);
    if (found.ok() && found.value()) *reply.mutable_photo() = std::move(*found.value());
    reply.set_number(number);
    parts_.mailbox.post(connection, std::move(reply));
    if (found.ok() && found.value()) return;
    fetched(session, job.sha256, sync_->photos->fetch(job));
}

void Agent::fetched(std::uint64_t session, const std::string& sha256, const Status& status) {
    {
        const std::lock_guard lock(store_.mutex);
        if (!session_ || session_->number != session) return;
        if (status.ok()) {
            session_->photos_failed.erase(sha256);
        } else {
            ++session_->photos_failed[sha256];
            parts_.log.note("photo_not_fetched", to_string(status.error().code));
        }
        ++session_->photos_arrived;
    }
    parts_.mailbox.ring();
}

}  // namespace dayroom::agent
