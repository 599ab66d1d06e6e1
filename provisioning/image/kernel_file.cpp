#include "provisioning/image/kernel_file.h"

#include <algorithm>
#include <optional>

#include "platform/wire/machine_image.h"

namespace dayroom::provisioning {
namespace {

constexpr std::size_t kAtHeaderOffset = 0x3C;  // PE format: where the offset of the header stands
constexpr std::size_t kHeaderBytes = 24;       // signature and file header
constexpr std::size_t kSectionBytes = 40;
constexpr std::size_t kMostSections = 96;

/// Reads of a number beyond the end give nothing.
std::optional<std::uint32_t> number_at(ByteView bytes, std::size_t at, std::size_t size) {
    if (at > bytes.size() || bytes.size() - at < size) return std::nullopt;
    std::uint32_t number = 0;
    for (std::size_t i = size; i-- > 0;) number = number << 8 | bytes[at + i];
    return number;
}

/// The bytes of the section, or nothing.
std::optional<std::string> section(ByteView bytes, std::string_view name) {
    const auto head = number_at(bytes, kAtHeaderOffset, 4);
    if (!head || number_at(bytes, *head, 4) != 0x4550) return std::nullopt;  // "PE"
    const auto count = number_at(bytes, *head + 6, 2);
    const auto optional_header = number_at(bytes, *head + 20, 2);
    if (!count || !optional_header || *count > kMostSections) return std::nullopt;
    for (std::size_t i = 0; i < *count; ++i) {
        const std::size_t at = *head + kHeaderBytes + *optional_header + i * kSectionBytes;
        if (at + kSectionBytes > bytes.size()) return std::nullopt;
        const std::string_view padded = as_text(bytes.subspan(at, 8));
        if (padded.substr(0, padded.find('\0')) != name) continue;
        const auto used = number_at(bytes, at + 8, 4);
        const auto stored = number_at(bytes, at + 16, 4);
        const auto from = number_at(bytes, at + 20, 4);
        const std::size_t size = std::min(used.value_or(0), stored.value_or(0));
        if (!from || *from > bytes.size() || bytes.size() - *from < size) return std::nullopt;
        return std::string(as_text(bytes.subspan(*from, size)));
    }
    return std::nullopt;
}

/// What follows `name` up to a space, a new line or the end.
std::string word_after(const std::string& text, const std::string& name) {
    const std::size_t at = text.find(name);
    if (at == std::string::npos) return "";
    const std::size_t from = at + name.size();
    return text.substr(from, std::min(text.find_first_of(std::string(" \n\0", 3), from), text.size()) - from);
}

}  // namespace

Result<KernelFacts> read_kernel_facts(ByteView head) {
    const auto release = section(head, ".osrel");
    const auto words = section(head, ".cmdline");
    if (!release || !words) return Error(ErrorCode::kInvalid, "not the kernel of a terminal's image");
    KernelFacts facts;
    facts.version = word_after("\n" + *release, "\nIMAGE_VERSION=");
    facts.slot = word_after(*words, "systemd.verity_root_data=PARTLABEL=root-");
    if (!wire::is_image_version(facts.version) || (facts.slot != "a" && facts.slot != "b"))
        return Error(ErrorCode::kInvalid, "a kernel that does not say its version and its system");
    return facts;
}

}  // namespace dayroom::provisioning
