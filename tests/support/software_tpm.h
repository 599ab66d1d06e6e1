// A TPM of the test's own: swtpm on local sockets in a folder of its own, ended with the object. And an image whose
// boot states are signed, as systemd-measure signs them, for whatever PCR 11 holds.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/device/tpm/place.h"
#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

struct evp_pkey_st;

namespace dayroom::test {

class SoftwareTpm {
public:
    SoftwareTpm();
    /// As swtpm's own tools manufacture one: with a certified endorsement key, RSA of 2048 bits.
    enum class Manufactured { kYes };
    explicit SoftwareTpm(Manufactured);
    std::string tcti() const { return "swtpm:path=" + (folder_ / "tpm").string(); }
    /// Off and on again: PCRs begin anew, what it holds stays.
    void restart();
    /// As the firmware clears it: a new seed, and nothing made before can be used.
    void clear();
    /// Switched off: nobody answers.
    void stop();
    /// The authorities of its maker, as PEM, the lowest first; empty when it was not manufactured.
    std::vector<std::string> makers() const;

private:
    void start();
    void manufacture();
    TempDir folder_;
    std::unique_ptr<Process> process_;
};

class SignedImage {
public:
    enum class Kind { kRsa, kP256 };
    explicit SignedImage(Kind kind = Kind::kP256);
    ~SignedImage();
    SignedImage(const SignedImage&) = delete;
    SignedImage& operator=(const SignedImage&) = delete;

    /// Signs that PCR 11 may hold each of `values` (32 bytes), and writes the files of `place`, which it returns.
    device::tpm::Place boots_with(const std::vector<Bytes>& values, const std::string& tcti) const;

private:
    TempDir folder_;
    evp_pkey_st* key_;
};

/// What PCR 11 holds when nothing was measured, and what it holds after `event` (32 bytes) was.
Bytes fresh_pcr();
Bytes extended_pcr(const Bytes& before, const Bytes& event);

}  // namespace dayroom::test
