#include "terminal/features/notices/notices_feature.h"

namespace dayroom::features {

void NoticesFeature::enter(Host& host, const Place& place) {
    read_first_ = place.screen == ScreenId::kMustRead;
    moved(host);
}

void NoticesFeature::leave(Host&, const Place&) { read_first_ = false; }

void NoticesFeature::moved(Host& host) {
    local::ToAgent query;
    query.mutable_get_notices();
    host.ask(std::move(query));
}

void NoticesFeature::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (saying_ != 0 && number == saying_) {
        saying_ = 0;
        reading_.clear();
        // It could not be saved: nobody is kept from the terminal for that. It is asked again at the next sign-in.
        if (reply.has_problem()) return go_on(host);
        return moved(host);
    }
    if (!reply.has_notices()) return;
    notices_ = reply.notices();
    known_ = true;
    if (held_ && make_must_read(notices_, host.texts(), host.now()).left == 0) go_on(host);
}

std::string NoticesFeature::title(Host& host, const Place& place) {
    return host.texts()(place.screen == ScreenId::kMustRead ? "must_read.title" : "nav.notices");
}

void NoticesFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) {
    place.screen == ScreenId::kMustRead ? draw_must_read(host, ui, rect) : draw_list(host, ui, rect);
}

void NoticesFeature::draw_list(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const auto views = make_notices(notices_.notices(), t, host.now());
    if (views.empty() && host.results().empty()) {
        if (known_) {
            ui::empty_state(ui, "notices.none", rect,
                            {.icon = "bell", .title = t("notices.none"), .text = t("notices.none_text")});
        } else {
            ui::spinner(ui, "notices.loading", rect, t("kit.working"));
        }
        return;
    }
    ui::ScrollArea area(ui, "notices.body", rect);
    ui::Cut column = ui.cut(area.content());
    column.inset(m.margin, 0);
    column.skip(results(host, ui, column.rest()));
    if (!views.empty() && !host.results().empty()) {
        ui::section_heading(ui, "notices.heading", column.top(ui::section_heading_height(ui)),
                            t("notices.from_facility"));
    }
    for (std::size_t at = 0; at < views.size(); ++at) {
        column.skip(one(host, ui, column.rest(), views[at], at) + m.gap);
        if (views[at].asks) read_button(host, ui, column, views[at], "notice." + std::to_string(at) + ".done");
    }
    area.used_until(column.rest().y + m.gap);
}

float NoticesFeature::results(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    ui::Cut column = ui.cut(rect);
    if (host.results().empty()) return 0;
    ui::section_heading(ui, "notices.results", column.top(ui::section_heading_height(ui)), t("notices.results"));
    int index = 0;
    for (const auto& result : host.results()) {
        const ui::BannerSpec spec{.text = t.time(result.at) + " · " + result.text, .tone = result.tone};
        const float height = ui::banner_height(ui, spec, rect.w);
        ui::banner(ui, "notices.result." + std::to_string(index++), column.top(height, ui.metrics().gap), spec);
    }
    return column.rest().y - rect.y;
}

float NoticesFeature::one(Host& host, ui::Ui& ui, ui::Rect rect, const NoticeView& notice, std::size_t index) {
    const auto& m = ui.metrics();
    const float inner = rect.w - 2 * m.pad;
    std::string when = notice.when;
    if (notice.emergency && !notice.over) when = host.texts()("notices.emergency") + " · " + when;
    if (!notice.acknowledged.empty()) when += (when.empty() ? "" : " · ") + notice.acknowledged;
    const float title_height = ui.measure(notice.title, ui::Type::kSubheading, ui::FontWeight::kBold, inner).h;
    const float text_height =
        notice.text.empty() ? 0 : ui.measure(notice.text, ui::Type::kBody, ui::FontWeight::kRegular, inner).h;
    const float when_height = ui.measure(when, ui::Type::kSmall, ui::FontWeight::kSemiBold, inner).h;
    const float height = 2 * m.pad + title_height + m.gap_small + text_height + m.gap_small + when_height;
    const ui::CardSpec spec{};
    const ui::SurfaceScope surface(ui, ui::card_surface(ui, spec));
    ui::Cut column = ui.cut(ui::card(ui, {rect.x, rect.y, rect.w, height}, spec));
    const std::string id = "notice." + std::to_string(index);
    ui.heading(column.top(title_height, m.gap_small), notice.title, ui::Type::kSubheading, id);
    if (text_height > 0) ui.text(column.top(text_height, m.gap_small), notice.text);
    ui.text(column.rest(), when,
            {.type = ui::Type::kSmall,
             .weight = ui::FontWeight::kSemiBold,
             .ink = notice.emergency && !notice.over ? ui::Ink::kDanger : ui::Ink::kSecondary,
             .personal = false});
    return height;
}

}  // namespace dayroom::features
