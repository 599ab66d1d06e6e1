// One thread: who it is with, the bubbles with the newest at the bottom, what an answer costs, what staff can see.
#include <algorithm>

#include "terminal/features/base/privacy_note.h"
#include "terminal/features/messages/messages_feature.h"

namespace dayroom::features {
namespace {

constexpr float kHead = 84;              // px at 100 %, like all below
constexpr float kRoomyPane = 420;        // height from which price and balance stand beside the button
constexpr float kReplyButton = 250;      // most of its width in a roomy pane
constexpr float kLeastForBubbles = 200;  // with less above the foot, the foot scrolls with the bubbles
constexpr float kUnknownRow = 120;

}  // namespace

void MessagesFeature::draw_reader(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const ui::CardSpec spec{.padded = false};
    const ui::SurfaceScope surface(ui, ui::card_surface(ui, spec));
    ui::Cut pane = ui.cut(ui::card(ui, rect, spec));
    if (open_contact_.empty()) {
        const ui::Rect foot = pane.bottom(privacy_note_height(host, ui, pane.width() - 2 * m.pad) + 2 * m.gap);
        privacy_note(host, ui, foot.inset(m.pad, m.gap));
        ui::empty_state(ui, "reader.none", pane.rest(),
                        {.icon = "messages-square", .title = t("messages.choose"), .text = t("messages.choose_text")});
        return;
    }
    const bool roomy = rect.h >= ui.px(kRoomyPane) && rect.w >= ui.px(2 * kReplyButton);
    if (ui.two_panes()) draw_reader_head(ui, pane.top(ui.px(kHead)));  // else the header of the screen says it
    const float foot = reader_foot_height(host, ui, pane.width(), roomy);
    const bool foot_scrolls = pane.height() - foot < ui.px(kLeastForBubbles) && messages_.total() > 0;
    const ui::Rect below = foot_scrolls ? ui::Rect{} : pane.bottom(foot);
    pane.top(ui.two_panes() ? 0 : 3 * std::max(1.0F, m.scale));
    if (foot_scrolls) pane.bottom(3 * std::max(1.0F, m.scale));
    pane.inset(m.gap, 0);
    if (!messages_.known()) {
        ui::spinner(ui, "reader.loading", pane.rest(), t("kit.working"));
    } else if (messages_.total() == 0) {
        ui::empty_state(ui, "reader.empty", pane.rest(), {.icon = "mail", .title = t("messages.none")});
    } else {
        draw_bubbles(host, ui, pane.rest(), foot_scrolls);
    }
    if (!foot_scrolls) draw_reader_foot(host, ui, below, roomy);
}

void MessagesFeature::draw_reader_head(ui::Ui& ui, ui::Rect rect) {
    const auto& m = ui.metrics();
    ui.canvas().fill_rect({rect.x, rect.bottom() - std::max(1.0F, m.scale), rect.w, std::max(1.0F, m.scale)},
                          ui.theme().border);
    ui::Cut head = ui.cut(rect);
    head.inset(m.pad, m.gap);
    ui::avatar(ui, ui::centred(head.start(m.avatar, m.gap), {m.avatar, m.avatar}), open_name_);
    const auto lines = ui.cut(head.rest()).grid(1, 2, 0);
    ui.text(lines[0], open_name_,
            {.type = ui::Type::kSubheading,
             .weight = ui::FontWeight::kBold,
             .max_lines = 1,
             .middle = true,
             .may_shorten = true},
            "reader.name", ui::Role::kHeading);
    ui.text(
        lines[1], open_relationship_,
        {.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .max_lines = 1, .middle = true, .may_shorten = true},
        "reader.relationship");
}

float MessagesFeature::reader_foot_height(Host& host, ui::Ui& ui, float width, bool roomy) const {
    const auto& m = ui.metrics();
    const float inner = width - 2 * m.pad;
    const float air = roomy ? m.gap : m.gap_small / 2;
    float height = privacy_note_height(host, ui, inner) + 2 * air;
    if (!reply_.has_value()) return height + m.button + air;
    const ReplyModel reply = make_reply(*reply_, host.texts());
    if (reply.possible) return height + m.button + air;
    return height + air + ui.measure(reply.problem, ui::Type::kSecondary, ui::FontWeight::kSemiBold, inner).h;
}

void MessagesFeature::draw_reader_foot(Host& host, ui::Ui& ui, ui::Rect rect, bool roomy) {
    const auto& m = ui.metrics();
    const float line = std::max(1.0F, m.scale);
    ui.canvas().fill_rect({rect.x, rect.y, rect.w, line}, ui.theme().border);
    ui::Cut strip = ui.cut(rect);
    const float air = roomy ? m.gap : m.gap_small / 2;
    strip.inset(m.pad, air);
    privacy_note(host, ui, strip.bottom(privacy_note_height(host, ui, strip.width()), air));
    draw_reply(host, ui, strip.rest(), roomy);
}

/// What an answer costs, and the way to write one; or why none can be written.
void MessagesFeature::draw_reply(Host& host, ui::Ui& ui, ui::Rect rect, bool roomy) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (!reply_.has_value()) return;
    const ReplyModel reply = make_reply(*reply_, t);
    if (!reply.possible) {
        ui.text(rect, reply.problem,
                {.type = ui::Type::kSecondary,
                 .weight = ui::FontWeight::kSemiBold,
                 .ink = ui::Ink::kWarning,
                 .personal = false},
                "reply.problem", ui::Role::kStatus);
        return;
    }
    const ThreadRow* row = open_row();
    const bool draft = row != nullptr && row->draft;
    const std::string label = t(draft ? "reply.go_on" : messages_.total() == 0 ? "reply.first" : "reply.write");
    const ui::ButtonSpec spec{.label = label, .icon = draft ? "pencil" : "reply"};
    ui::Cut line = ui.cut(rect);
    const float width =
        roomy ? std::min(std::max(ui.px(kReplyButton), ui::button_width(ui, spec)), rect.w * 0.6F) : rect.w;
    if (ui::button(ui, "reply", line.end(width, m.gap), spec)) host.go({ScreenId::kWrite, open_contact_});
    if (!roomy) return;
    const float icon = m.icon;
    ui.icon(reply_->prepaid_replies() > 0 ? "gift" : "coins", ui::centred(line.start(icon, m.gap), {icon, icon}),
            ui.theme().ink(ui::Ink::kWarning));
    const auto lines = ui.cut(line.rest()).grid(1, reply.balance.empty() ? 1 : 2, 0);
    ui.text(lines[0], reply.cost,
            {.type = ui::Type::kSecondary,
             .weight = ui::FontWeight::kBold,
             .max_lines = 1,
             .middle = true,
             .may_shorten = true,
             .personal = false},
            "reply.cost");
    if (reply.balance.empty()) return;
    ui.text(lines[1], reply.balance,
            {.type = ui::Type::kSmall,
             .ink = ui::Ink::kSecondary,
             .max_lines = 1,
             .middle = true,
             .may_shorten = true,
             .personal = false},
            "reply.balance");
}

