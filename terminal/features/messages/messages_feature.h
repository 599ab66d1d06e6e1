// Messages: threads by contact, one thread as bubbles with photos, search, a photo in full; writing, appeals, and
// everything about one message are parts of their own. Staff can read every message, and every screen here says so.
#pragma once

#include <map>
#include <set>

#include "terminal/features/base/feature.h"
#include "terminal/features/base/paged.h"
#include "terminal/features/base/photo_cache.h"
#include "terminal/features/base/search_box.h"
#include "terminal/features/messages/appealing.h"
#include "terminal/features/messages/message_page.h"
#include "terminal/features/messages/messages_model.h"
#include "terminal/features/messages/withdrawal.h"
#include "terminal/features/messages/writing.h"

namespace dayroom::features {

class MessagesFeature final : public Feature {
public:
    explicit MessagesFeature(PhotoCache& photos);

    void enter(Host& host, const Place& place) override;
    void leave(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void outcome(Host& host, const local::Outcome& outcome) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    enum class Want { kThreads, kMessages, kSearch, kReply, kContacts };
    struct Query {
        Want want;
        int offset;
    };

    // Asking (messages_feature.cpp).
    void open_thread(Host& host, const std::string& contact_id);
    void want_threads(Host& host, int first, int last);
    void want_messages(Host& host, int first, int last);
    void want_results(Host& host, int first, int last);
    void want_contacts(Host& host);
    void want_reply(Host& host);
    void take_threads(Host& host, int offset, const local::Threads& threads);
    void take_messages(Host& host, int offset, const local::Messages& messages);
    void take_results(Host& host, int offset, const local::Messages& messages);
    void mark_read(Host& host);
    const ThreadRow* open_row() const;

    // Drawing: panes (messages_feature.cpp), the list (threads_view.cpp), one thread (reader_view.cpp), search and
    // photo (search_view.cpp), whom to write to (choose_view.cpp).
    void draw_panes(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place);
    void draw_threads(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_list_head(Host& host, ui::Ui& ui, ui::Cut& column);
    float list_head_height(Host& host, ui::Ui& ui, float width) const;
    void draw_filters(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_thread_row(Host& host, ui::Ui& ui, ui::Rect rect, std::size_t index);
    void draw_reader(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_reader_head(ui::Ui& ui, ui::Rect rect);
    float reader_foot_height(Host& host, ui::Ui& ui, float width, bool roomy) const;
    void draw_reader_foot(Host& host, ui::Ui& ui, ui::Rect rect, bool roomy);
    void draw_reply(Host& host, ui::Ui& ui, ui::Rect rect, bool roomy);
    void draw_bubbles(Host& host, ui::Ui& ui, ui::Rect rect, bool with_foot);
    void act(Host& host, const Bubble& bubble, const BubblePress& press);
    void draw_choice(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_search(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_results(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_full_photo(Host& host, ui::Ui& ui, ui::Rect rect, const std::string& sha256);

    PhotoCache& photos_;
    MessageReceipt receipt_;
    Writing writing_;
    Appealing appealing_;
    MessagePageView page_;
    Withdrawal withdrawal_;
    std::map<std::uint32_t, Query> queries_;

    std::string filter_ = "all";
    Paged<ThreadRow> threads_;

    std::string open_contact_;  // whose thread is shown
    std::string open_name_;
    std::string open_relationship_;
    Paged<Bubble> messages_;
    std::set<std::string> marked_;         // said to be read already
    std::uint64_t stamp_ = 1;              // heights of bubbles are asked for again when it changes
    std::uint64_t rows_stamp_ = 1;         // and of rows
    std::optional<local::Writing> reply_;  // what answering the open thread costs
    std::optional<local::Contacts> contacts_;

    SearchBox search_;
    Paged<SearchRow> results_;
};

}  // namespace dayroom::features
