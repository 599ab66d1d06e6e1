#include "platform/facility/policy/image_files.h"

#include <algorithm>
#include <fstream>

#include "platform/wire/machine_image.h"

namespace dayroom::facility {
namespace {

namespace fs = std::filesystem;

Error cannot(const fs::path& file, const char* what) {
    return {ErrorCode::kIo, std::string(what) + " " + file.string()};
}

}  // namespace

Status ImageFiles::add(const fs::path& built) const {
    std::error_code wrong;
    fs::create_directories(folder_, wrong);
    if (wrong) return Error(ErrorCode::kIo, folder_.string() + ": " + wrong.message());
    for (const wire::ImagePartName& part : wire::kImageParts) TRY(add_part(built / part.file));
    return {};
}

/// Hashed while it is copied: the name belongs to what lies here.
Status ImageFiles::add_part(const fs::path& source) const {
    std::ifstream in(source, std::ios::binary);
    if (!in) return Error(ErrorCode::kNotFound, source.string() + " cannot be read: give what \"image build\" made");
    const fs::path beside = folder_ / "part.new";
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    crypto::Sha256 hash;
    Bytes bytes(wire::kImagePieceBytes);
    std::int64_t size = 0;
    while (in && out) {
        in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        const ByteView got = ByteView(bytes).first(static_cast<std::size_t>(in.gcount()));
        hash.update(got);
        out.write(reinterpret_cast<const char*>(got.data()), static_cast<std::streamsize>(got.size()));
        size += static_cast<std::int64_t>(got.size());
        if (size > wire::kMaxImagePartBytes)
            return Error(ErrorCode::kTooLarge, source.string() + " has no room in a system of a terminal's disk");
    }
    out.close();
    if (in.bad()) return cannot(source, "read");
    if (!out) return cannot(beside, "write");
    const crypto::Digest digest = hash.finish();
    std::error_code wrong;
    fs::rename(beside, file_of(digest), wrong);
    if (wrong) return cannot(file_of(digest), "name");
    return {};
}

Status ImageFiles::check(const wire::MachineImage& image) const {
    for (const wire::ImagePart& part : image.parts()) {
        std::error_code missing;
        const auto size = fs::file_size(file_of(as_bytes(part.sha256())), missing);
        if (folder_.empty() || missing || size != static_cast<std::uintmax_t>(part.size()))
            return Error(ErrorCode::kNotFound,
                         "the policy names image " + image.version() +
                             ", which is not all here: dayroom-hub image add --data DIR FOLDER first",
                         "policy_image_missing");
    }
    return {};
}

Result<ImageFiles::Piece> ImageFiles::piece(ByteView sha256, std::uint64_t from) const {
    const Error missing(ErrorCode::kNotFound, "There is no such part of an image here.");
    if (folder_.empty() || sha256.size() != crypto::kDigestBytes) return missing;
    std::ifstream in(file_of(sha256), std::ios::binary);
    std::error_code gone;
    Piece piece;
    piece.size = fs::file_size(file_of(sha256), gone);
    if (!in || gone) return missing;
    if (from >= piece.size) return Error(ErrorCode::kTooLarge, "beyond the end");
    piece.bytes.resize(static_cast<std::size_t>(std::min<std::uint64_t>(piece.size - from, wire::kImagePieceBytes)));
    in.seekg(static_cast<std::streamoff>(from));
    in.read(reinterpret_cast<char*>(piece.bytes.data()), static_cast<std::streamsize>(piece.bytes.size()));
    if (!in) return cannot(file_of(sha256), "read");
    return piece;
}

}  // namespace dayroom::facility
