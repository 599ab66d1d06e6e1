#include "terminal/features/requests/attachment_reader.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::features;

TEST_CASE("the place of a document names its request too, whatever bytes their ids have") {
    const std::string request("\x01\x90/document/\x00\xff", 13);
    const std::string document("document/document", 16);
    const std::string place = attachment_place(request, document);
    CHECK(request_of_place(place) == request);
    local::Request shown;
    shown.add_steps();
    auto& attachment = *shown.add_steps()->add_attachments();
    attachment.set_id(document);
    CHECK(find_attachment(shown, place) == &attachment);
    CHECK(find_attachment(shown, request) == nullptr);
    CHECK(find_attachment(shown, attachment_place(request, std::string(16, 'x'))) == nullptr);
}

TEST_CASE("a page is seen whole, or a part of its width that moves from edge to edge") {
    PageView view;
    CHECK(view.part() == ui::Rect{0, 0, 1, 1});
    CHECK_FALSE(view.may_shift(1));
    view.grow();
    view.grow();
    view.grow();
    CHECK(view.zoom_percent == 200);
    CHECK_FALSE(view.may_grow());
    CHECK(view.part() == ui::Rect{0, 0, 0.5F, 1});
    CHECK_FALSE(view.may_shift(-1));
    view.shift(1);
    CHECK(view.part() == ui::Rect{0.25F, 0, 0.5F, 1});
    for (int times = 0; times < 3; ++times) view.shift(1);
    CHECK(view.part() == ui::Rect{0.5F, 0, 0.5F, 1});
    CHECK_FALSE(view.may_shift(1));
    view.shrink();
    CHECK(view.zoom_percent == 150);
    view.shrink();
    CHECK(view.part() == ui::Rect{0, 0, 1, 1});
}
