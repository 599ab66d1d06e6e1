// The same rows as one of our debits writes, by SQLite's own C interface and nothing else: prepared once, no queue, no
// savepoints, no checks but the schema's, no one to wake. What a hub on this disk could do at best.
#pragma once

#include <filesystem>

namespace dayroom::bench {

struct PlainDebits {
    int per_commit = 1;
    bool encrypted = true;  // SQLCipher, or the same library without a key
    int residents = 1'000;
    double seconds = 3;
};
/// Durable debits a second (WAL, synchronous=FULL). In `folder`, which must be empty.
double plain_debits_per_second(const std::filesystem::path& folder, const PlainDebits& options);

}  // namespace dayroom::bench
