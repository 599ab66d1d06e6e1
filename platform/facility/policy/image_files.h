// Images of terminals at the hub: DIR/images/<SHA-256 in hex>, a file a part, as "image build" made them. They hold
// nothing that is secret; which of them a terminal is to run says the signed policy. Any thread.
#pragma once

#include <cstdint>
#include <filesystem>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/crypto/hash.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::facility {

class ImageFiles {
public:
    ImageFiles() = default;  // holds none
    explicit ImageFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// Copies the four parts of a built image; what is here already stays. kNotFound, kTooLarge, kIo: with the file.
    Status add(const std::filesystem::path& built) const;
    /// Whether every part of it is here, whole by size. kNotFound says what to do.
    Status check(const wire::MachineImage& image) const;

    struct Piece {
        Bytes bytes;             // at most wire::kImagePieceBytes
        std::uint64_t size = 0;  // of the whole part
    };
    /// kNotFound: no such part; kTooLarge: `from` is beyond its end.
    Result<Piece> piece(ByteView sha256, std::uint64_t from) const;

private:
    Status add_part(const std::filesystem::path& source) const;
    std::filesystem::path file_of(ByteView sha256) const { return folder_ / to_hex(sha256); }
    std::filesystem::path folder_;
};

}  // namespace dayroom::facility
