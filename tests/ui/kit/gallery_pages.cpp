#include <array>

#include "terminal/ui/kit/paint.h"
#include "tests/ui/kit/gallery.h"

namespace dayroom::ui {

namespace {

const std::array<TileSpec, 8> kTiles = {
    {{.label = "Messages", .icon = "mail", .detail = "3 new", .count = 3, .strong = true, .initial_focus = true},
     {.label = "Money", .icon = "wallet", .detail = "Touch to see"},
     {.label = "Requests", .icon = "clipboard-list", .detail = "1 answer is ready", .count = 1},
     {.label = "Commissary", .icon = "shopping-cart", .detail = "Order by Tuesday 5 PM"},
     {.label = "Photos", .icon = "image", .detail = "12 photos"},
     {.label = "Schedule", .icon = "calendar", .detail = "Visit: Sunday 1:30 PM"},
     {.label = "Contacts", .icon = "users", .detail = "5 approved people"},
     {.label = "Help", .icon = "circle-help", .detail = "How to use this"}}};

std::vector<RowSpec> threads() {
    std::vector<RowSpec> rows;
    rows.push_back({.title = "Maria Delgado",
                    .trailing = "9:42 AM",
                    .preview = "We are all coming Sunday! Abuela made the tamales you like and she wants you to know",
                    .avatar_name = "Maria Delgado",
                    .trailing_ink = Ink::kAccent,
                    .unread = 2,
                    .selected = true});
    rows.push_back({.title = "Dwayne Carter",
                    .trailing = "Yesterday",
                    .preview = "You: Tell Pops I said happy birthday. I will call when the phones work again.",
                    .preview_lines = 1,
                    .avatar_name = "Dwayne Carter",
                    .badges = {{.label = "Being reviewed", .icon = "hourglass", .tone = Tone::kWarning}}});
    rows.push_back({.title = "Như Trần",
                    .trailing = "Sun",
                    .preview = "Anh khỏe không? Em gửi anh vài tấm ảnh nhé. Mọi người nhớ anh lắm.",
                    .avatar_name = "Như Trần"});
    rows.push_back({.title = "Yusuf Rahman",
                    .trailing = "Fri",
                    .preview = "السلام عليكم، كيف حالك يا أخي؟ نصلي من أجلك.",
                    .avatar_name = "Yusuf Rahman"});
    rows.push_back({.title = "Li Wei",
                    .trailing = "May 28",
                    .preview = "你好，奶奶身体很好，她让我告诉你好好照顾自己。",
                    .avatar_name = "Li Wei"});
    rows.push_back({.title = "Denise Park-Oyelaran of the reading program",
                    .trailing = "May 22",
                    .preview = "Not approved: the photo shows a hand sign.",
                    .avatar_name = "Denise Park",
                    .badges = {{.label = "Not delivered", .icon = "circle-x", .tone = Tone::kDanger},
                               {.label = "Credit returned", .icon = "undo-2", .tone = Tone::kSuccess}}});
    return rows;
}

}  // namespace

void Gallery::home(Ui& ui, Rect rect) {
    Cut column = ui.cut(rect);
    const BannerSpec notice{.text = "Phones are off today from 2:00 to 4:00 PM for repairs.", .icon = "bell"};
    ScrollArea area(ui, "body", column.rest());
    Cut inside = ui.cut(area.content());
    banner(ui, "notice", inside.top(banner_height(ui, notice, inside.width()), ui.metrics().gap_large), notice);
    const int columns = ui.two_panes() ? 4 : (inside.width() / ui.metrics().scale >= 560 ? 2 : 1);
    const int rows = static_cast<int>(kTiles.size()) / columns;
    const float free = rect.h - (inside.rest().y - area.content().y) - ui.px(8);
    const float gap = ui.metrics().gap_large;
    const float height = std::max(ui.px(ui.two_panes() ? 180 : 108),
                                  (free - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows));
    const Rect board = inside.top(height * static_cast<float>(rows) + gap * static_cast<float>(rows - 1));
    const std::vector<Rect> cells = ui.cut(board).grid(columns, rows, gap);
    for (std::size_t i = 0; i < kTiles.size(); ++i) {
        if (tile(ui, "tile." + std::to_string(i), cells[i], kTiles[i])) opened = static_cast<int>(i);
    }
    area.used_until(inside.rest().y + ui.px(8));
}

void Gallery::messages(Ui& ui, Rect rect) {
    Cut panes = ui.cut(rect);
    Rect list = panes.rest();
    if (ui.two_panes()) list = panes.start(ui.metrics().list_pane, ui.metrics().gap_large);
    Cut column = ui.cut(list);
    const std::vector<std::string> filters = {"All", "Unread", "Sent"};
    filter =
        segmented(ui, "filter", column.top(segmented_height(ui, filters, list.w), ui.metrics().gap), filters, filter);
    const std::vector<RowSpec> rows = threads();
    ListSpec spec;
    spec.count = 40;
    spec.gap = ui.metrics().gap;
    spec.row_height = ui.px(110);
    const float width = list.w - ui.px(12);
    spec.measure = [&](std::size_t i) { return row_height(ui, rows[i % rows.size()], width) + spec.gap; };
    virtual_list(ui, "thread", column.rest(), spec, [&](std::size_t i, Rect place) {
        RowSpec entry = rows[i % rows.size()];
        entry.selected = i == 0;
        if (row(ui, std::to_string(i), place, entry)) opened = static_cast<int>(i);
    });
    if (ui.two_panes()) thread(ui, panes.rest());
}

void Gallery::thread(Ui& ui, Rect rect) {
    const Rect inside = card(ui, rect, {.padded = false});
    const SurfaceScope surface(ui, card_surface(ui));
    Cut column = ui.cut(inside);
    Cut head = ui.cut(column.top(ui.px(88)).inset(ui.metrics().pad, ui.px(14)));
    avatar(ui, head.start(ui.px(52), ui.px(14)), "Maria Delgado");
    button(ui, "listen", head.end(button_width(ui, {.label = "Listen", .icon = "volume-2"}), ui.metrics().gap),
           {.label = "Listen", .kind = ButtonKind::kSecondary, .icon = "volume-2"});
    ui.text(head.top(head.height() / 2), "Maria Delgado",
            {.type = Type::kBody, .weight = FontWeight::kBold, .max_lines = 1, .middle = true, .may_shorten = true},
            "contact", Role::kHeading);
    ui.text(head.rest(), "Mother · approved contact",
            {.type = Type::kSecondary, .ink = Ink::kSecondary, .max_lines = 1, .may_shorten = true});
    ui.canvas().fill_rect(column.top(border_width(ui)), ui.theme().border);
    Cut foot = ui.cut(column.bottom(ui.px(88)).inset(ui.metrics().pad, ui.px(14)));
    ui.canvas().fill_rect({column.rest().x, column.rest().bottom(), column.width(), border_width(ui)},
                          ui.theme().border);
    const ButtonSpec reply{.label = "Write a reply", .icon = "reply", .price = "1 credit"};
    button(ui, "reply", foot.end(std::min(button_width(ui, reply), foot.width() * 0.7F), ui.metrics().gap), reply);
    ui.text(foot.rest(), "You have 6 credits",
            {.type = Type::kSecondary, .ink = Ink::kSecondary, .max_lines = 2, .middle = true, .may_shorten = true});
    ScrollArea area(ui, "body", column.rest().inset(ui.metrics().pad, 0));
    Cut lines = ui.cut(area.content());
    lines.skip(ui.metrics().gap);
    const std::string_view words =
        "92!! I knew it. 🎉 We are all coming Sunday! Abuela made the tamales you like and she wants you to know she is "
        "saving some in the freezer.\n\nHere is a picture of Lucía at her school play. She was the moon. ❤️";
    const float width = std::min(lines.width() * 0.8F, ui.px(560));
    const float picture = photo ? ui.px(196) : 0;
    const float text_height = ui.measure(words, Type::kBody, FontWeight::kRegular, width - 2 * ui.metrics().pad).h;
    Cut strip = ui.cut(lines.top(text_height + picture + ui.px(32) + ui.metrics().gap, ui.px(6)));
    {
        Cut bubble_inside = ui.cut(bubble(ui, strip.start(width), false));
        const SurfaceScope in_bubble(ui, bubble_surface(ui, false));
        bubble_inside.skip(ui.text(bubble_inside.rest(), words) + ui.metrics().gap);
        if (photo && dayroom::ui::photo(ui, "photo", bubble_inside.rest(),
                                        {.label = "Photo 1 of 1 from Maria Delgado",
                                         .image = photo,
                                         .natural = photo_size,
                                         .caption = "Open photo"}))
            opened = 100;
    }
    lines.skip(ui.text(lines.rest(), "Today · 9:42 AM",
                       {.type = Type::kSmall, .weight = FontWeight::kSemiBold, .ink = Ink::kSecondary}));
    lines.skip(ui.metrics().gap);
    const std::string_view own = "Tell her the moon was the best part of the whole play.";
    const float own_height =
        ui.measure(own, Type::kBody, FontWeight::kRegular, width - 2 * ui.metrics().pad).h + ui.px(32);
    Cut own_strip = ui.cut(lines.top(own_height, ui.px(6)));
    {
        const Rect inner = bubble(ui, own_strip.end(width), true);
        const SurfaceScope in_bubble(ui, bubble_surface(ui, true));
        ui.text(inner, own);
    }
    badge(ui, "state",
          ui.cut(lines.top(ui.px(32))).end(badge_size(ui, {.label = "Being reviewed", .icon = "hourglass"}).w),
          {.label = "Being reviewed", .icon = "hourglass", .tone = Tone::kWarning});
    area.used_until(lines.rest().y + ui.metrics().gap);
}

void Gallery::money(Ui& ui, Rect rect) {
    ScrollArea area(ui, "body", rect);
    Cut column = ui.cut(area.content());
    const std::array<ValueCardSpec, 3> cards = {
        {{.label = "You can spend",
          .value = "$48.15",
          .note = "For commissary, credits and photos",
          .icon = "wallet",
          .hero = true,
          .hidden = amounts_hidden,
          .pressable = true},
         {.label = "Phone account", .value = "$12.30", .note = "About 2 hours 55 minutes", .icon = "phone"},
         {.label = "On hold", .value = "$25.00", .note = "Until June 12", .icon = "hourglass"}}};
    const int columns = ui.two_panes() ? 3 : 1;
    const float width = columns == 3 ? (column.width() - 2 * ui.metrics().gap_large) / 3 : column.width();
    float height = 0;
    for (const ValueCardSpec& spec : cards) height = std::max(height, value_card_height(ui, spec, width));
    const int rows = 3 / columns;
    const std::vector<Rect> cells =
        ui.cut(column.top(height * static_cast<float>(rows) + ui.metrics().gap * static_cast<float>(rows - 1),
                          ui.metrics().gap_large))
            .grid(columns, rows, columns == 3 ? ui.metrics().gap_large : ui.metrics().gap);
    for (std::size_t i = 0; i < cards.size(); ++i) {
        if (value_card(ui, "account." + std::to_string(i), cells[i], cards[i])) amounts_hidden = !amounts_hidden;
    }
    column.skip(section_heading(ui, "today", column.rest(), "Today, June 6"));
    const std::array<RowSpec, 3> entries = {{{.title = "Message to Maria Delgado",
                                              .trailing = "−$0.25",
                                              .preview = "1 credit",
                                              .trailing_small = "Balance $48.15",
                                              .icon = "mail",
                                              .trailing_ink = Ink::kText,
                                              .trailing_strong = true},
                                             {.title = "Money from Maria Delgado",
                                              .trailing = "+$30.00",
                                              .preview = "Added to your spending account",
                                              .trailing_small = "Balance $48.40",
                                              .icon = "banknote",
                                              .icon_tone = Tone::kSuccess,
                                              .trailing_ink = Ink::kSuccess,
                                              .trailing_strong = true},
                                             {.title = "Commissary order 20714",
                                              .trailing = "−$18.65",
                                              .preview = "4 items · delivered to B-East",
                                              .trailing_small = "Balance $18.40",
                                              .icon = "shopping-cart",
                                              .trailing_ink = Ink::kText,
                                              .trailing_strong = true}}};
    for (std::size_t i = 0; i < entries.size(); ++i)
        row(ui, "transaction." + std::to_string(i),
            column.top(row_height(ui, entries[i], column.width()), ui.metrics().gap_small), entries[i]);
    column.skip(ui.metrics().gap);
    const std::array<ArithmeticLine, 4> sum = {
        {{.label = "Money from Maria Delgado", .amount = "$50.00"},
         {.label = "Court debt, 20 %", .amount = "−$10.00", .detail = "RCW 72.11.020"},
         {.label = "Savings, 10 %", .amount = "−$5.00", .detail = "Kept for your release"},
         {.label = "Left for you", .amount = "$35.00", .total = true}}};
    const std::array<BarSpec, 4> bars = {
        {{.label = "Money in", .amount = "+$50.50", .fraction = 1, .tone = Tone::kSuccess},
         {.label = "Commissary", .amount = "−$18.65", .fraction = 0.37F},
         {.label = "Court fee", .amount = "−$6.00", .fraction = 0.12F, .tone = Tone::kNeutral},
         {.label = "Messages", .amount = "−$2.75", .fraction = 0.055F, .tone = Tone::kWarning}}};
    const bool side_by_side = ui.two_panes();
    const float pane = side_by_side ? (column.width() - ui.metrics().gap_large) / 2 : column.width();
    const float inner = pane - 2 * ui.metrics().pad;
    const float sum_height = arithmetic_height(ui, sum, inner) + 2 * ui.metrics().pad;
    const float bars_height = std::max(sum_height, ui.px(side_by_side ? 260 : 340));
    Cut both =
        ui.cut(column.top(side_by_side ? bars_height : sum_height + ui.metrics().gap + bars_height, ui.metrics().gap));
    const Rect first = side_by_side ? both.start(pane, ui.metrics().gap_large) : both.top(sum_height, ui.metrics().gap);
    const SurfaceScope surface(ui, card_surface(ui));
    arithmetic(ui, "deposit", card(ui, first), sum);
    Cut chart = ui.cut(card(ui, both.rest()));
    for (std::size_t i = 0; i < bars.size(); ++i)
        chart.skip(bar(ui, "bar." + std::to_string(i), chart.rest(), bars[i]));
    area.used_until(column.rest().y);
}

}  // namespace dayroom::ui
