#include "terminal/features/home/home_feature.h"

#include <algorithm>

#include "terminal/features/base/greeting.h"

namespace dayroom::features {
namespace {

constexpr Milliseconds kAskAgain = std::chrono::seconds(5);  // the agent's clock may be a moment behind
constexpr float kTileHeight = 160;                           // least, at 100 %
constexpr float kTallTile = 282;                             // most
constexpr float kFourColumns = 1000;                         // logical widths
constexpr float kThreeColumns = 720;

/// As many as the width allows, or one less when that leaves fewer places empty.
int columns_for(int tiles, float logical_width) {
    if (logical_width < kThreeColumns) return 2;
    const int most = logical_width >= kFourColumns ? 4 : 3;
    const auto empty = [&](int columns) { return (columns - tiles % columns) % columns; };
    return most == 4 && empty(3) < empty(4) ? 3 : most;
}

std::int64_t minute_of(Timestamp at) { return at.ms() / 60'000; }

}  // namespace

void HomeFeature::enter(Host& host, const Place&) { moved(host); }
void HomeFeature::leave(Host&, const Place&) { amounts_shown_ = false; }

void HomeFeature::moved(Host& host) {
    asked_ = host.now();
    local::ToAgent query;
    query.mutable_get_home();
    host.ask(std::move(query));
}

void HomeFeature::answer(Host&, std::uint32_t, const local::ToTerminal& reply) {
    if (!reply.has_home()) return;
    home_ = reply.home();
    known_ = true;
}

std::string HomeFeature::title(Host& host, const Place&) {
    return greeting(host.texts(), host.now(), host.person().given_name);
}

void HomeFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place&) {
    const auto& m = ui.metrics();
    if (home_.has_next_visit() && minute_of(asked_) != minute_of(host.now())) moved(host);
    if (!known_) {
        ui::spinner(ui, "home.loading", rect, host.texts()("kit.working"));
        return;
    }
    const HomeModel model = make_home(home_, host.person(), amounts_shown_, host.texts(), host.now());
    ui::ScrollArea area(ui, "home.body", rect);
    ui::Cut column = ui.cut(area.content());
    column.inset(m.margin, 0);
    keep_up(host);
    column.skip(banners(host, ui, column.rest(), model));
    if (model.next.shown) next(host, ui, column, model.next);
    const float used = column.rest().y - area.content().y;
    tiles(host, ui, column, model, rect.h - used);

    ui::Cut foot = ui.cut(column.top(m.target));
    const std::string eye = host.texts()(amounts_shown_ ? "home.hide_amount" : "home.show_amount");
    const ui::ButtonSpec spec{.label = eye, .kind = ui::ButtonKind::kQuiet, .icon = amounts_shown_ ? "eye-off" : "eye"};
    if (ui::button(ui, "home.eye", foot.end(std::min(ui::button_width(ui, spec), foot.width()), m.gap), spec)) {
        amounts_shown_ = !amounts_shown_;
    }
    // Amounts are never shown without their time; hiding them brings the last sign-in back.
    const bool dated = !model.as_of.empty();
    const std::string& words = dated ? model.as_of : model.last_sign_in;
    const std::string_view id = dated ? "home.as_of" : "home.last_sign_in";
    const ui::TextSpec quiet{
        .type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .middle = true, .personal = false};
    if (foot.width() > ui.px(260)) {
        ui.text(foot.rest(), words, quiet, id);
    } else {
        column.skip(ui.text(column.rest(), words, {.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary}, id));
    }
    area.used_until(column.rest().y + m.gap);
}

/// What came next has begun: something else does.
void HomeFeature::keep_up(Host& host) {
    if (!home_.has_next()) return;
    const Timestamp now = host.now();
    const Milliseconds left = Timestamp::from_ms(home_.next().from_ms()) - now;
    if (left > Milliseconds(0)) return host.wake_in(left);
    if (now - asked_ >= kAskAgain || now < asked_) moved(host);
    host.wake_in(kAskAgain);
}

void HomeFeature::next(Host& host, ui::Ui& ui, ui::Cut& column, const HomeNext& line) {
    const ui::RowSpec spec{.title = line.title, .preview = line.when, .icon = "calendar-clock", .chevron = true};
    const ui::Rect place = column.top(ui::row_height(ui, spec, column.width()), ui.metrics().gap);
    if (ui::row(ui, "home.next", place, spec)) host.go({ScreenId::kSchedule, {}});
}

float HomeFeature::banners(Host& host, ui::Ui& ui, ui::Rect rect, const HomeModel& model) {
    const auto& m = ui.metrics();
    ui::Cut column = ui.cut(rect);
    const auto put = [&](std::string_view id, const ui::BannerSpec& spec) {
        return ui::banner(ui, id, column.top(ui::banner_height(ui, spec, rect.w), m.gap_large), spec);
    };
    if (!model.banner.empty()) {
        const ui::BannerSpec spec{.text = model.banner,
                                  .icon = "bell",
                                  .tone = model.banner_is_emergency ? ui::Tone::kDanger : ui::Tone::kWarning,
                                  .action = host.texts()("home.banner_open")};
        if (put("home.banner", spec)) host.go({ScreenId::kNotices, {}});
    }
    if (!model.visit.empty()) {
        const ui::BannerSpec spec{
            .text = model.visit, .icon = "video", .tone = ui::Tone::kWarning, .action = host.texts()("visits.see")};
        if (put("home.visit", spec)) host.go({ScreenId::kVisits, {}});
    }
    if (!model.not_sent.empty()) {
        put("home.not_sent", {.text = model.not_sent, .icon = "cloud-off", .tone = ui::Tone::kInfo});
    }
    return column.rest().y - rect.y;
}

void HomeFeature::tiles(Host& host, ui::Ui& ui, ui::Cut& column, const HomeModel& model, float room) {
    const auto& m = ui.metrics();
    const int in_row = columns_for(static_cast<int>(model.tiles.size()), column.width() / m.scale);
    const int rows = (static_cast<int>(model.tiles.size()) + in_row - 1) / in_row;
    const float share = (room - m.target - m.gap) / static_cast<float>(rows) - m.gap_large;
    const float height = std::clamp(share, ui.px(kTileHeight), ui.px(kTallTile));
    std::size_t at = 0;
    for (int row = 0; row < rows; ++row) {
        const auto cells = ui.cut(column.top(height, m.gap_large)).columns(in_row, m.gap_large);
        for (const auto& cell : cells) {
            if (at >= model.tiles.size()) break;
            const HomeTile& tile = model.tiles[at];
            if (ui::tile(ui, tile.id, cell,
                         {.label = tile.title,
                          .icon = tile.icon,
                          .detail = tile.detail,
                          .count = tile.badge,
                          .strong = tile.badge > 0,
                          .initial_focus = at == 0})) {
                host.go(tile.place);
            }
            ++at;
        }
    }
}

}  // namespace dayroom::features
