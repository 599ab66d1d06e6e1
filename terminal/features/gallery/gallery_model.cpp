#include "terminal/features/gallery/gallery_model.h"

#include <algorithm>

namespace dayroom::features {

GalleryItem make_gallery_item(const local::GalleryPhoto& photo, const ui::Texts& t, Timestamp now) {
    GalleryItem item;
    const Timestamp sent = Timestamp::from_ms(photo.sent_ms());
    item.sha256 = photo.photo().sha256();
    item.message_id = photo.message_id();
    item.contact_id = photo.contact_id();
    item.name = photo.contact_name();
    item.when = t.short_when(sent, now);
    item.moment = t.moment(sent, now);
    item.label = t("gallery.photo_from", {{"name", item.name}, {"when", item.moment}});
    item.width = static_cast<float>(std::max(1, photo.photo().width()));
    item.height = static_cast<float>(std::max(1, photo.photo().height()));
    return item;
}

}  // namespace dayroom::features
