// dayroom-pages: one PDF in on standard input, pictures of its pages and the words on them out on standard output. It
// gives up everything else before it reads the first byte. Started by dayroom-hub, never by a person.
#include <cstdio>
#include <new>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

#include "platform/device/child_side.h"
#include "platform/device/sandbox.h"
#include "platform/pages/page_answer.h"
#include "platform/pages/render/render.h"

namespace dayroom::pages {
namespace {

constexpr device::ChildLimits kLimits{.memory_bytes = 768ULL * 1024 * 1024, .cpu_seconds = 25};
enum ExitCode { kGood = 0, kUsage = 2, kSandbox = 3, kInput = 4, kOutput = 5 };

Rendering work(ByteView pdf) {
    if (pdf.size() > kMaxFileBytes) return {Refusal::kTooDetailed, 0, {}};
    try {
        return render_pdf(pdf);
    } catch (const std::bad_alloc&) {
        return {Refusal::kTooDetailed, 0, {}};
    }
}

/// The library talks about what it does not find; it is no news of the hub's.
void be_silent() {
    const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) ::dup2(nowhere, STDERR_FILENO);
}

ExitCode run() {
    prepare();
    be_silent();
    if (!device::close_stray_descriptors().ok() || !device::limit_child(kLimits) || !device::restrict_decoder().ok())
        return kSandbox;
    Bytes pdf;
    if (!device::read_input(pdf, kMaxFileBytes)) return kInput;
    return device::write_output(write_answer(work(pdf))) ? kGood : kOutput;
}

}  // namespace
}  // namespace dayroom::pages

int main(int count, char** words) {
    using namespace dayroom::pages;
    const std::string_view option = count == 2 ? words[1] : "";
    if (option == "--version") return std::puts("dayroom-pages " DAYROOM_VERSION) < 0 ? kOutput : kGood;
    constexpr const char* kHelp =
        "dayroom-pages render\n"
        "Draws the pages of one PDF from standard input, without access to anything else.\n"
        "Exit codes: 0 answered (a refusal of the file is an answer), 2 wrong arguments, 3 the sandbox cannot be "
        "closed, 4 input, 5 output.";
    if (option == "--help") return std::puts(kHelp) < 0 ? kOutput : kGood;
    if (option != "render") {
        std::fputs("dayroom-pages: wrong arguments; run dayroom-pages --help\n", stderr);
        return kUsage;
    }
    ::_exit(run());
}
