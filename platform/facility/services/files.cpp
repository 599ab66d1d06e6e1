#include <cerrno>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

#include "platform/facility/services/hub_files.h"

namespace dayroom::facility {

Result<std::string> read_file(const std::filesystem::path& file, std::size_t limit) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return Error(errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
                     "cannot read " + file.string() + ": " + std::strerror(errno));
    std::string content(limit + 1, '\0');
    stream.read(content.data(), static_cast<std::streamsize>(content.size()));
    content.resize(static_cast<std::size_t>(stream.gcount()));
    if (content.size() > limit) return Error(ErrorCode::kTooLarge, file.string() + " is larger than it may be");
    return content;
}

Status write_private_file(const std::filesystem::path& file, ByteView content, bool everybody_may_read) {
    const auto failed = [&] {
        return Error(ErrorCode::kIo, "cannot write " + file.string() + ": " + std::strerror(errno));
    };
    std::filesystem::path beside = file;
    beside += ".new";
    const int descriptor =
        ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, everybody_may_read ? 0644 : 0600);
    if (descriptor < 0) return failed();
    bool whole = true;
    while (!content.empty() && whole) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        whole = written > 0;
        if (whole) content = content.subspan(static_cast<std::size_t>(written));
    }
    whole = whole && ::fsync(descriptor) == 0;
    ::close(descriptor);
    if (!whole || ::rename(beside.c_str(), file.c_str()) != 0) {
        Error error = failed();
        ::unlink(beside.c_str());
        return error;
    }
    return {};
}

}  // namespace dayroom::facility
