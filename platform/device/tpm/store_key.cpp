#include "platform/device/tpm/store_key.h"

#include <cstdio>

#include "platform/device/key_file.h"
#include "platform/device/system_error.h"
#include "platform/device/tpm/seal.h"

namespace dayroom::device::tpm {
namespace {

constexpr const char* kLeavingFile = "store.key.leaving";  // no key any more: on its way to be overwritten

bool is_there(const std::string& path) {
    std::error_code failed;
    return std::filesystem::exists(std::filesystem::symlink_status(path, failed));
}

bool passes(const Error& error) { return error.code == ErrorCode::kUnavailable; }

}  // namespace

StoreKey::StoreKey(std::filesystem::path folder, Place place, Random& random, std::function<Status()> before_step)
    : folder_(std::move(folder)), place_(std::move(place)), random_(random), before_step_(std::move(before_step)) {}

Status StoreKey::step() { return before_step_ ? before_step_() : Status(); }

bool StoreKey::exists() const { return is_there(path(kSealedFile)) || is_there(path(kPlainFile)); }

Result<HeldObject> StoreKey::read_sealed() const {
    auto bytes = read_key_file(path(kSealedFile), kMaxHeldObjectBytes);
    if (!bytes.ok() && bytes.error().code == ErrorCode::kTooLarge)
        return Error(ErrorCode::kCorrupt, path(kSealedFile) + " is no sealed key");
    return decode_held_object(TRY(std::move(bytes)).bytes(), HeldObject::Kind::kStoreKey);
}

Result<Secret> StoreKey::plain() const { return HostKeyFile(path(kPlainFile), random_).load(); }

Result<Secret> StoreKey::store_key() {
    remark_.clear();
    assurance_ = Assurance::kHostKey;
    auto sealed = read_sealed();
    if (sealed.ok()) return open_sealed(*sealed);
    if (sealed.error().code != ErrorCode::kNotFound) {
        auto kept = plain();
        if (!kept.ok()) return sealed.error();
        remark_ = sealed.error().detail;
        return kept;
    }
    auto kept = plain();
    if (kept.ok()) return take_in(kept.take());
    if (kept.error().code == ErrorCode::kNotFound) return make();
    return kept;
}

/// As long as it lies in a file as well, it is not better kept than in a file.
void StoreKey::note_level(const Status& in_tpm_alone) {
    assurance_ = in_tpm_alone.ok() ? Assurance::kTpm : Assurance::kHostKey;
    if (!in_tpm_alone.ok()) remark_ = in_tpm_alone.error().detail;
}

/// A key that has been in a file so far. That the TPM does not take it changes nothing.
Result<Secret> StoreKey::take_in(Secret key) {
    if (!place_.there()) return key;
    Status done = seal_into_file(key);
    if (done.ok()) done = drop_plain(key);
    note_level(done);
    return key;
}

Result<Secret> StoreKey::make() {
    if (place_.there()) {
        Secret key = Secret::random(kKeyBytes, random_);
        const Status done = seal_into_file(key);
        // What passes is waited for: a key that began in a file has been in a file.
        if (!done.ok() && passes(done.error())) return done.error();
        note_level(done);
        if (done.ok()) return key;
    }
    TRY(step());
    return HostKeyFile(path(kPlainFile), random_).store_key();
}

Result<Secret> StoreKey::unsealed(const HeldObject& sealed) {
    if (!place_.there())
        return Error(ErrorCode::kDenied,
                     "the store key is sealed in a TPM, and this machine has none that may be used");
    ImagePolicy policy = TRY(read_image_policy(place_.policy_file, place_.image_key_file));
    return unseal(place_.tcti, sealed, policy);
}

Result<Secret> StoreKey::open_sealed(const HeldObject& sealed) {
    auto key = unsealed(sealed);
    if (!key.ok()) {
        // Taking it in was not yet over, or it was taken back for a change of the machine.
        auto kept = plain();
        if (!kept.ok()) {
            const bool absent = key.error().code == ErrorCode::kNotFound;
            return absent ? Error(ErrorCode::kDenied, key.error().detail) : key.error();
        }
        remark_ = key.error().detail;
        return kept;
    }
    note_level(drop_plain(*key));
    return key;
}

/// Believed only once the TPM has given it back from what would be read at the next start.
Status StoreKey::seal_into_file(const Secret& key) {
    const ImagePolicy policy = TRY(read_image_policy(place_.policy_file, place_.image_key_file));
    const Bytes kept = encode(TRY(seal(place_.tcti, key, policy)));
    const HeldObject read = TRY(decode_held_object(kept, HeldObject::Kind::kStoreKey));
    if (!TRY(unseal(place_.tcti, read, policy)).equals(key))
        return Error(ErrorCode::kCorrupt, "the TPM gave back another key than it was given");
    TRY(step());
    return write_key_file(path(kSealedFile), kept, IfThere::kReplace);
}

/// The file, now that the TPM has the key. Another key is left alone: nobody knows what it opens.
Status StoreKey::drop_plain(const Secret& key) {
    const auto kept = plain();
    if (kept.ok() && !kept.value().equals(key))
        return Error(ErrorCode::kConflict, path(kPlainFile) + " is another key than the one in the TPM");
    if (!kept.ok() && kept.error().code != ErrorCode::kNotFound) return kept.error();
    if (kept.ok()) {
        TRY(step());
        if (std::rename(path(kPlainFile).c_str(), path(kLeavingFile).c_str()) != 0)
            return system_error("set aside " + path(kPlainFile));
        TRY(sync_folder_of(path(kPlainFile)));
    }
    if (!is_there(path(kLeavingFile))) return {};
    TRY(step());
    return destroy_key_file(path(kLeavingFile), Secret::random(kKeyBytes, random_).bytes());
}

Status StoreKey::release() {
    const auto sealed = read_sealed();
    if (!sealed.ok()) return sealed.error().code == ErrorCode::kNotFound ? Status() : Status(sealed.error());
    const Secret key = TRY(unsealed(*sealed));
    TRY(step());
    TRY(write_key_file(path(kPlainFile), key.bytes(), IfThere::kReplace));
    TRY(step());
    assurance_ = Assurance::kHostKey;
    return destroy_key_file(path(kSealedFile), Secret::random(kKeyBytes, random_).bytes());
}

Status StoreKey::destroy() {
    const Secret noise = Secret::random(kKeyBytes, random_);
    for (const char* name : {kSealedFile, kPlainFile, kLeavingFile}) {
        if (!is_there(path(name))) continue;
        Bytes bytes(noise.bytes().begin(), noise.bytes().end());
        std::error_code failed;
        const auto size = std::filesystem::file_size(path(name), failed);
        if (!failed && size <= kMaxHeldObjectBytes) bytes.resize(std::max<std::size_t>(bytes.size(), size));
        random_.fill(bytes);
        TRY(destroy_key_file(path(name), bytes));
    }
    return {};
}

}  // namespace dayroom::device::tpm
