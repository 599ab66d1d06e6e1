// PREA queries, signed in or not, and the way of reports to the hub.
#include "platform/agent/agent.h"
#include "platform/agent/agent_sync.h"
#include "platform/agent/prea.h"
#include "platform/wire/limits.h"

namespace dayroom::agent {
namespace {

constexpr Milliseconds kPreaTryAgain{60'000};

bool is_prea(const local::ToAgent& query) {
    return query.has_get_prea() || query.has_send_prea_report() || query.has_read_prea_answers();
}

}  // namespace

/// Under the lock.
PreaContext Agent::prea_context() {
    return {*store_.device, identity_->context.facility, identity_->root_key, clock_.now()};
}

bool Agent::is_prea_query(const local::ToAgent& query) { return is_prea(query); }

std::optional<local::ToTerminal> Agent::begin_prea(std::uint64_t connection, local::ToAgent query) {
    const bool reads = query.has_read_prea_answers();
    const auto text = std::make_shared<Secret>();
    const auto code = std::make_shared<Secret>();
    std::string language;
    if (query.has_send_prea_report()) {
        auto& report = *query.mutable_send_prea_report();
        *text = Secret::take_from(*report.mutable_text());
        *code = Secret::take_from(*report.mutable_code());
        language = report.language();
    }
    if (reads) *code = Secret::take_from(*query.mutable_read_prea_answers()->mutable_code());
    const std::lock_guard lock(store_.mutex);
    if (!store_.device || !identity_ || !sync_) return problem_of(Error(ErrorCode::kUnavailable, "not ready"));
    if (query.has_get_prea()) {
        auto made = answer_prea(prea_context());
        return made.ok() ? made.take() : problem_of(made.error());
    }
    const auto queued = sync_->work->add([this, connection, number = query.number(), text, code, reads, language] {
        auto made = reads ? read_prea_answers(*code) : seal_prea_report(*text, language, *code);
        local::ToTerminal reply;
        {
            const std::lock_guard inner(store_.mutex);
            reply = made.ok() ? made.take() : problem_of(made.error());
        }
        reply.set_number(number);
        parts_.mailbox.post(connection, std::move(reply));
        parts_.mailbox.ring();
    });
    if (!queued.ok()) return problem_of(Error(ErrorCode::kUnavailable, "too much is being done"));
    return std::nullopt;
}

Answer Agent::seal_prea_report(const Secret& text, const std::string& language, const Secret& code) {
    std::optional<PreaRecipient> to;
    {
        const std::lock_guard lock(store_.mutex);
        if (!store_.device) return Error(ErrorCode::kUnavailable, "not ready");
        to = TRY(prea_recipient(prea_context()));
    }
    ClosedReport closed = TRY(close_report(*to, identity_->context.facility, text, language, code, parts_.random));
    {
        const std::lock_guard lock(store_.mutex);
        if (!store_.device) return Error(ErrorCode::kUnavailable, "not ready");
        TRY(store_.device->prea().add(closed.box, delivery_time(*to, clock_.now(), parts_.random)));
    }
    wake_outbox();
    local::ToTerminal answer;
    answer.mutable_prea_sealed()->set_code(std::string(as_text(closed.code.bytes())));
    return answer;
}

Answer Agent::read_prea_answers(const Secret& typed) {
    const Secret code = TRY(wire::read_prea_code(typed.bytes()));
    const auto address = TRY(wire::prea_answer_address(code, identity_->context.facility));
    const std::lock_guard lock(store_.mutex);
    if (!store_.device) return Error(ErrorCode::kUnavailable, "not ready");
    return open_answers(*store_.device, address);
}

/// On the outbox's thread, while there is a connection: those whose time has come; how long until it is to be called
/// again.
Milliseconds Agent::deliver_prea(Milliseconds rest) {
    wire::PreaDelivery delivery;
    {
        const std::lock_guard lock(store_.mutex);
        if (!store_.device) return rest;
        auto due = store_.device->prea().due(clock_.now(), wire::kMaxPreaReportsInDelivery);
        if (!due.ok()) {
            note_store_error(due.error());
            return rest;
        }
        for (auto& report : *due) *delivery.add_reports() = std::move(report);
    }
    bool again = delivery.reports_size() == wire::kMaxPreaReportsInDelivery;
    if (delivery.reports_size() > 0) {
        const auto received = sync::HubApi(*sync_->outbox_line, clock_).prea(delivery);
        if (!received.ok()) return std::min(rest, kPreaTryAgain);  // no line in the log: it would say when
        const std::lock_guard lock(store_.mutex);
        for (const auto& id : received->ids()) {
            const auto gone = store_.device->prea().forget(id);
            if (!gone.ok()) note_store_error(gone.error());
        }
    }
    const std::lock_guard lock(store_.mutex);
    const auto next = store_.device->prea().next_due();
    if (!next.ok() || !*next) return rest;
    const auto wait = again ? Milliseconds(0) : std::max(Milliseconds(1'000), **next - clock_.now());
    return std::min(rest, wait);
}

}  // namespace dayroom::agent
