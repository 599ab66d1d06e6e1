// The parts of the signed-out screen: the facility's panel, the fields and the pad.
#include "terminal/features/base/greeting.h"
#include "terminal/features/base/local_text.h"
#include "terminal/features/sign_in/sign_in_view.h"

namespace dayroom::features {
namespace {

constexpr int kMaxPublicNotices = 3;
constexpr float kNarrowRow = 380;  // logical width: below it "Start over" is only a sign

}  // namespace

void SignInView::facility_panel(ui::Rect rect) {
    const auto& m = ui.metrics();
    const auto& theme = ui.theme();
    ui.canvas().vertical_gradient(rect, theme.hero_from, theme.hero_to);
    const ui::SurfaceScope surface(ui, theme.hero_to);
    const ui::ClipScope clip(ui, rect);
    if (theme.kind != ui::ThemeKind::kHighContrast) {
        ui.canvas().fill_circle({rect.right(), rect.y + ui.px(60)}, ui.px(230), theme.on_hero.faded(0.06F));
        ui.canvas().fill_circle({rect.x, rect.bottom() - ui.px(20)}, ui.px(300), theme.on_hero.faded(0.05F));
    }
    ui::Cut column = ui.cut(rect);
    column.inset(ui.px(48), ui.px(40));
    const bool tall = rect.h / m.scale > 600;

    ui::Cut brand = ui.cut(column.top(ui.px(52), ui.px(tall ? 40 : 14)));
    const ui::Rect mark = brand.start(ui.px(52), m.gap);
    ui.canvas().fill_circle(mark.center(), ui.px(26), theme.brand);
    ui.icon("message-circle", mark.inset(ui.px(13)), theme.on_brand);
    ui.text(brand.rest(), host.status().facility_name(),
            {.type = ui::Type::kSubheading,
             .weight = ui::FontWeight::kBold,
             .color = theme.on_hero,
             .max_lines = 2,
             .middle = true,
             .may_shorten = true},
            "facility", ui::Role::kHeading);
    column.skip(ui.text(column.rest(), greeting(host.texts(), host.now(), {}),
                        {.type = tall ? ui::Type::kDisplay : ui::Type::kTitle,
                         .weight = ui::FontWeight::kBold,
                         .color = theme.on_hero}) +
                m.gap_small);
    column.skip(ui.text(column.rest(), host.texts()("signin.purpose"), {.color = theme.on_hero}) + m.gap);
    const std::string rules = turn_words(host.status(), host.texts());
    if (!rules.empty())
        column.skip(ui.text(column.rest(), rules, {.color = theme.on_hero, .personal = false}, "sign_in.turns",
                            ui::Role::kText) +
                    m.gap);
    const std::string waiting = line_words(host.status(), host.texts(), host.now());
    if (!waiting.empty())
        column.skip(ui.text(column.rest(), waiting,
                            {.weight = ui::FontWeight::kSemiBold, .color = theme.on_hero, .personal = false},
                            "sign_in.line", ui::Role::kStatus) +
                    m.gap);
    const std::string serviced = serviced_words(host.status(), host.texts(), host.now());
    if (!serviced.empty())
        column.skip(ui.text(column.rest(), serviced, {.color = theme.on_hero, .personal = false}, "sign_in.serviced",
                            ui::Role::kText) +
                    m.gap);
    column.skip(m.gap_large - m.gap);

    ui::TextSpec foot{.type = ui::Type::kSecondary, .color = theme.on_hero, .personal = false};
    const std::string monitored = host.texts()("signin.monitored");
    const float foot_height = ui.measure(monitored, foot.type, foot.weight, column.width()).h;
    if (tall) ui.text(column.bottom(foot_height, m.gap_large), monitored, foot);
    const float language_height = ui.px(34) + 2 * (m.button + m.gap_small);
    const ui::Rect language_box =
        column.bottom(tall ? language_height : ui.px(34) + m.button + m.gap_small, m.gap_large);
    languages(language_box, true);
    if (tall) panel_notices(column.rest());
}

void SignInView::panel_notices(ui::Rect rect) {
    const auto& m = ui.metrics();
    ui::Cut column = ui.cut(rect);
    int shown = 0;
    for (int at = 0; at < host.status().public_notices_size() && shown < kMaxPublicNotices; ++at) {
        const auto& notice = host.status().public_notices(at);
        if (notice.emergency()) continue;  // over every screen already
        const ui::BannerSpec spec{
            .text = pick(notice.title(), host.texts().language()), .icon = "bell", .tone = ui::Tone::kWarning};
        const float height = ui::banner_height(ui, spec, column.width());
        if (height + m.gap > column.height()) return;
        ui::banner(ui, "notice." + std::to_string(at), column.top(height, m.gap), spec);
        ++shown;
    }
}

float SignInView::fields(ui::Rect rect, bool only_active) {
    const auto step = feature.model_.step;
    const bool first_active = step == SignInStep::kNumber || step == SignInStep::kNewPin;
    ui::Cut column = ui.cut(rect);
    if (!only_active || first_active) column.skip(number_or_new_pin(column.rest()));
    if (!only_active || !first_active) column.skip(pin_or_repeat(column.rest()));
    return column.rest().y - rect.y;
}

float SignInView::number_or_new_pin(ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut column = ui.cut(rect);
    auto& model = feature.model_;
    if (changing_pin()) {
        const auto limits = pin_limits(host.status());
        const std::string digits = limits.min == limits.max
                                       ? t("signin.pin_exact", {{"count", limits.max}})
                                       : t("signin.pin_length", {{"min", limits.min}, {"max", limits.max}});
        column.skip(ui.text(column.rest(), t("signin.new_explained"),
                            {.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .personal = false}) +
                    m.gap_small);
        const std::string label = t("signin.new_pin") + " (" + digits + ")";
        pin_field("sign_in.new_pin", column.top(ui::pin_field_height(ui), m.gap), feature.new_pin_,
                  {.label = label,
                   .length = static_cast<std::size_t>(limits.max),
                   .active = model.step == SignInStep::kNewPin});
        return column.rest().y - rect.y;
    }
    const std::string label = t("signin.number");
    const ui::FieldSpec spec{.label = label, .digits_only = true, .initial_focus = true, .keyboard = false};
    const bool active = model.step == SignInStep::kNumber;
    const auto result =
        ui::text_field(ui, "sign_in.number", column.top(ui::text_field_height(ui, spec), m.gap), feature.number_, spec);
    if (result.changed && !active && model.step == SignInStep::kPin) model.step = SignInStep::kNumber;
    if (result.submitted) feature.press_main(host);
    return column.rest().y - rect.y;
}

bool SignInView::pin_field(std::string_view id, ui::Rect rect, const PinBuffer& pin, const ui::PinFieldSpec& spec) {
    const bool touched = ui::pin_field(ui, id, rect, pin, spec);
    if (touched && spec.active && ui.focus().ring_visible()) feature.press_main(host);
    return touched;
}

float SignInView::pin_or_repeat(ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    auto& model = feature.model_;
    const auto longest = static_cast<std::size_t>(pin_limits(host.status()).max);
    const ui::Rect box{rect.x, rect.y, rect.w, ui::pin_field_height(ui)};
    if (changing_pin()) {
        const std::string label = t("signin.repeat_pin");
        pin_field("sign_in.repeat_pin", box, feature.repeat_pin_,
                  {.label = label, .length = longest, .active = model.step == SignInStep::kRepeatPin});
    } else {
        const std::string label = t("signin.pin");
        const bool touched = pin_field("sign_in.pin", box, feature.pin_,
                                       {.label = label, .length = longest, .active = model.step == SignInStep::kPin});
        if (touched && model.step == SignInStep::kNumber) feature.press_main(host);
    }
    return box.h + m.gap;
}

float SignInView::message(ui::Rect rect) {
    const auto& t = host.texts();
    ui::BannerSpec spec;
    if (!feature.model_.problem.empty()) {
        spec = {.text = feature.model_.problem, .tone = ui::Tone::kDanger, .alert = true};
    } else if (!feature.farewell_key_.empty()) {
        spec = {.text = t(feature.farewell_key_), .tone = ui::Tone::kInfo, .alert = true};
    } else if (feature.offline_note_) {
        spec = {.text = t("signin.offline"), .icon = "cloud-off", .tone = ui::Tone::kWarning};
    } else {
        return 0;
    }
    const float height = ui::banner_height(ui, spec, rect.w);
    ui::banner(ui, "sign_in.message", {rect.x, rect.y, rect.w, height}, spec);
    return height + ui.metrics().gap;
}

float SignInView::turns(ui::Rect rect) {
    std::string words = turn_words(host.status(), host.texts());
    const std::string waiting = line_words(host.status(), host.texts(), host.now());
    if (!waiting.empty()) words = waiting;  // there is room for one, and this changes what one does now
    if (words.empty()) words = serviced_words(host.status(), host.texts(), host.now());
    // What was refused says when, in the same room.
    if (words.empty() || feature.model_.step != SignInStep::kNumber || !feature.model_.problem.empty()) return 0;
    const ui::BannerSpec spec{.text = words, .icon = "clock", .tone = ui::Tone::kInfo};
    const float height = ui::banner_height(ui, spec, rect.w);
    ui::banner(ui, "sign_in.turns", {rect.x, rect.y, rect.w, height}, spec);
    return height + ui.metrics().gap;
}

bool SignInView::offers_look() const {
    // The words about used looks take the row of the button that they are about.
    const bool used =
        !feature.model_.problem.empty() && feature.refusal_.has_value() && feature.refusal_->code() == "looks_used";
    return host.status().quick_look_s() > 0 && feature.model_.step == SignInStep::kPin && !used;
}

bool SignInView::offers_place() const {
    return host.status().line_offered() && feature.model_.step == SignInStep::kNumber;
}

float SignInView::buttons_height() const {
    const auto& m = ui.metrics();
    return offers_look() || offers_place() ? 2 * m.button + m.gap_small : m.button;
}

void SignInView::buttons(ui::Rect rect) {
    ui::Cut column = ui.cut(rect);
    if (offers_look()) {
        const auto least = static_cast<std::size_t>(pin_limits(host.status()).min);
        const std::string label = host.texts()("signin.quick_look", {{"count", host.status().quick_look_s()}});
        if (ui::button(ui, "sign_in.quick_look", column.top(ui.metrics().button, ui.metrics().gap_small),
                       {.label = label,
                        .kind = ui::ButtonKind::kOutline,
                        .icon = "eye",
                        .enabled = feature.pin_.size() >= least}))
            feature.press_quick_look(host);
    }
    if (offers_place()) {
        const std::string label = host.texts()("line.take");
        const ui::Rect row = column.top(ui.metrics().button, ui.metrics().gap_small);
        // What was just taken stands where it was asked for, until the next person types: no key moves for it.
        if (feature.model_.place > 0 && feature.number_.empty()) {
            ui.text(row, place_words(feature.model_, host.texts()),
                    {.weight = ui::FontWeight::kSemiBold, .max_lines = 2, .middle = true, .personal = false},
                    "sign_in.taken", ui::Role::kAlert);
        } else if (ui::button(ui, "sign_in.place", row,
                              {.label = label,
                               .kind = ui::ButtonKind::kOutline,
                               .icon = "users",
                               .enabled = !feature.number_.empty()})) {
            feature.press_place(host);
        }
    }
    main_button(column.rest());
}

void SignInView::main_button(ui::Rect rect) {
    const auto& t = host.texts();
    const auto step = feature.model_.step;
    const auto least = static_cast<std::size_t>(pin_limits(host.status()).min);
    const PinBuffer* pin = active_pin();
    const bool busy = step == SignInStep::kWaiting || step == SignInStep::kSaving;
    const bool ready = step == SignInStep::kNumber ? !feature.number_.empty() : pin != nullptr && pin->size() >= least;
    const bool more = step == SignInStep::kNumber || step == SignInStep::kNewPin;
    const std::string label = busy             ? t("signin.checking")
                              : more           ? t("signin.next")
                              : changing_pin() ? t("signin.save_pin")
                                               : t("signin.button");
    ui::Cut row = ui.cut(rect);
    if (changing_pin() || step == SignInStep::kPin) {
        const std::string over = t("signin.start_over");
        const float target = ui.metrics().target;
        bool pressed = false;
        if (rect.w < ui.px(kNarrowRow)) {
            const ui::Rect square = ui::centred(row.start(target, ui.metrics().gap), {target, target});
            pressed = ui::icon_button(ui, "sign_in.clear_all", square,
                                      {.label = over, .icon = "rotate-ccw", .enabled = !busy});
        } else {
            const ui::ButtonSpec spec{.label = over, .kind = ui::ButtonKind::kOutline, .enabled = !busy};
            pressed =
                ui::button(ui, "sign_in.clear_all", row.start(ui::button_width(ui, spec), ui.metrics().gap), spec);
        }
        if (pressed) {
            feature.forget();
            return;
        }
    }
    if (ui::button(ui, "sign_in.submit", row.rest(),
                   {.label = label, .icon = more ? "" : "lock", .enabled = ready, .busy = busy})) {
        feature.press_main(host);
    }
}

void SignInView::pad(ui::Rect rect) {
    const auto longest = static_cast<std::size_t>(pin_limits(host.status()).max);
    // A sentence beside the pad stays until the next step: if it went while one types, the keys would move.
    if (PinBuffer* pin = active_pin()) {
        ui::pin_pad(ui, "sign_in.key", rect, *pin, longest);
    } else if (feature.model_.step == SignInStep::kNumber) {
        ui::number_pad(ui, "sign_in.key", rect, feature.number_, kMaxNumberDigits);
    }
}

}  // namespace dayroom::features
