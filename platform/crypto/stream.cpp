#include "platform/crypto/stream.h"

#include <cstring>

#include <sodium.h>

#include "platform/base/check.h"
#include "platform/crypto/init.h"

namespace dayroom::crypto {
namespace {

using State = crypto_secretstream_xchacha20poly1305_state;
constexpr std::string_view kMagic = "DRSTRM1\n";
static_assert(crypto_secretstream_xchacha20poly1305_HEADERBYTES == 24);
static_assert(crypto_secretstream_xchacha20poly1305_ABYTES == kStreamPieceOverheadBytes);

State* state_of(Secret& memory) { return reinterpret_cast<State*>(memory.writable().data()); }

// sodium_malloc places a buffer at the end of a page: its start is aligned only when the size is a multiple of that.
Secret state_memory() { return Secret::zeroed((sizeof(State) + 63) / 64 * 64); }

}  // namespace

StreamEncryptor::StreamEncryptor(const Secret& key) : state_(state_memory()), header_(to_bytes(kMagic)) {
    DAYROOM_ASSERT(key.size() == kKeyBytes);
    header_.resize(kStreamHeaderBytes);
    crypto_secretstream_xchacha20poly1305_init_push(state_of(state_), header_.data() + kMagic.size(),
                                                    key.bytes().data());
}

Bytes StreamEncryptor::push(ByteView piece, bool last) {
    DAYROOM_ASSERT(piece.size() <= kStreamPieceBytes);
    Bytes out(piece.size() + kStreamPieceOverheadBytes);
    const unsigned char tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;
    crypto_secretstream_xchacha20poly1305_push(state_of(state_), out.data(), nullptr, piece.data(), piece.size(),
                                               nullptr, 0, tag);
    return out;
}

Result<StreamDecryptor> StreamDecryptor::begin(const Secret& key, ByteView header) {
    DAYROOM_ASSERT(key.size() == kKeyBytes);
    if (header.size() != kStreamHeaderBytes || as_text(header.first(kMagic.size())) != kMagic)
        return Error(ErrorCode::kUnsupported, "not a file encrypted by Dayroom");
    StreamDecryptor decryptor;
    decryptor.state_ = state_memory();
    if (crypto_secretstream_xchacha20poly1305_init_pull(state_of(decryptor.state_), header.data() + kMagic.size(),
                                                        key.bytes().data()) != 0)
        return Error(ErrorCode::kUnsupported, "not a file encrypted by Dayroom");
    return decryptor;
}

Result<StreamDecryptor::Piece> StreamDecryptor::pull(ByteView piece) {
    if (piece.size() < kStreamPieceOverheadBytes || piece.size() > kStreamPieceBytes + kStreamPieceOverheadBytes)
        return Error(ErrorCode::kCorrupt, "an encrypted piece has a wrong size");
    Piece out;
    out.content.resize(piece.size() - kStreamPieceOverheadBytes);
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(state_of(state_), out.content.data(), nullptr, &tag, piece.data(),
                                                   piece.size(), nullptr, 0) != 0)
        return Error(ErrorCode::kUnauthenticated, "wrong key, or the encrypted bytes were changed");
    out.last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return out;
}

Bytes encrypt_stream(const Secret& key, ByteView content) {
    StreamEncryptor encryptor(key);
    Bytes out = encryptor.header();
    out.reserve(out.size() + content.size() + (content.size() / kStreamPieceBytes + 1) * kStreamPieceOverheadBytes);
    for (;;) {
        const ByteView piece = content.first(std::min(content.size(), kStreamPieceBytes));
        content = content.subspan(piece.size());
        const Bytes sealed = encryptor.push(piece, content.empty());
        out.insert(out.end(), sealed.begin(), sealed.end());
        if (content.empty()) return out;
    }
}

Result<Bytes> decrypt_stream(const Secret& key, ByteView file) {
    if (file.size() < kStreamHeaderBytes) return Error(ErrorCode::kCorrupt, "an encrypted file is cut off");
    auto decryptor = TRY(StreamDecryptor::begin(key, file.first(kStreamHeaderBytes)));
    file = file.subspan(kStreamHeaderBytes);
    Bytes out;
    bool last = false;
    while (!file.empty()) {
        if (last) return Error(ErrorCode::kCorrupt, "bytes follow the end of an encrypted file");
        const std::size_t size = std::min(file.size(), kStreamPieceBytes + kStreamPieceOverheadBytes);
        auto piece = TRY(decryptor.pull(file.first(size)));
        out.insert(out.end(), piece.content.begin(), piece.content.end());
        last = piece.last;
        file = file.subspan(size);
    }
    if (!last) return Error(ErrorCode::kCorrupt, "an encrypted file is cut off");
    return out;
}

}  // namespace dayroom::crypto
