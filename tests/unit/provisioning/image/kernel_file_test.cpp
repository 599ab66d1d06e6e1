#include "provisioning/image/kernel_file.h"

#include <catch2/catch.hpp>

#include "tests/unit/provisioning/image/image_disk.h"

using namespace dayroom;
using namespace dayroom::provisioning;

TEST_CASE("a kernel says its version and its system") {
    const auto facts = read_kernel_facts(as_bytes(test::kernel_file("1.4.2~rc1", "b")));
    REQUIRE(facts.ok());
    CHECK(facts->version == "1.4.2~rc1");
    CHECK(facts->slot == "b");
}

TEST_CASE(
    "what is no kernel of an image, or is cut off or changed anywhere, is refused or says no more than it holds") {
    CHECK_FALSE(read_kernel_facts({}).ok());
    CHECK_FALSE(read_kernel_facts(as_bytes(std::string(5'000, '\xFF'))).ok());
    CHECK_FALSE(read_kernel_facts(as_bytes(test::kernel_file("1+1", "b"))).ok());
    CHECK_FALSE(read_kernel_facts(as_bytes(test::kernel_file("1.1", "c"))).ok());
    const std::string whole = test::kernel_file("1.1", "a");
    for (std::size_t size = 0; size < 0x440; ++size) {
        const auto facts = read_kernel_facts(as_bytes(std::string_view(whole).substr(0, size)));
        CHECK((!facts.ok() || facts->version == "1.1"));
    }
    for (std::size_t at = 0; at < 0x140; ++at) {
        for (const char value : {'\0', '\x7F', '\xFF'}) {
            std::string changed = whole;
            changed[at] = value;
            const auto facts = read_kernel_facts(as_bytes(changed));
            CHECK((!facts.ok() || wire::is_image_version(facts->version)));
        }
    }
}

TEST_CASE("an image is described by its parts, and its words are what a policy takes") {
    const test::ImageDisk disk;
    const auto image = disk.build("1.4.2");
    CHECK(image.version() == "1.4.2");
    CHECK(image.parts_size() == 4);
    const std::string text = image_policy_text(image);
    CHECK(text.find("\"version\": \"1.4.2\"") != std::string::npos);
    CHECK(text.find("\"kernel_b\": { \"sha256\": \"" + to_hex(as_bytes(image.parts(3).sha256()))) != std::string::npos);

    disk.write("built/slot-b.efi", test::kernel_file("1.4.3", "b"));
    CHECK(describe_image(disk.folder / "built").error().code == ErrorCode::kInvalid);
    std::filesystem::remove(disk.folder / "built/root.verity");
    CHECK(describe_image(disk.folder / "built").error().code == ErrorCode::kNotFound);
}
