#include "tests/ui/kit/gallery.h"

#include <array>

#include "terminal/ui/kit/paint.h"

namespace dayroom::ui {

const char* name_of(Page page) {
    static constexpr std::array<const char*, kPages> kNames = {"home",    "messages", "money", "compose", "sign_in",
                                                               "request", "controls", "empty", "fault"};
    return kNames.at(static_cast<std::size_t>(page));
}

namespace {

const std::array<TabSpec, 6> kEntries = {{{.id = "home", .label = "Home", .icon = "house"},
                                          {.id = "messages", .label = "Messages", .icon = "mail", .count = 3},
                                          {.id = "money", .label = "Money", .icon = "wallet"},
                                          {.id = "requests", .label = "Requests", .icon = "clipboard-list", .count = 1},
                                          {.id = "notices", .label = "Notices", .icon = "bell"},
                                          {.id = "sign_out", .label = "Sign out", .icon = "log-out"}}};

std::string_view title_of(Page page) {
    switch (page) {
        case Page::kHome:
            return "Good morning, Marcus";
        case Page::kMessages:
            return "Messages";
        case Page::kMoney:
            return "Money";
        case Page::kCompose:
            return "Write to Maria Delgado";
        case Page::kRequest:
            return "Document copy";
        case Page::kControls:
            return "Controls";
        default:
            return "Photos";
    }
}

}  // namespace

Rect Gallery::frame(Ui& ui) {
    Cut screen = ui.cut(ui.body());
    const int chosen = page == Page::kMessages || page == Page::kCompose
                           ? 1
                           : (page == Page::kMoney ? 2 : (page == Page::kRequest ? 3 : 0));
    if (ui.two_panes())
        navigation(ui, "nav", screen.start(ui.metrics().rail), kEntries, chosen);
    else if (!ui.keyboard_open())
        navigation(ui, "nav", screen.bottom(ui.metrics().bottom_bar), kEntries, chosen);
    // Where the keyboard leaves little room the field has all of it.
    const bool short_of_room = ui.keyboard_open() && ui.body().h < ui.px(330);
    if (short_of_room)
        screen.skip(ui.metrics().gap);
    else
        header(ui, screen.top(ui.metrics().header), title_of(page));
    screen.inset(ui.metrics().margin, 0);
    screen.bottom(ui.metrics().gap);
    return screen.rest();
}

void Gallery::header(Ui& ui, Rect rect, std::string_view title) {
    Cut line = ui.cut(rect.inset(ui.metrics().margin, 0));
    const std::array<IconButtonSpec, 3> buttons = {{{.label = "Contrast", .icon = "contrast"},
                                                    {.label = "Text size", .icon = "a-large-small"},
                                                    {.label = "Listen", .icon = "volume-2"}}};
    const float side = ui.metrics().target;
    std::array<Rect, 3> places;  // in reading order the last of them is the first
    for (Rect& place : places) place = centred(line.end(side, ui.metrics().gap_small), {side, side});
    for (std::size_t at = buttons.size(); at > 0; --at)
        icon_button(ui, buttons[at - 1].icon, places[at - 1], buttons[at - 1]);
    if (ui.two_panes())
        badge(ui, "session", line.end(badge_size(ui, {.label = "14 min left", .icon = "clock"}).w, ui.metrics().gap),
              {.label = "14 min left", .icon = "clock"});
    ui.text(line.rest(), title,
            {.type = line.width() < ui.px(330) ? Type::kSubheading : Type::kHeading,
             .weight = FontWeight::kBold,
             .max_lines = 1,
             .middle = true,
             .may_shorten = true},
            "title", Role::kHeading);
}

void Gallery::draw(Ui& ui) {
    const IdScope scope(ui, name_of(page));
    if (page == Page::kFault) {
        fault_page(ui, "fault", ui.window(),
                   {.title = "This terminal cannot reach the facility",
                    .what_to_do = "You can read what is already here after signing in. Nothing that you wrote is lost.",
                    .whom_to_call = "Tell an officer: terminal B-East 2",
                    .nearest = "Nearest working terminal: B-East 1, beside the phones",
                    .code = "NET-4 · 9:41 AM",
                    .action = "Try again"});
        return;
    }
    if (page == Page::kSignIn) return sign_in(ui, ui.body());
    const Rect rest = frame(ui);
    switch (page) {
        case Page::kHome:
            home(ui, rest);
            break;
        case Page::kMessages:
            messages(ui, rest);
            break;
        case Page::kMoney:
            money(ui, rest);
            break;
        case Page::kCompose:
            compose(ui, rest);
            break;
        case Page::kRequest:
            request(ui, rest);
            break;
        case Page::kControls:
            controls(ui, rest);
            break;
        default:
            empty_state(ui, "empty", rest,
                        {.icon = "image",
                         .title = "No photos yet",
                         .text = "Photos that people send you are kept here.",
                         .action = "Go to messages"});
            break;
    }
    if (!dialog_open) return;
    const DialogChoice choice = dialog(ui, "dialog",
                                       {.title = "Send this request?",
                                        .text = "Staff read it first. You get the money back if it is declined.",
                                        .facts = {{"Price", "$3.00"}, {"You can spend after", "$45.15"}},
                                        .safe_label = "Not yet",
                                        .action_label = "Yes, send",
                                        .action_icon = "send"});
    if (choice == DialogChoice::kNone) return;
    dialog_open = false;
    if (choice == DialogChoice::kAction) {
        ++sent;
        show_toast(ui, "Request sent. $3.00 is on hold.");
    }
}

}  // namespace dayroom::ui
