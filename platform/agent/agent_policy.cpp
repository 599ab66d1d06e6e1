// The signed policy at the terminal: what the hub sends is opened against the facility's root here, and nothing older
// than what was in force is taken, whoever sends it.
#include <algorithm>
#include <fstream>

#include "platform/agent/agent.h"
#include "platform/wire/limits.h"
#include "platform/wire/policy.h"

namespace dayroom::agent {
namespace {

/// What a query makes that is new; taking back, cancelling and reading go on.
std::string_view feature_of(local::ToAgent::QueryCase query) {
    switch (query) {
        case local::ToAgent::kSendMessage:
        case local::ToAgent::kBuyCredits:
            return "messages";
        case local::ToAgent::kSetCart:
        case local::ToAgent::kSubmitOrder:
            return "commissary";
        case local::ToAgent::kRequestPhoneNumber:
            return "phone";
        case local::ToAgent::kBookVisit:
        case local::ToAgent::kChangeVisit:
            return "visits";
        default:
            return "";
    }
}

/// Not followed elsewhere, and not beyond what a policy may hold.
std::optional<std::string> read_brought(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(std::filesystem::symlink_status(file, ignored))) return std::nullopt;
    std::ifstream in(file, std::ios::binary);
    std::string text(wire::kMaxPolicyFileBytes, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
    return text;
}

}  // namespace

Status Agent::check_offered(local::ToAgent::QueryCase query) {
    const std::string_view feature = feature_of(query);
    if (feature.empty() || TRY(store_.device->policy().offers(feature))) return {};
    return Error(ErrorCode::kDenied, "the policy of this unit does not offer it", "feature_off");
}

/// After each page of facility or device, and at the start: doing it twice changes nothing.
void Agent::take_policy() {
    const auto releases = store_.device->policy_releases();
    if (!releases.ok()) return note_store_error(releases.error());
    bool moved = releases->in_force && take_release(*releases->in_force, false);
    if (releases->trial) {
        moved = take_release(*releases->trial, true) || moved;
    } else {
        const auto dropped = store_.device->policy().drop_trial();
        if (!dropped.ok()) return note_store_error(dropped.error());
        moved = moved || *dropped;
    }
    if (!moved) return;
    status_moved_ = true;
    next_health_ = parts_.clock.steady();  // the facility waits to hear what runs here
    wake_outbox();
    put_on_record(record::Event::kPolicyTaken, {}, std::to_string(store_.device->policy().version().value_or(0)));
}

/// Whether it was new.
bool Agent::take_release(const wire::RootSigned& release, bool trial) {
    const auto opened = wire::open_policy(release, identity_->root_key, identity_->context.facility);
    if (!opened.ok()) {
        refuse_policy(opened.error());
        return false;
    }
    auto& policy = store_.device->policy();
    // It was promoted: the hub takes the trial back a moment later.
    if (trial && policy.floor().value_or(0) == opened->version()) return false;
    const crypto::Digest digest = wire::policy_digest(release);
    const auto taken = trial ? policy.try_out(*opened, digest) : policy.take(*opened, digest);
    if (taken.ok()) return *taken == store::PolicyStore::Taken::kNew;
    if (taken.error().code != ErrorCode::kConflict) {
        note_store_error(taken.error());
    } else {
        refuse_policy(taken.error());
    }
    return false;
}

void Agent::refuse_policy(const Error& error) {
    const std::string code = error.text_key.empty() ? std::string(to_string(error.code)) : error.text_key;
    if (std::exchange(refused_policy_, code) == code) return;
    put_on_record(record::Event::kPolicyRefused, {}, code);
    parts_.log.warn("policy_refused", code, error.detail);
}

/// By the same checks as one that the hub sends, and in force at once.
Result<std::int64_t> Agent::take_brought(std::string_view text) {
    const wire::RootSigned release = TRY(wire::read_policy_file(text));
    const std::lock_guard lock(store_.mutex);
    const auto opened = TRY(wire::open_policy(release, identity_->root_key, identity_->context.facility));
    const auto taken = TRY(store_.device->policy().take(opened, wire::policy_digest(release)));
    if (taken == store::PolicyStore::Taken::kNew) {
        status_moved_ = true;
        next_health_ = parts_.clock.steady();
        put_on_record(record::Event::kPolicyTaken, {}, std::to_string(opened.version()));
    }
    return opened.version();
}

/// What becomes of it stands in a file beside it: whoever brought it may be gone, or have no screen.
void Agent::take_policy_file() {
    const auto file = parts_.options.data_dir / wire::kBroughtPolicy;
    const auto text = read_brought(file);
    if (!text) return;
    const auto taken = take_brought(*text);
    std::string result;
    if (taken.ok()) {
        result = "taken: policy " + std::to_string(*taken) + "\n";
        parts_.log.note("policy_brought", std::to_string(*taken));
    } else {
        if (taken.error().code == ErrorCode::kIo) return;  // the disk: tried again
        result = "refused: " + taken.error().detail + "\n";
        const std::lock_guard lock(store_.mutex);
        refuse_policy(taken.error());
    }
    std::ofstream(parts_.options.data_dir / wire::kBroughtPolicyResult, std::ios::trunc) << result;
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    parts_.mailbox.ring();
}

}  // namespace dayroom::agent
