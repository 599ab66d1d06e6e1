#include "platform/crypto/hash.h"

#include <catch2/catch.hpp>

#include "platform/crypto/labels.h"

using namespace dayroom;
using namespace dayroom::crypto;

TEST_CASE("known answers: SHA-256 and BLAKE2b-256 of \"abc\"") {
    CHECK(to_hex(sha256(as_bytes("abc"))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(to_hex(blake2b(as_bytes("abc"))) == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    CHECK(to_hex(blake2b({})) == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

TEST_CASE("streaming gives the same as at once") {
    const std::string text(1000, 'x');
    Blake2b blake;
    Sha256 sha;
    for (std::size_t at = 0; at < text.size(); at += 7) {
        blake.update(as_bytes(std::string_view(text).substr(at, 7)));
        sha.update(as_bytes(std::string_view(text).substr(at, 7)));
    }
    CHECK(blake.finish() == blake2b(as_bytes(text)));
    CHECK(sha.finish() == sha256(as_bytes(text)));
}

TEST_CASE("sized fields do not run together") {
    Blake2b left;
    left.update_sized(as_bytes("ab")).update_sized(as_bytes("c"));
    Blake2b right;
    right.update_sized(as_bytes("a")).update_sized(as_bytes("bc"));
    CHECK(left.finish() != right.finish());
}

TEST_CASE("derived keys differ by label, context and parent, and repeat") {
    SeededRandom random(5);
    const Secret parent = Secret::random(32, random);
    const Secret other = Secret::random(32, random);
    const Secret key = derive_key(parent, kLabelVaultDb, as_bytes("device 1"));
    CHECK(key.size() == 32);
    CHECK(key.equals(derive_key(parent, kLabelVaultDb, as_bytes("device 1"))));
    CHECK_FALSE(key.equals(derive_key(parent, kLabelVaultDb, as_bytes("device 2"))));
    CHECK_FALSE(key.equals(derive_key(parent, kLabelBox, as_bytes("device 1"))));
    CHECK_FALSE(key.equals(derive_key(other, kLabelVaultDb, as_bytes("device 1"))));
    // What it is made of, once and for all: a change would lock every vault.
    Bytes input = to_bytes("vault-db");
    input.push_back(0);
    for (const char c : std::string_view("device 1")) input.push_back(static_cast<std::uint8_t>(c));
    CHECK(key.equals(Secret::copy_of(keyed_blake2b(parent, input))));
}

TEST_CASE("constant-time comparison still compares") {
    CHECK(same(as_bytes("abc"), as_bytes("abc")));
    CHECK_FALSE(same(as_bytes("abc"), as_bytes("abd")));
    CHECK_FALSE(same(as_bytes("abc"), as_bytes("ab")));
    CHECK(same({}, {}));
}
