// Accepting a bag: the resident signs with their PIN. Checking it takes the Argon2 time, so it runs on the work thread.
#include "platform/agent/agent.h"
#include "platform/agent/agent_sync.h"

namespace dayroom::agent {

std::optional<local::ToTerminal> Agent::begin_delivery(std::uint64_t connection, local::ToAgent query) {
    auto pin = std::make_shared<Secret>(Secret::take_from(*query.mutable_accept_delivery()->mutable_pin()));
    const std::lock_guard lock(store_.mutex);
    if (!session_ || !sync_) return problem_of(Error(ErrorCode::kUnauthenticated, "nobody is signed in", "signed_out"));
    if (session_->quick_look) return problem_of(Error(ErrorCode::kDenied, "a quick look only reads", "quick_look"));
    // What cannot be accepted asks for no PIN.
    Desk desk = make_desk();
    const auto intent = delivery_intent(desk, query.accept_delivery());
    if (!intent.ok()) return problem_of(intent.error());
    const auto queued = sync_->work->add([this, connection, session = session_->number, query = std::move(query), pin] {
        delivery_job(connection, session, query, *pin);
    });
    if (!queued.ok()) return problem_of(Error(ErrorCode::kUnavailable, "too much is being done"));
    return std::nullopt;
}

void Agent::delivery_job(std::uint64_t connection, std::uint64_t session, const local::ToAgent& query,
                         const Secret& pin) {
    auto made = sign_delivery(session, query.accept_delivery(), pin);
    local::ToTerminal reply;
    {
        const std::lock_guard lock(store_.mutex);
        reply = made.ok() ? made.take() : problem_of(made.error());
        reply.set_number(query.number());
        parts_.mailbox.post(connection, reply);
        // Whoever guesses at somebody's PIN does not stay in their session.
        if (reply.problem().code() == "locked" && session_ && session_->number == session)
            close_session(record::Event::kSignedOut, "signed_out");
    }
    if (reply.has_done()) wake_outbox();
    parts_.mailbox.ring();
}

Answer Agent::sign_delivery(std::uint64_t session, const local::AcceptDelivery& query, const Secret& pin) {
    const auto signed_out = [] { return Error(ErrorCode::kUnauthenticated, "nobody is signed in", "signed_out"); };
    ResidentId resident;
    {
        const std::lock_guard lock(store_.mutex);
        if (!session_ || session_->number != session) return signed_out();
        resident = session_->resident;
    }
    if (const auto problem = TRY(sync_->sign_in->check_pin(resident, pin))) {
        local::ToTerminal answer;
        *answer.mutable_problem() = *problem;
        return answer;
    }
    const std::lock_guard lock(store_.mutex);
    if (!session_ || session_->number != session) return signed_out();
    Desk desk = make_desk();
    TRY(queue_command(desk, TRY(delivery_intent(desk, query))));
    return done();
}

}  // namespace dayroom::agent