/// `with_foot`: what an answer costs is the last row.
void MessagesFeature::draw_bubbles(Host& host, ui::Ui& ui, ui::Rect rect, bool with_foot) {
    const auto& m = ui.metrics();
    const int total = messages_.total();
    const float width = rect.w - ui::scroll_gutter(ui);
    BubbleView view(host, ui, photos_);
    const auto count = static_cast<std::size_t>(total);
    ui::ListSpec spec{
        .count = count + (with_foot ? 1 : 0), .row_height = ui.px(kUnknownRow), .gap = 0, .from_end = true};
    spec.stamp =
        stamp_ * 1000003U + static_cast<std::uint64_t>(width) * 31U + static_cast<std::uint64_t>(m.scale * 100);
    const auto newest_first = [total](std::size_t row) { return total - 1 - static_cast<int>(row); };
    spec.measure = [&](std::size_t row) {
        if (row == count) return reader_foot_height(host, ui, width, false);
        const Bubble* bubble = messages_.at(newest_first(row));
        return bubble == nullptr ? ui.px(kUnknownRow) : view.height(*bubble, width) + m.gap_large;
    };
    ui::virtual_list(ui, "reader.bubbles", rect, spec, [&](std::size_t row, ui::Rect box) {
        if (row == count) return draw_reader_foot(host, ui, box, false);
        const int at = newest_first(row);
        const Bubble* bubble = messages_.at(at);
        want_messages(host, at, at);
        if (bubble != nullptr) act(host, *bubble, view.draw(box, *bubble, "message." + std::to_string(row)));
    });
}

}  // namespace dayroom::features
