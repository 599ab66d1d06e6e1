#include "terminal/features/requests/appeal_view.h"

#include "terminal/features/base/prefill.h"
#include "terminal/features/requests/history_view.h"

namespace dayroom::features {

void draw_appeal(Host& host, ui::Ui& ui, ui::Cut& column, const AppealOffer& offer, const std::string& receipt) {
    if (offer.words.empty()) return;
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    column.skip(ui.text(column.rest(), offer.words, {.weight = ui::FontWeight::kSemiBold, .personal = false},
                        "request.appeal_words") +
                m.gap_small);
    if (!offer.form.empty() && ui::button(ui, "request.appeal", column.top(m.button, m.gap_large),
                                          {.label = t("request.appeal"), .icon = "undo-2"})) {
        host.go(form_place(offer.form, {{std::string(forms::kAppealField), receipt}}));
    }
    if (!offer.made.empty() &&
        ui::button(ui, "request.appeal_see", column.top(m.button, m.gap_large),
                   {.label = t("request.appeal_see"), .kind = ui::ButtonKind::kOutline, .icon = "undo-2"})) {
        host.go({ScreenId::kRequest, offer.made});
    }
}

void draw_appealed(ui::Ui& ui, ui::Cut& column, const Earlier& earlier, const ui::Texts& t) {
    const auto& m = ui.metrics();
    const ui::BannerSpec spec{.text = t("form.appeal_about", {{"form", earlier.name}, {"code", earlier.receipt_code}}),
                              .tone = ui::Tone::kInfo};
    ui::banner(ui, "form.appeal_about", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
    draw_earlier(ui, "form.earlier", column, earlier, t);
    column.skip(m.gap);
}

}  // namespace dayroom::features
