// The way to appeal the outcome of a request, and above an appeal what it is about.
#include "terminal/features/base/prefill.h"
#include "terminal/features/requests/history_view.h"
#include "terminal/features/requests/requests_feature.h"

namespace dayroom::features {

void RequestsFeature::draw_appeal(Host& host, ui::Ui& ui, ui::Cut& column, const RequestDetail& detail) {
    const AppealOffer& offer = detail.appeal;
    if (offer.words.empty()) return;
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    column.skip(ui.text(column.rest(), offer.words, {.weight = ui::FontWeight::kSemiBold, .personal = false},
                        "request.appeal_words") +
                m.gap_small);
    if (!offer.form.empty() && ui::button(ui, "request.appeal", column.top(m.button, m.gap_large),
                                          {.label = t("request.appeal"), .icon = "undo-2"})) {
        host.go(form_place(offer.form, {{std::string(forms::kAppealField), opened_->receipt_code()}}));
    }
    if (!offer.made.empty() &&
        ui::button(ui, "request.appeal_see", column.top(m.button, m.gap_large),
                   {.label = t("request.appeal_see"), .kind = ui::ButtonKind::kOutline, .icon = "undo-2"})) {
        host.go({ScreenId::kRequest, offer.made});
    }
}

/// Above the fields of an appeal, instead of the field that names it.
void RequestsFeature::draw_appealed(Host& host, ui::Ui& ui, ui::Cut& column) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const std::string& receipt = filling_.answers.values[std::string(forms::kAppealField)];
    const auto earlier = make_earlier(receipt, others_, forms_, t, host.now());
    if (!earlier.has_value()) return;
    const ui::BannerSpec spec{
        .text = t("form.appeal_about", {{"form", earlier->name}, {"code", earlier->receipt_code}}),
        .tone = ui::Tone::kInfo};
    ui::banner(ui, "form.appeal_about", column.top(ui::banner_height(ui, spec, column.width()), m.gap), spec);
    draw_earlier(ui, "form.earlier", column, *earlier, t);
    column.skip(m.gap);
}

}  // namespace dayroom::features
