#include <filesystem>
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

#include "platform/crypto/password.h"
#include "platform/crypto/secretbox.h"
#include "platform/crypto/stream.h"
#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::crypto;

namespace {
constexpr ArgonCost kCheap{64, 1};
Secret key_of(std::uint64_t seed) {
    SeededRandom random(seed);
    return Secret::random(32, random);
}
}  // namespace

TEST_CASE("secretbox: key, bytes and associated data must all fit") {
    const Secret key = key_of(1);
    Bytes sealed = encrypt(key, as_bytes("content"), as_bytes("place"));
    CHECK(sealed.size() == 7 + kSecretboxOverheadBytes);
    CHECK(sealed != encrypt(key, as_bytes("content"), as_bytes("place")));
    CHECK(to_string(decrypt(key, sealed, as_bytes("place")).take()) == "content");
    CHECK(as_text(decrypt_secret(key, sealed, as_bytes("place")).take().bytes()) == "content");
    CHECK(decrypt(key_of(2), sealed, as_bytes("place")).error().code == ErrorCode::kUnauthenticated);
    CHECK_FALSE(decrypt(key, sealed, as_bytes("elsewhere")).ok());
    CHECK(decrypt(key, ByteView(sealed).first(39)).error().code == ErrorCode::kInvalid);
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        sealed[at] ^= 0x40;
        CHECK_FALSE(decrypt(key, sealed, as_bytes("place")).ok());
        sealed[at] ^= 0x40;
    }
}

TEST_CASE("Argon2id: same input same key, refused beyond its limits") {
    Salt salt{};
    salt[0] = 7;
    const Secret key = derive_from_password(as_bytes("1234"), salt, kCheap).take();
    CHECK(key.equals(derive_from_password(as_bytes("1234"), salt, kCheap).take()));
    CHECK_FALSE(key.equals(derive_from_password(as_bytes("1235"), salt, kCheap).take()));
    salt[0] = 8;
    CHECK_FALSE(key.equals(derive_from_password(as_bytes("1234"), salt, kCheap).take()));
    CHECK(derive_from_password(as_bytes("1"), salt, {4, 1}).error().code == ErrorCode::kInvalid);
    CHECK_FALSE(derive_from_password(as_bytes("1"), salt, {64, 0}).ok());
    CHECK_FALSE(derive_from_password(as_bytes("1"), salt, {kMaxArgonMemoryKib + 1, 1}).ok());
    CHECK_FALSE(derive_from_password(as_bytes("1"), salt, {64, 11}).ok());
}

TEST_CASE("password strings verify their own password only") {
    const std::string hash = hash_password(as_bytes("582914"), kCheap).take();
    CHECK(hash.starts_with("$argon2id$"));
    CHECK(verify_password(hash, as_bytes("582914")).ok());
    CHECK(verify_password(hash, as_bytes("582915")).error().code == ErrorCode::kUnauthenticated);
    CHECK_FALSE(verify_password("", as_bytes("582914")).ok());
    CHECK_FALSE(verify_password("$argon2id$nonsense", as_bytes("582914")).ok());
    CHECK_FALSE(verify_password(std::string(5000, '$'), as_bytes("582914")).ok());
}

TEST_CASE("streams: every size around a piece comes back, every cut, swap and tail is noticed") {
    const Secret key = key_of(3);
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kStreamPieceBytes - 1, kStreamPieceBytes,
                                   kStreamPieceBytes + 1, 3 * kStreamPieceBytes}) {
        Bytes content(size);
        SeededRandom(size).fill(content);
        CHECK(decrypt_stream(key, encrypt_stream(key, content)).take() == content);
    }
    Bytes content(3 * kStreamPieceBytes, 9);
    const Bytes file = encrypt_stream(key, content);
    constexpr std::size_t kSealedPiece = kStreamPieceBytes + kStreamPieceOverheadBytes;
    CHECK_FALSE(decrypt_stream(key_of(4), file).ok());
    CHECK(decrypt_stream(key, ByteView(file).first(20)).error().code == ErrorCode::kCorrupt);
    CHECK(decrypt_stream(key, ByteView(file).first(kStreamHeaderBytes + 2 * kSealedPiece)).error().code ==
          ErrorCode::kCorrupt);
    Bytes swapped = file;
    std::swap_ranges(swapped.begin() + kStreamHeaderBytes, swapped.begin() + kStreamHeaderBytes + kSealedPiece,
                     swapped.begin() + kStreamHeaderBytes + kSealedPiece);
    CHECK_FALSE(decrypt_stream(key, swapped).ok());
    Bytes longer = file;
    longer.insert(longer.end(), 30, 0);
    CHECK_FALSE(decrypt_stream(key, longer).ok());
    Bytes foreign = file;
    foreign[0] ^= 1;
    CHECK(decrypt_stream(key, foreign).error().code == ErrorCode::kUnsupported);
}

TEST_CASE("files: encrypted, decrypted, and nothing left after a failure") {
    const test::TempDir dir;
    const auto plain = dir.path() / "plain";
    const auto sealed = dir.path() / "sealed";
    const auto back = dir.path() / "back";
    for (const std::size_t size : {std::size_t{0}, kStreamPieceBytes, 2 * kStreamPieceBytes + 5}) {
        const std::string content(size, 'p');
        std::ofstream(plain, std::ios::binary) << content;
        REQUIRE(encrypt_file(key_of(5), plain, sealed).ok());
        REQUIRE(decrypt_file(key_of(5), sealed, back).ok());
        std::ifstream in(back, std::ios::binary);
        CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == content);
    }
    CHECK((std::filesystem::status(sealed).permissions() & std::filesystem::perms::group_all) ==
          std::filesystem::perms::none);
    CHECK(decrypt_file(key_of(6), sealed, back).error().code == ErrorCode::kUnauthenticated);
    CHECK_FALSE(std::filesystem::exists(back));
    std::filesystem::resize_file(sealed, kStreamHeaderBytes + kStreamPieceBytes + kStreamPieceOverheadBytes);
    CHECK(decrypt_file(key_of(5), sealed, back).error().code == ErrorCode::kCorrupt);
    CHECK(encrypt_file(key_of(5), dir.path() / "missing", sealed).error().code == ErrorCode::kIo);
}
