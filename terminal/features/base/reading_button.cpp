#include "terminal/features/base/reading_button.h"

namespace dayroom::features {

void reading_button(Host& host, ui::Ui& ui, ui::Rect rect) {
    const bool on = host.reading().on;
    const std::string words = host.texts()(on ? "read.stop" : "read.start");
    if (ui::icon_button(ui, "header.read_aloud", rect,
                        {.label = words, .icon = on ? "circle-stop" : "volume-2", .selected = on}))
        host.press_reading();
}

}  // namespace dayroom::features
