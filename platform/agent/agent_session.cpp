// The session's life, and what sync tells.
#include <algorithm>

#include "platform/agent/agent.h"
#include "platform/agent/agent_sync.h"

namespace dayroom::agent {
namespace {

constexpr int kNewsBatch = 250;   // envelopes under one lock
constexpr int kIndexBatch = 250;  // messages under one lock
constexpr Seconds kSessionGrace{10};
constexpr Seconds kQuiet{2};     // without a touch
constexpr int kTidyPages = 400;  // of write-ahead log, a file
/// While somebody writes, another terminal is at most this far behind: with the tick's own second below 15.
constexpr Seconds kDraftsEvery{10};

local::ToTerminal session_ended(const char* reason) {
    local::ToTerminal push;
    push.mutable_session_ended()->set_reason(reason);
    return push;
}

}  // namespace

void Agent::close_session(record::Event why, const char* told) {
    tell_hub_of_drafts();
    const ResidentId resident = session_->resident;
    const std::string hub_session = session_->hub_session;
    session_.reset();  // the vault's file and keys go here
    last_use_ = parts_.clock.steady();
    move_line_on();
    const auto ended = store_.device->turns().end(resident, clock_.now());
    if (!ended.ok()) note_store_error(ended.error());
    put_on_record(why, resident, "");
    if (told != nullptr) parts_.mailbox.post(parts_.mailbox.connection(), session_ended(told));
    if (!sync_ || !sync_->work) return;
    sync_->blob_line->interrupt();
    if (hub_session.empty()) return;
    const auto queued = sync_->work->add([this, resident, hub_session] {
        wire::SignOutRequest request;
        request.set_session_id(hub_session);
        request.set_resident_id(resident.raw());
        const auto sent = sync::HubApi(*sync_->people_line, clock_).sign_out(request);
        if (!sent.ok()) parts_.log.note("sign_out_not_told", to_string(sent.error().code));
    });
    if (!queued.ok()) parts_.log.note("sign_out_not_told", "busy");
}

Desk Agent::make_desk() {
    return Desk{*store_.device, *session_,     identity_->context, identity_->signing_key,
                clock_,         parts_.random, condition_.online};
}

/// Whatever fails here is tried again: at the next tick, or at the next sign-in. It is saved in the vault.
void Agent::tell_hub_of_drafts() {
    if (!session_->draft_since) return;
    Desk desk = make_desk();
    const auto queued = send_drafts(desk);
    if (!queued.ok()) parts_.log.warn("drafts_not_queued", to_string(queued.error().code));
    if (desk.queued) wake_outbox();
}

/// What is saved in the vault and did not get into the outbox.
void Agent::requeue() {
    Desk desk = make_desk();
    const auto again = requeue_intents(desk);
    if (!again.ok()) parts_.log.warn("intents_not_queued", to_string(again.error().code));
    if (desk.queued) wake_outbox();
}

/// Under the lock.
Result<local::Status> Agent::status_now() {
    auto status = TRY(make_status(store_.device.get(), condition_, clock_.now()));
    if (!store_.device || !identity_) return status;
    // A full disk still has its fault shown.
    const auto offered = prea_offered(prea_context());
    status.set_prea(offered.ok() && *offered);
    add_line(TRY(line_policy()), status);
    add_service(status);
    return status;
}

void Agent::terminal_changed() {
    const std::lock_guard lock(store_.mutex);
    if (session_) close_session(record::Event::kSignedOut, nullptr);
    if (visit_ && store_.device) leave_diagnostics("screen_gone");
    status_moved_ = true;
}

/// While nobody touches the screen: so that no commit that somebody waits for has to.
void Agent::tidy() {
    if (session_ && clock_.steady() - session_->last_touch < kQuiet) return;
    Status tidied = store_.device->connection().tidy(kTidyPages);
    if (tidied.ok() && session_) tidied = session_->vault->connection().tidy(kTidyPages);
    if (!tidied.ok()) note_store_error(tidied.error());
}

void Agent::tick() {
    const std::lock_guard lock(store_.mutex);
    if (store_.device) {
        tidy();
        look_at_clock();
        move_line_on();
        watch_technician();
    }
    if (!session_ || !store_.device) return;
    const auto status = status_now();
    if (!status.ok()) return note_store_error(status.error());
    const auto now = clock_.steady();
    if (session_->to_requeue) requeue();
    if (session_->draft_since && now - *session_->draft_since >= kDraftsEvery) tell_hub_of_drafts();
    const auto idle = Seconds(status->idle_sign_out_s()) + kIdleGrace;
    const auto longest = session_->limit + kSessionGrace;
    if (now - session_->last_touch >= idle) return close_session(record::Event::kSignedOutIdle, "signed_out");
    if (session_->limit > Seconds(0) && now - session_->begun >= longest)
        close_session(record::Event::kSignedOut, "signed_out");
}

std::vector<local::ToTerminal> Agent::pushes() {
    std::vector<local::ToTerminal> all;
    const std::lock_guard lock(store_.mutex);
    const auto connection = parts_.mailbox.connection();
    const bool fresh = std::exchange(told_connection_, connection) != connection;
    if (std::exchange(status_moved_, false) || fresh) {
        const auto status = status_now();
        if (!status.ok()) {
            note_store_error(status.error());
        } else if (fresh || !same_to_the_eye(*status, told_status_)) {
            told_status_ = *status;
            *all.emplace_back().mutable_status() = *status;
        }
    }
    if (session_ && store_.device) {
        const auto moved = moved_of(store_.device->stamps(), *session_);
        if (moved.SerializeAsString() != told_moved_.SerializeAsString()) {
            told_moved_ = moved;
            *all.emplace_back().mutable_moved() = moved;
        }
    }
    return all;
}

/// Whether something stands before what comes now. An error says so too: then nothing goes past it.
bool Agent::waits_for_vault() {
    const auto waiting = store_.device->anything_waits(session_->resident);
    return !waiting.ok() || *waiting;
}

bool Agent::makes_way(const wire::Scope& scope) {
    // A mutex is not fair: the screen's query goes before the next batch.
    query_waits_.wait(true);
    bool more = false;
    {
        const std::lock_guard lock(store_.mutex);
        if (!session_ || scope.id() != session_->resident.raw() || !waits_for_vault()) return false;
        more = take_news();
    }
    parts_.mailbox.ring();
    return more;
}

// Not while older envelopes of theirs wait: what came by a snapshot may lower a version, and must come first.
std::optional<std::vector<CommandId>> Agent::take_in(const store::PageToStore& page) {
    if (!session_ || page.scope.id() != session_->resident.raw() || waits_for_vault()) return std::nullopt;
    auto taken = session_->vault->take_in(*store_.device, page, identity_->context.keys);
    if (!taken.ok() && taken.error().code == ErrorCode::kConflict) return std::nullopt;  // take_page() begins again
    if (!taken.ok()) {
        note_store_error(taken.error());
        return std::nullopt;
    }
    if (taken->refused > 0)
        put_on_record(record::Event::kEnvelopeRefused, session_->resident, std::to_string(taken->refused));
    auto seen = std::move(taken->seen);
    if (page.last) take_news();  // what the snapshot did not hold goes
    return seen;
}

/// New envelopes into the vault, decided commands to the screen.
bool Agent::take_news() {
    const auto decided = store_.device->outbox().untold_outcomes(session_->resident);
    if (!decided.ok()) {
        note_store_error(decided.error());
        return false;
    }
    std::vector<local::ToTerminal> told;
    for (const auto& entry : *decided) {
        if (auto push = outcome_push(*session_->vault, entry)) told.push_back(std::move(*push));
    }
    const auto absorbed = session_->vault->absorb(*store_.device, identity_->context.keys, kNewsBatch);
    if (!absorbed.ok()) {
        note_store_error(absorbed.error());
        return false;
    }
    if (absorbed->refused > 0)
        put_on_record(record::Event::kEnvelopeRefused, session_->resident, std::to_string(absorbed->refused));
    for (auto& push : told) parts_.mailbox.post(parts_.mailbox.connection(), std::move(push));
    return absorbed->more;
}

void Agent::go_on_absorbing(std::uint64_t session) {
    const auto queued = sync_->work->add([this, session] {
        // A mutex is not fair: without this the next batch would take the lock before a query that waits for it.
        query_waits_.wait(true);
        {
            const std::lock_guard lock(store_.mutex);
            if (session_ && session_->number == session) take_news() ? go_on_absorbing(session) : go_on_indexing();
        }
        parts_.mailbox.ring();
    });
    if (!queued.ok()) parts_.log.note("absorbing_waits", "busy");
}

/// What a large batch left for the search index, a little at a time, when nothing more is on its way.
void Agent::go_on_indexing() {
    if (indexing_ || !session_) return;
    const auto wait = session_->vault->words_wait();
    if (!wait.ok()) return note_store_error(wait.error());
    if (!*wait) return;
    const auto queued = sync_->work->add([this] {
        query_waits_.wait(true);
        {
            const std::lock_guard lock(store_.mutex);
            indexing_ = false;
            if (!session_) return;
            const auto more = session_->vault->index_words(kIndexBatch);
            more.ok() ? go_on_indexing() : note_store_error(more.error());
        }
        parts_.mailbox.ring();
    });
    indexing_ = queued.ok();
}

void Agent::applied(const std::vector<wire::Scope>& scopes, bool caught_up) {
    {
        const std::lock_guard lock(store_.mutex);
        condition_.last_contact = clock_.now();
        look_at_clock();
        const auto is_mine = [this](const wire::Scope& scope) {
            return scope.kind() == wire::RESIDENT && session_ && scope.id() == session_->resident.raw();
        };
        if (std::any_of(scopes.begin(), scopes.end(), is_mine) && take_news()) go_on_absorbing(session_->number);
        if (caught_up) go_on_indexing();
        const auto is_shared = [](const wire::Scope& scope) { return scope.kind() != wire::RESIDENT; };
        if (std::any_of(scopes.begin(), scopes.end(), is_shared)) {
            take_policy();
            move_line_on();  // the facility may offer none any more
            if (store_.device && identity_) {
                const auto trust = technician_trust(*store_.device, *identity_, clock_.now());
                if (!trust.ok()) note_store_error(trust.error());
            }
            status_moved_ = true;
        }
        if (caught_up && (!condition_.first_sync_done || condition_.fault == "store_corrupt")) {
            condition_.first_sync_done = true;
            if (condition_.fault == "store_corrupt") condition_.fault.clear();
            status_moved_ = true;
        }
    }
    parts_.mailbox.ring();
}

void Agent::residents_left(const std::vector<ResidentId>& residents) {
    {
        const std::lock_guard lock(store_.mutex);
        for (const auto& resident : residents) {
            if (session_ && session_->resident == resident) close_session(record::Event::kSignedOut, "signed_out");
            const store::VaultPlace place{parts_.options.data_dir / "vaults", identity_->context.facility,
                                          identity_->context.device, resident};
            const auto gone = store::Vault::destroy(place.file());
            if (gone.ok()) put_on_record(record::Event::kVaultDestroyed, resident, "left");
        }
    }
    parts_.mailbox.ring();
}

void Agent::outcomes_arrived() {
    {
        const std::lock_guard lock(store_.mutex);
        if (session_ && take_news()) go_on_absorbing(session_->number);
    }
    wake_outbox();
    parts_.mailbox.ring();
}

void Agent::connection(bool online) {
    {
        const std::lock_guard lock(store_.mutex);
        condition_.online = online;
        status_moved_ = true;
        look_at_clock();
    }
    parts_.log.note(online ? "online" : "offline");
    if (online) wake_outbox();
    parts_.mailbox.ring();
}

void Agent::revoked(bool now_revoked) {
    {
        const std::lock_guard lock(store_.mutex);
        if (condition_.revoked == now_revoked) return;
        condition_.revoked = now_revoked;
        status_moved_ = true;
        const auto marked = now_revoked ? revocation_.set() : revocation_.clear();
        if (!marked.ok()) parts_.log.warn("revocation_not_kept", to_string(marked.error().code));
        if (now_revoked && session_) close_session(record::Event::kSignedOut, "revoked");
        // Without the hub nobody signs in here again: the wrapped keys go. What waits in the outbox stays.
        if (now_revoked) {
            const auto cursors = store_.device->cursors();
            for (const auto& cursor : cursors.ok() ? *cursors : std::vector<store::CursorView>()) {
                const auto resident = ResidentId::from_bytes(cursor.scope.id());
                if (cursor.scope.kind() != wire::RESIDENT || !resident.ok()) continue;
                const auto forgotten = store_.device->sign_in().forget(*resident);
                if (!forgotten.ok()) note_store_error(forgotten.error());
            }
        }
    }
    parts_.log.warn(now_revoked ? "revoked" : "accepted_again");
    parts_.mailbox.ring();
}

void Agent::expired(bool now_expired) {
    {
        const std::lock_guard lock(store_.mutex);
        condition_.expired = now_expired;
        status_moved_ = true;
        // What somebody would still queue here could never be sent.
        if (now_expired && session_) close_session(record::Event::kSignedOut, "fault");
    }
    parts_.log.warn(now_expired ? "certificate_expired" : "certificate_accepted");
    parts_.mailbox.ring();
}

void Agent::fault(const std::string& code) {
    {
        const std::lock_guard lock(store_.mutex);
        if (!code.empty()) note_fault(code);
        const bool own = code == "disk_full" || code == "store_corrupt";
        if (own) condition_.fault = code;
        if (code == "store_corrupt") note_device_store_broken();
        if (!own && condition_.fault == "disk_full") condition_.fault.clear();
        status_moved_ = true;
    }
    if (!code.empty()) parts_.log.warn("fault", code);
    parts_.mailbox.ring();
}

void Agent::note_store_error(const Error& error) {
    note_fault(to_string(error.code));
    parts_.log.warn("store_error", to_string(error.code), error.detail);
    if (error.code != ErrorCode::kCorrupt) return;
    // After damage a connection reads nothing more: so the device store tells whether it is the one.
    const auto device = store_.device->epoch();
    if (!device.ok() && device.error().code == ErrorCode::kCorrupt) return note_device_store_broken();
    if (!session_) return;
    damaged_vaults_.insert(session_->resident);  // begun again at the next sign-in
    close_session(record::Event::kSignedOut, "fault");
}

void Agent::note_device_store_broken() {
    const auto marked = damage_.set();
    if (!marked.ok()) parts_.log.warn("damage_not_kept", to_string(marked.error().code));
    must_restart_ = true;
    condition_.fault = "store_corrupt";
    status_moved_ = true;
}

void Agent::put_on_record(record::Event event, const ResidentId& resident, const std::string& code) {
    record::Entry entry;
    entry.at = clock_.now();
    entry.event = event;
    entry.outcome = record::Outcome::kDone;
    entry.actor_kind = resident.is_nil() ? "device" : "resident";
    if (!resident.is_nil()) entry.actor_id = Bytes(resident.bytes().begin(), resident.bytes().end());
    entry.code = code;
    const auto kept = store_.device->audit().append(entry);
    if (kept.ok()) return;
    parts_.log.warn("audit_not_kept", to_string(kept.error().code));
    if (kept.error().code == ErrorCode::kCorrupt) note_device_store_broken();
}

}  // namespace dayroom::agent
