#include "provisioning/image/image_parts.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include <fmt/format.h>

#include "platform/base/bytes.h"
#include "platform/crypto/hash.h"
#include "platform/wire/machine_image.h"
#include "provisioning/image/kernel_file.h"

namespace dayroom::provisioning {
namespace {

constexpr std::size_t kPartPiece = 1024 * 1024;

struct PartRead {
    wire::ImagePart part;
    Bytes head;  // the first kKernelHeadBytes
};

Result<PartRead> read_part(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error(ErrorCode::kNotFound, file.string() + ": " + std::strerror(errno));
    PartRead read;
    crypto::Sha256 hash;
    Bytes piece(kPartPiece);
    std::int64_t size = 0;
    while (in) {
        in.read(reinterpret_cast<char*>(piece.data()), static_cast<std::streamsize>(piece.size()));
        const ByteView got = ByteView(piece).first(static_cast<std::size_t>(in.gcount()));
        if (size == 0)
            read.head.assign(got.begin(),
                             got.begin() + static_cast<std::ptrdiff_t>(std::min(got.size(), kKernelHeadBytes)));
        hash.update(got);
        size += static_cast<std::int64_t>(got.size());
        if (size > wire::kMaxImagePartBytes)
            return Error(ErrorCode::kTooLarge, file.string() + " has no room in a system of a terminal's disk");
    }
    if (in.bad()) return Error(ErrorCode::kIo, file.string() + ": " + std::strerror(errno));
    if (size == 0) return Error(ErrorCode::kInvalid, file.string() + " is empty");
    const crypto::Digest digest = hash.finish();
    read.part.set_sha256(std::string(as_text(digest)));
    read.part.set_size(size);
    return read;
}

}  // namespace

Result<wire::MachineImage> describe_image(const std::filesystem::path& folder) {
    wire::MachineImage image;
    for (const wire::ImagePartName& each : wire::kImageParts) {
        const std::filesystem::path file = folder / each.file;
        PartRead read = TRY(read_part(file));
        read.part.set_kind(each.kind);
        *image.add_parts() = read.part;
        if (each.kind != wire::ImagePart::KERNEL_A && each.kind != wire::ImagePart::KERNEL_B) continue;
        const KernelFacts facts = TRY(read_kernel_facts(read.head));
        if (facts.slot != (each.kind == wire::ImagePart::KERNEL_A ? "a" : "b") ||
            (!image.version().empty() && image.version() != facts.version))
            return Error(ErrorCode::kInvalid, file.string() + " is of another system or version");
        image.set_version(facts.version);
    }
    return image;
}

std::string image_policy_text(const wire::MachineImage& image) {
    std::string text = fmt::format("\"image\": {{\n  \"version\": \"{}\"", image.version());
    for (const wire::ImagePartName& each : wire::kImageParts) {
        const wire::ImagePart* part = wire::part_of(image, each.kind);
        if (part == nullptr) continue;
        text += fmt::format(",\n  \"{}\": {{ \"sha256\": \"{}\", \"size\": {} }}", each.name,
                            to_hex(as_bytes(part->sha256())), part->size());
    }
    return text + "\n}\n";
}

}  // namespace dayroom::provisioning
