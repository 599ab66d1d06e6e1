#include <catch2/catch.hpp>

#include "terminal/features/base/photo_cache.h"
#include "tests/ui/screens/stage.h"

using namespace dayroom;
using namespace dayroom::test;
using Case = local::ToAgent::QueryCase;

namespace {

void open_gallery(Stage& stage) {
    stage.sign_in();
    stage.open("home");
    stage.click("home.photos");
}

}  // namespace

TEST_CASE("photos stand newest first, each with a name in words") {
    Stage stage;
    open_gallery(stage);
    CHECK(stage.label("photo.0").find("Photo from Maria Delgado, Today") == 0);
    CHECK(stage.label("photo.1").find("Photo from Như Trần") == 0);
    CHECK(stage.label("gallery.count") == "4 photos");
    CHECK(stage.has("messages.not_private"));
}

TEST_CASE("the gallery can show one person's photos") {
    Stage stage;
    open_gallery(stage);
    stage.click("gallery.sender");
    CHECK(stage.label("sender.1") == "Maria Delgado");
    stage.click("sender.1");
    CHECK(stage.label("gallery.sender") == "From Maria Delgado");
    CHECK(stage.label("gallery.count") == "1 photo");
    stage.click("gallery.sender");
    stage.click("sender.0");
    CHECK(stage.label("gallery.count") == "4 photos");
}

TEST_CASE("one photo in full leads to the newer and the older one and to its message") {
    Stage stage;
    open_gallery(stage);
    stage.click("photo.1");
    CHECK(stage.label("header.title") == "Photo 2 of 4");
    stage.click("gallery.older");
    CHECK(stage.label("header.title") == "Photo 3 of 4");
    stage.click("gallery.newer");
    stage.click("gallery.newer");
    CHECK(stage.label("gallery.full").find("Photo from Maria Delgado") == 0);
    CHECK_FALSE(stage.driver().node("gallery.newer").enabled);
    stage.click("gallery.open_message");
    CHECK(stage.terminal().navigation().current() == features::Place{features::ScreenId::kMessage, "message-4"});
    CHECK(stage.driver().dump().find("She was the moon") != std::string::npos);
    stage.click("header.back");
    stage.click("header.back");
    CHECK(stage.has("photo.3"));
}

TEST_CASE("a photo that is looked at stays when a newer one arrives") {
    Stage stage;
    open_gallery(stage);
    stage.click("photo.0");
    CHECK(stage.label("header.title") == "Photo 1 of 4");
    stage.agent().receive_message("dwayne", "Look", 2);
    stage.settle();
    CHECK(stage.label("header.title") == "Photo 3 of 6");
    CHECK(stage.label("gallery.full").find("Photo from Maria Delgado") == 0);
}

TEST_CASE("hundreds of photos: only those in sight are asked for, and a screen at rest asks for nothing") {
    for (const auto& [width, height] : {std::pair{1280, 800}, {800, 1280}}) {
        CAPTURE(width);
        Stage stage({.width = width, .height = height});
        for (int at = 0; at < 150; ++at) stage.agent().receive_message("maria", "Look", 5);
        open_gallery(stage);
        stage.settle();
        CHECK(stage.label("gallery.count") == "754 photos");
        const int asked = stage.agent().count(Case::kGetPhoto);
        CHECK(asked <= static_cast<int>(features::kMaxPhotosKept));
        stage.advance(Milliseconds(3000));
        CHECK(stage.agent().count(Case::kGetPhoto) == asked);
    }
}

TEST_CASE("at sign-out no picture is left in memory") {
    Stage stage;
    open_gallery(stage);
    CHECK(stage.driver().window().images().bytes_used() > 0);
    stage.click("nav.sign_out");
    stage.click("dialog.confirm");
    stage.settle();
    CHECK(stage.driver().window().images().bytes_used() == 0);
}

TEST_CASE("without photos the gallery says where they come from") {
    Stage stage;
    stage.agent().clear_messages();
    open_gallery(stage);
    CHECK(stage.driver().dump().find("No photos yet") != std::string::npos);
}
