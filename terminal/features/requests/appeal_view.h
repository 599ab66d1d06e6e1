// The way to appeal the outcome of a request, and above the fields of an appeal what it is about. Inside
// terminal/features/requests only.
#pragma once

#include <string>

#include "terminal/features/base/feature.h"
#include "terminal/features/requests/requests_model.h"

namespace dayroom::features {

/// `receipt`: of the request.
void draw_appeal(Host& host, ui::Ui& ui, ui::Cut& column, const AppealOffer& offer, const std::string& receipt);
/// Instead of the field that names it.
void draw_appealed(ui::Ui& ui, ui::Cut& column, const Earlier& earlier, const ui::Texts& texts);

}  // namespace dayroom::features
