#include "provisioning/keys/key_shares.h"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
extern "C" {  // its header does not say so
#include <libgfshare.h>
}

#include "provisioning/keys/paper_rows.h"

namespace dayroom::provisioning {
namespace {

constexpr std::string_view kSharePurpose = "dayroom-root-share-1";
constexpr std::size_t kHeadBytes = 16;  // version, split, number, needed, shares, key
constexpr std::size_t kPaperBytes = kHeadBytes + kKeyBytes;
constexpr std::uint8_t kShareVersion = 1;

void fill_from_system(unsigned char* bytes, unsigned int count) {
    SystemRandom random;
    random.fill({bytes, count});
}

struct FreeContext {
    /// The library overwrites what it frees with random bytes: also where nothing was split.
    void operator()(gfshare_ctx* context) const {
        gfshare_fill_rand = &fill_from_system;
        gfshare_ctx_free(context);
    }
};
using Context = std::unique_ptr<gfshare_ctx, FreeContext>;

std::array<std::uint8_t, 8> beginning_of(const crypto::SigningPublic& key) {
    std::array<std::uint8_t, 8> first{};
    std::copy_n(key.bytes().begin(), first.size(), first.begin());
    return first;
}

Status must_make(const std::vector<KeyShare>& all, std::size_t from, int needed) {
    std::vector<KeyShare> some;
    for (std::size_t at = from; at < from + static_cast<std::size_t>(needed); ++at) {
        const KeyShare& each = all[at];
        some.push_back({each.split, each.number, each.needed, each.shares, each.key, each.part.duplicate()});
    }
    TRY(join_key(some));
    return {};
}

}  // namespace

Result<std::vector<KeyShare>> split_key(const crypto::SigningKey& key, int needed, int shares, Random& random) {
    if (needed < kMinNeededShares || needed > shares || shares > kMaxShares)
        return Error(ErrorCode::kInvalid, fmt::format("at least {} shares must be needed, no more than there are, and "
                                                      "there may be {} at most",
                                                      kMinNeededShares, kMaxShares));
    std::vector<std::uint8_t> numbers;
    for (int number = 1; number <= shares; ++number) numbers.push_back(static_cast<std::uint8_t>(number));
    gfshare_fill_rand = &fill_from_system;
    const Context context(gfshare_ctx_init_enc(numbers.data(), static_cast<unsigned>(numbers.size()),
                                               static_cast<unsigned char>(needed), kKeyBytes));
    if (!context) return Error(ErrorCode::kUnavailable, "no memory to split the key");
    Secret seed = key.seed().duplicate();
    gfshare_ctx_enc_setsecret(context.get(), seed.writable().data());
    KeyShare common;
    random.fill(common.split);
    std::vector<KeyShare> made;
    for (const std::uint8_t number : numbers) {
        KeyShare share{common.split, number, needed, shares, beginning_of(key.public_key()), Secret::zeroed(kKeyBytes)};
        gfshare_ctx_enc_getshare(context.get(), static_cast<unsigned char>(number - 1), share.part.writable().data());
        made.push_back(std::move(share));
    }
    TRY(must_make(made, 0, needed));
    TRY(must_make(made, made.size() - static_cast<std::size_t>(needed), needed));
    return made;
}

Result<crypto::SigningKey> join_key(const std::vector<KeyShare>& shares) {
    std::vector<std::uint8_t> numbers;
    for (const KeyShare& share : shares) {
        if (share.split != shares.front().split || share.needed != shares.front().needed)
            return Error(ErrorCode::kInvalid, "these shares were not made together: they do not make one key");
        if (std::find(numbers.begin(), numbers.end(), share.number) != numbers.end())
            return Error(ErrorCode::kInvalid, fmt::format("share {} is there twice", share.number));
        numbers.push_back(static_cast<std::uint8_t>(share.number));
    }
    if (shares.empty() || static_cast<int>(shares.size()) < shares.front().needed)
        return Error(ErrorCode::kInvalid, fmt::format("{} shares are not enough: {} are needed", shares.size(),
                                                      shares.empty() ? kMinNeededShares : shares.front().needed));
    const Context context(gfshare_ctx_init_dec(numbers.data(), static_cast<unsigned>(numbers.size()), kKeyBytes));
    if (!context) return Error(ErrorCode::kUnavailable, "no memory to join the key");
    for (std::size_t at = 0; at < shares.size(); ++at) {
        Secret part = shares[at].part.duplicate();
        gfshare_ctx_dec_giveshare(context.get(), static_cast<unsigned char>(at), part.writable().data());
    }
    Secret seed = Secret::zeroed(kKeyBytes);
    gfshare_ctx_dec_extract(context.get(), seed.writable().data());
    crypto::SigningKey key = TRY(crypto::SigningKey::from_seed(seed));
    if (beginning_of(key.public_key()) != shares.front().key)
        return Error(ErrorCode::kInvalid,
                     "these shares make another key than the one that they name: one of them is false");
    return key;
}

std::string share_paper(const KeyShare& share, const crypto::SigningPublic& key) {
    Secret content = Secret::zeroed(kPaperBytes);
    const auto out = content.writable();
    out[0] = kShareVersion;
    std::copy(share.split.begin(), share.split.end(), out.begin() + 1);
    out[5] = static_cast<std::uint8_t>(share.number);
    out[6] = static_cast<std::uint8_t>(share.needed);
    out[7] = static_cast<std::uint8_t>(share.shares);
    std::copy(share.key.begin(), share.key.end(), out.begin() + 8);
    std::copy(share.part.bytes().begin(), share.part.bytes().end(), out.begin() + kHeadBytes);
    return fmt::format(
               "Dayroom: share {} of {} of the facility root key\n\nPublic key: {}\nAny {} of the {} shares make the "
               "key again; "
               "fewer tell nothing about it.\nKeep this share alone, away from the others and from every computer.\n"
               "To use it: dayroom-provision keys join\n\n row    share      check\n",
               share.number, share.shares, to_hex(key.bytes()), share.needed, share.shares) +
           to_paper_rows(content.bytes(), kSharePurpose);
}

Result<KeyShare> read_share_paper(std::string_view text) {
    const Secret content = TRY(from_paper_rows(text, kPaperBytes, kSharePurpose));
    const ByteView in = content.bytes();
    if (in[0] != kShareVersion)
        return Error(ErrorCode::kInvalid, "this share is of a newer version of dayroom-provision");
    KeyShare share;
    std::copy_n(in.begin() + 1, share.split.size(), share.split.begin());
    share.number = in[5];
    share.needed = in[6];
    share.shares = in[7];
    std::copy_n(in.begin() + 8, share.key.size(), share.key.begin());
    share.part = Secret::copy_of(in.subspan(kHeadBytes));
    const bool sound = share.needed >= kMinNeededShares && share.needed <= share.shares && share.shares <= kMaxShares &&
                       share.number >= 1 && share.number <= share.shares;
    if (!sound) return Error(ErrorCode::kInvalid, "this is no share of a facility root key");
    return share;
}

}  // namespace dayroom::provisioning
