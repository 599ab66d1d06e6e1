#include "terminal/shell/last_resort.h"

#include "terminal/ui/kit/kit.h"

namespace dayroom::shell {

void draw_last_resort(ui::Ui& ui) {
    ui::fault_page(
        ui, "fault.last_resort", ui.window(),
        {.icon = "triangle-alert",
         .title = "This terminal is out of order. Esta terminal no funciona.",
         .what_to_do = "Please use another terminal and tell staff. Use otra terminal y avise al personal, por favor.",
         .code = "text"});
}

}  // namespace dayroom::shell
