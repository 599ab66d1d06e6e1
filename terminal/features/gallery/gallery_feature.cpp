#include "terminal/features/gallery/gallery_feature.h"

#include <charconv>

namespace dayroom::features {
namespace {

constexpr int kMostSenders = 200;  // the agent gives no more at once

int number_in(const std::string& text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

void GalleryFeature::enter(Host& host, const Place& place) {
    if (place.screen == ScreenId::kGalleryPhoto) show(number_in(place.parameter));
    if (place.screen == ScreenId::kGalleryPeople) ask_senders(host);
    items_.mark_stale();
    want(host, 0, kPageRows - 1);
}

void GalleryFeature::moved(Host& host) {
    photos_.moved();
    items_.mark_stale();
    want(host, 0, kPageRows - 1);
    if (open_.has_value()) want(host, index_, index_);
}

void GalleryFeature::want(Host& host, int first, int last) {
    while (const auto offset = items_.wanted(first, last)) {
        local::ToAgent query;
        auto* gallery = query.mutable_get_gallery();
        gallery->set_contact_id(sender_.id);
        gallery->mutable_page()->set_offset(*offset);
        gallery->mutable_page()->set_count(kPageRows);
        asked_.remember(host.ask(std::move(query)), *offset);
    }
}

void GalleryFeature::ask_senders(Host& host) {
    local::ToAgent query;
    query.mutable_get_threads()->set_filter(local::PHOTOS);
    query.mutable_get_threads()->mutable_page()->set_count(kMostSenders);
    asked_.remember(host.ask(std::move(query)), kSendersQuery);
}

void GalleryFeature::choose_sender(Host& host, const Sender& sender) {
    if (sender.id != sender_.id) {
        sender_ = sender;
        items_.clear();
        asked_.clear();  // answers about somebody else's photos are not waited for
    }
    host.back();
}

void GalleryFeature::show(int index) {
    index_ = std::max(0, index);
    const GalleryItem* item = items_.at(index_);
    open_ = item == nullptr ? std::nullopt : std::optional<GalleryItem>(*item);
}

/// Newer photos have come before the one that is looked at: it stays in sight, under its new number.
void GalleryFeature::follow_open_photo() {
    const GalleryItem* here = items_.at(index_);
    if (!open_.has_value() || here == nullptr || here->is(*open_)) return;
    for (int at = 0; at < items_.total(); ++at) {
        const GalleryItem* item = items_.at(at);
        if (item != nullptr && item->is(*open_)) {
            index_ = at;
            return;
        }
    }
    open_ = *here;  // it is gone: the one in its place is shown
}

void GalleryFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (photos_.answer(host, number, reply)) return;
    const auto offset = asked_.take(number);
    if (!offset.has_value()) return;
    if (offset == kSendersQuery) {
        senders_.clear();
        for (const auto& thread : reply.threads().threads()) senders_.push_back({thread.contact_id(), thread.name()});
        return;
    }
    if (!reply.has_gallery()) return;
    std::vector<GalleryItem> items;
    for (const auto& photo : reply.gallery().photos()) {
        items.push_back(make_gallery_item(photo, host.texts(), host.now()));
    }
    items_.put(*offset, std::move(items), reply.gallery().total());
    follow_open_photo();
}

std::string GalleryFeature::title(Host& host, const Place& place) {
    const auto& t = host.texts();
    if (place.screen == ScreenId::kGalleryPeople) return t("gallery.whose");
    if (place.screen != ScreenId::kGalleryPhoto || items_.total() == 0) return t("nav.gallery");
    return t("gallery.place", {{"number", index_ + 1}, {"total", items_.total()}});
}

void GalleryFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    if (place.screen == ScreenId::kGalleryPhoto) return draw_photo(host, ui, rect);
    if (place.screen == ScreenId::kGalleryPeople) return draw_senders(host, ui, rect);
    draw_grid(host, ui, rect);
}

}  // namespace dayroom::features
