#include "terminal/features/messages/messages_feature.h"

namespace dayroom::features {
namespace {

constexpr std::size_t kMaxSearchCharacters = 60;

void set_page(local::Page* page, int offset) {
    page->set_offset(offset);
    page->set_count(kPageRows);
}

}  // namespace

MessagesFeature::MessagesFeature(PhotoCache& photos) : photos_(photos), search_(kMaxSearchCharacters) {}

void MessagesFeature::enter(Host& host, const Place& place) {
    if (place.screen == ScreenId::kMessages) {
        const std::string wanted = place.parameter.empty() ? filter_ : place.parameter;
        if (wanted != filter_) threads_.clear();
        filter_ = wanted;
        want_threads(host, 0, kPageRows - 1);
    }
    if (place.screen == ScreenId::kReader) {
        want_threads(host, 0, kPageRows - 1);
        open_thread(host, place.parameter);
    }
}

void MessagesFeature::open_thread(Host& host, const std::string& contact_id) {
    if (contact_id != open_contact_) {
        messages_.clear();
        marked_.clear();
        ++stamp_;
        open_name_.clear();
        open_relationship_.clear();
    }
    open_contact_ = contact_id;
    if (const ThreadRow* row = open_row()) {
        open_name_ = row->name;
        open_relationship_ = row->relationship;
    }
    want_messages(host, 0, kPageRows - 1);
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
    if (!open_contact_.empty()) want_messages(host, 0, kPageRows - 1);
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
    if (searched_.empty()) return;
    while (const auto offset = results_.wanted(first, last)) {
        local::ToAgent query;
        query.mutable_search_messages()->set_text(searched_);
        set_page(query.mutable_search_messages()->mutable_page(), *offset);
        if (const auto number = host.ask(std::move(query))) queries_[number] = {Want::kSearch, *offset};
    }
}

void MessagesFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (photos_.answer(host, number, reply)) return;
    const auto asked = queries_.find(number);
    if (asked == queries_.end()) return;
    const Query query = asked->second;
    queries_.erase(asked);
    if (query.want == Want::kThreads && reply.has_threads()) take_threads(host, query.offset, reply.threads());
    if (query.want == Want::kMessages && reply.has_messages()) take_messages(host, query.offset, reply.messages());
    if (query.want == Want::kSearch && reply.has_messages()) take_results(host, query.offset, reply.messages());
}

void MessagesFeature::take_threads(Host& host, int offset, const local::Threads& threads) {
    std::vector<ThreadRow> rows;
    for (const auto& thread : threads.threads()) rows.push_back(make_thread(thread, host.texts(), host.now()));
    threads_.put(offset, std::move(rows), threads.total());
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
        same = held != nullptr && held->text == bubbles[at].text && held->photos == bubbles[at].photos &&
               held->explanation == bubbles[at].explanation;
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
    if (place.screen == ScreenId::kMessageSearch) return host.texts()("messages.search_title");
    if (place.screen == ScreenId::kPhoto) return host.texts()("messages.photo_title");
    if (place.screen == ScreenId::kReader && !open_name_.empty()) return open_name_;
    return host.texts()("nav.messages");
}

}  // namespace dayroom::features
