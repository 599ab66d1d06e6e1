// Images of terminals at the hub: taken in, named by a policy, handed out in pieces.
#include <fstream>

#include <catch2/catch.hpp>

#include "platform/wire/machine_image.h"
#include "tests/unit/platform/facility/policy/policy_rig.h"

namespace dayroom::test {
namespace {

class ImageRig : public PolicyRig {
public:
    /// As "image build" leaves it, and as a policy names it.
    wire::MachineImage build(const std::string& version) {
        wire::MachineImage image;
        image.set_version(version);
        std::filesystem::create_directories(built());
        for (const wire::ImagePartName& each : wire::kImageParts) {
            const std::string content = version + std::string(wire::kImagePieceBytes + 5, each.name[0]);
            std::ofstream(built() / each.file, std::ios::binary) << content;
            wire::ImagePart& part = *image.add_parts();
            part.set_kind(each.kind);
            part.set_sha256(std::string(as_text(crypto::sha256(as_bytes(content)))));
            part.set_size(static_cast<std::int64_t>(content.size()));
        }
        return image;
    }
    std::filesystem::path built() const { return image_folder / "built"; }
    Result<std::int64_t> stage_with(std::int64_t version, const wire::MachineImage& image) {
        wire::PolicyBundle bundle = policy(version);
        *bundle.mutable_image() = image;
        return stage(sign(bundle), {device});
    }
};

}  // namespace

TEST_CASE_METHOD(ImageRig, "a policy that names an image is taken only where all of its parts are") {
    const auto image = build("1.1");
    CHECK(stage_with(1, image).error().text_key == "policy_image_missing");
    REQUIRE(images.add(built()).ok());
    REQUIRE(images.add(built()).ok());  // again: nothing changes
    CHECK(stage_with(1, image).ok());
    std::filesystem::resize_file(image_folder / "images" / to_hex(as_bytes(image.parts(2).sha256())), 7);
    CHECK(stage_with(2, image).error().code == ErrorCode::kNotFound);
    std::filesystem::remove(built() / "slot-b.efi");
    CHECK(images.add(built()).error().code == ErrorCode::kNotFound);
}

TEST_CASE_METHOD(ImageRig, "a part is handed out in pieces, from where a terminal has it") {
    const auto image = build("1.1");
    REQUIRE(images.add(built()).ok());
    const ByteView root_part = as_bytes(image.parts(0).sha256());
    std::string all;
    while (all.size() < static_cast<std::size_t>(image.parts(0).size())) {
        const auto piece = must(images.piece(root_part, all.size()));
        CHECK(piece.size == static_cast<std::uint64_t>(image.parts(0).size()));
        CHECK(piece.bytes.size() <= wire::kImagePieceBytes);
        all += as_text(piece.bytes);
    }
    CHECK(std::string(as_text(crypto::sha256(as_bytes(all)))) == image.parts(0).sha256());
    CHECK(images.piece(root_part, all.size()).error().code == ErrorCode::kTooLarge);
    CHECK(images.piece(as_bytes(std::string(32, 'x')), 0).error().code == ErrorCode::kNotFound);
    CHECK(images.piece(as_bytes(std::string("../hub.db")), 0).error().code == ErrorCode::kNotFound);
    CHECK(facility::ImageFiles().piece(root_part, 0).error().code == ErrorCode::kNotFound);
}

TEST_CASE_METHOD(ImageRig,
                 "a policy is promoted once its canaries run its image, and those without an image need not") {
    const auto image = build("1.1");
    REQUIRE(images.add(built()).ok());
    report(device, 0, 0, "1.0");
    REQUIRE(stage_with(1, image).ok());
    report(device, 1, 0, "1.0", "fetching");
    CHECK(promote().error().text_key == "policy_not_seen");
    report(device, 1, 0, "1.1");
    CHECK(promote().ok());

    report(device, 1, 0, "");  // a Debian machine that was locked down
    REQUIRE(stage_with(2, build("1.2")).error().text_key == "policy_image_missing");
    REQUIRE(images.add(built()).ok());
    REQUIRE(stage_with(2, build("1.2")).ok());
    report(device, 2, 0, "");
    CHECK(promote().ok());
}

TEST_CASE_METHOD(ImageRig, "a canary that came back with the image before halts the policy") {
    const auto image = build("1.1");
    REQUIRE(images.add(built()).ok());
    report(device, 0, 0, "1.0");
    REQUIRE(stage_with(1, image).ok());
    report(device, 1, 0, "1.0", "ready");
    CHECK_FALSE(watch().has_value());
    report(device, 1, 0, "1.0", "failed_start");
    CHECK(watch().has_value());
    const auto halted = in_state(facility::PolicyState::kHalted);
    REQUIRE(halted.has_value());
    CHECK(halted->halted_why == "image");
    CHECK(halted->image == "1.1");
}

}  // namespace dayroom::test
