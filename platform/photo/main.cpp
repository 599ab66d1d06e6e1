// dayroom-photo: one picture in on standard input, its pixels (or a clean JPEG) out on standard output. It gives up
// everything else before it reads the first byte. Started by dayroom-agent and dayroom-hub, never by a person.
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <new>

#include <sys/resource.h>
#include <unistd.h>

#include "platform/device/sandbox.h"
#include "platform/photo/child_protocol.h"
#include "platform/photo/codec/picture.h"

namespace dayroom::photo {
namespace {

constexpr rlim_t kMemoryBytes = rlim_t{768} * 1024 * 1024;
constexpr rlim_t kCpuSeconds = 4;
enum ExitCode { kGood = 0, kUsage = 2, kSandbox = 3, kInput = 4, kOutput = 5 };

bool set_limits() {
    const auto limit = [](auto what, rlim_t value) {
        const rlimit bound{value, value};
        return ::setrlimit(what, &bound) == 0;
    };
    // A sanitizer maps terabytes of shadow memory.
    const bool memory = device::kSandboxRelaxed || limit(RLIMIT_AS, kMemoryBytes);
    return memory && limit(RLIMIT_CPU, kCpuSeconds) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0);
}

bool read_all(Bytes& picture) {
    picture.resize(kMaxPictureBytes + 1);
    std::size_t have = 0;
    while (have < picture.size()) {
        const ssize_t got = ::read(STDIN_FILENO, picture.data() + have, picture.size() - have);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return false;
        if (got == 0) break;
        have += static_cast<std::size_t>(got);
    }
    picture.resize(have);
    return true;
}

bool write_all(ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

struct Job {
    bool reencode = false;
    Size box;
};

bool read_number(std::string_view text, std::uint32_t& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value >= 1 && value <= kMaxBoxSide;
}

bool read_arguments(int count, char** words, Job& job) {
    if (count != 4) return false;
    const std::string_view mode = words[1];
    job.reencode = mode == "reencode";
    return (job.reencode || mode == "decode") && read_number(words[2], job.box.width) &&
           read_number(words[3], job.box.height);
}

Result<Picture> work(const Job& job, ByteView bytes) {
    Picture picture = TRY(decode_picture(bytes, job.box));
    if (job.reencode) picture.rgba = TRY(encode_jpeg(picture, kReencodeQuality));
    return picture;
}

ExitCode answer(const Result<Picture>& result) {
    AnswerHeader header;
    if (result.ok()) {
        header = {0, result->size.width, result->size.height, static_cast<std::uint32_t>(result->rgba.size())};
    } else {
        header.error = static_cast<std::uint32_t>(result.error().code) + 1;
    }
    if (!write_all(write_header(header))) return kOutput;
    if (result.ok() && !write_all(result->rgba)) return kOutput;
    return kGood;
}

ExitCode run(const Job& job) {
    if (!device::close_stray_descriptors().ok() || !set_limits() || !device::restrict_photo().ok()) return kSandbox;
    Bytes picture;
    try {
        if (!read_all(picture)) return kInput;
        return answer(work(job, picture));
    } catch (const std::bad_alloc&) {
        return answer(Error(ErrorCode::kTooLarge, "the picture needs too much memory"));
    }
}

}  // namespace
}  // namespace dayroom::photo

int main(int count, char** words) {
    using namespace dayroom::photo;
    const std::string_view option = count == 2 ? words[1] : "";
    if (option == "--version") return std::puts("dayroom-photo " DAYROOM_VERSION) < 0 ? kOutput : kGood;
    constexpr const char* kHelp =
        "dayroom-photo decode|reencode MAX-WIDTH MAX-HEIGHT\n"
        "Decodes one JPEG, PNG or WebP from standard input, without access to anything else.\n"
        "Exit codes: 0 answered (an error of the picture is an answer), 2 wrong arguments, 3 the sandbox cannot be "
        "closed, 4 input, 5 output.";
    if (option == "--help") return std::puts(kHelp) < 0 ? kOutput : kGood;
    Job job;
    if (!read_arguments(count, words, job)) {
        std::fputs("dayroom-photo: wrong arguments; run dayroom-photo --help\n", stderr);
        return kUsage;
    }
    ::_exit(run(job));
}
