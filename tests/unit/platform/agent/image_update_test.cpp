// The image that a policy names, at a terminal: fetched across broken lines and restarts, put in by root's service, and
// started when nobody is there.
#include "platform/agent/image_update.h"

#include <fstream>
#include <map>

#include <catch2/catch.hpp>

#include "platform/base/fake_clock.h"
#include "platform/crypto/hash.h"
#include "tests/support/temp_dir.h"

namespace dayroom::agent {
namespace {

namespace fs = std::filesystem;

/// Hands out pieces of what it has; the line breaks, lies or is slow as it is told.
class HubOfImages final : public net::Transport {
public:
    Result<net::HttpResponse> send(const net::HttpRequest& request) override {
        ++asked;
        if (broken) return Error(ErrorCode::kUnavailable, net::kNotConnected);
        const auto found = parts.find(request.path.substr(request.path.rfind('/') + 1));
        if (found == parts.end()) return net::HttpResponse{404, ""};
        const std::string& whole = found->second;
        if (request.range_from >= whole.size()) return net::HttpResponse{416, ""};
        return net::HttpResponse{206, whole.substr(request.range_from, std::min(piece, request.max_response))};
    }
    void cancel() override {}
    void interrupt() override {}

    std::map<std::string, std::string> parts;
    std::size_t piece = 1'000;
    bool broken = false;
    int asked = 0;
};

struct ImageRig {
    ImageRig() {
        wished.set_version("1.1");
        std::size_t size = 2'500;
        for (const wire::ImagePartName& each : wire::kImageParts)
            add_part(each.kind, std::string(size += 700, each.name[0]));
        start();
    }
    void add_part(wire::ImagePart::Kind kind, const std::string& content) {
        wire::ImagePart& part = *wished.add_parts();
        part.set_kind(kind);
        part.set_sha256(std::string(as_text(crypto::sha256(as_bytes(content)))));
        part.set_size(static_cast<std::int64_t>(content.size()));
        hub.parts[to_hex(as_bytes(part.sha256()))] = content;
    }
    void start(const std::string& running = "1.0") {
        update.emplace(ImageUpdateParts{sync::HubApi(hub, hub_clock), clock, log, dir / "image", running,
                                        [this] { return wanted ? std::optional(wished) : std::nullopt; },
                                        [this] { return in_use; }, [this] { return !in_use; },
                                        [this](bool on) { closed = on; }});
    }
    /// Steps until `state` is said, or none of 200 steps has.
    bool reaches(const std::string& state) {
        for (int i = 0; i < 200; ++i) {
            rested = update->step();
            if (update->state() == state) return true;
            clock.advance(rested);
        }
        return false;
    }
    bool has(const char* name) const { return fs::exists(dir / "image" / name); }
    std::string read(const std::string& name) const {
        std::ifstream in(dir / "image" / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    void write(const char* name, const std::string& content) const { std::ofstream(dir / "image" / name) << content; }
    /// What root's service does.
    void install() const {
        write(wire::kImageInstalled, "1.1");
        fs::remove(dir / "image" / wire::kInstallImage);
    }
    int files() const {
        int count = 0;
        for ([[maybe_unused]] const auto& each : fs::directory_iterator(dir / "image")) ++count;
        return count;
    }

    dayroom::test::TempDir dir;
    FakeClock clock;
    sync::HubClock hub_clock{clock};
    AgentLog log;
    HubOfImages hub;
    wire::MachineImage wished;
    bool wanted = true;
    bool in_use = false;
    bool closed = false;
    Milliseconds rested{0};
    std::optional<ImageUpdate> update;
};

}  // namespace

TEST_CASE("the image that the policy names is fetched, put in, and started when nobody is there") {
    ImageRig rig;
    REQUIRE(rig.reaches("installing"));
    const auto asked = wire::parse_machine_image(as_bytes(rig.read(wire::kInstallImage)));
    REQUIRE(asked.ok());
    CHECK(asked->version() == "1.1");
    for (const auto& [name, content] : rig.hub.parts) CHECK(rig.read(name) == content);
    rig.in_use = true;
    rig.install();
    REQUIRE(rig.reaches("ready"));
    CHECK_FALSE(rig.closed);  // somebody is signed in
    CHECK(rig.files() == 1);  // the parts are in the system now
    rig.clock.advance(rig.rested);
    rig.in_use = false;
    rig.update->step();
    CHECK(rig.closed);  // the screen says so first
    CHECK_FALSE(rig.has(wire::kImageRestart));
    rig.clock.advance(kRestartNotice);
    rig.update->step();
    CHECK(rig.read(wire::kImageRestart) == "1.1");

    fs::rename(rig.dir / "image" / wire::kImageRestart, rig.dir / "image" / wire::kImageRestarted);
    rig.start("1.1");
    CHECK(rig.update->step() == kImageLookEvery);
    CHECK(rig.update->state().empty());
    CHECK(rig.files() == 0);
}

TEST_CASE("a line that breaks, and an agent that is started again, lose nothing that was fetched") {
    ImageRig rig;
    for (int i = 0; i < 4; ++i) rig.update->step();
    const int before = rig.hub.asked;
    rig.hub.broken = true;
    for (int i = 0; i < 3; ++i) rig.update->step();
    CHECK(rig.update->state() == "fetching");
    rig.hub.broken = false;
    rig.start();
    REQUIRE(rig.reaches("installing"));
    std::size_t pieces = 0;
    for (const auto& [name, content] : rig.hub.parts) pieces += (content.size() + 999) / 1'000;
    CHECK(static_cast<std::size_t>(rig.hub.asked) == pieces + 3);
    CHECK(before == 4);
}

TEST_CASE("while somebody is signed in the line is theirs") {
    ImageRig rig;
    rig.in_use = true;
    CHECK(rig.update->step() == kImagePieceRestInUse);
    rig.in_use = false;
    CHECK(rig.update->step() == kImagePieceRest);
}

TEST_CASE("a part that is not what was promised is fetched anew, and told") {
    ImageRig rig;
    auto& root = rig.hub.parts.at(to_hex(as_bytes(rig.wished.parts(0).sha256())));
    const std::string right = root;
    root[1'500] = '!';
    REQUIRE(rig.reaches("failed_part"));
    CHECK(rig.files() == 0);
    root = right;
    REQUIRE(rig.reaches("installing"));

    ImageRig without;
    without.hub.parts.clear();
    CHECK(without.reaches("failed_part"));
    ImageRig longer;
    longer.hub.parts.at(to_hex(as_bytes(longer.wished.parts(0).sha256()))) += "more";
    CHECK(longer.reaches("failed_part"));
}

TEST_CASE("an image that did not start is not tried again, until the policy names another") {
    ImageRig rig;
    REQUIRE(rig.reaches("installing"));
    rig.install();
    REQUIRE(rig.reaches("ready"));
    rig.write(wire::kImageRestarted, "1.1");
    rig.start("1.0");  // the machine came back with what ran before
    REQUIRE(rig.reaches("failed_start"));
    const int asked = rig.hub.asked;
    for (int i = 0; i < 10; ++i) rig.update->step();
    CHECK(rig.hub.asked == asked);
    CHECK(rig.update->state() == "failed_start");
    rig.start("1.0");
    rig.update->step();
    CHECK(rig.update->state() == "failed_start");

    rig.wished.set_version("1.2");
    REQUIRE(rig.reaches("installing"));
}

TEST_CASE("one that the installer refused is told, and its parts go") {
    ImageRig rig;
    REQUIRE(rig.reaches("installing"));
    rig.write(wire::kImageRefused, "1.1\nthe kernel is of another system");
    fs::remove(rig.dir / "image" / wire::kInstallImage);
    REQUIRE(rig.reaches("failed_install"));
    rig.update->step();
    CHECK(rig.files() == 1);
}

TEST_CASE("a restart that nobody does gives the terminal back") {
    ImageRig rig;
    REQUIRE(rig.reaches("installing"));
    rig.install();
    REQUIRE(rig.reaches("ready"));
    REQUIRE(rig.reaches("failed_restart"));
    CHECK_FALSE(rig.closed);
    CHECK_FALSE(rig.has(wire::kImageRestart));
    CHECK(rig.rested == kImageRetry);
}

TEST_CASE("a policy that names none, this one or an older one changes nothing, and what was begun goes") {
    ImageRig rig;
    for (int i = 0; i < 4; ++i) rig.update->step();
    CHECK(rig.files() > 0);
    SECTION("none") { rig.wanted = false; }
    SECTION("the one that runs") { rig.wished.set_version("1.0"); }
    SECTION("an older one") { rig.wished.set_version("0.9"); }
    const int asked = rig.hub.asked;
    CHECK(rig.update->step() == kImageLookEvery);
    CHECK(rig.update->state().empty());
    CHECK(rig.hub.asked == asked);
    CHECK(rig.files() == 0);
}

TEST_CASE("a policy that is halted while the terminal is closed opens it again") {
    ImageRig rig;
    REQUIRE(rig.reaches("installing"));
    rig.install();
    REQUIRE(rig.reaches("ready"));
    REQUIRE(rig.closed);
    rig.wanted = false;
    rig.update->step();
    CHECK_FALSE(rig.closed);
}

}  // namespace dayroom::agent
