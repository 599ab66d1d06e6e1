#include "platform/device/tpm/connection.h"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <thread>

#include <fcntl.h>
#include <tss2/tss2_rc.h>
#include <tss2/tss2_tctildr.h>
#include <unistd.h>

namespace dayroom::device::tpm {
namespace {

constexpr int kTries = 50;
constexpr std::chrono::milliseconds kBetweenTries{10};

constexpr TSS2_RC kFormatOneNumber = TPM2_RC_FMT1 | 0x3F;  // without the parameter, handle or session it is about

ErrorCode code_of_tpm(TSS2_RC code) {
    switch ((code & TPM2_RC_FMT1) != 0 ? code & kFormatOneNumber : code) {
        case TPM2_RC_POLICY_FAIL:
        case TPM2_RC_PCR_CHANGED:
        case TPM2_RC_SIGNATURE:
        case TPM2_RC_AUTH_FAIL:
        case TPM2_RC_BAD_AUTH:
        case TPM2_RC_AUTH_UNAVAILABLE:
        case TPM2_RC_HIERARCHY:
            return ErrorCode::kDenied;
        case TPM2_RC_INTEGRITY:
        case TPM2_RC_SIZE:
        case TPM2_RC_VALUE:
        case TPM2_RC_TYPE:
        case TPM2_RC_ATTRIBUTES:
        case TPM2_RC_BINDING:
        case TPM2_RC_INSUFFICIENT:
            return ErrorCode::kCorrupt;
        case TPM2_RC_RETRY:
        case TPM2_RC_YIELDED:
        case TPM2_RC_TESTING:
        case TPM2_RC_CANCELED:
        case TPM2_RC_LOCKOUT:
        case TPM2_RC_MEMORY:
        case TPM2_RC_OBJECT_MEMORY:
        case TPM2_RC_SESSION_MEMORY:
        case TPM2_RC_OBJECT_HANDLES:
        case TPM2_RC_SESSION_HANDLES:
            return ErrorCode::kUnavailable;
        default:
            return ErrorCode::kIo;
    }
}

/// What can be known of the device without its library.
Status look_at_device(const std::string& tcti) {
    constexpr std::string_view kDevice = "device:";
    if (!tcti.starts_with(kDevice)) return {};
    const std::string path = tcti.substr(kDevice.size());
    const int opened = ::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK);
    if (opened >= 0) {
        ::close(opened);
        return {};
    }
    const std::string what = "open the TPM " + path + ": " + std::strerror(errno);
    switch (errno) {
        case ENOENT:
        case ENXIO:
        case ENODEV:
            return Error(ErrorCode::kNotFound, what);
        case EACCES:
        case EPERM:
            return Error(ErrorCode::kDenied, what + "; this user must be in the group tss");
        default:
            return Error(ErrorCode::kUnavailable, what);
    }
}

TPM2B_PUBLIC storage_root_template() {
    TPM2B_PUBLIC wanted{};
    TPMT_PUBLIC& area = wanted.publicArea;
    area.type = TPM2_ALG_ECC;
    area.nameAlg = TPM2_ALG_SHA256;
    area.objectAttributes = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_SENSITIVEDATAORIGIN |
                            TPMA_OBJECT_USERWITHAUTH | TPMA_OBJECT_NODA | TPMA_OBJECT_RESTRICTED | TPMA_OBJECT_DECRYPT;
    area.parameters.eccDetail.symmetric.algorithm = TPM2_ALG_AES;
    area.parameters.eccDetail.symmetric.keyBits.aes = 128;
    area.parameters.eccDetail.symmetric.mode.aes = TPM2_ALG_CFB;
    area.parameters.eccDetail.scheme.scheme = TPM2_ALG_NULL;
    area.parameters.eccDetail.curveID = TPM2_ECC_NIST_P256;
    area.parameters.eccDetail.kdf.scheme = TPM2_ALG_NULL;
    return wanted;
}

/// A TPM without a resource manager serves one after the other, and may still be letting go of whoever was before.
bool reach(const std::string& tcti, TSS2_TCTI_CONTEXT** opened) {
    for (int more = kTries; more > 0; --more) {
        if (Tss2_TctiLdr_Initialize(tcti.c_str(), opened) == TSS2_RC_SUCCESS) return true;
        if (more > 1) std::this_thread::sleep_for(kBetweenTries);
    }
    return false;
}

}  // namespace

Error tss_error(TSS2_RC code, const char* what) {
    const bool said_by_tpm = (code & TSS2_RC_LAYER_MASK) == TSS2_TPM_RC_LAYER;
    const bool not_reached = (code & TSS2_RC_LAYER_MASK) == TSS2_TCTI_RC_LAYER;
    const ErrorCode kind = said_by_tpm ? code_of_tpm(code) : not_reached ? ErrorCode::kUnavailable : ErrorCode::kIo;
    return Error(kind, std::string(what) + ": " + Tss2_RC_Decode(code));
}

Connection::Parts::~Parts() {
    if (esys != nullptr) Esys_Finalize(&esys);
    if (tcti != nullptr) Tss2_TctiLdr_Finalize(&tcti);
}

Result<Connection> Connection::open(const std::string& tcti) {
    // Its own words on standard error would say each failure a second time, in another form.
    static std::once_flag once;
    std::call_once(once, [] { ::setenv("TSS2_LOG", "all+NONE", 0); });
    TRY(look_at_device(tcti));
    auto parts = std::make_unique<Parts>();
    if (!reach(tcti, &parts->tcti)) return Error(ErrorCode::kUnavailable, "nobody answers as the TPM " + tcti);
    TRY(checked(Esys_Initialize(&parts->esys, parts->tcti, nullptr), "begin with the TPM"));
    return Connection(std::move(parts));
}

Result<Handle> Connection::storage_root() const {
    const TPM2B_PUBLIC wanted = storage_root_template();
    const TPM2B_SENSITIVE_CREATE no_secret{};
    const TPM2B_DATA no_data{};
    const TPML_PCR_SELECTION no_pcrs{};
    ESYS_TR made = ESYS_TR_NONE;
    TRY(checked(Esys_CreatePrimary(esys(), ESYS_TR_RH_OWNER, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, &no_secret,
                                   &wanted, &no_data, &no_pcrs, &made, nullptr, nullptr, nullptr, nullptr),
                "make the TPM's storage root"));
    return Handle(esys(), made);
}

Result<Bytes> Connection::name_of(ESYS_TR object) const {
    TPM2B_NAME* name = nullptr;
    TRY(checked(Esys_TR_GetName(esys(), object, &name), "name a key of the TPM"));
    const Owned<TPM2B_NAME> owned(name);
    const ByteView bytes = view_of(*owned);
    return Bytes(bytes.begin(), bytes.end());
}

Result<Handle> Connection::session(const Handle& root, TPM2_SE kind, TPMA_SESSION encrypts) const {
    TPMT_SYM_DEF cipher{};
    cipher.algorithm = TPM2_ALG_AES;
    cipher.keyBits.aes = 128;
    cipher.mode.aes = TPM2_ALG_CFB;
    ESYS_TR begun = ESYS_TR_NONE;
    TRY(checked(Esys_StartAuthSession(esys(), root.get(), ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                                      nullptr, kind, &cipher, TPM2_ALG_SHA256, &begun),
                "begin a session with the TPM"));
    Handle session(esys(), begun);
    TRY(checked(Esys_TRSess_SetAttributes(esys(), begun, TPMA_SESSION_CONTINUESESSION | encrypts, 0xFF),
                "encrypt a session with the TPM"));
    return session;
}

}  // namespace dayroom::device::tpm
