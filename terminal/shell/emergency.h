// An emergency of the facility or the housing unit, over whatever screen there is, signed out and in. UI thread.
#pragma once

#include "platform/agent/local.pb.h"
#include "terminal/ui/catalog/texts.h"
#include "terminal/ui/kit/kit.h"

namespace dayroom::shell {

struct EmergencyStrip {
    ui::Rect rest;              // what is left for the screen, in pixels: all of it when there is no emergency
    bool read_pressed = false;  // its words are wanted
};
/// Draws the first emergency of `status` along the top of `rect`, spoken as an alert. Somebody signed in gets its title
/// and a button that leads to its words; signed out nothing can be opened, so the words stand there too, where they
/// leave the screen enough room.
EmergencyStrip draw_emergency(ui::Ui& ui, ui::Rect rect, const local::Status& status, const ui::Texts& texts,
                              bool signed_in);

}  // namespace dayroom::shell
