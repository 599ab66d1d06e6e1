// Trust on a fingerprint: at enrolment the terminal knows only the SHA-256 of the facility CA, and the hub sends the CA
// along in the handshake. Private to platform/net.
#pragma once

#include "platform/crypto/hash.h"

struct ssl_ctx_st;

namespace dayroom::net {

/// From now on a chain counts only if it leads to a certificate with this fingerprint that stands in the handshake.
/// `sha256` must outlive the context. False when OpenSSL refuses.
bool trust_fingerprint(ssl_ctx_st* context, const crypto::Digest* sha256);

}  // namespace dayroom::net
