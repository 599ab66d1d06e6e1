#include "terminal/features/base/search_box.h"

#include "platform/base/utf8.h"
#include "terminal/ui/catalog/fold.h"

namespace dayroom::features {

bool SearchBox::draw(ui::Ui& ui, ui::Cut& page, std::string_view id, const ui::FieldSpec& spec) {
    const ui::Rect place = page.top(ui::text_field_height(ui, spec), ui.metrics().gap);
    const auto field = ui::text_field(ui, id, place, typed_, spec);
    if (field.changed) typed_at_ = ui.now();
    const bool paused = ui.now() - typed_at_ >= kTypingPause;
    if (!paused) ui.wake_in(kTypingPause);
    if ((!paused && !field.submitted) || typed_.revision() == looked_revision_) return false;
    looked_revision_ = typed_.revision();
    const std::string& typed = typed_.text();
    const bool enough = utf8::length(typed) >= kLeastLetters && !ui::words_of(typed).empty();
    const std::string before = std::exchange(words_, enough ? typed : std::string());
    return words_ != before;
}

void SearchBox::clear() {
    typed_.clear();
    words_.clear();
    looked_revision_ = typed_.revision();
}

}  // namespace dayroom::features
