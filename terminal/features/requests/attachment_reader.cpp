#include "terminal/features/requests/attachment_reader.h"

#include <algorithm>

namespace dayroom::features {
namespace {

constexpr std::size_t kIdSize = 16;
constexpr int kZoomStep = 50;

}  // namespace

std::string attachment_place(const std::string& request_id, const std::string& attachment_id) {
    return request_id + attachment_id;
}

std::string request_of_place(const std::string& parameter) {
    return parameter.size() > kIdSize ? parameter.substr(0, parameter.size() - kIdSize) : std::string();
}

const local::Attachment* find_attachment(const local::Request& request, const std::string& parameter) {
    if (parameter.size() <= kIdSize) return nullptr;
    const std::string id = parameter.substr(parameter.size() - kIdSize);
    for (const auto& step : request.steps())
        for (const auto& attachment : step.attachments())
            if (attachment.id() == id) return &attachment;
    return nullptr;
}

void PageView::shrink() {
    if (may_shrink()) zoom_percent -= kZoomStep;
    if (!may_shrink()) from = 0;
}

void PageView::shift(int direction) {
    const float seen = 100.0F / static_cast<float>(zoom_percent);
    if (!may_shrink()) return;
    from = std::clamp(from + static_cast<float>(direction) * seen / 2 / (1 - seen), 0.0F, 1.0F);
}

ui::Rect PageView::part() const {
    const float seen = 100.0F / static_cast<float>(zoom_percent);
    return {from * (1 - seen), 0, seen, 1};
}

void AttachmentReader::open(const std::string& parameter) {
    if (parameter == parameter_) return;
    parameter_ = parameter;
    page_ = 0;
    as_words_ = false;
    view_ = {};
    words_.clear();
}

void AttachmentReader::turn(int by, int pages) {
    page_ = std::clamp(page_ + by, 0, pages - 1);
    view_.from = 0;
}

const AttachmentReader::Words& AttachmentReader::words_of(Host& host, const local::Attachment::Page& page) {
    Words& words = words_[page.text_sha256()];
    if (page.text_sha256().empty()) {
        words.text.emplace();
        return words;
    }
    if (!words.text && !words.cannot && words.again && words.query == 0) {
        local::ToAgent query;
        query.mutable_get_page_text()->set_sha256(page.text_sha256());
        words.query = host.ask(std::move(query));
        words.again = false;
    }
    return words;
}

bool AttachmentReader::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (photos_.answer(host, number, reply)) return true;
    for (auto& [sha, words] : words_) {
        if (words.query == 0 || words.query != number) continue;
        words.query = 0;
        if (!reply.has_page_text() || reply.page_text().state() == local::Pixels::CANNOT_SHOW) {
            words.cannot = true;
        } else if (reply.page_text().state() == local::Pixels::READY) {
            words.text = reply.page_text().text();
        }
        return true;
    }
    return false;
}

/// What was still being fetched is asked for again.
void AttachmentReader::moved() {
    photos_.moved();
    for (auto& [sha, words] : words_) words.again = true;
}

}  // namespace dayroom::features
