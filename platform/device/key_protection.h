// Where the key comes from that opens the device store (or the hub's database), and how much that protects. Levels are
// reported, never hidden: a terminal without TPM says so in its health.
#pragma once

#include <string>

#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/crypto/secret.h"

namespace dayroom::device {

/// What stands between a stolen disk and the key, best first.
enum class Assurance { kTpm, kPassphrase, kHostKey };
/// As it stands in HealthReport.assurance: "tpm", "passphrase", "host-key".
const char* to_string(Assurance level);

class KeyProvider {
public:
    virtual ~KeyProvider() = default;
    /// The 32-byte store key; made at the first call ever. kCorrupt when what is kept is no key, kDenied when others
    /// can read it or it belongs to somebody else, kIo. It never makes a second key where a first one was: that would
    /// lose the store.
    virtual Result<Secret> store_key() = 0;
    virtual Assurance assurance() const = 0;
};

/// A file of 32 bytes, mode 0600, owned by this user id: protects against the loss of the database file alone.
class HostKeyFile final : public KeyProvider {
public:
    HostKeyFile(std::string path, Random& random) : path_(std::move(path)), random_(random) {}
    Result<Secret> store_key() override;
    Assurance assurance() const override { return Assurance::kHostKey; }
    /// As store_key(), but kNotFound where there is none.
    Result<Secret> load() const;

private:
    Result<Secret> make();

    std::string path_;
    Random& random_;
};

}  // namespace dayroom::device
