// Pictures as the agent decodes them: asked for when they come into view, kept while there is room. One cache serves
// all features of a session, so that the limits hold for what the terminal shows as a whole; every picture is freed
// (and overwritten) when the session ends.
#pragma once

#include <map>
#include <string>

#include "terminal/features/base/feature.h"

namespace dayroom::features {

inline constexpr std::size_t kMaxPhotosKept =
    40;  // more than any screen shows at once; the image store bounds the bytes
inline constexpr Milliseconds kPhotoAgain{1500};

enum class PhotoState { kLoading, kReady, kCannotShow };

struct PhotoView {
    PhotoState state = PhotoState::kLoading;
    ui::ImageId image;
    int width = 0;
    int height = 0;
};

class PhotoCache {
public:
    explicit PhotoCache(ui::ImageStore& images) : images_(images) {}
    ~PhotoCache();
    PhotoCache(const PhotoCache&) = delete;
    PhotoCache& operator=(const PhotoCache&) = delete;

    /// The picture, asked for when it is not here or only much smaller than this many pixels.
    PhotoView get(Host& host, const std::string& sha256, int max_width, int max_height);
    /// A reply to one of the queries above: true when it was.
    bool answer(Host& host, std::uint32_t number, const local::ToTerminal& reply);
    /// What was still being fetched is asked for again.
    void moved();

private:
    struct Entry {
        PhotoView view;
        int asked_width = 0;
        std::uint32_t query = 0;  // under way
        Timestamp again_at;       // the agent was still fetching it: asked again then, or when something moved
        std::uint64_t used = 0;
    };
    void store(Entry& entry, const local::Pixels& pixels);
    /// Frees the picture that was not looked at for the longest time, but `kept`; false when there is none.
    bool free_oldest(const Entry* kept);

    ui::ImageStore& images_;
    std::map<std::string, Entry> entries_;
    std::uint64_t uses_ = 0;
};

}  // namespace dayroom::features
