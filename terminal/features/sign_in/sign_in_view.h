// Draws the signed-out screen in one of three arrangements. Inside terminal/features/sign_in only.
#pragma once

#include "terminal/features/sign_in/sign_in_feature.h"

namespace dayroom::features {

struct SignInView {
    SignInFeature& feature;
    Host& host;
    ui::Ui& ui;

    void draw(ui::Rect rect);

private:
    void arrange(ui::Rect rect);
    void focus_on(SignInStep step);

    // Arrangements, by the room that there is.
    void wide(ui::Rect rect);          // facility at the start, sign-in at the end
    void side_by_side(ui::Rect rect);  // fields at the start, pad at the end
    void stacked(ui::Rect rect);       // one column

    // Parts. Each returns the height that it used.
    void facility_panel(ui::Rect rect);
    void panel_notices(ui::Rect rect);
    float languages(ui::Rect rect, bool on_panel);
    void header(ui::Rect rect, bool with_clock);
    float clock_width(const std::string& words);
    float header_gap(float width);                       // four buttons stand side by side in the narrowest header
    ui::Rect prea_strip(ui::Cut& bar, bool with_clock);  // empty where PREA is not offered
    ui::Rect reading_strip(ui::Cut& bar, float gap);
    void prea_button(ui::Rect place);
    float title(ui::Rect rect);
    float fields(ui::Rect rect, bool only_active);
    float number_or_new_pin(ui::Rect rect);
    float pin_or_repeat(ui::Rect rect);
    float message(ui::Rect rect);
    float turns(ui::Rect rect);  // how long and how often one may sit here
    bool offers_look() const;
    bool offers_place() const;
    float buttons_height() const;  // a quick look, or a place in line, has a row of its own
    void buttons(ui::Rect rect);
    void main_button(ui::Rect rect);
    void pad(ui::Rect rect);

    /// A PIN's field: Enter on it goes on. A finger that touches it only shows where one types.
    bool pin_field(std::string_view id, ui::Rect rect, const PinBuffer& pin, const ui::PinFieldSpec& spec);

    bool changing_pin() const;
    PinBuffer* active_pin() const;
};

}  // namespace dayroom::features
