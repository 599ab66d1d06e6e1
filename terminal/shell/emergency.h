// Emergencies of the facility and the housing unit, over whatever screen there is, signed out and in. UI thread.
#pragma once

#include "platform/agent/local.pb.h"
#include "terminal/ui/catalog/texts.h"
#include "terminal/ui/kit/kit.h"

namespace dayroom::shell {

struct EmergencyStrip {
    ui::Rect rest;              // what is left for the screen, in pixels: all of it when there is no emergency
    bool read_pressed = false;  // the words are wanted
};
/// Draws the emergencies of `status`, as many as leave the screen enough room, along the top of `rect`, spoken as an
/// alert. Somebody signed in gets titles and buttons that lead to the words; signed out nothing can be opened, so the
/// words stand there too.
EmergencyStrip draw_emergency(ui::Ui& ui, ui::Rect rect, const local::Status& status, const ui::Texts& texts,
                              bool signed_in);

/// The first emergency in `now` that did not stand in `before`, if any; lives as long as `now`.
const local::Notice* new_emergency(const local::Status& before, const local::Status& now);

}  // namespace dayroom::shell
