#include "platform/attestation/structures.h"

#include <algorithm>

#include "platform/attestation/word.h"
#include "platform/crypto/hash.h"

namespace dayroom::attestation {
namespace {

constexpr std::uint16_t kRsa = 0x0001;
constexpr std::uint16_t kAes = 0x0006;
constexpr std::uint16_t kSha256 = 0x000B;
constexpr std::uint16_t kNull = 0x0010;
constexpr std::uint16_t kEcdsa = 0x0018;
constexpr std::uint16_t kEcc = 0x0023;
constexpr std::uint16_t kCfb = 0x0043;
constexpr std::uint16_t kNistP256 = 0x0003;
constexpr std::uint32_t kMadeByTpm = 0xFF544347;
constexpr std::uint16_t kAttestCertify = 0x8017;
constexpr std::uint16_t kAttestQuote = 0x8018;
constexpr std::size_t kClockAndFirmwareBytes = 8 + 4 + 4 + 1 + 8;
constexpr std::size_t kMaxNameBytes = 2 + 64;
constexpr std::uint32_t kUsualExponent = 65537;

/// Big-endian; once something was missing everything after it is empty.
class Reader {
public:
    explicit Reader(ByteView bytes) : rest_(bytes) {}

    std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
    std::uint8_t u8() { return static_cast<std::uint8_t>(number(1)); }
    ByteView take(std::size_t size) {
        if (size > rest_.size()) {
            good_ = false;
            rest_ = {};
            return {};
        }
        const ByteView taken = rest_.first(size);
        rest_ = rest_.subspan(size);
        return taken;
    }
    ByteView sized(std::size_t most) {
        const std::size_t size = u16();
        if (size <= most) return take(size);
        good_ = false;
        return {};
    }
    ByteView rest() const { return rest_; }
    bool good() const { return good_; }
    bool at_end() const { return good_ && rest_.empty(); }

private:
    std::uint64_t number(std::size_t size) {
        std::uint64_t value = 0;
        for (const std::uint8_t byte : take(size)) value = value << 8 | byte;
        return value;
    }
    ByteView rest_;
    bool good_ = true;
};

Bytes copy_of(ByteView bytes) { return Bytes(bytes.begin(), bytes.end()); }

Error malformed(const char* what) {
    return Error(ErrorCode::kInvalid, std::string("a TPM's ") + what + " is malformed");
}
Error another(const char* what) {
    return Error(ErrorCode::kUnsupported, std::string("a TPM's ") + what + " is of another kind");
}

/// A TPM may leave leading zeros out.
bool take_coordinate(Reader& from, std::array<std::uint8_t, crypto::kCoordinateBytes>& out) {
    const ByteView bytes = from.sized(out.size());
    out.fill(0);
    std::copy(bytes.begin(), bytes.end(), out.end() - static_cast<std::ptrdiff_t>(bytes.size()));
    return from.good() && !bytes.empty();
}

/// Nothing, or AES-128-CFB.
bool take_cipher(Reader& from, bool& storage_cipher) {
    const std::uint16_t algorithm = from.u16();
    if (algorithm == kNull) return true;
    storage_cipher = algorithm == kAes && from.u16() == 128 && from.u16() == kCfb;
    return storage_cipher;
}

bool take_rsa(Reader& from, PublicArea& area) {
    area.kind = PublicArea::Kind::kRsa2048;
    if (!take_cipher(from, area.storage_cipher) || from.u16() != kNull || from.u16() != kRsaBytes * 8) return false;
    const std::uint32_t exponent = from.u32();
    area.modulus = copy_of(from.sized(kRsaBytes));
    return (exponent == 0 || exponent == kUsualExponent) && area.modulus.size() == kRsaBytes &&
           (area.modulus.front() & 0x80) != 0;
}

bool take_ecc(Reader& from, PublicArea& area) {
    area.kind = PublicArea::Kind::kP256;
    if (!take_cipher(from, area.storage_cipher)) return false;
    const std::uint16_t scheme = from.u16();
    area.ecdsa_sha256 = scheme == kEcdsa;
    if (scheme != kNull && (scheme != kEcdsa || from.u16() != kSha256)) return false;
    if (from.u16() != kNistP256 || from.u16() != kNull) return false;
    return take_coordinate(from, area.point.x) && take_coordinate(from, area.point.y);
}

bool take_certified(Reader& from, Attested& out) {
    out.certified = copy_of(from.sized(kMaxNameBytes));
    from.sized(kMaxNameBytes);  // the qualified name
    return true;
}

bool take_quoted(Reader& from, Attested& out) {
    Quoted& quoted = out.quoted.emplace();
    if (from.u32() != 1 || from.u16() != kSha256) return false;
    const ByteView chosen = from.take(from.u8());
    constexpr std::array<std::uint8_t, 3> kSevenAndEleven = {0x80, 0x08, 0x00};
    const bool begins =
        chosen.size() >= 3 && std::equal(kSevenAndEleven.begin(), kSevenAndEleven.end(), chosen.begin());
    quoted.of_ours = begins && std::all_of(chosen.begin() + 3, chosen.end(), [](auto byte) { return byte == 0; });
    quoted.digest = copy_of(from.sized(crypto::kDigestBytes));
    return true;
}

}  // namespace

Result<PublicArea> read_public_area(ByteView bytes) {
    if (bytes.size() > kMaxStructureBytes) return malformed("public key");
    Reader whole(bytes);
    const ByteView area = whole.sized(kMaxStructureBytes);
    if (!whole.at_end()) return malformed("public key");
    Reader from(area);
    PublicArea read;
    const std::uint16_t type = from.u16();
    const bool usual_name = from.u16() == kSha256;
    read.attributes = from.u32();
    from.sized(crypto::kDigestBytes);  // the policy of its use: the TPM's business
    if (!from.good()) return malformed("public key");
    if (!usual_name || (type != kRsa && type != kEcc)) return another("public key");
    const bool taken = type == kRsa ? take_rsa(from, read) : take_ecc(from, read);
    if (!from.good()) return malformed("public key");
    if (!taken) return another("public key");
    if (!from.at_end()) return malformed("public key");
    const crypto::Digest digest = crypto::sha256(area);
    read.name = {kSha256 >> 8, kSha256 & 0xFF};
    read.name.insert(read.name.end(), digest.begin(), digest.end());
    return read;
}

Result<Attested> read_attested(ByteView bytes) {
    if (bytes.size() > kMaxStructureBytes) return malformed("statement");
    Reader from(bytes);
    if (from.u32() != kMadeByTpm) return malformed("statement");
    const std::uint16_t type = from.u16();
    if (type != kAttestCertify && type != kAttestQuote) return another("statement");
    Attested read;
    from.sized(kMaxNameBytes);  // the qualified name of the key that signs
    read.extra = copy_of(from.sized(kMaxNameBytes));
    from.take(kClockAndFirmwareBytes);
    const bool taken = type == kAttestCertify ? take_certified(from, read) : take_quoted(from, read);
    if (!from.good()) return malformed("statement");
    if (!taken) return another("statement");
    if (!from.at_end()) return malformed("statement");
    return read;
}

Result<crypto::HeldSignature> read_signature(ByteView bytes) {
    if (bytes.size() > kMaxStructureBytes) return malformed("signature");
    Reader from(bytes);
    const std::uint16_t scheme = from.u16();
    const std::uint16_t hash = from.u16();
    if (!from.good()) return malformed("signature");
    if (scheme != kEcdsa || hash != kSha256) return another("signature");
    crypto::HeldSignature read;
    const bool taken = take_coordinate(from, read.r) && take_coordinate(from, read.s);
    if (!taken || !from.at_end()) return malformed("signature");
    return read;
}

}  // namespace dayroom::attestation
