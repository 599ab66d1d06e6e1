#include "terminal/features/sign_in/sign_in_view.h"

#include "terminal/features/base/reading_button.h"

namespace dayroom::features {
namespace {

constexpr float kWideHeight = 740;  // logical pixels: below it the pad goes beside the fields
constexpr float kPanelShare = 0.44F;
constexpr float kColumnWidth = 460;
constexpr float kPadRows = 4;
constexpr float kPadShare = 0.48F;
constexpr float kShortHeader = 72;

}  // namespace

void SignInFeature::draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place&) {
    SignInView{*this, host, ui}.draw(rect);
}

bool SignInView::changing_pin() const {
    const auto step = feature.model_.step;
    return step == SignInStep::kNewPin || step == SignInStep::kRepeatPin || step == SignInStep::kSaving;
}

PinBuffer* SignInView::active_pin() const {
    switch (feature.model_.step) {
        case SignInStep::kPin:
            return &feature.pin_;
        case SignInStep::kNewPin:
            return &feature.new_pin_;
        case SignInStep::kRepeatPin:
            return &feature.repeat_pin_;
        default:
            return nullptr;
    }
}

void SignInView::draw(ui::Rect rect) {
    const SignInStep step = feature.model_.step;
    if (!feature.begun() && !ui::finger_down(ui)) feature.offline_note_ = !host.status().online();
    arrange(rect);
    if (std::exchange(feature.shown_step_, step) != step) focus_on(step);
}

/// The focus goes along with the steps: else a PIN would be typed into the number's field.
void SignInView::focus_on(SignInStep step) {
    switch (step) {
        case SignInStep::kNumber:
            return ui.request_focus("sign_in.number");
        case SignInStep::kPin:
            return ui.request_focus("sign_in.pin");
        case SignInStep::kNewPin:
            return ui.request_focus("sign_in.new_pin");
        case SignInStep::kRepeatPin:
            return ui.request_focus("sign_in.repeat_pin");
        case SignInStep::kWaiting:
        case SignInStep::kSaving:
            return;
    }
}

void SignInView::arrange(ui::Rect rect) {
    const float scale = ui.metrics().scale;
    if (ui.two_panes() && rect.h / scale >= kWideHeight) return wide(rect);
    if (rect.w > rect.h) return side_by_side(rect);
    stacked(rect);
}

void SignInView::wide(ui::Rect rect) {
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    facility_panel(page.start(rect.w * kPanelShare));
    header(page.top(m.header), true);
    ui::Cut column = ui.cut(ui::centred(page.rest(), {ui.px(kColumnWidth), page.height()}));
    column.skip(ui.px(4));
    column.skip(title(column.rest()));
    column.skip(fields(column.rest(), false));
    column.skip(message(column.rest()));
    const ui::Rect row = column.bottom(buttons_height() + m.gap_large);
    column.bottom(m.gap);
    pad(column.rest());
    buttons({row.x, row.y, row.w, buttons_height()});
}

void SignInView::side_by_side(ui::Rect rect) {
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    const ui::Rect pad_side = page.end(rect.w * kPadShare);
    header(page.top(ui.px(kShortHeader)), rect.w / m.scale >= 900);
    {
        ui::ScrollArea area(ui, "sign_in.fields", page.rest());
        ui::Cut column = ui.cut(area.content());
        column.inset(m.margin, 0);
        column.skip(title(column.rest()));
        column.skip(fields(column.rest(), ui.px(430) > rect.h));
        column.skip(message(column.rest()));
        buttons(column.top(buttons_height(), m.gap_large));
        column.skip(turns(column.rest()));
        column.skip(languages(column.rest(), false));
        area.used_until(column.rest().y + m.gap);
    }
    ui::Cut keys = ui.cut(pad_side);
    keys.inset(m.margin, m.gap);
    pad(keys.rest());
}

void SignInView::stacked(ui::Rect rect) {
    const auto& m = ui.metrics();
    const bool roomy = rect.h / m.scale >= 900;
    ui::Cut page = ui.cut(rect);
    if (roomy) facility_panel(page.top(rect.h * 0.36F));
    header(page.top(ui.px(roomy ? 84 : kShortHeader)), rect.w / m.scale >= 600);
    const float width = std::min(page.width() - 2 * m.margin, ui.px(kColumnWidth + 60));
    ui::Cut column = ui.cut(ui::centred(page.rest(), {width, page.height()}));
    column.skip(title(column.rest()));
    column.skip(fields(column.rest(), !roomy));
    column.skip(message(column.rest()));
    if (!roomy) column.skip(turns(column.rest()));
    column.bottom(m.gap);
    const ui::Rect row = column.bottom(buttons_height(), m.gap);
    const float highest = kPadRows * ui.px(92);
    ui::Rect keys = column.rest();
    keys.h = std::min(keys.h, highest);
    pad(keys);
    buttons(row);
}

float SignInView::title(ui::Rect rect) {
    const std::string words = host.texts()(changing_pin() ? "signin.new_title" : "signin.title");
    return ui.heading(rect, words, ui::Type::kTitle, "sign_in.title") + ui.metrics().gap_small;
}

float SignInView::header_gap(float width) {
    const float most = ui.metrics().gap_small;
    const float spare = width - 4 * ui.metrics().target;
    return std::clamp(spare / 3, std::min(ui.px(4), most), most);
}

float SignInView::clock_width(const std::string& words) {
    return ui.measure(words, ui::Type::kBody, ui::FontWeight::kSemiBold).w + 1;
}

