#include "platform/agent/agent.h"

#include "platform/agent/agent_sync.h"
#include "platform/device/measure.h"

namespace dayroom::agent {
namespace {

constexpr Milliseconds kConnectWithin{5'000};
constexpr Milliseconds kConnectWhilePersonWaits{1'500};
constexpr Milliseconds kBlindTryEvery{15'000};
constexpr Milliseconds kHealthEvery{5 * 60 * 1000};
constexpr std::int64_t kMaxFaultsReported = 1'000'000;

}  // namespace

Agent::Agent(AgentParts parts)
    : parts_(std::move(parts)),
      store_key_(parts_.options.data_dir, parts_.options.tpm, parts_.random),
      clock_(parts_.clock),
      revocation_(parts_.options.data_dir / "revoked"),
      damage_(parts_.options.data_dir / "damaged"),
      image_version_(device::image_version(parts_.options.machine_root).value_or("")),
      started_(parts_.clock.steady()),
      last_use_(started_),
      next_health_(started_),
      next_blind_try_(started_) {}

Agent::~Agent() { end(); }

/// And tells, once, why it is not where it should be.
Result<Secret> Agent::take_store_key() {
    auto key = store_key_.store_key();
    if (key.ok() && store_key_.remark() != told_remark_) {
        told_remark_ = store_key_.remark();
        parts_.log.warn("store_key_not_in_tpm", device::to_string(store_key_.assurance()), told_remark_);
    }
    return key;
}

std::optional<std::filesystem::file_time_type> Agent::store_written() const {
    std::optional<std::filesystem::file_time_type> latest;
    for (const char* name : {"device.db", "device.db-wal"}) {
        std::error_code failed;
        const auto written = std::filesystem::last_write_time(parts_.options.data_dir / name, failed);
        if (!failed && (!latest || written > *latest)) latest = written;
    }
    return latest;
}

/// The device store, and who this terminal is; a damaged store is set aside and begun again with what can be read of
/// it.
Status Agent::open_store(store::DeviceStore::Recovery& recovery) {
    const Secret key = TRY(take_store_key());
    const store::DeviceStore::Place place{parts_.options.data_dir};
    store_.device = TRY(store::DeviceStore::open_or_recover(place, key, clock_.now(), recovery));
    // Before anything is judged by its time.
    const auto kept = store_.device->kept_time();
    kept_time_ = kept.ok() ? kept.value() : std::nullopt;
    if (kept_time_) clock_.remember(*kept_time_);
    const bool suspected = damage_.is_set() && !recovery.rebuilt;
    const auto sound = suspected ? store_.device->connection().check_integrity() : Status();
    auto identity =
        sound.ok() ? load_identity(*store_.device, clock_.now()) : Result<std::optional<Identity>>(sound.error());
    if (!identity.ok() && identity.error().code == ErrorCode::kCorrupt) {
        store_.device.reset();
        store_.device = TRY(store::DeviceStore::recover(place, key, clock_.now(), recovery));
        identity = load_identity(*store_.device, clock_.now());
    }
    identity_ = TRY(std::move(identity));
    return damage_.clear();
}

Status Agent::open() {
    store::DeviceStore::Recovery recovery;
    const std::lock_guard lock(store_.mutex);
    // A key out of the TPM takes its time: not each second, while nothing has changed.
    if (not_enrolled_ && not_enrolled_ == store_written()) return {};
    not_enrolled_.reset();
    TRY(open_store(recovery));
    if (recovery.rebuilt) {
        put_on_record(record::Event::kStoreRebuilt, {}, std::to_string(recovery.commands_salvaged));
        parts_.log.warn("store_rebuilt", recovery.enrolment_kept ? "enrolment_kept" : "enrolment_lost",
                        std::to_string(recovery.commands_salvaged) + " commands kept, " +
                            std::to_string(recovery.commands_lost) + " lost");
        condition_.fault = "store_corrupt";  // until the hub has filled it again
    }
    look_at_clock();
    condition_.enrolled = identity_.has_value();
    condition_.revoked = revocation_.is_set();
    condition_.first_sync_done = TRY(store_.device->facility()).has_value();
    take_up_line();
    if (!identity_ && condition_.fault.empty()) {
        store_.device.reset();  // the enrolling program needs it
        if (store_key_.assurance() == device::Assurance::kTpm) not_enrolled_ = store_written();
        return {};
    }
    put_on_record(record::Event::kProgramStarted, {}, DAYROOM_VERSION);
    if (identity_) take_policy();  // what the last run did not come to
    return {};
}

std::optional<std::uint16_t> Agent::hub_port() const {
    if (!identity_) return std::nullopt;
    const auto address = net::parse_address(identity_->hub_address);
    return address.ok() ? std::optional(address->port) : std::nullopt;
}

Status Agent::begin() {
    auto made = std::make_unique<Sync>();
    {
        const std::lock_guard lock(store_.mutex);
        TRY(keys_.load(store_.device->certificates()));
    }
    made->feed_line = make_line(kConnectWithin);
    made->outbox_line = make_line(kConnectWithin);
    made->people_line = make_line(kConnectWhilePersonWaits);
    made->blob_line = make_line(kConnectWithin);
    const auto& options = parts_.options;
    const sync::HubApi feed_hub(*made->feed_line, clock_);
    made->feed_ahead = std::make_unique<sync::FeedAhead>(feed_hub);
    made->feed = std::make_unique<sync::FeedSync>(feed_hub, store_, identity_->context, clock_, parts_.random, *this,
                                                  made->feed_ahead.get());
    made->outbox = std::make_unique<sync::OutboxSender>(sync::HubApi(*made->outbox_line, clock_), store_, clock_,
                                                        parts_.random, *this);
    made->renewal = std::make_unique<Renewal>(RenewalParts{sync::HubApi(*made->outbox_line, clock_), store_, *identity_,
                                                           keys_, clock_, parts_.random, parts_.log,
                                                           device::tpm::TlsKeyMaker(options.tpm)});
    made->sign_in = std::make_unique<SignIn>(store_, *identity_, sync::HubApi(*made->people_line, clock_), clock_,
                                             parts_.random, options.data_dir / "vaults", damaged_vaults_);
    auto files = TRY(sync::BlobFiles::open(options.data_dir / "blobs"));
    made->photos = std::make_unique<Photos>(std::move(files), sync::BlobFetch(sync::HubApi(*made->blob_line, clock_)),
                                            photo::PhotoChild(options.photo_program.string(), parts_.clock));
    sync_ = std::move(made);
    sync_->work = std::make_unique<WorkQueue>();
    sync_->outbox_thread = std::make_unique<sync::StepThread>("sync-outbox", [this] { return outbox_step(); });
    outbox_thread_.store(sync_->outbox_thread.get());
    sync_->feed_thread = std::make_unique<sync::StepThread>("sync-feed", [this] { return sync_->feed->step(); });
    begin_image_updates();
    return {};
}

std::unique_ptr<HubLine> Agent::make_line(Milliseconds connect_within) {
    return std::make_unique<HubLine>(HubLineParts{keys_, parts_.make_transport,
                                                  [this, connect_within] { return identity_->https(connect_within); },
                                                  [this] { return take_back_certificate(); }});
}

/// The hub was restored, and knows only the certificate before this one.
Status Agent::take_back_certificate() {
    const std::lock_guard lock(store_.mutex);
    TRY(store_.device->certificates().take_back());
    TRY(keys_.load(store_.device->certificates()));
    put_on_record(record::Event::kCertificateRenewed, {}, "taken_back");
    parts_.log.warn("certificate_taken_back");
    return {};
}

void Agent::end() {
    if (sync_) {
        sync_->stop();
        outbox_thread_.store(nullptr);
        sync_->outbox_thread.reset();
        sync_.reset();
    }
    const std::lock_guard lock(store_.mutex);
    if (session_) close_session(record::Event::kSignedOut, nullptr);
    if (visit_ && store_.device) leave_diagnostics("screen_gone");
    if (store_.device) put_on_record(record::Event::kProgramStopped, {}, "");
    store_.device.reset();
}

void Agent::wake_outbox() {
    if (auto* thread = outbox_thread_.load()) thread->wake();
}

/// The feed says whether the hub can be reached; while it cannot, commands rest and may still be taken back.
bool Agent::outbox_rests() {
    const std::lock_guard lock(store_.mutex);
    const auto now = parts_.clock.steady();
    if (condition_.online || now >= next_blind_try_) {
        next_blind_try_ = now + kBlindTryEvery;
        return false;
    }
    return true;
}

Milliseconds Agent::outbox_step() {
    take_policy_file();
    if (outbox_rests()) return kBlindTryEvery;
    const Milliseconds rest = deliver_prea(sync_->outbox->step());
    bool online = false;
    bool due = false;
    {
        const std::lock_guard lock(store_.mutex);
        online = condition_.online;
        due = online && parts_.clock.steady() >= next_health_;
        if (due) next_health_ = parts_.clock.steady() + kHealthEvery;
    }
    if (due) send_health();
    return online ? std::min(rest, sync_->renewal->step()) : rest;
}

void Agent::send_health() {
    sync::HubApi hub(*sync_->outbox_line, clock_);
    const auto sent = hub.health(health_report());
    if (!sent.ok()) parts_.log.note("health_not_sent", to_string(sent.error().code));
}

wire::HealthReport Agent::health_report() {
    wire::HealthReport report;
    const std::lock_guard lock(store_.mutex);
    report.set_version(DAYROOM_VERSION);
    report.set_outbox_depth(store_.device->outbox().depth().value_or(0));
    report.set_uptime_s(std::chrono::duration_cast<Seconds>(parts_.clock.steady() - started_).count());
    report.set_clock_ms(parts_.clock.now().ms());
    if (const auto head = store_.device->audit().head(); head.ok() && head->sequence > 0) {
        report.set_audit_sequence(head->sequence);
        report.set_audit_head(head->hash.data(), head->hash.size());
    }
    report.set_policy_version(store_.device->policy().version().value_or(0));
    report.set_image_version(image_version_);
    if (sync_ && sync_->image) report.set_image_state(sync_->image->state());
    report.set_assurance(device::to_string(store_key_.assurance()));
    report.set_faults(static_cast<std::int32_t>(std::min<std::int64_t>(faults_, kMaxFaultsReported)));
    if (const auto kept = kept_service(*store_.device); kept.ok()) report_service(*kept, report);
    return report;
}

}  // namespace dayroom::agent
