#include "terminal/features/messages/messages_feature.h"

namespace dayroom::features {
namespace {

void set_page(local::Page* page, int offset) {
    page->set_offset(offset);
    page->set_count(kPageRows);
}

}  // namespace

MessagesFeature::MessagesFeature(PhotoCache& photos)
    : photos_(photos), writing_(photos, receipt_), appealing_(receipt_), page_(photos) {}

void MessagesFeature::enter(Host& host, const Place& place) {
    switch (place.screen) {
        case ScreenId::kWriteTo:
            return want_contacts(host);
        case ScreenId::kWrite:
        case ScreenId::kCards:
            return writing_.open(host, place.parameter);
        case ScreenId::kAppeal:
            return appealing_.open(host, place.parameter);
        case ScreenId::kMessage:
            return page_.open(host, place.parameter);
        case ScreenId::kMessageReceipt:
            return receipt_.refresh(host);
        case ScreenId::kReader:
            threads_.mark_stale();  // it may have moved while something else was on the screen
            want_threads(host, 0, kPageRows - 1);
            return open_thread(host, place.parameter);
        case ScreenId::kMessages:
            if (!place.parameter.empty() && place.parameter != filter_) {
                filter_ = place.parameter;
                threads_.clear();
            }
            threads_.mark_stale();
            want_threads(host, 0, kPageRows - 1);
            if (!open_contact_.empty()) open_thread(host, open_contact_);
            return;
        default:
            return;
    }
}

void MessagesFeature::leave(Host& host, const Place& place) {
    if (place.screen == ScreenId::kWrite || place.screen == ScreenId::kCards) writing_.leave(host);
    if (place.screen == ScreenId::kAppeal) appealing_.leave(host);
}

void MessagesFeature::outcome(Host&, const local::Outcome& outcome) { receipt_.outcome(outcome); }

void MessagesFeature::open_thread(Host& host, const std::string& contact_id) {
    if (contact_id != open_contact_) {
        messages_.clear();
        marked_.clear();
        ++stamp_;
        open_name_.clear();
        open_relationship_.clear();
        reply_.reset();
    }
    open_contact_ = contact_id;
    if (const ThreadRow* row = open_row()) {
        open_name_ = row->name;
        open_relationship_ = row->relationship;
    }
    messages_.mark_stale();
    want_messages(host, 0, kPageRows - 1);
    want_reply(host);
}

const ThreadRow* MessagesFeature::open_row() const {
    for (int at = 0; at < threads_.total(); ++at) {
        const ThreadRow* row = threads_.at(at);
        if (row != nullptr && row->contact_id == open_contact_) return row;
    }
    return nullptr;
}

void MessagesFeature::moved(Host& host) {
    photos_.moved();
    threads_.mark_stale();
    messages_.mark_stale();
    results_.mark_stale();
    want_threads(host, 0, kPageRows - 1);
    if (!open_contact_.empty()) {
        want_messages(host, 0, kPageRows - 1);
        want_reply(host);
    }
    if (contacts_.has_value()) want_contacts(host);
    writing_.moved(host);
    appealing_.moved(host);
    page_.refresh(host);
    receipt_.refresh(host);
}

void MessagesFeature::want_reply(Host& host) {
    local::ToAgent query;
    query.mutable_get_writing()->set_contact_id(open_contact_);
    if (const auto number = host.ask(std::move(query))) queries_[number] = {Want::kReply, 0};
}

void MessagesFeature::want_contacts(Host& host) {
    local::ToAgent query;
    query.mutable_get_contacts();
    if (const auto number = host.ask(std::move(query))) queries_[number] = {Want::kContacts, 0};
}

void MessagesFeature::want_threads(Host& host, int first, int last) {
    while (const auto offset = threads_.wanted(first, last)) {
        local::ToAgent query;
        query.mutable_get_threads()->set_filter(filter_of(filter_));
        set_page(query.mutable_get_threads()->mutable_page(), *offset);
        if (const auto number = host.ask(std::move(query))) queries_[number] = {Want::kThreads, *offset};
    }
}

void MessagesFeature::want_messages(Host& host, int first, int last) {
    while (const auto offset = messages_.wanted(first, last)) {
        local::ToAgent query;
        query.mutable_get_messages()->set_contact_id(open_contact_);
        set_page(query.mutable_get_messages()->mutable_page(), *offset);
        if (const auto number = host.ask(std::move(query))) queries_[number] = {Want::kMessages, *offset};
    }
}

void MessagesFeature::want_results(Host& host, int first, int last) {
    if (search_.words().empty()) return;
    while (const auto offset = results_.wanted(first, last)) {
        local::ToAgent query;
        query.mutable_search_messages()->set_text(search_.words());
        set_page(query.mutable_search_messages()->mutable_page(), *offset);
        if (const auto number = host.ask(std::move(query))) queries_[number] = {Want::kSearch, *offset};
    }
}

void MessagesFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (photos_.answer(host, number, reply) || writing_.answer(host, number, reply) ||
        appealing_.answer(host, number, reply) || page_.answer(number, reply) || receipt_.answer(number, reply) ||
        withdrawal_.answer(host, number, reply)) {
        return;
    }
    const auto asked = queries_.find(number);
    if (asked == queries_.end()) return;
    const Query query = asked->second;
    queries_.erase(asked);
    if (query.want == Want::kThreads && reply.has_threads()) take_threads(host, query.offset, reply.threads());
    if (query.want == Want::kMessages && reply.has_messages()) take_messages(host, query.offset, reply.messages());
    if (query.want == Want::kSearch && reply.has_messages()) take_results(host, query.offset, reply.messages());
    if (query.want == Want::kContacts && reply.has_contacts()) contacts_ = reply.contacts();
    if (query.want == Want::kReply && reply.has_writing()) {
        reply_ = reply.writing();
        if (open_name_.empty()) open_name_ = reply_->contact_name();
    }
}

