#include "platform/photo/photo_child.h"

#include <cstdlib>
#include <fstream>

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/device/sandbox.h"
#include "platform/photo/child_protocol.h"
#include "tests/unit/platform/photo/sample_pictures.h"

namespace dayroom::photo {
using namespace test;

namespace {

const SystemClock kClock;

std::string program() {
    const char* folder = std::getenv("DAYROOM_BINARY_DIR");
    char self[4096];
    const ssize_t length = ::readlink("/proc/self/exe", self, sizeof self);
    std::string beside(self, length > 0 ? static_cast<std::size_t>(length) : 0);
    beside = beside.substr(0, beside.rfind('/')) + "/dayroom-photo";
    return folder == nullptr ? beside : std::string(folder) + "/bin/dayroom-photo";
}

/// A child that misbehaves, as a script.
struct Script {
    std::string path;
    explicit Script(const std::string& body) {
        char pattern[] = "/tmp/dayroom-child-XXXXXX";
        ::close(::mkstemp(pattern));
        path = pattern;
        std::ofstream(path) << "#!/bin/sh\n" << body << "\n";
        ::chmod(path.c_str(), 0700);
    }
    ~Script() { ::unlink(path.c_str()); }
};

ErrorCode failure_of(const std::string& body, Milliseconds limit = Milliseconds(5000)) {
    const Script script(body);
    const auto result = PhotoChild(script.path, kClock, limit).decode(make_png(8, 8), 8, 8);
    REQUIRE_FALSE(result.ok());
    return result.error().code;
}

}  // namespace

TEST_CASE("the child decodes each kind") {
    const PhotoChild child(program(), kClock);
    for (const Bytes& bytes : {make_jpeg(400, 200), make_png(400, 200), make_webp(400, 200)}) {
        const auto pixels = child.decode(bytes, 100, 100);
        REQUIRE(pixels.ok());
        CHECK(pixels->width == 100);
        CHECK(pixels->height == 50);
        CHECK(is_red(pixel_at(pixels->rgba, 100, 10, 25)));
        CHECK(is_blue(pixel_at(pixels->rgba, 100, 90, 25)));
    }
}

TEST_CASE("the child works inside the agent's own sandbox") {
    const Bytes picture = make_jpeg(400, 200);
    const pid_t process = ::fork();
    if (process == 0) {
        const auto closed = device::restrict_agent(
            {.data_dir = "/tmp", .socket_dir = "/tmp", .hub_port = 1, .photo_program = program()});
        if (!closed.ok()) ::_exit(2);
        ::_exit(PhotoChild(program(), kClock).decode(picture, 100, 100).ok() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(process, &status, 0);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("the child encodes anew for the hub") {
    const auto photo = PhotoChild(program(), kClock).reencode(make_png(3000, 2000), 1600, 1600);
    REQUIRE(photo.ok());
    CHECK(photo->width == 1600);
    CHECK(photo->height == 1066);
    CHECK(photo->jpeg.size() < 200'000);
    CHECK(photo->jpeg[0] == 0xFF);
}

TEST_CASE("the child's refusals keep their kind") {
    const PhotoChild child(program(), kClock);
    CHECK(child.decode(to_bytes("no picture"), 10, 10).error().code == ErrorCode::kUnsupported);
    CHECK(child.decode(png_claiming(19'999, 19'999), 10, 10).error().code == ErrorCode::kTooLarge);
    const Bytes whole = make_jpeg(400, 400);
    CHECK(child.decode(Bytes(whole.begin(), whole.begin() + 300), 10, 10).error().code == ErrorCode::kInvalid);
}

TEST_CASE("limits are checked before a child is started") {
    const PhotoChild child("/nonexistent", kClock);
    CHECK(child.decode({}, 10, 10).error().code == ErrorCode::kInvalid);
    CHECK(child.decode(Bytes(8 * 1024 * 1024 + 1), 10, 10).error().code == ErrorCode::kTooLarge);
    CHECK(child.decode(make_png(8, 8), 0, 10).error().code == ErrorCode::kInvalid);
    CHECK(child.decode(make_png(8, 8), 10, kMaxBoxSide + 1).error().code == ErrorCode::kInvalid);
    CHECK(child.decode(make_png(8, 8), 10, 10).error().code == ErrorCode::kIo);
}

TEST_CASE("a child that hangs is killed") {
    const auto begun = kClock.steady();
    CHECK(failure_of("exec sleep 60", Milliseconds(150)) == ErrorCode::kTimeout);
    CHECK(kClock.steady() - begun < Seconds(5));
}

TEST_CASE("a child that answers without end is cut off") { CHECK(failure_of("exec cat /dev/zero") == ErrorCode::kIo); }

TEST_CASE("a child that crashes or answers nonsense is an error") {
    CHECK(failure_of("exit 1") == ErrorCode::kIo);
    CHECK(failure_of("kill -SEGV $$") == ErrorCode::kIo);
    CHECK(failure_of("echo hello; cat >/dev/null") == ErrorCode::kIo);
    CHECK(failure_of("printf 'DRP1\\0\\0\\0\\0\\377\\377\\0\\0\\1\\0\\0\\0\\1\\0\\0\\0x'; cat >/dev/null") ==
          ErrorCode::kIo);
    CHECK(failure_of("printf 'DRP1\\377\\377\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0'; cat >/dev/null") ==
          ErrorCode::kIo);
}

TEST_CASE("the header goes there and back") {
    const auto bytes = write_header({1, 2, 300, 4'000'000'000});
    const auto header = read_header(bytes);
    REQUIRE(header.has_value());
    CHECK(header->error == 1);
    CHECK(header->bytes == 4'000'000'000);
    CHECK_FALSE(read_header(ByteView(bytes).first(19)).has_value());
}

}  // namespace dayroom::photo
