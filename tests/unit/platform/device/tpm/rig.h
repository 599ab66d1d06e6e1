// A machine for the tests of this folder: a TPM, an image that is signed for it, and a folder of the terminal's.
#pragma once

#include "platform/base/random.h"
#include "platform/device/tpm/store_key.h"
#include "tests/support/software_tpm.h"

namespace dayroom::device::tpm::test {

/// A measurement, as the boot makes it.
Bytes event(std::uint8_t what);
/// Measures `what` into a PCR of the TPM.
void measure(const std::string& tcti, int pcr, const Bytes& what);
/// How many objects and sessions the TPM holds just now.
int loaded_objects(const std::string& tcti);

struct Machine {
    dayroom::test::SoftwareTpm tpm;
    dayroom::test::SignedImage image;
    Place place = image.boots_with({dayroom::test::fresh_pcr()}, tpm.tcti());
    dayroom::test::TempDir folder;
    SeededRandom random{7};

    ImagePolicy policy() const { return read_image_policy(place.policy_file, place.image_key_file).take(); }
    StoreKey key(std::function<Status()> before_step = {}) {
        return {folder.path(), place, random, std::move(before_step)};
    }
    StoreKey key_without_tpm() { return {folder.path(), Place(), random}; }
    bool has(const std::string& file) const { return std::filesystem::exists(folder / file); }
};

}  // namespace dayroom::device::tpm::test
