#include "provisioning/keys/files.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include "platform/device/descriptor.h"

namespace dayroom::provisioning {
namespace {

Error io_error(const std::string& what, const std::filesystem::path& path) {
    return Error(ErrorCode::kIo, what + " " + path.string() + ": " + std::strerror(errno));
}

Status write_and_sync(int fd, std::string_view content) {
    while (!content.empty()) {
        const ssize_t wrote = write(fd, content.data(), content.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return Error(ErrorCode::kIo, std::string("write: ") + std::strerror(errno));
        content.remove_prefix(static_cast<std::size_t>(wrote));
    }
    if (fsync(fd) != 0) return Error(ErrorCode::kIo, std::string("sync: ") + std::strerror(errno));
    return {};
}

// Turns the echo of a terminal off for its lifetime.
class EchoOff {
public:
    EchoOff() : is_terminal_(tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!is_terminal_) return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~EchoOff() {
        if (!is_terminal_) return;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        std::fputc('\n', stderr);
    }
    EchoOff(const EchoOff&) = delete;
    EchoOff& operator=(const EchoOff&) = delete;
    bool is_terminal() const { return is_terminal_; }

private:
    termios before_{};
    bool is_terminal_;
};

}  // namespace

Result<std::string> read_small_file(const std::filesystem::path& path, std::size_t most) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return io_error("cannot read", path);
    std::string content;
    std::array<char, 64 * 1024> chunk{};
    while (content.size() <= most && file) {
        file.read(chunk.data(), chunk.size());
        content.append(chunk.data(), static_cast<std::size_t>(file.gcount()));
    }
    wipe({reinterpret_cast<std::uint8_t*>(chunk.data()), chunk.size()});
    if (content.size() > most)
        return Error(ErrorCode::kTooLarge, path.string() + " is larger than " + std::to_string(most / 1024) + " KiB");
    return content;
}

Status write_whole_file(const std::filesystem::path& path, std::string_view content, FileAudience audience,
                        bool replace) {
    if (!replace && std::filesystem::exists(path)) {
        return Error(ErrorCode::kConflict, path.string() + " exists already: choose another name or move it away");
    }
    std::filesystem::path beside = path;
    beside += ".new";
    std::filesystem::remove(beside);
    const mode_t mode = audience == FileAudience::kOwnerOnly ? 0600 : 0644;
    const device::Descriptor file(open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    if (file.get() < 0) return io_error("cannot write", beside);
    TRY(write_and_sync(file.get(), content));
    if (std::rename(beside.c_str(), path.c_str()) != 0) return io_error("cannot write", path);
    return {};
}

Result<Secret> read_secret_line(const std::string& path, const std::string& prompt) {
    std::string line;
    if (path == "-") {
        const EchoOff quiet;
        if (quiet.is_terminal()) std::fputs(prompt.c_str(), stderr);
        std::getline(std::cin, line);
    } else {
        std::string content = TRY(read_small_file(path));
        line = content.substr(0, content.find('\n'));
        wipe(content);
    }
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty()) return Error(ErrorCode::kInvalid, "the passphrase or token is empty (" + path + ")");
    return Secret::take_from(line);
}

Result<Secret> read_new_passphrase(const std::string& path) {
    Secret passphrase = TRY(read_secret_line(path, "New passphrase (12 characters or more): "));
    if (path == "-") {
        const Secret again = TRY(read_secret_line("-", "The same again: "));
        if (!passphrase.equals(again))
            return Error(ErrorCode::kInvalid, "the two passphrases differ: nothing was made");
    }
    return passphrase;
}

}  // namespace dayroom::provisioning
