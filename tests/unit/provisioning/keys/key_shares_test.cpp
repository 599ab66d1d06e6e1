#include "provisioning/keys/key_shares.h"

#include <algorithm>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "provisioning/keys/files.h"
#include "provisioning/keys/paper_rows.h"
#include "provisioning/keys/recovery_sheet.h"
#include "provisioning/keys/root_key.h"
#include "tests/support/temp_dir.h"

using namespace dayroom;
using namespace dayroom::provisioning;

namespace {

Secret words(std::string text) { return Secret::take_from(text); }

KeyShare copy_of(const KeyShare& share) {
    return {share.split, share.number, share.needed, share.shares, share.key, share.part.duplicate()};
}

std::vector<KeyShare> chosen(const std::vector<KeyShare>& all, unsigned which) {
    std::vector<KeyShare> some;
    for (std::size_t at = 0; at < all.size(); ++at)
        if ((which >> at & 1U) != 0) some.push_back(copy_of(all[at]));
    return some;
}

/// The row with that number, with one of its digits another one.
std::string with_slip(std::string text, std::size_t row, std::size_t digit = 0, unsigned other = 1) {
    std::size_t at = text.find(fmt::format("\n{:>4}   ", row)) + 8;
    for (;; ++at) {
        if (text[at] == ' ') continue;
        if (digit-- == 0) break;
    }
    const auto value = static_cast<unsigned>(std::stoi(text.substr(at, 1), nullptr, 16));
    text[at] = "0123456789abcdef"[(value + other) % 16];
    return text;
}

}  // namespace

TEST_CASE("any of the shares that are enough make the key again, and no fewer") {
    SystemRandom random;
    const auto key = crypto::SigningKey::make(random);
    for (const auto& [needed, shares] : {std::pair(2, 2), std::pair(2, 3), std::pair(3, 5), std::pair(4, 4)}) {
        const auto made = split_key(key, needed, shares, random).take();
        REQUIRE(made.size() == static_cast<std::size_t>(shares));
        for (unsigned which = 1; which < 1U << shares; ++which) {
            CAPTURE(needed, shares, which);
            const auto joined = join_key(chosen(made, which));
            CHECK(joined.ok() == (__builtin_popcount(which) >= needed));
            if (joined.ok()) CHECK(joined->public_key() == key.public_key());
        }
    }
    for (const auto& [needed, shares] : {std::pair(1, 3), std::pair(4, 3), std::pair(2, kMaxShares + 1)})
        CHECK(split_key(key, needed, shares, random).error().code == ErrorCode::kInvalid);
}

TEST_CASE("shares are those of the scheme: a polynomial over GF(2^8) with the seed at 0") {
    // Two shares, both needed: the second part follows from the seed and the first: s ⊕ 2·a where a = (p1 ⊕ s).
    SystemRandom random;
    const auto key = crypto::SigningKey::make(random);
    const auto made = split_key(key, 2, 2, random).take();
    const Secret seed = key.seed();
    for (std::size_t at = 0; at < kKeyBytes; ++at) {
        const unsigned slope = made[0].part.bytes()[at] ^ seed.bytes()[at];
        const unsigned doubled = (slope << 1U) ^ ((slope & 0x80U) != 0 ? 0x11DU : 0U);
        CHECK(made[1].part.bytes()[at] == (seed.bytes()[at] ^ doubled));
    }
}

TEST_CASE("shares of long ago make their key in a program that splits none") {
    // Seed 01…, slope 02…: by hand over GF(2^8) the parts are 01 ⊕ 1·02 = 03 and 01 ⊕ 2·02 = 05.
    const auto key = crypto::SigningKey::from_seed(Secret::copy_of(Bytes(kKeyBytes, 0x01))).take();
    std::vector<KeyShare> shares(2);
    for (std::size_t at = 0; at < shares.size(); ++at) {
        shares[at].number = static_cast<int>(at) + 1;
        shares[at].needed = shares[at].shares = 2;
        std::copy_n(key.public_key().bytes().begin(), shares[at].key.size(), shares[at].key.begin());
        shares[at].part = Secret::copy_of(Bytes(kKeyBytes, at == 0 ? 0x03 : 0x05));
    }
    const auto joined = join_key(shares);
    REQUIRE(joined.ok());
    CHECK(joined->public_key() == key.public_key());
}

