// What happened with a request and what was filed, drawn from its model; of an appeal what was said before likewise.
// Inside terminal/features/requests only.
#pragma once

#include <string>

#include "terminal/features/requests/requests_model.h"
#include "terminal/ui/kit/kit.h"

namespace dayroom::features {

/// `failed`: the last step is the end that was not hoped for.
void draw_steps(ui::Ui& ui, const std::string& id, ui::Cut& column, const std::vector<RequestStep>& steps, bool failed);
/// Each answer under `id` and its number.
void draw_answers(ui::Ui& ui, const std::string& id, ui::Cut& column, const std::vector<AnswerLine>& answers);
/// The id of the document that was pressed; empty: none.
std::string draw_documents(ui::Ui& ui, ui::Cut& column, const std::vector<AttachedDocument>& documents,
                           const ui::Texts& texts);
void draw_earlier(ui::Ui& ui, const std::string& id, ui::Cut& column, const Earlier& earlier, const ui::Texts& texts);

}  // namespace dayroom::features
