#include "platform/device/sandbox.h"

#include <cerrno>
#include <cstring>
#include <thread>

#include <arpa/inet.h>
#include <catch2/catch.hpp>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "platform/device/landlock.h"
#include "platform/device/sandbox_probe.h"

namespace dayroom::device {
namespace {

/// Folders of one test: what the profile may use, and what lies beside it.
struct Places {
    std::string root, allowed, elsewhere, key;

    Places() {
        char pattern[] = "/tmp/dayroom-sandbox-XXXXXX";
        root = ::mkdtemp(pattern);
        allowed = root + "/allowed";
        elsewhere = root + "/elsewhere";
        key = elsewhere + "/store.key";
        ::mkdir(allowed.c_str(), 0700);
        ::mkdir(elsewhere.c_str(), 0700);
        write_file(key);
        write_file(allowed + "/text");
    }
    ~Places() {
        for (const char* name : {"/elsewhere/store.key", "/elsewhere/dropped", "/allowed/text", "/allowed/new"})
            ::unlink((root + name).c_str());
        ::rmdir(allowed.c_str());
        ::rmdir(elsewhere.c_str());
        ::rmdir(root.c_str());
    }
    static void write_file(const std::string& path) {
        const int file = ::open(path.c_str(), O_WRONLY | O_CREAT, 0600);
        REQUIRE(::write(file, "x", 1) == 1);
        ::close(file);
    }
    ProbeTargets targets() const { return {key, elsewhere}; }
};

/// Runs `body` in a forked child and returns what it wrote, one line an item.
std::string in_child(const std::function<std::string()>& body) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        const std::string text = body();
        const ssize_t written = ::write(ends[1], text.data(), text.size());
        ::_exit(written == static_cast<ssize_t>(text.size()) ? 0 : 1);
    }
    ::close(ends[1]);
    std::string text;
    char piece[4096];
    for (ssize_t got = 0; (got = ::read(ends[0], piece, sizeof piece)) > 0;)
        text.append(piece, static_cast<std::size_t>(got));
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) text += "child ended badly\n";
    return text;
}

std::string failure(const Result<SandboxReport>& result) {
    return result.ok() ? "" : "restriction failed: " + result.error().detail + "\n";
}

std::string complain(bool good, const char* what) {
    return good ? "" : std::string(what) + ": " + std::strerror(errno) + "\n";
}

std::string can_start_thread() {
    int value = 0;
    std::thread([&value] { value = 7; }).join();
    return complain(value == 7, "thread");
}

}  // namespace

TEST_CASE("the probe notices a process without a sandbox") {
    const Places places;
    const auto text = in_child([&] { return successful_escapes(SandboxProfile::kTerminal, places.targets()); });
    CHECK(text.find("read a key file: succeeded") != std::string::npos);
    CHECK(text.find("open an IPv4 socket: succeeded") != std::string::npos);
    CHECK(text.find("start a program: succeeded") != std::string::npos);
    CHECK(text.find("map writable code: succeeded") != std::string::npos);
}

TEST_CASE("the terminal can open no network socket, read no key and start no program") {
    const Places places;
    CHECK(in_child([&] {
              const auto report = restrict_terminal({.read_only = {places.allowed, "/nonexistent"}, .writable = {}});
              if (!report.ok()) return failure(report);
              return successful_escapes(SandboxProfile::kTerminal, places.targets());
          }) == "");
}

TEST_CASE("the terminal goes on reading its assets, making threads and using what was open") {
    const Places places;
    CHECK(in_child([&] {
              int pair[2];
              std::string text = complain(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0, "socketpair");
              text += failure(restrict_terminal({.read_only = {places.allowed}, .writable = {}}));
              text += complain(::open((places.allowed + "/text").c_str(), O_RDONLY) >= 0, "read an asset");
              text += complain(::open((places.allowed + "/new").c_str(), O_WRONLY | O_CREAT, 0600) < 0,
                               "an asset folder is writable");
              text += complain(::write(pair[0], "x", 1) == 1, "write to a socket that was open");
              text += complain(::socket(AF_UNIX, SOCK_STREAM, 0) >= 0, "open a local socket");
              const int shared = ::memfd_create("pixels", 0);
              text += complain(shared >= 0 && ::ftruncate(shared, 4096) == 0, "shared memory");
              text += complain(::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, shared, 0) != MAP_FAILED,
                               "map shared memory");
              return text + can_start_thread();
          }) == "");
}

TEST_CASE("test builds of the terminal may write where screenshots go") {
    const Places places;
    CHECK(in_child([&] {
              std::string text = failure(restrict_terminal({.read_only = {}, .writable = {places.allowed}}));
              return text + complain(::open((places.allowed + "/new").c_str(), O_WRONLY | O_CREAT, 0600) >= 0,
                                     "write a screenshot");
          }) == "");
}

