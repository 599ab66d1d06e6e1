// Messages: threads by contact, one thread as bubbles with photos, search, a photo in full. Staff can read every
// message, and every screen here says so.
#pragma once

#include <map>
#include <set>

#include "terminal/features/base/feature.h"
#include "terminal/features/base/paged.h"
#include "terminal/features/base/photo_cache.h"
#include "terminal/features/messages/messages_model.h"

namespace dayroom::features {

class MessagesFeature final : public Feature {
public:
    explicit MessagesFeature(PhotoCache& photos);

    void enter(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    enum class Want { kThreads, kMessages, kSearch };
    struct Query {
        Want want;
        int offset;
    };

    // Asking (messages_feature.cpp).
    void open_thread(Host& host, const std::string& contact_id);
    void want_threads(Host& host, int first, int last);
    void want_messages(Host& host, int first, int last);
    void want_results(Host& host, int first, int last);
    void take_threads(Host& host, int offset, const local::Threads& threads);
    void take_messages(Host& host, int offset, const local::Messages& messages);
    void take_results(Host& host, int offset, const local::Messages& messages);
    void mark_read(Host& host);
    const ThreadRow* open_row() const;

    // Drawing: the list (threads_view.cpp), one thread (reader_view.cpp), search and photo (search_view.cpp).
    void draw_threads(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_filters(Host& host, ui::Ui& ui, ui::Cut& column);
    void draw_thread_row(Host& host, ui::Ui& ui, ui::Rect rect, std::size_t index);
    void draw_reader(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_reader_head(ui::Ui& ui, ui::Rect rect);
    void draw_bubbles(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_bubble(Host& host, ui::Ui& ui, ui::Rect rect, const Bubble& bubble, std::size_t index);
    float bubble_height(ui::Ui& ui, const Bubble& bubble, float width) const;
    void draw_photo(Host& host, ui::Ui& ui, ui::Rect rect, const PhotoBox& box, const std::string& id);
    void draw_search(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_results(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_full_photo(Host& host, ui::Ui& ui, ui::Rect rect, const std::string& sha256);
    float draw_warning(Host& host, ui::Ui& ui, ui::Rect rect);
    float warning_height(Host& host, ui::Ui& ui, float width) const;

    PhotoCache& photos_;
    std::map<std::uint32_t, Query> queries_;

    std::string filter_ = "all";
    Paged<ThreadRow> threads_;

    std::string open_contact_;  // whose thread is shown
    std::string open_name_;
    std::string open_relationship_;
    Paged<Bubble> messages_;
    std::set<std::string> marked_;  // said to be read already
    std::uint64_t stamp_ = 1;       // heights of bubbles are asked for again when it changes

    ui::TextBuffer search_;
    std::size_t searched_revision_ = 0;
    MonotonicTime typed_at_;
    std::string searched_;
    Paged<SearchRow> results_;
};

}  // namespace dayroom::features
