#include "provisioning/image/image_install.h"

#include <climits>

#include <catch2/catch.hpp>

#include "tests/unit/provisioning/image/image_disk.h"

using namespace dayroom;
using namespace dayroom::provisioning;
using test::ImageDisk;

namespace {

/// The plug is pulled at the n-th write.
BeforeWrite plug_pulled_at(int nth, int& writes) {
    return [nth, &writes]() -> Status {
        if (++writes >= nth) return Error(ErrorCode::kIo, "the plug was pulled");
        return {};
    };
}

void check_installed(const ImageDisk& disk, const std::string& version) {
    const std::string root = disk.read("built/root.erofs");
    const std::string hashes = disk.read("built/root.verity");
    CHECK(disk.read("disk/root-b").substr(0, root.size()) == root);
    CHECK(disk.read("disk/verity-b").substr(0, hashes.size()) == hashes);
    CHECK(disk.read("efi/dayroom-b_" + version + "+3.efi") == disk.read("built/slot-b.efi"));
    CHECK(disk.read("data/image/installed") == version);
    CHECK_FALSE(disk.has("data/image/install"));
}

ErrorCode refusal_of(const ImageDisk& disk) {
    const std::string before = disk.running_system();
    const auto answered = answer_install_request(disk.places);
    REQUIRE_FALSE(answered.ok());
    INFO(answered.error().detail);
    CHECK(disk.running_system() == before);
    CHECK_FALSE(disk.has("data/image/installed"));
    return answered.error().code;
}

}  // namespace

TEST_CASE("an image goes into the system that does not run, and gets three tries") {
    const ImageDisk disk;
    disk.write("efi/dayroom-b_0.9.efi", "the one before");
    const std::string before = disk.running_system();
    disk.ask_for(disk.build("1.1"));
    const auto answered = answer_install_request(disk.places);
    REQUIRE(answered.ok());
    CHECK(*answered == "1.1");
    check_installed(disk, "1.1");
    CHECK_FALSE(disk.has("efi/dayroom-b_0.9.efi"));
    CHECK_FALSE(disk.has("efi/dayroom.new"));
    CHECK(disk.running_system() == before);
}

TEST_CASE("from system B it goes into system A") {
    const ImageDisk disk("1.0", "b");
    disk.ask_for(disk.build("1.1"));
    REQUIRE(answer_install_request(disk.places).ok());
    CHECK(disk.read("efi/dayroom-a_1.1+3.efi") == disk.read("built/slot-a.efi"));
    CHECK(disk.has("efi/dayroom-b_1.0.efi"));
}

TEST_CASE("wherever the plug is pulled, what ran before is whole, no half system has a kernel, and it is done again") {
    int all = 0;
    {
        const ImageDisk disk;
        disk.write("efi/dayroom-b_0.9.efi", "the one before");
        disk.ask_for(disk.build("1.1"));
        REQUIRE(answer_install_request(disk.places, plug_pulled_at(INT_MAX, all)).ok());
    }
    REQUIRE(all > 6);
    for (int nth = 1; nth <= all; ++nth) {
        INFO("write " << nth << " of " << all);
        const ImageDisk disk;
        disk.write("efi/dayroom-b_0.9.efi", "the one before");
        disk.ask_for(disk.build("1.1"));
        const std::string before = disk.running_system();
        int writes = 0;
        CHECK(answer_install_request(disk.places, plug_pulled_at(nth, writes)).error().code == ErrorCode::kIo);
        CHECK(disk.running_system() == before);
        CHECK_FALSE(disk.has("efi/dayroom-b_1.1+3.efi"));
        // The old kernel of the other system may stand only while that system is what it was.
        if (disk.has("efi/dayroom-b_0.9.efi")) CHECK(disk.read("disk/root-b") == std::string(3'000'000, 'b'));
        CHECK(disk.has("data/image/install"));
        REQUIRE(answer_install_request(disk.places).ok());
        check_installed(disk, "1.1");
    }
}

