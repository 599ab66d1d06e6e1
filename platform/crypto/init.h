// Readies libsodium, once a process.
#pragma once

namespace dayroom::crypto {

/// Thread-safe and cheap to repeat. Everything in this folder calls it by itself; a main calls it first so that a
/// machine without randomness stops at start-up with a clear line.
void ensure_ready();

}  // namespace dayroom::crypto
