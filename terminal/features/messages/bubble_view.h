// Draws one message of a thread as a bubble.
#pragma once

#include "terminal/features/base/photo_cache.h"
#include "terminal/features/messages/bubble_model.h"

namespace dayroom::features {

/// What was pressed in a bubble.
struct BubblePress {
    bool open = false;  // its text: everything about the message
    bool withdraw = false;
    bool appeal = false;
    bool retry = false;
    std::string photo;  // SHA-256 of the photo to show in full
};

class BubbleView {
public:
    BubbleView(Host& host, ui::Ui& ui, PhotoCache& photos) : host_(host), ui_(ui), photos_(photos) {}

    /// Height of the whole row at this width.
    float height(const Bubble& bubble, float width) const;
    /// `id` names the parts: "message.3", "message.3.photo.0", "message.3.withdraw".
    BubblePress draw(ui::Rect rect, const Bubble& bubble, const std::string& id);

private:
    float outer(float width) const;
    float inner(float width) const;
    float picture_height(const PhotoBox& photo, float width) const;
    float card_height(const PhotoBox& card, float width) const;
    float text_height(const Bubble& bubble, float width) const;
    float touch_above(const Bubble& bubble) const;
    float line_height(const StateLine& line, float width) const;
    float box_height(const Bubble& bubble, float width) const;
    float when_height(const Bubble& bubble, float width) const;
    void draw_text(ui::Cut& column, ui::Rect box, float block, const Bubble& bubble, const std::string& id,
                   BubblePress& press);
    void draw_lines(ui::Cut& column, const Bubble& bubble);
    void draw_buttons(ui::Cut& column, const Bubble& bubble, const std::string& id, BubblePress& press);
    bool draw_picture(ui::Rect rect, const PhotoBox& box, const std::string& id, bool pressable);

    Host& host_;
    ui::Ui& ui_;
    PhotoCache& photos_;
};

}  // namespace dayroom::features