void MessagesFeature::take_threads(Host& host, int offset, const local::Threads& threads) {
    std::vector<ThreadRow> rows;
    for (const auto& thread : threads.threads()) rows.push_back(make_thread(thread, host.texts(), host.now()));
    threads_.put(offset, std::move(rows), threads.total());
    ++rows_stamp_;
    if (const ThreadRow* row = open_row()) {
        open_name_ = row->name;
        open_relationship_ = row->relationship;
    }
}

void MessagesFeature::take_messages(Host& host, int offset, const local::Messages& messages) {
    std::vector<Bubble> bubbles;
    for (const auto& message : messages.messages()) {
        if (message.contact_id() != open_contact_ && !message.contact_id().empty())
            return;  // of a thread left meanwhile
        bubbles.push_back(make_bubble(message, open_name_, host.texts(), host.now()));
    }
    bool same = messages_.total() == messages.total();
    for (std::size_t at = 0; same && at < bubbles.size(); ++at) {
        const Bubble* held = messages_.at(offset + static_cast<int>(at));
        same = held != nullptr && held->id == bubbles[at].id && held->same_size(bubbles[at]);
    }
    messages_.put(offset, std::move(bubbles), messages.total());
    if (!same) ++stamp_;  // heights may have changed
    mark_read(host);
}

void MessagesFeature::take_results(Host& host, int offset, const local::Messages& messages) {
    std::vector<SearchRow> rows;
    for (const auto& message : messages.messages()) rows.push_back(make_search_row(message, host.texts(), host.now()));
    results_.put(offset, std::move(rows), messages.total());
}

/// What is on the screen of the open thread counts as read; each is said once.
void MessagesFeature::mark_read(Host& host) {
    std::vector<Bubble> shown;
    for (int at = 0; at < std::min(messages_.total(), kPageRows); ++at) {
        if (const Bubble* bubble = messages_.at(at)) shown.push_back(*bubble);
    }
    local::ToAgent query;
    for (const auto& id : unread_ids(shown)) {
        if (marked_.insert(id).second) query.mutable_mark_read()->add_message_ids(id);
    }
    if (query.has_mark_read()) host.ask(std::move(query));
}

std::string MessagesFeature::title(Host& host, const Place& place) {
    const auto& t = host.texts();
    switch (place.screen) {
        case ScreenId::kMessageSearch:
            return t("messages.search_title");
        case ScreenId::kPhoto:
            return t("messages.photo_title");
        case ScreenId::kWriteTo:
            return t("write.choose");
        case ScreenId::kWrite:
            return writing_.title(host);
        case ScreenId::kCards:
            return t("write.choose_card");
        case ScreenId::kAppeal:
            return t("appeal.title");
        case ScreenId::kMessage:
            return page_.title(host);
        case ScreenId::kMessageReceipt:
            return receipt_.title(host);
        case ScreenId::kReader:
            return open_name_.empty() ? t("nav.messages") : open_name_;
        default:
            return t("nav.messages");
    }
}

void MessagesFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    switch (place.screen) {
        case ScreenId::kPhoto:
            return draw_full_photo(host, ui, rect, place.parameter);
        case ScreenId::kMessageSearch:
            return draw_search(host, ui, rect);
        case ScreenId::kWriteTo:
            return draw_choice(host, ui, rect);
        case ScreenId::kWrite:
            return writing_.draw(host, ui, rect);
        case ScreenId::kCards:
            return writing_.draw_cards(host, ui, rect);
        case ScreenId::kAppeal:
            return appealing_.draw(host, ui, rect);
        case ScreenId::kMessageReceipt:
            return receipt_.draw(host, ui, rect);
        case ScreenId::kMessage: {
            const BubblePress press = page_.draw(host, ui, rect);
            if (const auto* message = page_.message())
                act(host, make_bubble(*message, message->contact_name(), host.texts(), host.now()), press);
            return withdrawal_.draw(host, ui);
        }
        default:
            draw_panes(host, ui, rect, place);
            return withdrawal_.draw(host, ui);
    }
}

/// Two panes where there is room; else the list or the thread.
void MessagesFeature::draw_panes(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    page.bottom(m.gap);
    if (ui.two_panes()) {
        draw_threads(host, ui, page.start(m.list_pane, m.gap_large));
        draw_reader(host, ui, page.rest());
    } else if (place.screen == ScreenId::kReader) {
        draw_reader(host, ui, page.rest());
    } else {
        draw_threads(host, ui, page.rest());
    }
}

void MessagesFeature::act(Host& host, const Bubble& bubble, const BubblePress& press) {
    if (press.open) host.go({ScreenId::kMessage, bubble.id});
    if (press.withdraw) withdrawal_.ask(bubble);
    if (press.appeal) host.go({ScreenId::kAppeal, bubble.id});
    if (!press.photo.empty()) host.go({ScreenId::kPhoto, press.photo});
    if (press.retry) {
        writing_.bring(bubble.contact_id, bubble.text);
        host.go({ScreenId::kWrite, bubble.contact_id});
    }
}

}  // namespace dayroom::features
