// dayroom-photo: one picture in on standard input, its pixels (or a clean JPEG) out on standard output. It gives up
// everything else before it reads the first byte. Started by dayroom-agent and dayroom-hub, never by a person.
#include <charconv>
#include <cstdio>
#include <new>

#include <unistd.h>

#include "platform/device/child_side.h"
#include "platform/device/sandbox.h"
#include "platform/photo/child_protocol.h"
#include "platform/photo/codec/picture.h"

namespace dayroom::photo {
namespace {

constexpr device::ChildLimits kLimits{.memory_bytes = 768ULL * 1024 * 1024, .cpu_seconds = 4};
enum ExitCode { kGood = 0, kUsage = 2, kSandbox = 3, kInput = 4, kOutput = 5 };

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
    if (!device::write_output(write_header(header))) return kOutput;
    if (result.ok() && !device::write_output(result->rgba)) return kOutput;
    return kGood;
}

ExitCode run(const Job& job) {
    if (!device::close_stray_descriptors().ok() || !device::limit_child(kLimits) || !device::restrict_decoder().ok())
        return kSandbox;
    Bytes picture;
    try {
        if (!device::read_input(picture, kMaxPictureBytes)) return kInput;
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
