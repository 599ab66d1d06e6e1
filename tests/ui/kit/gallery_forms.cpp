#include <array>

#include "tests/ui/kit/gallery.h"

namespace dayroom::ui {

void Gallery::compose(Ui& ui, Rect rect) {
    Cut panes = ui.cut(rect);
    Rect foot;
    std::string price;
    if (ui.two_panes()) {
        const Rect side = panes.end(ui.px(298), ui.metrics().gap_large);
        Cut inside = ui.cut(card(ui, side));
        const SurfaceScope surface(ui, card_surface(ui));
        foot = inside.bottom(ui.metrics().button);
        inside.skip(ui.text(inside.rest(), "Cost",
                            {.type = Type::kSecondary, .weight = FontWeight::kSemiBold, .ink = Ink::kSecondary}));
        inside.skip(ui.heading(inside.rest(), "1 credit", Type::kHeading, "price"));
        if (inside.height() > ui.px(30))
            ui.text(inside.rest(), "You will have 5 left after sending.",
                    {.type = Type::kSmall, .ink = Ink::kSecondary, .max_lines = 2, .may_shorten = true});
    } else if (!ui.keyboard_open() || panes.height() > ui.px(200)) {
        foot = panes.bottom(ui.metrics().target, ui.metrics().gap_small);
        price = "1 credit";
    }
    text_editor(ui, "message", panes.rest(), message,
                {.label = "Your message", .hint = "Write here. Staff read every message.", .initial_focus = true});
    const ButtonSpec send{.label = "Send", .icon = "send", .price = price, .enabled = !message.empty()};
    if (!foot.empty() && button(ui, "send", foot, send)) dialog_open = true;
}

void Gallery::sign_in(Ui& ui, Rect rect) {
    const Theme& t = ui.theme();
    Cut screen = ui.cut(rect);
    if (ui.two_panes()) {
        const Rect side = screen.start(rect.w * 0.44F);
        ui.canvas().fill_rect(side, t.hero_to);
        if (t.kind != ThemeKind::kHighContrast) ui.canvas().vertical_gradient(side, t.hero_from, t.hero_to);
        const SurfaceScope surface(ui, t.hero_to);
        Cut words = ui.cut(side.inset(ui.px(56), ui.px(90)));
        words.skip(ui.text(words.rest(), "Good morning.",
                           {.type = Type::kDisplay, .weight = FontWeight::kBold, .color = t.on_hero}, "greeting",
                           Role::kHeading));
        words.skip(ui.metrics().gap);
        ui.text(words.rest(), "Messages, money and requests, all in one place.",
                {.type = Type::kSubheading, .color = t.on_hero});
    }
    const Rect room = screen.rest().inset(ui.metrics().margin, ui.metrics().gap);
    const bool wide = !ui.two_panes() && room.w > room.h;
    ScrollArea area(ui, "body", centred(room, {wide ? room.w : ui.px(460), room.h}));
    Cut column = ui.cut(area.content());
    const FieldSpec field{.label = "Your ID number", .digits_only = true, .initial_focus = true, .keyboard = false};
    const float pad_height = std::max(4 * 56 + 4 * ui.px(12), std::min(ui.px(358), area.content().w * 0.9F));
    column.skip(ui.heading(column.rest(), "Sign in", Type::kTitle, "title") + ui.metrics().gap);
    text_field(ui, "number", column.top(text_field_height(ui, field), ui.metrics().gap), number, field);
    pin_field(ui, "pin", column.top(pin_field_height(ui), ui.metrics().gap), pin,
              {.length = 6, .active = ui.focus().is_focused(ui.key("pin"))});
    pin_pad(ui, "key", column.top(pad_height, ui.metrics().gap), pin, 6);
    button(ui, "submit", column.top(ui.metrics().button),
           {.label = "Sign in", .icon = "lock", .enabled = pin.size() == 6 && !number.empty()});
    area.used_until(column.rest().y + ui.px(8));
}

void Gallery::request(Ui& ui, Rect rect) {
    ScrollArea area(ui, "body", rect);
    Cut column = ui.cut(area.content());
    const std::array<TimelineStep, 4> steps = {
        {{.label = "Saved here", .detail = "Friday 9:40 AM", .state = StepState::kDone},
         {.label = "Sent", .detail = "Friday 9:41 AM", .state = StepState::kDone},
         {.label = "Being reviewed",
          .detail = "since Friday 10:15 AM, must be decided by June 12",
          .state = StepState::kNow},
         {.label = "Answer", .state = StepState::kWaiting}}};
    const float height = timeline_height(ui, steps, column.width() - 2 * ui.metrics().pad) + 2 * ui.metrics().pad;
    const Rect place = column.top(height, ui.metrics().gap_large);
    {
        const SurfaceScope surface(ui, card_surface(ui));
        timeline(ui, "status", card(ui, place), steps);
    }
    progress_bar(ui, "progress", column.top(ui.px(46), ui.metrics().gap), "Loading photos", 0.4F);
    const BannerSpec late{
        .text = "Saved here, not yet sent. It goes out by itself.", .tone = Tone::kInfo, .action = "Try now"};
    banner(ui, "late", column.top(banner_height(ui, late, column.width()), ui.metrics().gap), late);
    if (button(ui, "submit", column.top(ui.metrics().button, ui.metrics().gap),
               {.label = "Send request", .icon = "send", .price = "$3.00"}))
        dialog_open = true;
    area.used_until(column.rest().y);
}

void Gallery::controls(Ui& ui, Rect rect) {
    ScrollArea area(ui, "body", rect);
    Cut column = ui.cut(area.content());
    const std::array<TabSpec, 3> names = {{{.label = "Letters"}, {.label = "Photos", .count = 2}, {.label = "Rules"}}};
    filter = tabs(ui, "tabs", column.top(ui.metrics().button, ui.metrics().gap), names, filter);
    const FieldSpec find{.label = "Search", .hint = "A name or a word"};
    text_field(ui, "search", column.top(text_field_height(ui, find), ui.metrics().gap), search, find);
    const FieldSpec wrong{.label = "Amount", .error = "Write an amount above $0.00."};
    static_cast<void>(
        text_field(ui, "amount", column.top(text_field_height(ui, wrong), ui.metrics().gap), number, wrong));
    loud = toggle(ui, "voice", column.top(ui.metrics().button, ui.metrics().gap), "Read the screen aloud", loud);
    const std::array<ButtonSpec, 6> kinds = {{{.label = "Primary", .kind = ButtonKind::kPrimary},
                                              {.label = "Second", .kind = ButtonKind::kSecondary},
                                              {.label = "Outline", .kind = ButtonKind::kOutline},
                                              {.label = "Quiet", .kind = ButtonKind::kQuiet},
                                              {.label = "Delete", .kind = ButtonKind::kDanger, .icon = "trash-2"},
                                              {.label = "Sending", .kind = ButtonKind::kPrimary, .busy = true}}};
    const int columns = column.width() / ui.metrics().scale > 800 ? 6 : 2;
    const int rows = 6 / columns;
    const std::vector<Rect> cells = ui.cut(column.top(static_cast<float>(rows) * ui.metrics().button +
                                                          static_cast<float>(rows - 1) * ui.metrics().gap,
                                                      ui.metrics().gap))
                                        .grid(columns, rows, ui.metrics().gap);
    for (std::size_t i = 0; i < kinds.size(); ++i) button(ui, "kind." + std::to_string(i), cells[i], kinds[i]);
    button(ui, "off", column.top(ui.metrics().button, ui.metrics().gap), {.label = "Not now", .enabled = false});
    Cut signs = ui.cut(column.top(ui.px(40)));
    const std::array<BadgeSpec, 3> badges = {{{.label = "Held", .icon = "hourglass", .tone = Tone::kWarning},
                                              {.label = "Approved", .icon = "check", .tone = Tone::kSuccess},
                                              {.label = "Late", .icon = "clock", .tone = Tone::kDanger}}};
    for (const BadgeSpec& b : badges) {
        if (signs.width() > badge_size(ui, b).w)
            badge(ui, "badge." + b.label, signs.start(badge_size(ui, b).w, ui.metrics().gap_small), b);
    }
    spinner(ui, "wait", column.top(ui.px(110)), "Looking for messages");
    area.used_until(column.rest().y);
}

}  // namespace dayroom::ui
