#include "terminal/features/base/photo_cache.h"

#include <algorithm>

namespace dayroom::features {
namespace {

/// The agent sends premultiplied pixels; the image store wants straight ones. Photos are opaque nearly always.
Bytes straight(const std::string& premultiplied) {
    Bytes rgba = to_bytes(premultiplied);
    for (std::size_t at = 0; at + 3 < rgba.size(); at += 4) {
        const unsigned alpha = rgba[at + 3];
        if (alpha == 0 || alpha == 255) continue;
        for (std::size_t channel = 0; channel < 3; ++channel) {
            rgba[at + channel] = static_cast<std::uint8_t>(std::min(255U, rgba[at + channel] * 255U / alpha));
        }
    }
    return rgba;
}

}  // namespace

PhotoCache::~PhotoCache() {
    for (auto& [sha, entry] : entries_) images_.free(entry.view.image);
}

PhotoView PhotoCache::get(Host& host, const std::string& sha256, int max_width, int max_height) {
    Entry& entry = entries_[sha256];
    entry.used = ++uses_;
    const bool larger_wanted = entry.view.state == PhotoState::kReady && max_width > entry.asked_width * 3 / 2;
    const bool wanted = larger_wanted || (entry.view.state == PhotoState::kLoading && host.now() >= entry.again_at);
    if (wanted && entry.query == 0) {
        local::ToAgent query;
        auto* photo = query.mutable_get_photo();
        photo->set_sha256(sha256);
        photo->set_max_width(max_width);
        photo->set_max_height(max_height);
        entry.query = host.ask(std::move(query));
        entry.asked_width = max_width;
    }
    if (entry.query == 0 && entry.again_at.is_set() && entry.view.state == PhotoState::kLoading)
        host.wake_in(kPhotoAgain);
    const PhotoView view = entry.view;
    while (entries_.size() > kMaxPhotosKept && free_oldest(&entry)) {
    }
    return view;
}

bool PhotoCache::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    for (auto& [sha, entry] : entries_) {
        if (entry.query != number) continue;
        entry.query = 0;
        if (!reply.has_photo() || reply.photo().state() == local::Pixels::CANNOT_SHOW) {
            if (entry.view.state != PhotoState::kReady) entry.view.state = PhotoState::kCannotShow;
        } else if (reply.photo().state() == local::Pixels::FETCHING) {
            entry.again_at = host.now() + kPhotoAgain;
            host.wake_in(kPhotoAgain);
        } else {
            store(entry, reply.photo());
        }
        return true;
    }
    return false;
}

void PhotoCache::store(Entry& entry, const local::Pixels& pixels) {
    images_.free(entry.view.image);
    entry.view = {};
    const Bytes rgba = straight(pixels.rgba());
    auto uploaded = images_.upload(pixels.width(), pixels.height(), rgba);
    while (!uploaded.ok() && uploaded.error().code == ErrorCode::kTooLarge && free_oldest(&entry)) {
        uploaded = images_.upload(pixels.width(), pixels.height(), rgba);
    }
    if (!uploaded.ok()) {
        entry.view.state = PhotoState::kCannotShow;
        return;
    }
    entry.view = {PhotoState::kReady, *uploaded, pixels.width(), pixels.height()};
}

void PhotoCache::moved() {
    for (auto& [sha, entry] : entries_) entry.again_at = {};
}

bool PhotoCache::free_oldest(const Entry* kept) {
    auto oldest = entries_.end();
    for (auto at = entries_.begin(); at != entries_.end(); ++at) {
        if (&at->second == kept) continue;
        if (oldest == entries_.end() || at->second.used < oldest->second.used) oldest = at;
    }
    if (oldest == entries_.end()) return false;
    images_.free(oldest->second.view.image);
    entries_.erase(oldest);
    return true;
}

}  // namespace dayroom::features
