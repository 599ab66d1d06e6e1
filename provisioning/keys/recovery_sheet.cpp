#include "provisioning/keys/recovery_sheet.h"

#include <algorithm>

#include <fmt/format.h>

#include "provisioning/keys/paper_rows.h"
#include "provisioning/keys/root_key.h"

namespace dayroom::provisioning {
namespace {

constexpr std::string_view kSheetPurpose = "dayroom-root-sheet-1";
constexpr std::size_t kSealedBytes = 72;
constexpr std::size_t kSheetBytes = 1 + 4 + 1 + std::tuple_size_v<crypto::Salt> + kSealedBytes + kKeyBytes;
constexpr std::uint8_t kSheetVersion = 1;

}  // namespace

Result<std::string> recovery_sheet(const std::filesystem::path& root_key_file) {
    const SealedSeed seed = TRY(read_sealed_seed(kRootKeyFile, root_key_file));
    if (seed.sealed.size() != kSealedBytes || seed.public_key.size() != kKeyBytes || seed.cost.passes > UINT8_MAX ||
        seed.cost.memory_kib > UINT32_MAX)
        return Error(ErrorCode::kCorrupt, root_key_file.string() + " is not " + kRootKeyFile.what);
    Bytes content = {kSheetVersion};
    for (int byte = 0; byte < 4; ++byte)
        content.push_back(static_cast<std::uint8_t>(seed.cost.memory_kib >> (8 * byte)));
    content.push_back(static_cast<std::uint8_t>(seed.cost.passes));
    content.insert(content.end(), seed.salt.begin(), seed.salt.end());
    content.insert(content.end(), seed.sealed.begin(), seed.sealed.end());
    content.insert(content.end(), seed.public_key.begin(), seed.public_key.end());
    return fmt::format(
               "Dayroom: recovery sheet of the facility root key\n\nPublic key: {}\nIt takes the passphrase to use "
               "this key. Keep the two "
               "apart.\nTo make the file again: dayroom-provision keys restore\n\n row    content    check\n",
               to_hex(seed.public_key)) +
           to_paper_rows(content, kSheetPurpose);
}

Status restore_from_sheet(std::string_view sheet, const std::filesystem::path& root_key_file) {
    const Secret content = TRY(from_paper_rows(sheet, kSheetBytes, kSheetPurpose));
    ByteView in = content.bytes();
    if (in[0] != kSheetVersion)
        return Error(ErrorCode::kInvalid, "this sheet is of a newer version of dayroom-provision");
    SealedSeed seed;
    seed.cost = {0, in[5]};
    for (std::size_t byte = 0; byte < 4; ++byte) seed.cost.memory_kib |= std::uint64_t{in[1 + byte]} << (8 * byte);
    in = in.subspan(6);
    std::copy_n(in.begin(), seed.salt.size(), seed.salt.begin());
    const ByteView sealed = in.subspan(seed.salt.size(), kSealedBytes);
    seed.sealed.assign(sealed.begin(), sealed.end());
    seed.public_key.assign(in.end() - kKeyBytes, in.end());
    return write_sealed_seed(kRootKeyFile, root_key_file, seed);
}

}  // namespace dayroom::provisioning
