#include "tests/unit/platform/device/tpm/rig.h"

#include <catch2/catch.hpp>

#include "platform/device/tpm/connection.h"

namespace dayroom::device::tpm::test {

Bytes event(std::uint8_t what) { return Bytes(32, what); }

void measure(const std::string& tcti, int pcr, const Bytes& what) {
    const auto tpm = Connection::open(tcti).take();
    TPML_DIGEST_VALUES values{};
    values.count = 1;
    values.digests[0].hashAlg = TPM2_ALG_SHA256;
    std::copy(what.begin(), what.end(), values.digests[0].digest.sha256);
    REQUIRE(Esys_PCR_Extend(tpm.esys(), ESYS_TR_PCR0 + static_cast<ESYS_TR>(pcr), ESYS_TR_PASSWORD, ESYS_TR_NONE,
                            ESYS_TR_NONE, &values) == TSS2_RC_SUCCESS);
}

int loaded_objects(const std::string& tcti) {
    const auto tpm = Connection::open(tcti).take();
    int count = 0;
    for (const UINT32 first : {UINT32{TPM2_TRANSIENT_FIRST}, UINT32{TPM2_LOADED_SESSION_FIRST}}) {
        TPMI_YES_NO more = 0;
        TPMS_CAPABILITY_DATA* found = nullptr;
        REQUIRE(Esys_GetCapability(tpm.esys(), ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, TPM2_CAP_HANDLES, first, 16,
                                   &more, &found) == TSS2_RC_SUCCESS);
        const Owned<TPMS_CAPABILITY_DATA> owned(found);
        count += static_cast<int>(owned->data.handles.count);
    }
    return count;
}

}  // namespace dayroom::device::tpm::test
