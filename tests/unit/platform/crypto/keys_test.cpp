#include "platform/crypto/keys.h"

#include <catch2/catch.hpp>

#include "platform/crypto/labels.h"

using namespace dayroom;
using namespace dayroom::crypto;

TEST_CASE("known answer: Ed25519 test 1 of RFC 8032") {
    const Bytes seed = from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").take();
    const auto key = SigningKey::from_seed(Secret::copy_of(seed)).take();
    CHECK(to_hex(key.public_key().bytes()) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    CHECK(to_hex(key.sign("", {})) ==
          "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
          "d25bf5f0595bbe24655141438e7a100b");
}

TEST_CASE("a signature holds for its key, domain and bytes only") {
    SeededRandom random(2);
    const SigningKey key = SigningKey::make(random);
    const SigningKey other = SigningKey::make(random);
    Signature signature = key.sign(kDomainSeal, as_bytes("text"));
    CHECK(verify(key.public_key(), kDomainSeal, as_bytes("text"), signature).ok());
    CHECK(verify(key.public_key(), kDomainRoot, as_bytes("text"), signature).error().code ==
          ErrorCode::kUnauthenticated);
    CHECK_FALSE(verify(other.public_key(), kDomainSeal, as_bytes("text"), signature).ok());
    CHECK_FALSE(verify(key.public_key(), kDomainSeal, as_bytes("Text"), signature).ok());
    CHECK(verify(key.public_key(), kDomainSeal, as_bytes("text"), ByteView(signature).first(63)).error().code ==
          ErrorCode::kInvalid);
    signature[10] ^= 1;
    CHECK_FALSE(verify(key.public_key(), kDomainSeal, as_bytes("text"), signature).ok());
    CHECK(kDomainSeal.size() == 15);
    CHECK(kDomainSeal.back() == '\0');
}

TEST_CASE("keys come back from their seeds") {
    SeededRandom random(3);
    const SigningKey key = SigningKey::make(random);
    CHECK(SigningKey::from_seed(key.seed()).take().public_key() == key.public_key());
    CHECK_FALSE(SigningKey::from_seed(Secret::zeroed(31)).ok());
    const BoxKey box = BoxKey::make(random);
    CHECK(BoxKey::from_seed(box.seed()).take().public_key() == box.public_key());
    CHECK_FALSE(BoxKey::from_seed(Secret::zeroed(33)).ok());
    CHECK(key_id(key.public_key()) != key_id(SigningKey::make(random).public_key()));
}

TEST_CASE("a sealed box opens for its owner only") {
    SeededRandom random(4);
    const BoxKey owner = BoxKey::make(random);
    const BoxKey other = BoxKey::make(random);
    Bytes box = seal_to(owner.public_key(), as_bytes("for you")).take();
    CHECK(box.size() == 7 + kBoxOverheadBytes);
    CHECK(to_string(owner.open(box).take()) == "for you");
    CHECK(as_text(owner.open_secret(box).take().bytes()) == "for you");
    CHECK(other.open(box).error().code == ErrorCode::kUnauthenticated);
    CHECK(owner.open(ByteView(box).first(47)).error().code == ErrorCode::kInvalid);
    CHECK_FALSE(owner.open(ByteView(box).first(50)).ok());
    box.back() ^= 1;
    CHECK_FALSE(owner.open(box).ok());
}

TEST_CASE("public keys are 32 bytes that are not all zero") {
    CHECK_FALSE(BoxPublic::from_bytes(Bytes(31, 1)).ok());
    CHECK_FALSE(BoxPublic::from_bytes(Bytes(32, 0)).ok());
    CHECK(BoxPublic::from_bytes(Bytes(32, 1)).ok());
    // A point of low order: sealing to it would be readable by anybody.
    Bytes low(32, 0);
    low[0] = 1;
    CHECK_FALSE(seal_to(BoxPublic::from_bytes(low).take(), as_bytes("x")).ok());
}
