// What stands around every screen: navigation, header, the dialogs of the session, and the faults.
#include <algorithm>

#include "terminal/shell/asking.h"
#include "terminal/shell/emergency.h"
#include "terminal/shell/terminal_parts.h"

namespace dayroom::shell {
namespace {

using features::ScreenId;

constexpr float kShortWindow = 460;  // logical height: the bar moves into the header
constexpr float kShortHeader = 72;
constexpr float kLeastRail = 400;          // logical height that six entries need
constexpr float kLeastWithKeyboard = 330;  // logical height: below it the header makes room for what is typed

struct Entry {
    std::string_view id;
    std::string_view icon;
    std::string_view key;
    ScreenId screen;
};
constexpr std::array<Entry, 5> kEntries = {{{"home", "house", "nav.home", ScreenId::kHome},
                                            {"messages", "mail", "nav.messages", ScreenId::kMessages},
                                            {"money", "wallet", "nav.money", ScreenId::kMoney},
                                            {"requests", "clipboard-list", "nav.requests", ScreenId::kRequests},
                                            {"notices", "bell", "nav.notices", ScreenId::kNotices}}};

/// The entry of the navigation that a place belongs to; -1: none.
int entry_of(const features::Place& place) {
    switch (place.screen) {
        case ScreenId::kHome:
            return 0;
        case ScreenId::kMessages:
        case ScreenId::kReader:
        case ScreenId::kPhoto:
        case ScreenId::kMessageSearch:
        case ScreenId::kWriteTo:
        case ScreenId::kWrite:
        case ScreenId::kCards:
        case ScreenId::kMessage:
        case ScreenId::kMessageReceipt:
        case ScreenId::kAppeal:
        case ScreenId::kContacts:
        case ScreenId::kContact:
        case ScreenId::kNewContact:
        case ScreenId::kGallery:
        case ScreenId::kGalleryPeople:
        case ScreenId::kGalleryPhoto:
            return 1;
        case ScreenId::kCredits:
        case ScreenId::kCreditsReceipt:
        case ScreenId::kMoney:
        case ScreenId::kMoneyChoose:
        case ScreenId::kMoneySearch:
        case ScreenId::kTransaction:
        case ScreenId::kObligations:
        case ScreenId::kStatement:
        case ScreenId::kTransfers:
        case ScreenId::kTransferReceipt:
        case ScreenId::kCommissary:
        case ScreenId::kShelf:
        case ScreenId::kItem:
        case ScreenId::kCart:
        case ScreenId::kOrders:
        case ScreenId::kOrder:
        case ScreenId::kOrderReceipt:
        case ScreenId::kHandOver:
        case ScreenId::kPhone:
        case ScreenId::kNewPhoneNumber:
        case ScreenId::kCalls:
        case ScreenId::kCall:
            return 2;
        case ScreenId::kRequests:
        case ScreenId::kNewRequest:
        case ScreenId::kForm:
        case ScreenId::kReceipt:
        case ScreenId::kRequest:
        case ScreenId::kAttachment:
            return 3;
        case ScreenId::kNotices:
        case ScreenId::kMustRead:
            return 4;
        default:  // reached from Home or the header
            return -1;
    }
}

}  // namespace

void Terminal::draw_fault(ui::Ui& ui, const Choice& choice) {
    const auto& t = texts_;
    const std::string base = "fault." + choice.code;
    const bool known = t.has(base + ".title");
    const bool passing = choice.code == "agent_lost" || choice.code == "starting" || choice.code == "updating";
    ui::FaultSpec spec;
    spec.icon = passing ? "hourglass" : "triangle-alert";
    spec.title = t(known ? base + ".title" : std::string("fault.unknown.title"));
    spec.what_to_do = t(known ? base + ".do" : std::string("fault.unknown.do"));
    if (!passing) {
        spec.whom_to_call =
            status_.staff_phone().empty() ? t("fault.call_staff") : t("fault.call", {{"phone", status_.staff_phone()}});
        spec.code = t("fault.code", {{"code", choice.code}});
    }
    if (!passing && !status_.nearest_working().empty()) {
        spec.nearest = t("fault.nearest", {{"place", status_.nearest_working()}});
    }
    ui.note(base, ui::Role::kGroup, spec.title, {}, ui.window());
    // What an agent that is gone has said last may be long over.
    ui::Cut page = ui.cut(agent_here_ ? draw_emergency(ui, ui.body(), status_, texts_, false).rest : ui.body());
    // A terminal that cannot read its store any more still knows the numbers.
    if (status_.prea() || prea_.has_content()) {
        ui::Cut strip = ui.cut(page.bottom(ui.metrics().button, ui.metrics().gap));
        strip.inset(ui.metrics().margin, 0);
        const std::string words = t("prea.open");
        const ui::ButtonSpec prea{.label = words, .kind = ui::ButtonKind::kOutline, .icon = "shield-alert"};
        if (ui::button(ui, "fault.prea", strip.rest(), prea)) open({ScreenId::kPrea, {}});
    }
    const ui::Rect rest = page.rest();
    ui::fault_page(ui, base, rest, spec);
}

void Terminal::draw_signed_in(ui::Ui& ui) {
    if (ui.back_requested() && navigation_.can_go_back()) back();
    const ui::Rect content = draw_chrome(ui);
    const features::Place place = navigation_.current();
    features::Feature& feature = feature_at(place);
    {
        const Asking asking(asking_, &feature);
        transition_.paint(ui, [&] { feature.draw(*this, ui, content, place); });
    }
    draw_dialogs(ui);
}

/// Rail and header on wide screens, header and bottom bar on narrow ones, a header alone on short ones. Returns the
/// room that is left for the screen itself.
ui::Rect Terminal::draw_chrome(ui::Ui& ui) {
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(ui.body());
    const bool short_window = ui.window().h / m.scale < kShortWindow;
    const bool rail_fits = !ui.keyboard_open() || ui.body().h >= ui.px(kLeastRail);
    if (ui.two_panes() && rail_fits) {
        draw_navigation(ui, page.start(m.rail));
    } else if (!ui.two_panes() && !short_window && !ui.keyboard_open()) {
        draw_navigation(ui, page.bottom(m.bottom_bar));
    }
    const bool cramped = ui.keyboard_open() && ui.body().h < ui.px(kLeastWithKeyboard);
    if (cramped) return page.rest();
    draw_header(ui, page.top(short_window ? ui.px(kShortHeader) : m.header), short_window && !ui.two_panes());
    const ScreenId screen = navigation_.current().screen;
    const bool says_it_itself = screen == ScreenId::kHome || screen == ScreenId::kNotices;
    if (says_it_itself) return page.rest();
    const EmergencyStrip emergency = draw_emergency(ui, page.rest(), status_, texts_, true);
    if (emergency.read_pressed) open({ScreenId::kNotices, {}});
    return emergency.rest;
}

void Terminal::draw_navigation(ui::Ui& ui, ui::Rect rect) {
    const local::Home& numbers = session_->home.numbers();
    const std::array<int, kEntries.size()> counts = {0, numbers.unread_messages(), 0, numbers.answered_requests(),
                                                     numbers.new_notices()};
    std::vector<ui::TabSpec> entries;
    for (std::size_t at = 0; at < kEntries.size(); ++at) {
        entries.push_back({.id = std::string(kEntries[at].id),
                           .label = texts_(kEntries[at].key),
                           .icon = std::string(kEntries[at].icon),
                           .count = counts[at]});
    }
    entries.push_back({.id = "sign_out", .label = texts_("nav.sign_out"), .icon = "log-out"});
    const int pressed = ui::navigation(ui, "nav", rect, entries, entry_of(navigation_.current()));
    if (pressed < 0) return;
    if (pressed == static_cast<int>(kEntries.size())) {
        asking_to_leave_ = true;
    } else {
        open({kEntries[static_cast<std::size_t>(pressed)].screen, {}});
    }
}

void Terminal::draw_dialogs(ui::Ui& ui) {
    const MonotonicTime now = parts_.clock.steady();
    if (session_clock_.state(now, policy()) == SessionState::kWarning) {
        const auto left = session_clock_.idle_left(now, policy()).count();
        const auto choice = ui::dialog(ui, "idle",
                                       {.title = texts_("session.idle_title"),
                                        .text = texts_("session.idle_text", {{"count", left}}),
                                        .safe_label = texts_("session.stay"),
                                        .action_label = texts_("nav.sign_out"),
                                        .action_icon = "log-out"});
        if (choice == ui::DialogChoice::kSafe) session_clock_.stay(now);
        if (choice == ui::DialogChoice::kAction) sign_out();
        if (choice != ui::DialogChoice::kNone) ui.wake_in(Milliseconds(0));
        return;
    }
    if (!asking_to_leave_) return;
    const auto choice = ui::dialog(ui, "dialog",
                                   {.title = texts_("session.out_title"),
                                    .text = texts_("session.out_text"),
                                    .safe_label = texts_("session.not_yet"),
                                    .action_label = texts_("session.out_yes"),
                                    .action_icon = "log-out"});
    if (choice != ui::DialogChoice::kNone) asking_to_leave_ = false;
    if (choice == ui::DialogChoice::kAction) sign_out();
    if (choice != ui::DialogChoice::kNone) ui.wake_in(Milliseconds(0));
}

}  // namespace dayroom::shell