ui::Rect SignInView::prea_strip(ui::Cut& bar, bool with_clock) {
    if (!host.status().prea()) return {};
    const auto& m = ui.metrics();
    const std::string words = host.texts()("prea.open");
    const float width =
        ui::button_width(ui, {.label = words, .kind = ui::ButtonKind::kOutline, .icon = "shield-alert"});
    const float handbook = host.status().public_documents() ? m.target + m.gap_small : 0;
    const bool fits = bar.width() >= width + handbook + (with_clock ? clock_width(host.texts().clock(host.now())) : 0);
    const float gap = fits ? m.gap_small : header_gap(bar.width() + 2 * m.target);
    return ui::centred(bar.end(fits ? width : m.target, gap), {fits ? width : m.target, m.target});
}

/// Where it leaves room for what is nowhere else; then also for what is said in words.
ui::Rect SignInView::reading_strip(ui::Cut& bar, float gap) {
    if (!host.reading().offered) return {};
    const float one = ui.metrics().target + gap;
    const float others = (host.status().prea() ? one : 0) + (host.status().public_documents() ? one : 0);
    return bar.width() >= one + others ? bar.end(ui.metrics().target, gap) : ui::Rect{};
}

void SignInView::prea_button(ui::Rect place) {
    const std::string words = host.texts()("prea.open");
    const bool wide = place.w > ui.metrics().target;
    const bool pressed = wide ? ui::button(ui, "header.prea", place,
                                           {.label = words, .kind = ui::ButtonKind::kOutline, .icon = "shield-alert"})
                              : ui::icon_button(ui, "header.prea", place, {.label = words, .icon = "shield-alert"});
    if (pressed) host.open({ScreenId::kPrea, {}});
}

void SignInView::header(ui::Rect rect, bool with_clock) {
    const auto& m = ui.metrics();
    ui::Cut bar = ui.cut(rect);
    bar.inset(m.margin, 0);
    const auto square = [&](ui::Rect strip) { return ui::centred(strip, {m.target, m.target}); };
    const float gap = header_gap(bar.width());
    const ui::Rect contrast = bar.end(m.target, gap);
    const ui::Rect size = bar.end(m.target, gap);
    const ui::Rect read_aloud = reading_strip(bar, gap);
    const ui::Rect prea = prea_strip(bar, with_clock);
    // Tab goes as people read: the handbook stands to the left.
    if (host.status().public_documents()) {
        const ui::Rect handbook = bar.end(m.target, gap);
        if (ui::icon_button(ui, "header.handbook", square(handbook),
                            {.label = host.texts()("documents.title"), .icon = "book-open"}))
            host.open({ScreenId::kDocuments, {}});
    }
    if (host.status().prea()) prea_button(prea);
    if (!read_aloud.empty()) reading_button(host, ui, square(read_aloud));
    if (with_clock) {
        // Where there is no room for the day, the time is said whole.
        const std::string day_and_time = host.texts().clock(host.now());
        const bool whole = clock_width(day_and_time) <= bar.width();
        ui.text(bar.rest(), whole ? day_and_time : host.texts().time(host.now()),
                {.weight = ui::FontWeight::kSemiBold,
                 .ink = ui::Ink::kSecondary,
                 .max_lines = 1,
                 .middle = true,
                 .may_shorten = true,
                 .personal = false},
                "clock", ui::Role::kStatus);
    }
    Preferences chosen = host.preferences();
    if (ui::icon_button(ui, "header.text_size", square(size),
                        {.label = host.texts()("header.text_size"), .icon = "a-large-small"})) {
        chosen.text_scale_percent = chosen.text_scale_percent >= 200 ? 100 : chosen.text_scale_percent + 50;
    }
    if (ui::icon_button(ui, "header.contrast", square(contrast),
                        {.label = host.texts()("header.contrast"), .icon = "contrast"})) {
        chosen.theme = chosen.theme == "light" ? "dark" : chosen.theme == "dark" ? "contrast" : "light";
    }
    if (!(chosen == host.preferences())) host.prefer(chosen);
}

float SignInView::languages(ui::Rect rect, bool on_panel) {
    const auto& m = ui.metrics();
    const std::vector<std::string> wanted(host.status().languages().begin(), host.status().languages().end());
    const auto offered = host.texts().catalogs().offered(wanted);
    ui::Cut column = ui.cut(rect);
    ui::TextSpec spec{.weight = ui::FontWeight::kSemiBold, .personal = false};
    if (on_panel) spec.color = ui.theme().on_hero;
    column.skip(ui.text(column.rest(), host.texts()("signin.language"), spec) + m.gap_small);
    const int in_row = rect.w / m.scale >= 380 ? 3 : 2;
    ui::Cut row = column;
    for (std::size_t at = 0; at < offered.size(); ++at) {
        if (at % static_cast<std::size_t>(in_row) == 0) row = ui.cut(column.top(m.button, m.gap_small));
        const float width = (rect.w - static_cast<float>(in_row - 1) * m.gap_small) / static_cast<float>(in_row);
        const bool current = offered[at].code == host.texts().language();
        if (ui::button(ui, "language." + offered[at].code, row.start(width, m.gap_small),
                       {.label = offered[at].name,
                        .kind = current ? ui::ButtonKind::kSecondary : ui::ButtonKind::kOutline,
                        .selected = current})) {
            Preferences chosen = host.preferences();
            chosen.language = offered[at].code;
            host.prefer(chosen);
        }
    }
    return column.rest().y - rect.y;
}

}  // namespace dayroom::features
