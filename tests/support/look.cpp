#include "tests/support/look.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <span>
#include <sstream>

namespace dayroom::ui {

namespace {

constexpr int kPixelStep = 2;  // every other pixel of every other line is enough
// A value is one letter from '0' on. A run is a mark and its length, as a letter: of what stands in the line above, or
// of the value before.
constexpr char kFirst = '0';
constexpr char kAsAbove = 'x';
constexpr char kAsBefore = 'y';
constexpr std::size_t kLongestRun = Look::kLevels;
constexpr std::size_t kShortestRun = 3;

struct Sums {
    double r = 0, g = 0, b = 0, n = 0;
    void add(Color c) {
        r += c.r;
        g += c.g;
        b += c.b;
        n += 1;
    }
    void add(const Sums& other) {
        r += other.r;
        g += other.g;
        b += other.b;
        n += other.n;
    }
};

std::uint8_t level(double value) {  // 0 to 255
    const int at = static_cast<int>(value * Look::kLevels / 256);
    return static_cast<std::uint8_t>(std::clamp(at, 0, Look::kLevels - 1));
}

double luma_of(const Sums& s) { return (0.299 * s.r + 0.587 * s.g + 0.114 * s.b) / std::max(1.0, s.n); }

std::string write(std::span<const std::uint8_t> values, std::size_t width) {
    std::string out;
    for (std::size_t at = 0; at < values.size();) {
        const auto run = [&](std::size_t back) {
            std::size_t length = 0;
            while (at >= back && at + length < values.size() && length < kLongestRun &&
                   values[at + length] == values[at + length - back])
                ++length;
            return length;
        };
        const std::size_t above = run(width);
        const std::size_t before = run(1);
        const std::size_t longest = std::max(above, before);
        if (longest < kShortestRun) {
            out += static_cast<char>(kFirst + values[at++]);
            continue;
        }
        out += above >= before ? kAsAbove : kAsBefore;
        out += static_cast<char>(kFirst + static_cast<int>(longest) - 1);
        at += longest;
    }
    return out;
}

bool read(const std::string& text, std::span<std::uint8_t> values, std::size_t width) {
    std::size_t at = 0;
    const auto value = [](char c) { return static_cast<std::size_t>(static_cast<unsigned char>(c) - kFirst); };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::size_t back = text[i] == kAsAbove ? width : text[i] == kAsBefore ? 1 : 0;
        const std::size_t length = back == 0 ? 1 : (++i < text.size() ? value(text[i]) + 1 : 0);
        if (length == 0 || length > kLongestRun || at + length > values.size() || at < back) return false;
        if (back == 0 && value(text[i]) >= Look::kLevels) return false;
        for (std::size_t n = 0; n < length; ++n, ++at)
            values[at] = back == 0 ? static_cast<std::uint8_t>(value(text[i])) : values[at - back];
    }
    return at == values.size();
}

constexpr std::size_t kChromaWidth = Look::kColumns / Look::kCoarser;

std::filesystem::path golden_file(const std::string& name) {
    const char* source = std::getenv("DAYROOM_SOURCE_DIR");
    return std::filesystem::path(source ? source : ".") / "tests/golden" / name;
}

std::map<std::string, std::string> read_golden(const std::filesystem::path& file) {
    std::map<std::string, std::string> out;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const std::size_t space = line.find(' ');
        if (space != std::string::npos) out[line.substr(0, space)] = line.substr(space + 1);
    }
    return out;
}

}  // namespace

Look look_of(const Window& window) {
    Look look;
    const int width = static_cast<int>(window.size().w) / Look::kColumns;
    const int height = static_cast<int>(window.size().h) / Look::kRows;
    std::array<Sums, kChromaWidth*(Look::kRows / Look::kCoarser)> coarse{};
    for (int row = 0; row < Look::kRows; ++row) {
        for (int column = 0; column < Look::kColumns; ++column) {
            Sums block;
            for (int y = 0; y < height; y += kPixelStep)
                for (int x = 0; x < width; x += kPixelStep)
                    block.add(window.pixel(column * width + x, row * height + y));
            look.luma[static_cast<std::size_t>(row * Look::kColumns + column)] = level(luma_of(block));
            coarse[static_cast<std::size_t>(row / Look::kCoarser) * kChromaWidth +
                   static_cast<std::size_t>(column / Look::kCoarser)]
                .add(block);
        }
    }
    for (std::size_t at = 0; at < coarse.size(); ++at) {
        const double bright = luma_of(coarse[at]);
        const double n = std::max(1.0, coarse[at].n);
        look.chroma[at] = level(128 + 0.564 * (coarse[at].b / n - bright));
        look.chroma[at + coarse.size()] = level(128 + 0.713 * (coarse[at].r / n - bright));
    }
    return look;
}

std::string difference(const Look& wanted, const Look& found) {
    std::string first;
    int count = 0;
    const auto compare = [&](const char* what, std::span<const std::uint8_t> want, std::span<const std::uint8_t> have,
                             std::size_t width) {
        for (std::size_t at = 0; at < want.size(); ++at) {
            if (std::abs(int{want[at]} - int{have[at]}) <= Look::kTolerance) continue;
            if (count++ > 0) continue;
            first = std::string(what) + " at column " + std::to_string(at % width) + ", row " +
                    std::to_string(at / width) + ": " + std::to_string(have[at]) + " in place of " +
                    std::to_string(want[at]);
        }
    };
    compare("brightness", wanted.luma, found.luma, Look::kColumns);
    compare("colour", wanted.chroma, found.chroma, kChromaWidth);
    return count == 0 ? std::string() : std::to_string(count) + " blocks differ, the first in " + first;
}

std::string write_look(const Look& look) {
    return write(look.luma, Look::kColumns) + ' ' + write(look.chroma, kChromaWidth);
}

bool read_look(const std::string& text, Look& look) {
    const std::size_t space = text.find(' ');
    return space != std::string::npos && read(text.substr(0, space), look.luma, Look::kColumns) &&
           read(text.substr(space + 1), look.chroma, kChromaWidth);
}

std::string compare_looks(const std::string& name, const std::map<std::string, Look>& found) {
    const std::filesystem::path file = golden_file(name);
    if (const char* rewrite = std::getenv("DAYROOM_REWRITE_GOLDEN"); rewrite && std::string_view(rewrite) == "1") {
        std::filesystem::create_directories(file.parent_path());
        std::ofstream out(file);
        for (const auto& [screen, look] : found) out << screen << ' ' << write_look(look) << '\n';
        return {};
    }
    auto wanted = read_golden(file);
    std::string out;
    for (const auto& [screen, look] : found) {
        Look want;
        const auto known = wanted.find(screen);
        const bool readable = known != wanted.end() && read_look(known->second, want);
        const std::string differs = readable ? difference(want, look) : "not known yet";
        if (!differs.empty()) out += screen + ": " + differs + "\n";
        wanted.erase(screen);
    }
    for (const auto& [screen, text] : wanted) out += screen + ": is not shown any more\n";
    return out;
}

}  // namespace dayroom::ui
