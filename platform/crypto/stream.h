// Encryption of files that need not fit in memory (backups, photos): libsodium's secretstream in 64 KiB pieces. Cutting
// off, reordering or repeating pieces is noticed. File: "DRSTRM1\n" ‖ 24-byte header ‖ pieces; the last one is marked.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/crypto/secret.h"

namespace dayroom::crypto {

inline constexpr std::size_t kStreamPieceBytes = 64 * 1024;  // of content
inline constexpr std::size_t kStreamPieceOverheadBytes = 17;
inline constexpr std::size_t kStreamHeaderBytes = 8 + 24;

class StreamEncryptor {
public:
    /// `key`: 32 bytes.
    explicit StreamEncryptor(const Secret& key);
    /// Goes first into the file.
    const Bytes& header() const { return header_; }
    /// At most kStreamPieceBytes; exactly one piece, the last, is `last`.
    Bytes push(ByteView piece, bool last);

private:
    Secret state_;
    Bytes header_;
};

class StreamDecryptor {
public:
    /// kUnsupported when the header is not ours.
    static Result<StreamDecryptor> begin(const Secret& key, ByteView header);
    struct Piece {
        Bytes content;
        bool last = false;
    };
    /// kUnauthenticated for a wrong key or changed bytes.
    Result<Piece> pull(ByteView piece);

private:
    StreamDecryptor() = default;
    Secret state_;
};

/// Whole things in memory.
Bytes encrypt_stream(const Secret& key, ByteView content);
Result<Bytes> decrypt_stream(const Secret& key, ByteView file);

/// From file to file (mode 0600, synced before it returns). On an error `to` is removed. kIo, kUnauthenticated,
/// kCorrupt (cut off).
Status encrypt_file(const Secret& key, const std::filesystem::path& from, const std::filesystem::path& to);
Status decrypt_file(const Secret& key, const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace dayroom::crypto