TEST_CASE("shares that do not belong together, come twice or are false make no key") {
    SystemRandom random;
    const auto key = crypto::SigningKey::make(random);
    const auto made = split_key(key, 2, 3, random).take();
    const auto others = split_key(key, 2, 3, random).take();
    std::vector<KeyShare> mixed = chosen(made, 0b001);
    mixed.push_back(copy_of(others[1]));
    CHECK(join_key(mixed).error().detail.find("not made together") != std::string::npos);
    std::vector<KeyShare> twice = chosen(made, 0b001);
    twice.push_back(copy_of(made[0]));
    CHECK(join_key(twice).error().detail.find("twice") != std::string::npos);
    std::vector<KeyShare> false_one = chosen(made, 0b011);
    false_one[1].part.writable()[7] ^= 1U;
    CHECK(join_key(false_one).error().detail.find("false") != std::string::npos);
    CHECK(join_key({}).error().code == ErrorCode::kInvalid);
}

TEST_CASE("a share on paper comes back as it was, typed by hand too, and a slip is found in its row") {
    SystemRandom random;
    const auto key = crypto::SigningKey::make(random);
    const auto made = split_key(key, 2, 3, random).take();
    std::string paper = share_paper(made[2], key.public_key());
    const auto read = read_share_paper(paper).take();
    CHECK((read.number == 3 && read.needed == 2 && read.shares == 3 && read.split == made[2].split));
    CHECK(read.part.equals(made[2].part));
    CHECK(paper.find(to_hex(key.public_key().bytes())) != std::string::npos);

    std::string typed = paper.substr(paper.find("\n   1 "));
    std::transform(typed.begin(), typed.end(), typed.begin(), [](unsigned char c) { return std::toupper(c); });
    typed.erase(std::remove(typed.begin() + 10, typed.end(), '\r'), typed.end());
    CHECK(read_share_paper(typed).ok());
    for (std::size_t row = 1; row <= 12; ++row) {
        for (std::size_t digit = 0; digit < 10; ++digit) {
            for (unsigned other = 1; other < 16; ++other) {
                const auto wrong = read_share_paper(with_slip(paper, row, digit, other));
                if (wrong.ok() || wrong.error().detail.find(fmt::format("row {} ", row)) != 0)
                    FAIL("row " << row << ", digit " << digit << " by " << other << " was not found");
            }
        }
    }
    const auto begin = paper.find("\n   5 ");
    const auto end = paper.find('\n', begin + 1);
    CHECK(read_share_paper(paper.substr(0, begin) + paper.substr(end)).error().detail == "row 5 is missing");
    CHECK_FALSE(read_share_paper(paper + "  99   0000 0000   00\n").ok());
    for (const char* other : {"", "\n", "hello", "1", "1 1", "  1   0102 0304   zz\n"})
        CHECK_FALSE(read_share_paper(other).ok());
}

TEST_CASE("rows of one kind of paper are none of another") {
    const Bytes content(9, 7);
    const std::string rows = to_paper_rows(content, "a");
    CHECK(from_paper_rows(rows, 9, "a").ok());
    CHECK(from_paper_rows(rows + rows, 9, "a").ok());
    CHECK_FALSE(from_paper_rows(rows, 9, "b").ok());
    CHECK_FALSE(from_paper_rows(rows, 13, "a").ok());
    CHECK_FALSE(from_paper_rows(rows, 8, "a").ok());
}

TEST_CASE("the recovery sheet makes the file again, and its passphrase opens it") {
    test::TempDir dir;
    SystemRandom random;
    const auto root = RootKey::create(dir / "root.key", words("a long enough phrase"), random);
    REQUIRE(root.ok());
    const std::string sheet = recovery_sheet(dir / "root.key").take();
    REQUIRE(restore_from_sheet(sheet, dir / "again.key").ok());
    CHECK(read_small_file(dir / "again.key").take() == read_small_file(dir / "root.key").take());
    CHECK(RootKey::load(dir / "again.key", words("a long enough phrase"))->public_key() == root->public_key());
    CHECK(restore_from_sheet(sheet, dir / "again.key").error().code == ErrorCode::kConflict);
    CHECK(restore_from_sheet(with_slip(sheet, 9), dir / "c.key").error().detail.find("row 9 ") == 0);
    CHECK_FALSE(recovery_sheet(dir / "missing.key").ok());
}

TEST_CASE("the key that shares made is kept under a new passphrase and signs as before") {
    test::TempDir dir;
    SystemRandom random;
    const auto root = RootKey::create(dir / "root.key", words("a long enough phrase"), random);
    const auto shares = root->split(2, 3, random).take();
    auto key = join_key(chosen(shares, 0b101)).take();
    const auto kept = RootKey::keep(dir / "new.key", words("another long phrase"), std::move(key), random);
    REQUIRE(kept.ok());
    CHECK(RootKey::load(dir / "new.key", words("another long phrase"))->public_key() == root->public_key());
    CHECK_FALSE(RootKey::load(dir / "new.key", words("a long enough phrase")).ok());
}
