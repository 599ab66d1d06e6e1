// What the single line and the editor share: keys and presses become changes of the buffer; text, selection and caret
// are drawn. For this folder.
#pragma once

#include "terminal/ui/kit/text_buffer.h"
#include "terminal/ui/kit/ui_state.h"

namespace dayroom::ui {

struct EditOutcome {
    bool changed = false;
    bool submitted = false;
};

/// Handles what was typed for this field in this frame. `paragraph` is what is on the screen now; `page` the lines a
/// page has.
EditOutcome edit(Ui& ui, NodeKey key, TextBuffer& buffer, const Paragraph& paragraph, FieldState& field,
                 bool digits_only, int page);
/// Press, drag and double press on the text, whose paragraph stands at `origin`. In an editor a finger that goes up or
/// down scrolls, any other drag selects.
void edit_by_pointer(Ui& ui, NodeKey key, TextBuffer& buffer, const Paragraph& paragraph, FieldState& field,
                     Point origin);
/// Selection, text and caret. The caret blinks; it asks for the frames it needs.
void draw_editable(Ui& ui, const TextBuffer& buffer, const Paragraph& paragraph, FieldState& field, Point origin,
                   bool active, Color ink);

}  // namespace dayroom::ui
