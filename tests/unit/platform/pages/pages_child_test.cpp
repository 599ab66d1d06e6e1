// The renderer in its sandbox: what it draws, what it refuses, and that it dies alone.
#include "platform/pages/pages_child.h"

#include <cstdlib>
#include <fstream>

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/device/sandbox.h"
#include "platform/photo/photo_child.h"
#include "tests/unit/platform/pages/sample_documents.h"

namespace dayroom::pages {
using namespace test;

namespace {

const SystemClock kPageClock;

std::string built(const std::string& name) {
    const char* folder = std::getenv("DAYROOM_BINARY_DIR");
    char self[4096];
    const ssize_t length = ::readlink("/proc/self/exe", self, sizeof self);
    std::string beside(self, length > 0 ? static_cast<std::size_t>(length) : 0);
    beside = beside.substr(0, beside.rfind('/')) + "/" + name;
    return folder == nullptr ? beside : std::string(folder) + "/bin/" + name;
}

Result<Rendering> rendered(ByteView pdf) { return PagesChild(built("dayroom-pages"), kPageClock).render(pdf); }
Refusal refusal_of(const std::string& pdf) {
    const auto answer = rendered(as_bytes(pdf));
    REQUIRE(answer.ok());
    if (answer->refusal != Refusal::kNone) CHECK(answer->pages.empty());
    return answer->refusal;
}

ErrorCode failure_of_script(const std::string& body, Milliseconds limit = Milliseconds(10'000)) {
    char path[] = "/tmp/dayroom-pages-XXXXXX";
    ::close(::mkstemp(path));
    std::ofstream(path) << "#!/bin/sh\n" << body << "\n";
    ::chmod(path, 0700);
    const auto answer = PagesChild(path, kPageClock, limit).render(letter(1));
    ::unlink(path);
    REQUIRE_FALSE(answer.ok());
    return answer.error().code;
}

}  // namespace

TEST_CASE("each page comes as strips that the picture decoder reads, with its words") {
    const auto answer = rendered(letter(3));
    REQUIRE(answer.ok());
    REQUIRE(answer->refusal == Refusal::kNone);
    REQUIRE(answer->pages.size() == 3);
    const photo::PhotoChild decoder(built("dayroom-photo"), kPageClock);
    std::size_t number = 0;
    for (const Page& page : answer->pages) {
        CHECK(page.text.find("Page " + std::to_string(++number) + " of 3: what was decided") == 0);
        CHECK(page.text.find("Línea 29") != std::string::npos);
        REQUIRE(page.strips.size() == 3);
        std::uint32_t height = 0;
        for (const Strip& strip : page.strips) {
            CHECK(strip.width == kPageWidth);
            height += strip.height;
            const auto pixels = decoder.decode(strip.webp, kPageWidth, kStripHeight);
            REQUIRE(pixels.ok());
            CHECK(pixels->width == strip.width);
            CHECK(pixels->height == strip.height);
        }
        CHECK(height == 2485);  // US Letter
    }
}

TEST_CASE("the renderer works inside the hub's own sandbox, and draws what a page without words shows") {
    const std::string pdf = drawing("612", "792");
    const pid_t process = ::fork();
    if (process == 0) {
        const auto closed = device::restrict_hub(
            {.data_dir = "/tmp", .read_only = {}, .writable = {}, .programs = {built("dayroom-pages")}});
        if (!closed.ok()) ::_exit(2);
        const auto answer = rendered(as_bytes(pdf));
        ::_exit(answer.ok() && answer->pages.size() == 1 && answer->pages[0].text.empty() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(process, &status, 0);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("what is no PDF, cut off, or of too many pages is refused") {
    CHECK(refusal_of("hello") == Refusal::kNotPdf);
    CHECK(refusal_of("%PDF-1.7 and nothing more") == Refusal::kDamaged);
    const Bytes whole = letter(2);
    const auto cut = rendered(ByteView(whole).first(whole.size() / 3));
    REQUIRE(cut.ok());
    CHECK(cut->refusal != Refusal::kNone);
    CHECK(rendered(letter(20))->pages.size() == 20);
    CHECK(rendered(letter(21))->refusal == Refusal::kTooManyPages);
    CHECK(rendered(Bytes(kMaxFileBytes + 1)).error().code == ErrorCode::kTooLarge);
}

TEST_CASE("no size of a page costs more than another, and a strip of paper is refused") {
    const auto huge = rendered(as_bytes(drawing("14400", "14400")));
    REQUIRE(huge.ok());
    REQUIRE(huge->pages.size() == 1);
    CHECK(huge->pages[0].strips.size() == 2);
    CHECK(refusal_of(drawing("100", "20000")) == Refusal::kPageShape);
    CHECK(refusal_of(drawing("90000000", "90000000")) == Refusal::kPageShape);
    // Millions of pages that are said to be there.
    CHECK(refusal_of(pdf_of({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 90000000 >>"})) !=
          Refusal::kNone);
}

TEST_CASE("what is encrypted, does something by itself, or has files inside is refused") {
    const std::string locked = "/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + std::string(64, '4') + "> /U <" +
                               std::string(64, '5') +
                               "> /P -4 >> /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]";
    const std::string plain = drawing("612", "792");
    std::string encrypted = plain;
    encrypted.replace(encrypted.find("/Root 1 0 R"), 11, "/Root 1 0 R " + locked);
    CHECK((refusal_of(encrypted) == Refusal::kEncrypted || refusal_of(encrypted) == Refusal::kDamaged));
    CHECK(refusal_of(drawing("612", "792", "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")) == Refusal::kActive);
    CHECK(refusal_of(drawing("612", "792", "/OpenAction << /S /J#61vaScript >>")) == Refusal::kActive);
    CHECK(refusal_of(drawing("612", "792", "/AA << /O << /S /Launch /F (calc.exe) >> >>")) == Refusal::kActive);
    const std::string action = "10 0 << /S /JavaScript /JS (app.alert(1)) >>";
    CHECK(refusal_of(drawing("612", "792", {}, {stream("/Type /ObjStm /N 1 /First 5", action, true)})) ==
          Refusal::kActive);
    const std::string names = "/Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >>";
    CHECK(refusal_of(drawing("612", "792", names,
                             {"<< /Type /Filespec /F (a) /EF << /F 6 0 R >> >>",
                              stream("/Type /EmbeddedFile", "MZ", false)})) == Refusal::kFilesInside);
}

TEST_CASE("a font that is not in the file is refused, with the page") {
    const std::string font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
    const std::string page =
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> "
        ">>";
    const auto answer =
        rendered(as_bytes(pdf_of({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                                  page, stream("", "BT /F1 24 Tf 100 700 Td (Hello) Tj ET", false), font})));
    REQUIRE(answer.ok());
    CHECK(answer->refusal == Refusal::kFontMissing);
    CHECK(answer->page == 1);
}

TEST_CASE("a picture that unpacks to gigabytes ends the child and nothing else") {
    const std::string picture =
        stream("/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /ColorSpace /DeviceRGB /BitsPerComponent 8",
               std::string(1'000'000, '\0'), true);
    const std::string page =
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> "
        ">>";
    const auto answer =
        rendered(as_bytes(pdf_of({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                                  page, stream("", "612 0 0 792 0 0 cm /I Do", false), picture})));
    if (answer.ok()) CHECK(answer->pages.size() <= 1);  // what there is of it may be drawn
    CHECK(rendered(letter(1))->pages.size() == 1);
}

TEST_CASE("a child that hangs, crashes, answers nonsense or without end is an error") {
    CHECK(failure_of_script("exec sleep 60", Milliseconds(150)) == ErrorCode::kTimeout);
    CHECK(failure_of_script("kill -SEGV $$") == ErrorCode::kIo);
    CHECK(failure_of_script("echo hello; cat >/dev/null") == ErrorCode::kIo);
    CHECK(failure_of_script("exec cat /dev/zero") == ErrorCode::kIo);
}

}  // namespace dayroom::pages
