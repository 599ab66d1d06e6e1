#include <algorithm>

#include <catch2/catch.hpp>

#include "platform/facility/sample/paint/cards.h"
#include "platform/facility/sample/paint/jpeg.h"
#include "platform/facility/sample/paint/scenes.h"

using namespace dayroom;
using namespace dayroom::facility::sample;

TEST_CASE("every scene is a small JPEG of the promised size") {
    REQUIRE(scene_names().size() >= 40);
    CHECK(std::is_sorted(scene_names().begin(), scene_names().end()));
    for (const std::string_view name : scene_names()) {
        CAPTURE(std::string(name));
        const auto photo = paint_photo(name, 11);
        REQUIRE(photo.ok());
        REQUIRE(photo->jpeg.size() > 2'000);
        CHECK(photo->jpeg.size() <= kMaxSamplePhotoBytes);
        CHECK(photo->jpeg[0] == 0xFF);
        CHECK(photo->jpeg[1] == 0xD8);
        CHECK(photo->width >= 640);
        CHECK(photo->width <= 1280);
    }
}

TEST_CASE("every card is a small JPEG, always the same") {
    REQUIRE(card_names().size() >= 6);
    CHECK(std::is_sorted(card_names().begin(), card_names().end()));
    for (const std::string_view name : card_names()) {
        CAPTURE(std::string(name));
        const auto card = paint_card(name);
        REQUIRE(card.ok());
        CHECK(card->width == kCardWidth);
        CHECK(card->height == kCardHeight);
        CHECK(card->jpeg.size() > 10'000);
        CHECK(card->jpeg.size() <= kMaxSamplePhotoBytes);
        CHECK(card->jpeg == paint_card(name)->jpeg);
    }
    CHECK(paint_card("nothing").error().code == ErrorCode::kNotFound);
}

TEST_CASE("a seed paints the same picture again, another seed another one") {
    CHECK(paint_photo("night_moon", 5)->jpeg == paint_photo("night_moon", 5)->jpeg);
    CHECK(paint_photo("night_moon", 5)->jpeg != paint_photo("night_moon", 6)->jpeg);
    CHECK(paint_photo("nothing", 5).error().code == ErrorCode::kNotFound);
}

TEST_CASE("shapes cover what they should, and nothing outside") {
    SeededRandom random(1);
    Painter painter(100, 100, random);
    const auto red_at = [&](int x, int y) {
        const std::size_t at = (static_cast<std::size_t>(y) * 100 + static_cast<std::size_t>(x)) * 3;
        return painter.pixels()[at] == 200 && painter.pixels()[at + 1] == 0;
    };
    painter.rect(0.25F, 0.25F, 0.5F, 0.5F, rgb(0xc80000));
    CHECK(red_at(50, 50));
    CHECK(red_at(26, 26));
    CHECK_FALSE(red_at(24, 50));
    CHECK_FALSE(red_at(50, 76));
    painter.fill(rgb(0xffffff), rgb(0xffffff));
    painter.disc({0.5F, 0.5F}, 0.2F, rgb(0xc80000));
    CHECK(red_at(50, 50));
    CHECK_FALSE(red_at(35, 35));  // in the square around it, outside the circle
    // Far outside the picture: harmless.
    painter.disc({9, -9}, 3, rgb(0x000000));
    painter.line({-5, 0.5F}, {5, 0.5F}, 0.1F, rgb(0xc80000));
    CHECK(red_at(0, 50));
    CHECK(red_at(99, 50));
}
