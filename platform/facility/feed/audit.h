// From the queue to the chain: events are written to audit_queue in the transaction that they report, and one appender
// chains them afterwards, so that the chain's head is no row that every transaction waits for.
#pragma once

#include "platform/database/connection.h"
#include "platform/record/audit_log.h"

namespace dayroom::facility {

/// Events appended in one commit.
inline constexpr int kAuditChunk = 500;

/// Moves at most `limit` events, oldest first. Inside a transaction of the writer.
Status drain_audit_queue(database::Connection& connection, int limit);

}  // namespace dayroom::facility
