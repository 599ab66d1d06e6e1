#include "platform/wire/seal.h"

#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/wire/check.h"

namespace dayroom::wire {
namespace {

// The first byte of an envelope.
constexpr std::uint8_t kNoSealInside = 0;
constexpr std::uint8_t kSealInside = 1;

std::string raw(ByteView bytes) { return std::string(as_text(bytes)); }

}  // namespace

KeyCertificate certify_key(const KeyStatement& statement, const crypto::SigningKey& root) {
    KeyCertificate certificate;
    certificate.set_payload(statement.SerializeAsString());
    certificate.set_signature(raw(root.sign(crypto::kDomainRoot, as_bytes(certificate.payload()))));
    return certificate;
}

Result<KeyStatement> verify_key_certificate(const KeyCertificate& certificate, const crypto::SigningPublic& root,
                                            const FacilityId& facility, KeyStatement::Purpose purpose, Timestamp now) {
    TRY(crypto::verify(root, crypto::kDomainRoot, as_bytes(certificate.payload()), as_bytes(certificate.signature())));
    auto statement = TRY(parse_key_statement(as_bytes(certificate.payload())));
    if (statement.facility_id() != facility.raw())
        return Error(ErrorCode::kUnauthenticated, "the key certificate is of another facility");
    if (statement.purpose() != purpose)
        return Error(ErrorCode::kUnauthenticated, "the key certificate is for another purpose");
    if (now.ms() < statement.not_before_ms() || now.ms() > statement.not_after_ms())
        return Error(ErrorCode::kExpired, "the key certificate is outside its time");
    return statement;
}

Status TrustedKeys::add(const crypto::SigningPublic& key, Timestamp until) {
    if (entries_.size() >= kLimit) return Error(ErrorCode::kTooLarge, "too many trusted keys");
    entries_.push_back({raw(crypto::key_id(key)), key, until});
    return {};
}

const TrustedKeys::Entry* TrustedKeys::find(const std::string& key_id) const {
    for (const Entry& entry : entries_)
        if (entry.id == key_id) return &entry;
    return nullptr;
}

Status TrustedKeys::check(const Signed& sealed) const {
    const Entry* entry = find(sealed.key_id());
    if (entry == nullptr) return Error(ErrorCode::kUnauthenticated, "sealed by a key that is not trusted");
    return crypto::verify(entry->key, crypto::kDomainSeal, as_bytes(sealed.payload()), as_bytes(sealed.signature()));
}

Status TrustedKeys::check_release(const Signed& sealed, Timestamp released) const {
    const Entry* entry = find(sealed.key_id());
    if (entry == nullptr || released > entry->until)
        return Error(ErrorCode::kUnauthenticated, "sealed after the key's time");
    return {};
}

Result<Signed> seal_record(const Record& record, const crypto::SigningKey& hub_key) {
    TRY(check_record(record));
    Signed sealed;
    sealed.set_payload(record.SerializeAsString());
    const crypto::KeyId key_id = crypto::key_id(hub_key.public_key());
    sealed.set_key_id(raw(key_id));
    sealed.set_signature(raw(hub_key.sign(crypto::kDomainSeal, as_bytes(sealed.payload()))));
    return sealed;
}

Result<Item> plain_item(const Record& record) {
    if (must_be_sealed(record.body_case()))
        return Error(ErrorCode::kInvalid, kind_name(record.body_case()) + " must be sealed");
    TRY(check_record(record));
    Item item;
    item.set_record(record.SerializeAsString());
    return item;
}

Item sealed_item(Signed sealed) {
    Item item;
    *item.mutable_sealed() = std::move(sealed);
    return item;
}

namespace {

Result<Record> read_plain(const Item& item) {
    if (item.form_case() != Item::kRecord) return Error(ErrorCode::kInvalid, "an item without content");
    auto record = TRY(parse_record(as_bytes(item.record())));
    if (must_be_sealed(record.body_case()))
        return Error(ErrorCode::kUnauthenticated, kind_name(record.body_case()) + " without a seal");
    return record;
}

}  // namespace

Result<Record> open_sealed(const Signed& sealed, const TrustedKeys& keys) {
    TRY(keys.check(sealed));
    auto record = TRY(parse_record(as_bytes(sealed.payload())));
    TRY(keys.check_release(sealed, Timestamp::from_ms(record.released_ms())));
    return record;
}

Result<Record> open_item(const Item& item, const TrustedKeys& keys) {
    return item.has_sealed() ? open_sealed(item.sealed(), keys) : read_plain(item);
}

std::vector<Result<Record>> open_items(std::span<const Item> items, const TrustedKeys& keys) {
    std::vector<Result<Record>> opened;
    opened.reserve(items.size());
    for (const Item& item : items) opened.push_back(open_item(item, keys));
    return opened;
}

Status check_place(const Record& record, const FacilityId& facility, const Scope& scope, const std::string& id) {
    if (record.facility_id() != facility.raw())
        return Error(ErrorCode::kUnauthenticated, "a record of another facility");
    if (record.scope().kind() != scope.kind() || record.scope().id() != scope.id())
        return Error(ErrorCode::kUnauthenticated, "a record of another scope");
    if (record.id() != id) return Error(ErrorCode::kUnauthenticated, "a record of another thing");
    return {};
}

Result<Bytes> close_envelope(const Item& item, crypto::BoxSealer& sealer) {
    Bytes envelope = TRY(sealer.seal(as_bytes(item.SerializeAsString())));
    envelope.insert(envelope.begin(), item.has_sealed() ? kSealInside : kNoSealInside);
    return envelope;
}

Result<Bytes> close_envelope(const Item& item, const crypto::BoxPublic& vault_public) {
    auto sealer = TRY(crypto::BoxSealer::make(vault_public));
    return close_envelope(item, sealer);
}

Result<bool> envelope_says_sealed(ByteView envelope) {
    if (envelope.empty() || (envelope[0] != kSealInside && envelope[0] != kNoSealInside))
        return Error(ErrorCode::kInvalid, "an envelope that does not say what it holds");
    return envelope[0] == kSealInside;
}

Result<Item> open_envelope(ByteView envelope, crypto::BoxOpener& opener) {
    const bool sealed = TRY(envelope_says_sealed(envelope));
    const Bytes content = TRY(opener.open(envelope.subspan(1)));
    auto item = TRY(parse_item(content));
    if (item.has_sealed() != sealed)
        return Error(ErrorCode::kUnauthenticated, "an envelope that holds something else than it says");
    return item;
}

Result<SignedCommand> sign_command(const Command& command, const Secret& command_key,
                                   const crypto::SigningKey& device) {
    TRY(check_command(command));
    SignedCommand out;
    out.set_payload(command.SerializeAsString());
    out.set_session_proof(raw(crypto::keyed_blake2b(command_key, as_bytes(out.payload()))));
    out.set_device_signature(raw(device.sign(crypto::kDomainCommand, as_bytes(out.payload() + out.session_proof()))));
    return out;
}

Status verify_device_signature(const SignedCommand& command, const crypto::SigningPublic& device) {
    return crypto::verify(device, crypto::kDomainCommand, as_bytes(command.payload() + command.session_proof()),
                          as_bytes(command.device_signature()));
}

Status verify_session_proof(const SignedCommand& command, const Secret& command_key) {
    const crypto::Digest expected = crypto::keyed_blake2b(command_key, as_bytes(command.payload()));
    if (!crypto::same(expected, as_bytes(command.session_proof())))
        return Error(ErrorCode::kUnauthenticated, "the session proof is wrong");
    return {};
}

Result<Command> verify_command(const SignedCommand& command, const crypto::SigningPublic& device,
                               const Secret& command_key) {
    TRY(verify_device_signature(command, device));
    TRY(verify_session_proof(command, command_key));
    return parse_command(as_bytes(command.payload()));
}

Result<QueuedCommand> box_command(const SignedCommand& command, const CommandId& id, const crypto::BoxPublic& hub) {
    QueuedCommand queued;
    queued.set_command_id(id.raw());
    queued.set_box(to_string(TRY(crypto::seal_to(hub, as_bytes(command.SerializeAsString())))));
    return queued;
}

Result<SignedCommand> open_queued(const QueuedCommand& queued, const crypto::BoxKey& hub) {
    if (queued.form_case() == QueuedCommand::kCommand) return queued.command();
    if (queued.form_case() != QueuedCommand::kBox)
        return Error(ErrorCode::kInvalid, "a queued command without content");
    const Bytes content = TRY(hub.open(as_bytes(queued.box())));
    return parse_signed_command(content);
}

}  // namespace dayroom::wire
