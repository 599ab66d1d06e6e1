// Runs what terminals ask for: each command id at most once, for ever. Source: design.md §5 "Exactly once",
// dayroom.proto.
//
// Checked before anything is run: box, sizes, device signature, facility, device. Checked in the transaction: repeat,
// resident of the device's unit, session proof, clock. A decline is recorded like a success and repeated like one; a
// failure of the infrastructure is RETRY and leaves nothing. Codes: feed/decline.h.
//
// SaveDraft alone leaves no outcome behind: it is frequent, and running it again changes nothing (messages/drafts.h).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "platform/crypto/keys.h"
#include "platform/facility/feed/decline.h"
#include "platform/facility/feed/writer.h"

namespace dayroom::facility {

class Contacts;
class CreditSales;
class Messages;
class Notices;
class Orders;
class Requests;
class Transfers;
class Visits;

/// A command may have waited in an outbox for so long …
inline constexpr Milliseconds kCommandOldest = std::chrono::hours(24 * 400);
/// … and a terminal's clock may be ahead of ours by so much.
inline constexpr Milliseconds kCommandFuture = std::chrono::minutes(10);

/// The authenticated sender, from the registry of devices.
struct CommandDevice {
    DeviceId id;
    UnitId unit;
    crypto::SigningPublic signing_key;
};

class CommandProcessor {
public:
    /// What runs the commands.
    struct Services {
        Requests& requests;
        Messages& messages;
        Contacts& contacts;
        CreditSales& credits;
        Transfers& transfers;
        Orders& orders;
        Notices& notices;
        Visits& visits;
    };
    /// All outlive the processor. `box`: the hub's box key.
    CommandProcessor(const Context& context, Writer& writer, const crypto::BoxKey& box, const Services& services);

    using Done = std::function<void(wire::OutcomeBatch)>;
    /// From any thread; the signatures are checked on the caller's. `done` is called exactly once: on the writer thread
    /// after the commit is durable, or at once on the caller's when nothing can be run. One outcome a command, in
    /// order; commands of one resident keep their order, and after a RETRY his later ones of the batch are RETRY too.
    void run(const CommandDevice& device, const wire::CommandBatch& batch, Done done);
    /// run() and wait; never from the writer thread.
    wire::OutcomeBatch run_and_wait(const CommandDevice& device, const wire::CommandBatch& batch);

private:
    struct Checked;
    struct Batch;
    /// What proves that a resident's PIN was given; kept while the vault key stays the same.
    struct ProofKey {
        Bytes vault_public;
        Secret key;
    };
    Result<Checked> check(const CommandDevice& device, const wire::QueuedCommand& queued) const;
    Status run_batch(Work& work, Batch& batch);
    /// In a savepoint of its own: an error leaves nothing of this command.
    Status decide(Work& work, const CommandDevice& device, const Checked& command, wire::Outcome& outcome);
    Result<bool> repeated(Work& work, const Checked& command, wire::Outcome& outcome);
    Status authorise(Work& work, const CommandDevice& device, const Checked& command);
    Status run_body(Work& work, const Checked& command, wire::Outcome& outcome);
    Status submit_request(Work& work, const Checked& checked, wire::Outcome& outcome);
    Status run_orders(Work& work, const Checked& checked, wire::Outcome& outcome);
    Status run_money(Work& work, const Checked& checked, wire::Outcome& outcome);
    Status run_visits(Work& work, const Checked& checked, wire::Outcome& outcome);
    Status accept_delivery(Work& work, const ResidentId& resident, const wire::AcceptDelivery& body);
    Status set_preferences(Work& work, const ResidentId& resident, const wire::SetPreferences& body);
    /// Commands whose outcome is kept for ever; all but SaveDraft.
    static bool is_kept(const wire::Command& command) { return !command.has_save_draft(); }
    Status keep(Work& work, const Checked& command, const wire::Outcome& outcome);

    const Context& context_;
    Writer& writer_;
    const crypto::BoxKey& box_;
    Services services_;
    std::unordered_map<ResidentId, ProofKey> proof_keys_;  // writer thread only
};

}  // namespace dayroom::facility
