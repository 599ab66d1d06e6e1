#include "platform/wire/machine_image.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::wire;

namespace {

/// Each is older than the next.
constexpr std::string_view kRising[] = {"0.9~rc1",  "0.9~rc2", "0.9~rc10", "0.9", "0.9.1", "0.9a", "1~", "1",
                                        "1.0~test", "1.0",     "1.2",      "1.9", "1.10",  "2",    "10", "10a"};

MachineImage sample_image() {
    MachineImage image;
    image.set_version("1.4.2");
    for (const ImagePartName& each : kImageParts) {
        ImagePart& part = *image.add_parts();
        part.set_kind(each.kind);
        part.set_sha256(std::string(32, static_cast<char>(each.kind)));
        part.set_size(1'000);
    }
    return image;
}

}  // namespace

TEST_CASE("versions of images are told apart as the boot loader does") {
    for (std::size_t i = 0; i < std::size(kRising); ++i) {
        CHECK(is_image_version(kRising[i]));
        for (std::size_t j = 0; j < std::size(kRising); ++j) {
            INFO(kRising[i] << " and " << kRising[j]);
            const int told = compare_image_versions(kRising[i], kRising[j]);
            CHECK((told < 0) == (i < j));
            CHECK((told > 0) == (i > j));
        }
    }
    CHECK(compare_image_versions("1.007", "1.7") == 0);
    CHECK(compare_image_versions("1.0 ", "1.0") == 0);  // what is no part of a version is passed over
    CHECK(compare_image_versions("", "") == 0);
    CHECK(compare_image_versions("99999999999999999999999999999", "99999999999999999999999999998") > 0);
}

TEST_CASE("what cannot stand in a file name of the boot partition is no version") {
    for (const char* wrong : {"", "a1", ".1", "1+3", "1-2", "1/2", "1 2", "1\n", "1\xC3\xA9"}) {
        INFO(wrong);
        CHECK_FALSE(is_image_version(wrong));
    }
    CHECK(is_image_version(std::string(kMaxImageVersionCharacters, '1')));
    CHECK_FALSE(is_image_version(std::string(kMaxImageVersionCharacters + 1, '1')));
}

TEST_CASE("an image has one part of each kind, of a size that a disk has room for") {
    const auto refused = [](auto change) {
        MachineImage image = sample_image();
        change(image);
        return !parse_machine_image(as_bytes(image.SerializeAsString())).ok();
    };
    CHECK_FALSE(refused([](MachineImage&) {}));
    CHECK(refused([](MachineImage& image) { image.set_version("1+1"); }));
    CHECK(refused([](MachineImage& image) { image.mutable_parts()->RemoveLast(); }));
    CHECK(refused([](MachineImage& image) { *image.add_parts() = image.parts(0); }));
    CHECK(refused([](MachineImage& image) { image.mutable_parts(1)->set_kind(ImagePart::ROOT); }));
    CHECK(refused([](MachineImage& image) { image.mutable_parts(2)->set_sha256("short"); }));
    CHECK(refused([](MachineImage& image) { image.mutable_parts(3)->set_size(0); }));
    CHECK(refused([](MachineImage& image) { image.mutable_parts(0)->set_size(kMaxImagePartBytes + 1); }));
    CHECK_FALSE(parse_machine_image(as_bytes(std::string_view("\xFF\xFF\xFF"))).ok());
}
