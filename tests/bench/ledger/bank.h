// A hub's books without its network, for measuring: rich residents, one form, one writer.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "platform/facility/feed/writer.h"
#include "platform/facility/ledger/ledger.h"

namespace dayroom::bench {

struct Bank {
    SystemClock clock;
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
/// Charges, many in one transaction, until the books have so many entries.
Status grow(Bank& bank, std::int64_t entries);
/// On a connection of its own.
Result<bool> ties(const Bank& bank);

/// Of this process so far.
double process_cpu_seconds();
/// What it has handed to write calls.
double process_written_bytes();
/// `share` of 0 to 1; of nothing: 0.
double percentile(const std::vector<float>& sorted, double share);

}  // namespace dayroom::bench
