// Who vouches for what: sealed records, certificates of keys, signed commands. All domains stand in crypto/labels.h.
#pragma once

#include <span>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/crypto/box_run.h"
#include "platform/crypto/keys.h"
#include "platform/crypto/secret.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::wire {

// ------------------------------------------------------------------------------------------------ certified hub keys

/// By the facility root key.
KeyCertificate certify_key(const KeyStatement& statement, const crypto::SigningKey& root);

/// The statement, if `root` signed it, for this facility and purpose, and `now` is inside its time. kUnauthenticated,
/// kExpired.
Result<KeyStatement> verify_key_certificate(const KeyCertificate& certificate, const crypto::SigningPublic& root,
                                            const FacilityId& facility, KeyStatement::Purpose purpose, Timestamp now);

/// Keys whose seals count. Plain value.
class TrustedKeys {
public:
    static constexpr std::size_t kLimit = 16;  // keys

    /// `until`: records released later than this are not believed.
    Status add(const crypto::SigningPublic& key, Timestamp until);
    /// kUnauthenticated: no such key, the seal is wrong, or it was released after the key's time.
    Status check(const Signed& sealed) const;
    Status check_release(const Signed& sealed, Timestamp released) const;

private:
    struct Entry {
        std::string id;
        crypto::SigningPublic key;
        Timestamp until;
    };
    const Entry* find(const std::string& key_id) const;
    std::vector<Entry> entries_;
};

// --------------------------------------------------------------------------------------------------- sealed records

/// Serialises once; keep and forward the result byte for byte. The record is checked first (kInvalid: a bug of the
/// caller).
Result<Signed> seal_record(const Record& record, const crypto::SigningKey& hub_key);
/// The record as plain state under TLS. Refuses the kinds that must be sealed.
Result<Item> plain_item(const Record& record);
Item sealed_item(Signed sealed);

/// Seal, content and limits checked.
Result<Record> open_sealed(const Signed& sealed, const TrustedKeys& keys);
/// Either form; a kind that must be sealed and is not is kUnauthenticated.
Result<Record> open_item(const Item& item, const TrustedKeys& keys);
/// The same of each, in their order.
std::vector<Result<Record>> open_items(std::span<const Item> items, const TrustedKeys& keys);
/// The record says itself whose it is: kUnauthenticated when that differs from where it arrived.
Status check_place(const Record& record, const FacilityId& facility, const Scope& scope, const std::string& id);

/// An envelope for one resident, and back. Its first byte says whether the hub's seal is inside, so that who keeps it
/// closed knows what may stand for what (platform/store); opening checks that it is true. Envelopes that one `sealer`
/// closed share a key exchange (decision 0017); each stands alone all the same. kUnauthenticated.
Result<Bytes> close_envelope(const Item& item, crypto::BoxSealer& sealer);
/// One alone.
Result<Bytes> close_envelope(const Item& item, const crypto::BoxPublic& vault_public);
/// What the first byte says. kInvalid: not an envelope.
Result<bool> envelope_says_sealed(ByteView envelope);
Result<Item> open_envelope(ByteView envelope, crypto::BoxOpener& opener);

// -------------------------------------------------------------------------------------------------- signed commands

/// `command_key` = derive_key(vault key, kLabelCommand). Checks the command first.
Result<SignedCommand> sign_command(const Command& command, const Secret& command_key, const crypto::SigningKey& device);
Status verify_device_signature(const SignedCommand& command, const crypto::SigningPublic& device);
Status verify_session_proof(const SignedCommand& command, const Secret& command_key);
/// Both checks and the content's.
Result<Command> verify_command(const SignedCommand& command, const crypto::SigningPublic& device,
                               const Secret& command_key);

/// Closed to the hub's box key: what a signed-out terminal keeps.
Result<QueuedCommand> box_command(const SignedCommand& command, const CommandId& id, const crypto::BoxPublic& hub);
/// Either form.
Result<SignedCommand> open_queued(const QueuedCommand& queued, const crypto::BoxKey& hub);

}  // namespace dayroom::wire
