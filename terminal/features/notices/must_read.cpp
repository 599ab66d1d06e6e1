// The notices that must be read before going on: each whole, with "I have read this" below its end. Help, sick call and
// the way out stay open all the while.
#include <algorithm>

#include "terminal/features/base/prefill.h"
#include "terminal/features/notices/notices_feature.h"

namespace dayroom::features {

void NoticesFeature::go_on(Host& host) {
    held_ = false;
    // Whoever is at sick call or Help meanwhile is not taken away from there.
    if (read_first_) host.open({ScreenId::kHome, {}});
}

void NoticesFeature::acknowledge(Host& host, const NoticeView& notice) {
    local::ToAgent query;
    query.mutable_acknowledge_notice()->set_notice_id(notice.id);
    saying_ = host.ask(std::move(query));
    // Without its agent the terminal shows its fault screen; what was not saved is asked again.
    if (saying_ != 0) reading_ = notice.id;
}

void NoticesFeature::read_button(Host& host, ui::Ui& ui, ui::Cut& column, const NoticeView& notice,
                                 std::string_view id) {
    const auto& m = ui.metrics();
    const std::string label = host.texts()("must_read.done");
    const ui::ButtonSpec spec{.label = label, .icon = "check", .enabled = reading_ != notice.id};
    ui::Cut line = ui.cut(column.top(m.target, m.gap));
    if (ui::button(ui, id, line.start(std::min(ui::button_width(ui, spec), line.width())), spec))
        acknowledge(host, notice);
}

void NoticesFeature::draw_must_read(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const MustRead must = make_must_read(notices_, t, host.now());
    if (!known_ || must.left == 0) {
        ui::spinner(ui, "must_read.loading", rect, t("kit.working"));
        return;
    }
    ui::ScrollArea area(ui, "must_read.body", rect);
    ui::Cut column = ui.cut(area.content());
    column.inset(m.margin, 0);
    const ui::BannerSpec banner{
        .text = t("must_read.intro", {{"count", must.left}}), .icon = "book-open-check", .tone = ui::Tone::kInfo};
    ui::banner(ui, "must_read.intro", column.top(ui::banner_height(ui, banner, column.width()), m.gap_large), banner);
    column.skip(one(host, ui, column.rest(), must.notice, 0) + m.gap_large);
    must_read_buttons(host, ui, column, must);
    area.used_until(column.rest().y + m.gap);
}

void NoticesFeature::must_read_buttons(Host& host, ui::Ui& ui, ui::Cut& column, const MustRead& must) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const auto put = [&](std::string_view id, const ui::ButtonSpec& spec) {
        ui::Cut line = ui.cut(column.top(m.target, m.gap));
        return ui::button(ui, id, line.start(std::min(ui::button_width(ui, spec), line.width())), spec);
    };
    read_button(host, ui, column, must.notice, "must_read.done");
    column.skip(m.gap);
    if (put("must_read.sick_call",
            {.label = t("must_read.sick_call"), .kind = ui::ButtonKind::kQuiet, .icon = "heart-pulse"}))
        host.go(form_place("sick_call"));
    if (put("must_read.help", {.label = t("nav.help"), .kind = ui::ButtonKind::kQuiet, .icon = "circle-help"}))
        host.go({ScreenId::kHelp, {}});
}

}  // namespace dayroom::features
