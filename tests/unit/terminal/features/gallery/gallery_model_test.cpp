#include "terminal/features/gallery/gallery_model.h"

#include "tests/support/terminal/test_texts.h"

using namespace dayroom;
using namespace dayroom::features;
using namespace dayroom::test;

TEST_CASE("a photo says in words whose it is and when it came") {
    local::GalleryPhoto photo;
    photo.set_contact_name("Maria Delgado");
    photo.set_sent_ms((kTestNow - Milliseconds(86'400'000)).ms());
    photo.mutable_photo()->set_sha256("x");
    const auto item = make_gallery_item(photo, shipped_texts(), kTestNow);
    CHECK(item.label == "Photo from Maria Delgado, Yesterday · 3:26\u00a0PM");
    CHECK(item.when == "Yesterday");
    CHECK(make_gallery_item(photo, shipped_texts("es"), kTestNow).label.find("Foto de Maria Delgado") == 0);
}

TEST_CASE("a photo without a size still has a shape, and the same picture in two messages is two photos") {
    local::GalleryPhoto photo;
    photo.mutable_photo()->set_sha256("x");
    photo.set_message_id("one");
    const auto item = make_gallery_item(photo, shipped_texts(), kTestNow);
    CHECK(item.width >= 1);
    CHECK(item.height >= 1);
    photo.set_message_id("two");
    CHECK_FALSE(item.is(make_gallery_item(photo, shipped_texts(), kTestNow)));
    CHECK(item.is(item));
}
