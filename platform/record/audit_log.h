// The audit log: a table whose rows are chained by hashes, so that a changed, deleted or inserted row shows. Rows hold
// who, what, when and the outcome as ids and short codes: no message text, no PIN, no names. The head of the chain
// travels elsewhere (the terminal's to the hub with each sync): then cutting off the end shows too.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/crypto/hash.h"
#include "platform/database/connection.h"
#include "platform/record/event.h"

namespace dayroom::record {

inline constexpr std::size_t kMaxCodeCharacters = 64;  // actor kind, outcome code
inline constexpr std::size_t kMaxDetailCharacters = 200;

struct Entry {
    Timestamp at;
    Event event = Event::kProgramStarted;
    Outcome outcome = Outcome::kDone;
    std::string actor_kind;  // "resident", "device", "staff", "hub"
    Bytes actor_id;          // 16 bytes, or empty
    Bytes subject_id;        // what it was done to: 16 bytes, or empty
    std::string code;        // "insufficient_funds", "wrong_pin"
    std::string detail;      // numbers and codes; goes through redact_detail()
};
struct ChainedEntry {
    std::int64_t sequence = 0;  // 1, 2, 3 … without a gap
    Entry entry;
    crypto::Digest hash{};  // over the hash before it and this row
};
struct LinkedEntry {
    crypto::Digest before{};
    ChainedEntry chained;
};
struct Head {
    std::int64_t sequence = 0;  // 0: empty
    crypto::Digest hash{};      // of an empty log: all zero
    bool operator==(const Head&) const = default;
};

/// The table's schema, to be put into a migration of the database that holds it.
extern const std::string_view kAuditSchema;

class AuditLog {
public:
    explicit AuditLog(database::Connection& connection) : connection_(connection) {}

    /// Inside the caller's transaction if there is one. One writer at a time.
    Status append(const Entry& entry);
    Result<Head> head();
    /// Walks the whole chain; kCorrupt names the first row that does not fit. `expected`: what another machine
    /// remembers.
    Status verify(const std::optional<Head>& expected = std::nullopt);
    /// Newest first, below `before_sequence` when it is above 0.
    Result<std::vector<ChainedEntry>> read(std::int64_t before_sequence, int limit);

    /// Every row about one thing, oldest first, each with the hash of the row before it: with it chain() proves the row
    /// without those between. Walks the table.
    Result<std::vector<LinkedEntry>> about(ByteView subject_id);

private:
    database::Connection& connection_;
};

/// The hash of one row.
crypto::Digest chain(const crypto::Digest& before, std::int64_t sequence, const Entry& entry);

}  // namespace dayroom::record
