// A maker of TPMs for tests: an authority whose certificates say that an endorsement key is one of its own.
#pragma once

#include <filesystem>
#include <string>

#include "platform/base/bytes.h"
#include "platform/base/time.h"

struct evp_pkey_st;
struct x509_st;

namespace dayroom::test {

class TpmMaker {
public:
    explicit TpmMaker(const std::string& name = "Maker of TPMs");
    ~TpmMaker();
    TpmMaker(const TpmMaker&) = delete;
    TpmMaker& operator=(const TpmMaker&) = delete;

    const std::string& certificate_pem() const { return pem_; }

    struct Wish {
        Timestamp from;
        Timestamp until;
        const char* use = "2.23.133.8.1";  // for endorsement keys; empty: it says nothing
        bool authority = false;
    };
    /// DER, for the key of a TPM2B_PUBLIC.
    Bytes certify(const Bytes& endorsement_key, const Wish& wish) const;

private:
    evp_pkey_st* key_;
    x509_st* certificate_;
    std::string pem_;
};

}  // namespace dayroom::test
