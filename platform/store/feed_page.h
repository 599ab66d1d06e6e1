// A page of the feed as sync hands it to the device store: already checked (wire::open_item, wire::check_place) for the
// plain scopes, still closed for residents.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::store {

struct ChangeToStore {
    std::uint64_t seq = 0;
    std::string id;            // 16 bytes
    bool removed = false;      // then nothing below
    int kind = 0;              // plain scopes: Record::BodyCase
    std::int64_t version = 0;  // plain scopes
    std::string content;       // plain scopes: the serialised Record; residents: the envelope
};

struct PageToStore {
    wire::Scope scope;
    enum class Kind { kChanges, kSnapshot };
    Kind kind = Kind::kChanges;
    std::uint64_t from_seq = 0;  // changes: must equal the cursor
    std::uint64_t to_seq = 0;
    bool first = false;
    bool last = false;
    std::string snapshot_token;
    std::vector<ChangeToStore> changes;
};

/// Where a scope stands: what the next FeedRequest says.
struct CursorView {
    wire::Scope scope;
    std::uint64_t seq = 0;
    std::string snapshot_after;  // inside a snapshot: the token of its last page
};

}  // namespace dayroom::store