TEST_CASE("the terminal reaches the devices that it was given, and no others") {
    const auto opens = [](const std::vector<std::string>& devices) {
        return in_child([&] {
            std::string text = failure(restrict_terminal({.read_only = {}, .writable = {}, .devices = devices}));
            return text + complain(::open("/dev/full", O_RDWR) >= 0, "open a device");
        });
    };
    CHECK(opens({"/dev/full", "/dev/nonexistent"}) == "");
    if (landlock_abi() > 0) CHECK(opens({"/dev/nonexistent"}) == "open a device: Permission denied\n");
}

TEST_CASE("the agent keeps to its data, one port and one program") {
    const Places places;
    CHECK(in_child([&] {
              const auto report = restrict_agent(
                  {.data_dir = places.allowed, .socket_dir = places.allowed, .hub_port = 8443, .photo_program = ""});
              if (!report.ok()) return failure(report);
              std::string text = successful_escapes(SandboxProfile::kAgent, places.targets());
              text +=
                  complain(::open((places.allowed + "/new").c_str(), O_RDWR | O_CREAT, 0600) >= 0, "write its data");
              return text + can_start_thread();
          }) == "");
}

TEST_CASE("of all devices the agent keeps the TPM that it was told of, and no other") {
    const Places places;
    // Harmless ones stand for the TPM and for what lies beside it.
    const char* tpm = "/dev/full";
    const char* beside = "/dev/ptmx";
    const auto opened = [&](const std::string& device) {
        return in_child([&] {
            std::string text = failure(restrict_agent({.data_dir = places.allowed,
                                                       .socket_dir = places.allowed,
                                                       .hub_port = {},
                                                       .photo_program = "",
                                                       .tpm_device = device}));
            for (const char* each : {tpm, beside})
                if (::open(each, O_RDWR | O_CLOEXEC) >= 0) text += std::string(each) + "\n";
            return text;
        });
    };
    CHECK(opened("") == "");
    CHECK(opened(tpm) == std::string(tpm) + "\n");
    CHECK(opened("/dev/no-such-tpm") == "");
}

TEST_CASE("the agent may start the program that it was given") {
    const Places places;
    CHECK(in_child([&] {
              std::string text = failure(restrict_agent({.data_dir = places.allowed,
                                                         .socket_dir = places.allowed,
                                                         .hub_port = {},
                                                         .photo_program = "/bin/true"}));
              const pid_t child = ::fork();
              if (child == 0) {
                  char path[] = "/bin/true";
                  char* arguments[] = {path, nullptr};
                  ::execv(path, arguments);
                  ::_exit(9);
              }
              int status = 0;
              ::waitpid(child, &status, 0);
              return text + complain(WIFEXITED(status) && WEXITSTATUS(status) == 0, "start the picture decoder");
          }) == "");
}

TEST_CASE("the hub keeps to its data and may listen") {
    const Places places;
    CHECK(in_child([&] {
              const auto report =
                  restrict_hub({.data_dir = places.allowed, .read_only = {}, .writable = {}, .programs = {}});
              if (!report.ok()) return failure(report);
              std::string text = successful_escapes(SandboxProfile::kHub, places.targets());
              const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
              sockaddr_in address{};
              address.sin_family = AF_INET;
              address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
              text += complain(::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0, "bind");
              text += complain(::listen(listener, 4) == 0, "listen");
              return text + can_start_thread();
          }) == "");
}

TEST_CASE("the picture decoder has nothing but what is open") {
    const Places places;
    CHECK(in_child([&] {
              const auto report = restrict_decoder();
              if (!report.ok()) return failure(report);
              std::string text = successful_escapes(SandboxProfile::kPhoto, places.targets());
              std::vector<char> large(8 << 20, 'x');  // memory still works
              return text + complain(large.back() == 'x', "memory");
          }) == "");
}

TEST_CASE("hardening switches core dumps off") {
    CHECK(in_child([] {
              std::string text = harden_process().ok() ? "" : "harden failed\n";
              rlimit limit{};
              ::getrlimit(RLIMIT_CORE, &limit);
              return text + complain(limit.rlim_max == 0, "core limit");
          }) == "");
}

TEST_CASE("stray descriptors are closed, kept ones are not") {
    CHECK(in_child([] {
              const int stray = ::open("/dev/null", O_RDONLY);
              const int kept = ::open("/dev/null", O_RDONLY);
              const int later = ::open("/dev/null", O_RDONLY);
              const int output = ::fcntl(1, F_GETFD);
              std::vector<int> keep;
              for (int descriptor = 3; descriptor < 64; ++descriptor) {
                  if (descriptor != stray && descriptor != later) keep.push_back(descriptor);
              }
              std::string text = close_stray_descriptors(keep).ok() ? "" : "close failed\n";
              text += complain(::fcntl(stray, F_GETFD) < 0 && ::fcntl(later, F_GETFD) < 0, "stray stays open");
              text += complain(::fcntl(kept, F_GETFD) >= 0 && ::fcntl(1, F_GETFD) == output, "kept was closed");
              return text;
          }) == "");
}

}  // namespace dayroom::device
