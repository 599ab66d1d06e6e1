#include "platform/device/key_protection.h"

#include "platform/device/key_file.h"

namespace dayroom::device {

const char* to_string(Assurance level) {
    switch (level) {
        case Assurance::kTpm:
            return "tpm";
        case Assurance::kPassphrase:
            return "passphrase";
        case Assurance::kHostKey:
            return "host-key";
    }
    return "host-key";
}

Result<Secret> HostKeyFile::store_key() {
    auto kept = load();
    if (!kept.ok() && kept.error().code == ErrorCode::kNotFound) return make();
    return kept;
}

Result<Secret> HostKeyFile::load() const {
    auto key = read_key_file(path_, kKeyBytes);
    const bool other_size = key.ok() ? key->size() != kKeyBytes : key.error().code == ErrorCode::kTooLarge;
    if (other_size) return Error(ErrorCode::kCorrupt, path_ + " is not a key of 32 bytes");
    return key;
}

Result<Secret> HostKeyFile::make() {
    Secret key = Secret::random(kKeyBytes, random_);
    const Status kept = write_key_file(path_, key.bytes(), IfThere::kKeep);
    if (!kept.ok() && kept.error().code == ErrorCode::kConflict) return load();
    if (!kept.ok()) return kept.error();
    return key;
}

}  // namespace dayroom::device
