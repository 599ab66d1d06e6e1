#include "terminal/shell/navigation.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::shell;
using features::Place;
using features::ScreenId;

TEST_CASE("Back goes where one came from, as it looked") {
    Navigation navigation;
    CHECK_FALSE(navigation.can_go_back());
    navigation.go({ScreenId::kMessages, {}}, {.focus = 11});
    navigation.go({ScreenId::kReader, "maria"}, {.focus = 22});
    CHECK(navigation.current() == Place{ScreenId::kReader, "maria"});
    CHECK(navigation.back()->focus == 22);
    CHECK(navigation.current().screen == ScreenId::kMessages);
    CHECK(navigation.back()->focus == 11);
    CHECK_FALSE(navigation.back().has_value());
}

TEST_CASE("the navigation bar begins anew above Home") {
    Navigation navigation;
    navigation.go({ScreenId::kMessages, {}}, {});
    navigation.go({ScreenId::kReader, "maria"}, {});
    navigation.open({ScreenId::kMoney, {}});
    CHECK(navigation.depth() == 2);
    navigation.open({ScreenId::kHome, {}});
    CHECK(navigation.depth() == 1);
}

TEST_CASE("a replaced place is not returned to, and the same place is not stacked twice") {
    Navigation navigation;
    navigation.go({ScreenId::kForm, "general"}, {});
    navigation.replace({ScreenId::kReceipt, "id"});
    navigation.go({ScreenId::kReceipt, "id"}, {});
    CHECK(navigation.depth() == 2);
    navigation.back();
    CHECK(navigation.current().screen == ScreenId::kHome);
}

TEST_CASE("the stack is bounded and keeps Home") {
    Navigation navigation;
    for (int at = 0; at < 100; ++at) navigation.go({ScreenId::kRequest, std::to_string(at)}, {});
    CHECK(navigation.depth() == kMaxDepth);
    while (navigation.can_go_back()) navigation.back();
    CHECK(navigation.current().screen == ScreenId::kHome);
}
