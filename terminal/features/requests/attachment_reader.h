// A document from staff, page by page: its picture, larger where that is wanted, or the words on it in the person's own
// size. One member of the requests feature.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "terminal/features/base/feature.h"
#include "terminal/features/base/photo_cache.h"

namespace dayroom::features {

/// What the place of a document names: the request, and the document in it.
std::string attachment_place(const std::string& request_id, const std::string& attachment_id);
std::string request_of_place(const std::string& parameter);
/// Nothing when the request has no such document.
const local::Attachment* find_attachment(const local::Request& request, const std::string& parameter);

/// What of a page is seen: so many parts of its width, and where they begin.
struct PageView {
    int zoom_percent = 100;  // of the width that there is
    float from = 0;          // 0: the left edge; 1: the right one is in sight

    bool may_grow() const { return zoom_percent < 200; }
    bool may_shrink() const { return zoom_percent > 100; }
    void grow() { zoom_percent = may_grow() ? zoom_percent + 50 : zoom_percent; }
    void shrink();
    /// By half of what is seen; `direction`: -1 or 1.
    void shift(int direction);
    bool may_shift(int direction) const { return may_shrink() && (direction < 0 ? from > 0 : from < 1); }
    /// The part of a picture that is seen, in shares of its sides.
    ui::Rect part() const;
};

class AttachmentReader {
public:
    explicit AttachmentReader(PhotoCache& photos) : photos_(photos) {}

    /// Another document begins at its first page; the same one stays where it was.
    void open(const std::string& parameter);
    /// A reply to one of its questions: true when it was.
    bool answer(Host& host, std::uint32_t number, const local::ToTerminal& reply);
    void moved();
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const local::Attachment& attachment);

private:
    struct Words {
        std::uint32_t query = 0;
        std::optional<std::string> text;
        bool cannot = false;
        bool again = true;  // it is to be asked for
    };
    const Words& words_of(Host& host, const local::Attachment::Page& page);
    void turn(int by, int pages);
    // attachment_view.cpp
    void draw_page(Host& host, ui::Ui& ui, ui::Rect rect, const local::Attachment& attachment);
    void draw_words(Host& host, ui::Ui& ui, ui::Rect rect, const local::Attachment::Page& page);
    void draw_turning(Host& host, ui::Ui& ui, ui::Rect rect, int pages);
    void draw_view(Host& host, ui::Ui& ui, ui::Rect rect);

    PhotoCache& photos_;
    std::string parameter_;
    int page_ = 0;
    bool as_words_ = false;
    PageView view_;
    std::map<std::string, Words> words_;  // by SHA-256
};

}  // namespace dayroom::features
