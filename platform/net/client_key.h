// Our certificate with a key that is held elsewhere: OpenSSL asks it for the one signature of each handshake. Private
// to platform/net.
#pragma once

#include <memory>
#include <string>

#include "platform/crypto/held_key.h"

struct ssl_ctx_st;

namespace dayroom::net {

/// False when OpenSSL refuses: no certificate, or of another key.
bool use_held_key(ssl_ctx_st* context, const std::string& certificate_pem, evp_pkey_st* key);

}  // namespace dayroom::net
