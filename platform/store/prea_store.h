// What a terminal keeps for PREA, in device.db: what the facility root last said of the outside body, and reports that
// wait for the hub, closed to that body. Nothing here says who wrote, on which day, or in which order: rows are sorted
// by their random ids. Part of the device store, with its lock.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/database/connection.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::store {

/// So many reports wait at most: a terminal whose hub is away for weeks; more are refused, and the writer is told.
inline constexpr int kMaxPreaWaiting = 200;

class PreaStore {
public:
    explicit PreaStore(database::Connection& connection) : connection_(connection) {}

    struct Kept {
        std::int64_t serial = 0;
        wire::PreaBody body;
        std::string key;      // the body's, as the statement names it
        Timestamp key_since;  // this terminal has used it
    };
    Result<std::optional<Kept>> kept();
    /// Takes the place of an older one. The same key stays in use since when it was. kConflict: not a newer serial.
    Status keep(const wire::PreaBody& body, std::int64_t serial, const std::string& key, Timestamp now);

    /// kTooLarge: too many wait.
    Status add(const wire::PreaBox& report, Timestamp not_before);
    /// Whose time has come, by their random ids.
    Result<std::vector<wire::PreaBox>> due(Timestamp now, int limit);
    Result<std::optional<Timestamp>> next_due();
    /// The hub has it.
    Status forget(const std::string& id);

private:
    database::Connection& connection_;
};

}  // namespace dayroom::store
