// A hub's books without its network, for measuring: rich residents, one form, one writer.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <vector>

#include "platform/facility/feed/writer.h"
#include "platform/facility/ledger/ledger.h"

namespace dayroom::bench {

/// The real clock, set back while books are grown, so that their transfers lie as far apart as in a facility.
class BackdatedClock final : public Clock {
public:
    Timestamp now() const override { return real_.now() - Milliseconds(back_ms_.load()); }
    MonotonicTime steady() const override { return real_.steady(); }
    void set_back(Milliseconds by) { back_ms_ = by.count(); }

private:
    SystemClock real_;
    std::atomic<std::int64_t> back_ms_ = 0;
};

struct Bank {
    BackdatedClock clock;
    SystemRandom random;
    std::filesystem::path file;
    Secret key = Secret::random(kKeyBytes, random);
    crypto::SigningKey seal = crypto::SigningKey::make(random);
    facility::Context context;
    facility::FeedNotifier notifier;
    facility::Ledger ledger;
    std::vector<ResidentId> residents;
    FormId form = FormId::make(clock, random);
    DeviceId device = DeviceId::make(clock, random);
    std::unique_ptr<facility::Writer> writer;
};

/// A new hub.db in `folder`.
Status set_up(Bank& bank, const std::filesystem::path& folder, int residents);
/// As set_up(); or the books that an earlier run kept in `folder`, with their key beside them.
Status set_up_kept(Bank& bank, const std::filesystem::path& folder, int residents);
/// Charges, many in one transaction, until the books have so many entries. Their times end now: three lines a day and
/// resident.
Status grow(Bank& bank, std::int64_t entries);
/// Reads the transfers off the ledger, as a hub does every few seconds.
Status read_off_all(Bank& bank);
/// On a connection of its own.
Result<bool> ties(const Bank& bank);

/// Of this process so far.
double process_cpu_seconds();
/// What it has handed to write calls.
double process_written_bytes();
/// `share` of 0 to 1; of nothing: 0.
double percentile(const std::vector<float>& sorted, double share);

}  // namespace dayroom::bench
