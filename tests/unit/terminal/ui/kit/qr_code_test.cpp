#include "terminal/ui/kit/qr_code.h"

#include <catch2/catch.hpp>

#include "tests/support/qr_reader.h"

using namespace dayroom;
using namespace dayroom::ui;

namespace {

/// As on a screen, so many pixels a module.
std::string read_back(const QrCode& code, int scale) {
    const int side = (code.side() + 2 * kQrQuiet) * scale;
    std::vector<std::uint8_t> grey(static_cast<std::size_t>(side * side), 255);
    for (int y = 0; y < code.side() * scale; ++y)
        for (int x = 0; x < code.side() * scale; ++x)
            if (code.dark(x / scale, y / scale))
                grey[static_cast<std::size_t>((y + kQrQuiet * scale) * side + x + kQrQuiet * scale)] = 0;
    return read_qr(grey, side, side);
}

std::string report_line(std::size_t size) {
    std::string line = "DRR1.0190d6c1000000000000000000000001.1780000000000.24.1.5.power.battery.";
    while (line.size() < size) line += "aZ9-_+."[line.size() % 7];
    return line;
}

}  // namespace

TEST_CASE("what a code was made of is read back from its pixels, up to the longest line of a report") {
    for (const std::size_t size : {std::size_t{80}, std::size_t{160}, std::size_t{420}}) {
        const auto code = QrCode::of(report_line(size));
        REQUIRE(code);
        for (const int scale : {3, 4}) CHECK(read_back(*code, scale) == report_line(size));
    }
}

TEST_CASE("the longest line of a report leaves four pixels a module in the place that it has on the screen") {
    const auto code = QrCode::of(report_line(420));
    REQUIRE(code);
    CHECK(qr_side(*code, 420) >= static_cast<float>(4 * (code->side() + 2 * kQrQuiet)));
    CHECK(qr_side(*code, 420) <= 420);
}

TEST_CASE("of nothing, and of too much, there is no code") {
    CHECK_FALSE(QrCode::of(""));
    CHECK_FALSE(QrCode::of(std::string(1'001, 'a')));
}
