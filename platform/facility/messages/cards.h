// The facility's set of cards: own artwork that a resident may send with a message for one price more. Sealed and fed
// to every terminal; the pictures are blobs like photos.
#pragma once

#include <optional>
#include <vector>

#include "platform/crypto/hash.h"
#include "platform/facility/feed/work.h"

namespace dayroom::facility {

struct StoredCard {
    CardId id;
    wire::Card card;
    bool active = true;  // false: taken out of the set; what was sent with it keeps it
};

class Cards {
public:
    /// New or changed, and back in the set. The picture must be in the blob store before. kInvalid for a bad code,
    /// name or picture; kConflict for a code that another card has; kTooLarge above wire::kMaxCards.
    static Status put(Work& work, const CardId& id, const wire::Card& card);
    /// Out of the set.
    static Status remove(Work& work, const CardId& id);

    // ---- reads, on any connection
    /// Nothing when it is not in the set.
    static Result<std::optional<StoredCard>> find(database::Connection& connection, const CardId& id);
    /// Those that were taken out of it, too.
    static Result<std::optional<StoredCard>> find_any(database::Connection& connection, const CardId& id);
    /// In their order; `with_inactive`: those that were taken out, too.
    static Result<std::vector<StoredCard>> list(database::Connection& connection, bool with_inactive);
};

}  // namespace dayroom::facility
