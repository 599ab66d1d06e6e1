// The photos that contacts have sent, newest first: a grid, whose they are, and one in full with the way to its
// message.
#pragma once

#include <optional>
#include <vector>

#include "terminal/features/base/asked.h"
#include "terminal/features/base/feature.h"
#include "terminal/features/base/paged.h"
#include "terminal/features/base/photo_cache.h"
#include "terminal/features/gallery/gallery_model.h"

namespace dayroom::features {

class GalleryFeature final : public Feature {
public:
    explicit GalleryFeature(PhotoCache& photos) : photos_(photos) {}

    void enter(Host& host, const Place& place) override;
    void answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) override;
    void moved(Host& host) override;
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    struct Sender {
        std::string id;
        std::string name;
    };
    static constexpr int kSendersQuery = -1;  // in asked_, beside the offsets of pages

    void want(Host& host, int first, int last);
    void ask_senders(Host& host);
    void choose_sender(Host& host, const Sender& sender);
    void show(int index);
    void follow_open_photo();

    // gallery_view.cpp
    void draw_grid(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_bar(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_cell(Host& host, ui::Ui& ui, ui::Rect rect, int index);
    void draw_senders(Host& host, ui::Ui& ui, ui::Rect rect);
    // full_view.cpp
    void draw_photo(Host& host, ui::Ui& ui, ui::Rect rect);
    void draw_photo_bar(Host& host, ui::Ui& ui, ui::Cut bar, const GalleryItem& item);
    void draw_photo_signs(Host& host, ui::Ui& ui, ui::Cut column, const GalleryItem& item);
    float photo_bar_height(ui::Ui& ui, float width) const;
    void draw_picture(Host& host, ui::Ui& ui, ui::Rect rect, const GalleryItem& item);

    PhotoCache& photos_;
    Paged<GalleryItem> items_;
    Asked<int> asked_;  // for which offset
    Sender sender_;     // whose photos are shown; empty: everybody's
    std::vector<Sender> senders_;
    int index_ = 0;                    // of the photo in full
    std::optional<GalleryItem> open_;  // it stays the same when newer ones arrive
};

}  // namespace dayroom::features
