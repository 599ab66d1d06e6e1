// The second half of signing in: the key is known, the vault opens.
#include "platform/agent/answers.h"
#include "platform/agent/sign_in.h"
#include "platform/crypto/labels.h"

namespace dayroom::agent {
namespace {

// A screen is usable with a name and the newest state; what else has come since the last sign-in goes on being opened
// behind it.
constexpr Milliseconds kAbsorbAtOnce{80};
constexpr Milliseconds kAbsorbForProfile{1'500};
constexpr int kAbsorbBatch = 250;  // envelopes

wire::Scope resident_scope(const ResidentId& resident) {
    wire::Scope scope;
    scope.set_kind(wire::RESIDENT);
    scope.set_id(resident.raw());
    return scope;
}

/// Opens what waits, for a bounded time. The rest goes on behind the screen.
Status absorb_some(store::DeviceStore& device, store::Vault& vault, const wire::TrustedKeys& keys, const Clock& clock) {
    const auto begun = clock.steady();
    for (;;) {
        const auto batch = TRY(vault.absorb(device, keys, kAbsorbBatch));
        if (!batch.more) return {};
        const auto spent = clock.steady() - begun;
        if (spent >= kAbsorbForProfile) return {};
        if (spent >= kAbsorbAtOnce && TRY(vault.profile())) return {};
    }
}

}  // namespace

Result<SignInOutcome> SignIn::open(const Key& key) {
    const auto begun = clock_.steady();
    SignInOutcome outcome;
    auto session = std::make_unique<Session>();
    store::Vault::Recovery recovery;
    {
        const std::lock_guard lock(store_.mutex);
        const store::VaultPlace place{vaults_, identity_.context.facility, identity_.context.device, key.resident};
        const auto open_vault = damaged_.contains(key.resident) ? store::Vault::recover : store::Vault::open_or_recover;
        session->vault = TRY(open_vault(place, key.vault_key, clock_.now(), recovery));
        damaged_.erase(key.resident);
        if (recovery.rebuilt) {
            TRY(store_.device->reset_scope(resident_scope(key.resident)));
            outcome.scope_was_reset = true;
        }
        for (const auto& entry : TRY(store_.device->outbox().untold_outcomes(key.resident))) {
            auto push = outcome_push(*session->vault, entry);
            if (push && !push->outcome().done()) outcome.told.push_back(std::move(*push));
        }
        TRY(absorb_some(*store_.device, *session->vault, identity_.context.keys, clock_));
        session->resident = key.resident;
        session->hub_session = key.hub_session;
        session->begun = session->last_touch = clock_.steady();
        session->quick_look = key.quick_look;
        session->limit = key.limit;
        TRY(store_.device->turns().begin(key.resident, clock_.now(), key.quick_look, !key.offline));
        session->blob_key = crypto::derive_key(session->vault->command_key(), crypto::kLabelBlob);
        Desk desk{*store_.device, *session, identity_.context, identity_.signing_key, clock_, random_};
        TRY(session->vault->purge(clock_.now()));
        TRY(requeue_intents(desk));
        TRY(send_drafts(desk));
        outcome.commands_queued = desk.queued;
        TRY(fill(*session, key, outcome));
        outcome.signed_in.set_to_acknowledge(count_asking(TRY(notices_here(desk))));
    }
    if (recovery.rebuilt) put_on_record(record::Event::kVaultRebuilt, record::Outcome::kDone, key.resident, "");
    put_on_record(key.offline ? record::Event::kSignedInOffline : record::Event::kSignedIn, record::Outcome::kDone,
                  key.resident, "");
    outcome.signed_in.set_opened_in_us(
        std::chrono::duration_cast<std::chrono::microseconds>(clock_.steady() - begun).count());
    outcome.session = std::move(session);
    return outcome;
}

Status SignIn::fill(Session& session, const Key& key, SignInOutcome& outcome) {
    auto& answer = outcome.signed_in;
    answer.set_result(local::SignedIn::OK);
    answer.set_offline(key.offline);
    answer.set_quick_look(key.quick_look);
    answer.set_session_limit_s(static_cast<std::int32_t>(key.limit.count()));
    answer.set_sessions_left(key.sessions_left);
    answer.set_last_sign_in_ms(key.last_sign_in.ms());
    answer.set_last_sign_in_place(key.last_place);
    if (const auto profile = TRY(session.vault->profile())) {
        answer.set_given_name(profile->given_name());
        answer.set_family_name(profile->family_name());
        answer.set_language(profile->language());
        answer.set_text_scale_percent(profile->text_scale_percent());
        answer.set_theme(profile->theme());
        answer.set_reduced_motion(profile->reduced_motion());
        answer.set_reading_speed_percent(profile->reading_speed_percent());
        if (key.offline) {
            answer.set_last_sign_in_ms(profile->last_sign_in_ms());
            answer.set_last_sign_in_place(profile->last_sign_in_place());
        }
    }
    *answer.mutable_moved() = moved_of(store_.device->stamps(), session);
    return {};
}

}  // namespace dayroom::agent
