#include <catch2/catch.hpp>

#include "platform/base/random.h"
#include "platform/photo/codec/picture.h"
#include "tests/unit/platform/photo/sample_pictures.h"

namespace dayroom::photo {
using namespace test;

namespace {

ErrorCode refusal(const Bytes& bytes) {
    const auto result = decode_picture(bytes, {100, 100});
    REQUIRE_FALSE(result.ok());
    return result.error().code;
}

void check_halves(const Result<Picture>& result, Size size) {
    REQUIRE(result.ok());
    CHECK(result->size == size);
    REQUIRE(result->rgba.size() == std::size_t{size.width} * size.height * 4);
    CHECK(is_red(pixel_at(result->rgba, size.width, size.width / 8, size.height / 2)));
    CHECK(is_blue(pixel_at(result->rgba, size.width, size.width - 1 - size.width / 8, size.height / 2)));
}

}  // namespace

TEST_CASE("each kind of picture is decoded and shrunk to its box, never enlarged") {
    for (const Bytes& bytes :
         {make_jpeg(400, 200), make_jpeg(400, 200, true), make_png(400, 200), make_webp(400, 200)}) {
        check_halves(decode_picture(bytes, {100, 100}), {100, 50});
        check_halves(decode_picture(bytes, {1000, 1000}), {400, 200});
        check_halves(decode_picture(bytes, {333, 1000}), {333, 166});
    }
}

TEST_CASE("a picture is shrunk by averaging, transparency is premultiplied") {
    const auto half = decode_picture(make_png(64, 64, 128), {8, 8});
    REQUIRE(half.ok());
    const Colour colour = pixel_at(half->rgba, 8, 0, 0);
    CHECK(colour.alpha == 128);
    CHECK(colour.red == 128);
}

TEST_CASE("a picture held sideways is turned upright") {
    // 6: the camera was turned; the picture must be turned by 90° clockwise, so that the left half comes to the top.
    const auto turned = decode_picture(with_orientation(make_jpeg(400, 200), 6), {400, 400});
    REQUIRE(turned.ok());
    CHECK(turned->size == Size{200, 400});
    CHECK(is_red(pixel_at(turned->rgba, 200, 100, 20)));
    CHECK(is_blue(pixel_at(turned->rgba, 200, 100, 380)));
    const auto upside_down = decode_picture(with_orientation(make_jpeg(400, 200), 3), {400, 400});
    REQUIRE(upside_down.ok());
    CHECK(is_blue(pixel_at(upside_down->rgba, 400, 20, 100)));
    check_halves(decode_picture(with_orientation(make_jpeg(400, 200), 200), {400, 400}), {400, 200});
}

TEST_CASE("what is no picture is refused") {
    CHECK(refusal({}) == ErrorCode::kUnsupported);
    CHECK(refusal(to_bytes("GIF89a…")) == ErrorCode::kUnsupported);
    CHECK(refusal(to_bytes("<svg xmlns='http://www.w3.org/2000/svg'/>")) == ErrorCode::kUnsupported);
    CHECK(refusal(Bytes{0xFF, 0xD8, 0xFF}) == ErrorCode::kInvalid);
    CHECK(refusal(Bytes(kMaxPictureBytes + 1, 0xFF)) == ErrorCode::kTooLarge);
}

TEST_CASE("a picture that was cut off anywhere is an error or a picture, never a crash") {
    for (const Bytes& whole :
         {make_jpeg(160, 120), make_jpeg(160, 120, true), make_png(160, 120), make_webp(160, 120)}) {
        CHECK_FALSE(decode_picture(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(whole.size() / 2)),
                                   {100, 100})
                        .ok());
        for (std::size_t length = 0; length < whole.size(); length += 1 + whole.size() / 97) {
            const auto result =
                decode_picture(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)), {100, 100});
            if (result.ok()) CHECK(result->size.width <= 100);
        }
    }
}

TEST_CASE("damaged bytes are an error or a picture, never a crash") {
    SeededRandom random(7);
    for (const Bytes& whole : {make_jpeg(64, 48), make_png(64, 48), make_webp(64, 48)}) {
        for (int round = 0; round < 200; ++round) {
            Bytes bytes = whole;
            for (int flip = 0; flip < 4; ++flip)
                bytes[random.below(bytes.size())] = static_cast<std::uint8_t>(random.next());
            const auto result = decode_picture(bytes, {32, 32});
            if (result.ok()) CHECK(result->rgba.size() == std::size_t{result->size.width} * result->size.height * 4);
        }
    }
}

TEST_CASE("a bomb is refused by its header, before any memory is taken") {
    CHECK(refusal(png_claiming(19'999, 19'999)) == ErrorCode::kTooLarge);
    CHECK(refusal(png_claiming(900'000, 2)) == ErrorCode::kTooLarge);
    Bytes jpeg = make_jpeg(64, 64);
    for (std::size_t at = 0; at + 9 < jpeg.size(); ++at) {
        if (jpeg[at] == 0xFF && jpeg[at + 1] == 0xC0)
            std::fill(jpeg.begin() + static_cast<std::ptrdiff_t>(at) + 5,
                      jpeg.begin() + static_cast<std::ptrdiff_t>(at) + 9, 0xF0);
    }
    CHECK(refusal(jpeg) == ErrorCode::kTooLarge);
    CHECK_FALSE(check_size(0, 5).ok());
    CHECK(check_size(8000, 5000).ok());
    CHECK_FALSE(check_size(8001, 5000).ok());
}

TEST_CASE("what is encoded for the hub carries no metadata and decodes again") {
    const auto picture = decode_picture(with_orientation(make_jpeg(400, 200), 6), {100, 100});
    REQUIRE(picture.ok());
    const auto jpeg = encode_jpeg(*picture, 85);
    REQUIRE(jpeg.ok());
    CHECK(as_text(*jpeg).find("Exif") == std::string_view::npos);
    CHECK(sniff(*jpeg).value_or(PictureKind::kPng) == PictureKind::kJpeg);
    const auto again = decode_picture(*jpeg, {100, 100});
    REQUIRE(again.ok());
    CHECK(again->size == Size{50, 100});
    CHECK_FALSE(encode_jpeg({{10, 10}, Bytes(3)}, 85).ok());
}

TEST_CASE("transparent parts of an encoded picture are white") {
    const auto jpeg = encode_jpeg(decode_picture(make_png(16, 16, 0), {16, 16}).take(), 90);
    REQUIRE(jpeg.ok());
    const auto again = decode_picture(*jpeg, {16, 16});
    REQUIRE(again.ok());
    CHECK(pixel_at(again->rgba, 16, 8, 8).red > 250);
    CHECK(pixel_at(again->rgba, 16, 8, 8).green > 250);
}

TEST_CASE("a shape fits into its box and keeps at least one pixel") {
    CHECK(fit_into({4000, 3000}, {800, 800}) == Size{800, 600});
    CHECK(fit_into({3000, 4000}, {800, 800}) == Size{600, 800});
    CHECK(fit_into({20'000, 1}, {100, 100}) == Size{100, 1});
    CHECK(fit_into({50, 40}, {100, 100}) == Size{50, 40});
}

}  // namespace dayroom::photo
