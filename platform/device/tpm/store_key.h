// The store key of a terminal, in the best place that its machine has: sealed in the TPM (seal.h) where there is one
// and the image is signed for it, else a file. Which it is, is told; it never changes without a word.
//
// A terminal that has its key in a file takes it into the TPM at its next start:
//
//   sealed, opened again and compared → store.tpm is put in place → store.key is renamed → overwritten and removed
//
// Whatever the moment at which the program ends, or the step that fails, the key is in one of the two, whole. What was
// begun goes on at the next start.
#pragma once

#include <filesystem>
#include <functional>

#include "platform/device/key_protection.h"
#include "platform/device/tpm/held_object.h"
#include "platform/device/tpm/image_policy.h"
#include "platform/device/tpm/place.h"

namespace dayroom::device::tpm {

class StoreKey final : public KeyProvider {
public:
    static constexpr const char* kSealedFile = "store.tpm";
    static constexpr const char* kPlainFile = "store.key";

    /// `folder`: the terminal's data. `before_step` (tests): called before each step that changes something on the
    /// disk; its error is that step's.
    StoreKey(std::filesystem::path folder, Place place, Random& random, std::function<Status()> before_step = {});

    /// Whether a key was ever made in this folder.
    bool exists() const;
    /// Made at the first call ever. kDenied: sealed, and the TPM does not open it (another state of the machine,
    /// another TPM, none), or a file that others can read; kUnavailable: the TPM is busy, try again; kCorrupt: damaged;
    /// kIo. It never makes a second key where a first one was.
    Result<Secret> store_key() override;
    Assurance assurance() const override { return assurance_; }
    /// After store_key(): why it is not in the TPM, for the log; empty when it is, or there is no TPM.
    const std::string& remark() const { return remark_; }

    /// Back into the file, for the time until the next start: before a change of the firmware or of the mainboard,
    /// after which the TPM would not give it back. Nothing happens when it is not sealed.
    Status release();
    /// Overwrites whatever is kept of it: the store is worthless then.
    Status destroy();

private:
    Result<Secret> take_in(Secret key);
    Result<Secret> make();
    Result<Secret> open_sealed(const HeldObject& sealed);
    Result<Secret> unsealed(const HeldObject& sealed);
    Status seal_into_file(const Secret& key);
    Status drop_plain(const Secret& key);
    void note_level(const Status& in_tpm_alone);
    Result<HeldObject> read_sealed() const;
    Result<Secret> plain() const;
    Status step();
    std::string path(const char* name) const { return (folder_ / name).string(); }

    std::filesystem::path folder_;
    Place place_;
    Random& random_;
    std::function<Status()> before_step_;
    Assurance assurance_ = Assurance::kHostKey;
    std::string remark_;
};

}  // namespace dayroom::device::tpm