TEST_CASE("what is not newer, not whole, not of this machine or not what it says is refused, and the agent hears why") {
    SECTION("the same version") {
        const ImageDisk disk("1.1");
        disk.ask_for(disk.build("1.1"));
        CHECK(refusal_of(disk) == ErrorCode::kConflict);
        CHECK(disk.read("data/image/refused") == "1.1\n1.1 is not newer than 1.1, which runs");
        CHECK_FALSE(disk.has("data/image/install"));
    }
    SECTION("an older one") {
        const ImageDisk disk("1.10");
        disk.ask_for(disk.build("1.9"));
        CHECK(refusal_of(disk) == ErrorCode::kConflict);
    }
    SECTION("an older kernel under a newer name") {
        const ImageDisk disk;
        auto image = disk.build("0.9");
        image.set_version("1.1");
        disk.ask_for(image);
        CHECK(refusal_of(disk) == ErrorCode::kInvalid);
    }
    SECTION("the kernel of the other system") {
        const ImageDisk disk;
        auto image = disk.build("1.1");
        image.mutable_parts(3)->set_sha256(image.parts(2).sha256());
        image.mutable_parts(3)->set_size(image.parts(2).size());
        disk.write("built/slot-b.efi", disk.read("built/slot-a.efi"));
        disk.ask_for(image);
        CHECK(refusal_of(disk) == ErrorCode::kInvalid);
    }
    SECTION("a part that was changed after it was checked") {
        const ImageDisk disk;
        const auto image = disk.build("1.1");
        disk.ask_for(image);
        std::string root = disk.read("built/root.erofs");
        root[1'700'000] = '!';
        disk.write("data/image/" + to_hex(as_bytes(image.parts(0).sha256())), root);
        CHECK(refusal_of(disk) == ErrorCode::kCorrupt);
        CHECK_FALSE(disk.has("efi/dayroom-b_1.1+3.efi"));
    }
    SECTION("a part that is missing, or is no plain file") {
        const ImageDisk disk;
        const auto image = disk.build("1.1");
        disk.ask_for(image);
        const auto root = disk.folder / ("data/image/" + to_hex(as_bytes(image.parts(0).sha256())));
        std::filesystem::remove(root);
        CHECK(refusal_of(disk) == ErrorCode::kNotFound);
        disk.ask_for(image);
        std::filesystem::remove(root);
        std::filesystem::create_symlink(disk.folder / "built/root.erofs", root);
        CHECK_FALSE(answer_install_request(disk.places).ok());
        CHECK_FALSE(disk.has("data/image/installed"));
    }
    SECTION("one that has no room") {
        const ImageDisk disk;
        disk.ask_for(disk.build("1.1"));
        std::filesystem::resize_file(disk.folder / "disk/root-b", 1'000'000);
        // A file grows where a partition ends: so the size is looked at before anything is written.
        CHECK(refusal_of(disk) == ErrorCode::kTooLarge);
    }
    SECTION("a machine that was not made from an image") {
        const ImageDisk disk;
        disk.write("machine/usr/lib/os-release", "ID=debian\n");
        disk.ask_for(disk.build("1.1"));
        CHECK(refusal_of(disk) == ErrorCode::kUnsupported);
    }
    SECTION("rubbish, or nothing, where the request should be") {
        const ImageDisk disk;
        CHECK(answer_install_request(disk.places).error().code == ErrorCode::kNotFound);
        disk.write("data/image/install", std::string(9'000, '\x7F'));
        CHECK_FALSE(answer_install_request(disk.places).ok());
        CHECK_FALSE(disk.has("data/image/install"));
    }
}

TEST_CASE("what the agent's user makes of its folder leads root nowhere else") {
    const ImageDisk disk;
    disk.ask_for(disk.build("1.1"));
    disk.write("secret", "untouched");
    std::filesystem::create_symlink(disk.folder / "secret", disk.folder / "data/image/installed.new");
    std::filesystem::create_symlink(disk.folder / "secret", disk.folder / "data/image/installed");
    REQUIRE(answer_install_request(disk.places).ok());
    CHECK(disk.read("secret") == "untouched");
    CHECK(disk.read("data/image/installed") == "1.1");

    const ImageDisk other;
    other.ask_for(other.build("1.1"));
    std::filesystem::rename(other.folder / "data/image", other.folder / "data/elsewhere");
    std::filesystem::create_symlink(other.folder / "data/elsewhere", other.folder / "data/image");
    CHECK(answer_install_request(other.places).error().code == ErrorCode::kIo);
}
