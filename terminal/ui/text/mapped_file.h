// A file mapped for reading. Pages are loaded when touched and shared between processes. Private to text.
#pragma once

#include <filesystem>
#include <span>
#include <utility>

#include "platform/base/result.h"

namespace dayroom::ui {

class MappedFile {
public:
    /// kNotFound: no such file, or it cannot be read. An empty file is kInvalid.
    static Result<MappedFile> open(const std::filesystem::path& path);
    MappedFile() = default;
    MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
    MappedFile& operator=(MappedFile&& other) noexcept {
        std::swap(bytes_, other.bytes_);
        return *this;
    }
    ~MappedFile();

    std::span<const unsigned char> bytes() const { return bytes_; }

private:
    std::span<const unsigned char> bytes_;
};

}  // namespace dayroom::ui
