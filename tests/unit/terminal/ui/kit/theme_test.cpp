#include "terminal/ui/kit/theme.h"

#include <catch2/catch.hpp>

#include "terminal/ui/kit/layout.h"
#include "terminal/ui/kit/metrics.h"
#include "terminal/ui/semantics/contrast.h"

using namespace dayroom::ui;

TEST_CASE("every pair of colours of every theme reaches its contrast") {
    const ThemeKind kind = GENERATE(ThemeKind::kLight, ThemeKind::kDark, ThemeKind::kHighContrast);
    for (const ColourPair& pair : colour_pairs(make_theme(kind))) {
        CAPTURE(static_cast<int>(kind), pair.name);
        CHECK(contrast_ratio(pair.foreground, pair.background) >= pair.least);
    }
}

TEST_CASE("two panes from 1000 px at 100 %, and sizes follow the text") {
    CHECK(make_metrics({1000, 800}, 1).two_panes);
    CHECK_FALSE(make_metrics({999, 800}, 1).two_panes);
    CHECK_FALSE(make_metrics({1280, 800}, 1.5F).two_panes);
    CHECK(make_metrics({2000, 1600}, 2).two_panes);
    CHECK(make_metrics({1280, 800}, 2).target == 112);
    CHECK(type_size(Type::kDisplay, 1) == 46);
    CHECK(type_size(Type::kSmall, 2) == 30);
}

TEST_CASE("start and end mirror, top and bottom do not") {
    Cut left(Rect{0, 0, 100, 50}, false);
    CHECK(left.start(30, 10) == Rect{0, 0, 30, 50});
    CHECK(left.rest() == Rect{40, 0, 60, 50});
    Cut right(Rect{0, 0, 100, 50}, true);
    CHECK(right.start(30, 10) == Rect{70, 0, 30, 50});
    CHECK(right.rest() == Rect{0, 0, 60, 50});
    CHECK(right.top(20) == Rect{0, 0, 60, 20});
    const std::vector<Rect> cells = Cut(Rect{0, 0, 110, 50}, true).columns(2, 10);
    CHECK(cells[0] == Rect{60, 0, 50, 50});
    CHECK(cells[1] == Rect{0, 0, 50, 50});
    CHECK(Cut(Rect{0, 0, 10, 10}, false).top(50) == Rect{0, 0, 10, 10});
}
