// A document of the fake agent: three pages of lines as of print, the last one without words.
#include <cmath>

#include "tests/support/terminal/fake_agent.h"
#include "tests/support/terminal/fake_parts.h"

namespace dayroom::test {
namespace {

constexpr int kStripWidth = 1920;
constexpr int kFakePages = 3;
constexpr const char* kStripMark = "page strip ";
constexpr const char* kWordsMark = "page words ";

std::string marked(const char* mark, int page, int strip) {
    std::string name = mark + std::to_string(page) + "/" + std::to_string(strip);
    name.resize(32, '.');
    return name;
}

int strip_height(int strip) { return strip == 2 ? 565 : 960; }

}  // namespace

bool draw_page_strip(const local::GetPhoto& query, local::ToTerminal& answer) {
    if (!query.sha256().starts_with(kStripMark)) return false;
    const int strip = query.sha256()[std::char_traits<char>::length(kStripMark) + 2] - '0';
    const int width = std::min(kStripWidth, query.max_width());
    const int height = strip_height(strip) * width / kStripWidth;
    std::string rgba(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, '\xff');
    for (int y = 0; y < height; ++y) {
        const int line = y * kStripWidth / width;
        if (line % 40 < 26 || line < 100) continue;
        for (int x = width / 10; x < width * 9 / 10; ++x) {
            const bool gap = (x * kStripWidth / width) % 90 < 12;
            const std::size_t at =
                (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 4;
            for (std::size_t channel = 0; channel < 3 && !gap; ++channel) rgba[at + channel] = '\x30';
        }
    }
    answer.mutable_photo()->set_width(width);
    answer.mutable_photo()->set_height(height);
    answer.mutable_photo()->set_rgba(std::move(rgba));
    return true;
}

void FakeAgent::page_text(const local::GetPageText& query, Answer& answer) {
    if (!query.sha256().starts_with(kWordsMark)) {
        answer.mutable_problem()->set_code("not_found");
        return;
    }
    const char page = query.sha256()[std::char_traits<char>::length(kWordsMark)];
    answer.mutable_page_text()->set_text(std::string("Page ") + page +
                                         " of the decision.\nYour radio is yours. It stays in the property office "
                                         "until you leave, and nobody else may take it.");
}

void FakeAgent::attach_to_newest_request(const std::string& name) {
    auto& request = requests_.front();
    auto& attachment = *request.mutable_steps(request.steps_size() - 1)->add_attachments();
    attachment.set_id("attachment-00001");
    attachment.set_name(name);
    for (int at = 1; at <= kFakePages; ++at) {
        auto& page = *attachment.add_pages();
        for (int strip = 0; strip < 3; ++strip) {
            auto& added = *page.add_strips();
            added.set_sha256(marked(kStripMark, at, strip));
            added.set_width(kStripWidth);
            added.set_height(strip_height(strip));
        }
        if (at < kFakePages) page.set_text_sha256(marked(kWordsMark, at, 0));
    }
    push_moved();
}

/// A moon over hills, drawn by hand: no file, no decoder.
void FakeAgent::photo(const local::GetPhoto& query, Answer& answer) {
    if (draw_page_strip(query, answer)) return;
    constexpr int kWidth = 480;
    constexpr int kHeight = 300;
    std::string rgba;
    rgba.reserve(kWidth * kHeight * 4);
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            const bool moon = std::hypot(x - 320, y - 110) < 60;
            const bool hill = y > 230 + 30 * std::sin(x / 70.0);
            const int shade = 40 + y / 8;
            const int red = moon ? 255 : hill ? 14 : shade;
            const int green = moon ? 236 : hill ? 26 : shade;
            const int blue = moon ? 190 : hill ? 46 : shade + 45;
            for (const int value : {red, green, blue, 255}) rgba.push_back(static_cast<char>(value));
        }
    }
    answer.mutable_photo()->set_width(kWidth);
    answer.mutable_photo()->set_height(kHeight);
    answer.mutable_photo()->set_rgba(std::move(rgba));
}

}  // namespace dayroom::test
