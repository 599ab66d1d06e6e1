// What the gallery shows of each photo: who sent it and when, in words that a voice can say. Pure.
#pragma once

#include <string>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

struct GalleryItem {
    std::string sha256;
    std::string message_id;
    std::string contact_id;
    std::string name;    // of the sender
    std::string when;    // "Yesterday", "May 28"
    std::string moment;  // "Yesterday · 9:42 AM"
    std::string label;   // "Photo from Maria Delgado, Yesterday · 9:42 AM"
    float width = 1;     // of the picture itself; its shape is right, its size is not what comes
    float height = 1;

    /// The same picture of the same message.
    bool is(const GalleryItem& other) const { return sha256 == other.sha256 && message_id == other.message_id; }
};

GalleryItem make_gallery_item(const local::GalleryPhoto& photo, const ui::Texts& texts, Timestamp now);

}  // namespace dayroom::features
