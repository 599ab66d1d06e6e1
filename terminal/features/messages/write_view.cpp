// The page for writing: the editor, what it costs, the card, the button that spends, and the dialogs.
#include <algorithm>
#include <utility>

#include "terminal/features/base/privacy_note.h"
#include "terminal/features/messages/writing.h"

namespace dayroom::features {
namespace {

constexpr float kSide = 300;         // px at 100 %, like all below
constexpr float kLeastEditor = 190;  // on a page that scrolls
constexpr float kRoomForFoot = 300;  // height beside an open keyboard from which the foot is shown too
constexpr float kStatus = 30;        // "Draft saved 9:41 AM"
constexpr float kCardPicture = 84;   // width of the chosen card in its button

}  // namespace

void Writing::draw(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    if (!not_found_.empty()) {
        ui::empty_state(ui, "write.gone", rect, {.icon = "circle-alert", .title = t("write.gone"), .error = true});
        return;
    }
    if (!writing_.has_value()) {
        ui::spinner(ui, "write.loading", rect, t("kit.working"));
        return;
    }
    draft_.save_when_paused(host, ui, [&] { return content(); });
    const WriteModel now = model(host);
    if (ui.two_panes())
        draw_wide(host, ui, rect, now);
    else
        draw_narrow(host, ui, rect, now);
    draw_dialogs(host, ui, now);
}

void Writing::draw_editor(Host& host, ui::Ui& ui, ui::Rect rect, const WriteModel& model) {
    const auto& t = host.texts();
    const std::string label = t("write.label", {{"name", model.contact_name}});
    const std::string hint = t("write.hint", {{"name", model.contact_name}});
    std::string error;
    if (model.problem == WriteProblem::kTooLong) error = model.problem_text;
    if (empty_said_ && model.problem == WriteProblem::kEmpty) error = t("write.empty");
    const ui::EditorSpec spec{
        .label = label, .hint = hint, .error = error, .max_characters = model.limit, .initial_focus = true};
    if (ui::text_editor(ui, "text", rect, buffer_, spec).changed) edited(ui);
    if (std::exchange(focus_wanted_, false)) ui.request_focus("text");
}

/// What stands in the way of sending, but for the length, which is said under the text. Returns the height used.
float Writing::draw_problem(Host& host, ui::Ui& ui, ui::Rect rect, const WriteModel& model) {
    const bool here = model.problem == WriteProblem::kNotAllowed || model.problem == WriteProblem::kNoPrices ||
                      model.problem == WriteProblem::kNoCredits;
    if (!here) return 0;
    const bool buy = model.problem == WriteProblem::kNoCredits;
    const ui::BannerSpec spec{.text = model.problem_text,
                              .tone = buy ? ui::Tone::kWarning : ui::Tone::kDanger,
                              .action = buy ? host.texts()("write.buy") : std::string(),
                              .alert = true};
    const float height = ui::banner_height(ui, spec, rect.w);
    if (height > rect.h) return 0;  // beside an open keyboard: it is said when that is closed
    if (ui::banner(ui, "problem", {rect.x, rect.y, rect.w, height}, spec)) host.go({ScreenId::kCredits, {}});
    return height + ui.metrics().gap;
}

void Writing::draw_wide(Host& host, ui::Ui& ui, ui::Rect rect, const WriteModel& model) {
    const auto& m = ui.metrics();
    const ui::IdScope scope(ui, "write");
    ui::Cut page = ui.cut(rect);
    page.inset(m.margin, 0);
    page.bottom(m.gap);
    const ui::Rect side = page.end(ui.px(kSide), m.gap_large);
    privacy_note(host, ui, page.bottom(privacy_note_height(host, ui, page.width()), m.gap));
    draw_editor(host, ui, page.rest(), model);
    draw_side(host, ui, side, model);
}

/// Price and button beside the editor; what does not fit beside an open keyboard is left out.
void Writing::draw_side(Host& host, ui::Ui& ui, ui::Rect rect, const WriteModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const ui::CardSpec look;
    ui::Cut inside = ui.cut(ui::card(ui, rect, look));
    const ui::SurfaceScope surface(ui, ui::card_surface(ui, look));
    const ui::Rect send = inside.bottom(m.button, m.gap);
    const auto line = [&](const std::string& text, const ui::TextSpec& spec, const char* id) {
        const float height = ui.measure(text, spec.type, spec.weight, inside.width()).h;
        if (text.empty() || height > inside.height()) return;
        inside.skip(ui.text(inside.rest(), text, spec, id));
    };
    const ui::TextSpec quiet{.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .personal = false};
    line(t("write.cost"),
         {.type = ui::Type::kSecondary,
          .weight = ui::FontWeight::kSemiBold,
          .ink = ui::Ink::kSecondary,
          .personal = false},
         "cost_label");
    line(model.price_words, {.type = ui::Type::kHeading, .weight = ui::FontWeight::kBold, .personal = false}, "cost");
    line(model.note, quiet, "note");
    line(model.as_of, quiet, "as_of");
    inside.top(m.gap);
    inside.skip(draw_problem(host, ui, inside.rest(), model));
    if (!model.cards.empty() && inside.height() >= m.button) {
        draw_card_button(host, ui, inside.top(m.button, m.gap), model);
    }
    const float room = std::min(inside.height(), m.target + ui.px(kStatus));
    if (room >= ui.px(kStatus)) draw_draft(host, ui, inside.bottom(room));
    draw_send(host, ui, send, model);
}

void Writing::draw_narrow(Host& host, ui::Ui& ui, ui::Rect rect, const WriteModel& model) {
    const auto& m = ui.metrics();
    ui::ScrollArea area(ui, "write", rect);
    ui::Cut column = ui.cut(area.content());
    column.inset(m.margin, 0);
    if (ui.keyboard_open()) {  // only what is needed while typing: the rest comes back with Done
        const bool foot = rect.h >= ui.px(kRoomForFoot);
        const float note = privacy_note_height(host, ui, column.width()) + m.gap_small;
        const float below = foot ? note + m.button + 2 * m.gap : m.gap_small;
        draw_editor(host, ui, column.top(rect.h - below, m.gap_small), model);
        column.skip(privacy_note(host, ui, column.rest()) + m.gap_small);
        if (foot) {
            draw_send(host, ui, column.top(m.button), model);
            area.used(rect.h);
        } else {
            area.used_until(column.rest().y);
        }
        return;
    }
    const float editor = std::max(ui.px(kLeastEditor), rect.h - below_ - m.gap);
    draw_editor(host, ui, column.top(editor, m.gap), model);
    const float begin = column.rest().y;
    draw_below(host, ui, column, model);
    const float used = column.rest().y - begin;
    if (used != below_) ui.wake_in(Milliseconds(0));
    below_ = used;
    area.used_until(column.rest().y);
}

void Writing::draw_below(Host& host, ui::Ui& ui, ui::Cut& column, const WriteModel& model) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    column.skip(privacy_note(host, ui, column.rest()) + m.gap);
    column.skip(draw_problem(host, ui, column.rest(), model));
    const std::string cost = t("write.cost_line", {{"price", model.price_words}});
    column.skip(ui.text(column.rest(), cost, {.weight = ui::FontWeight::kBold, .personal = false}, "cost"));
    const ui::TextSpec quiet{.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .personal = false};
    column.skip(ui.text(column.rest(), model.note, quiet, "note"));
    column.skip(ui.text(column.rest(), model.as_of, quiet, "as_of") + m.gap);
    if (!model.cards.empty()) draw_card_button(host, ui, column.top(m.button, m.gap), model);
    draw_send(host, ui, column.top(m.button, m.gap), model);
    column.skip(draw_draft(host, ui, column.rest()) + m.gap);
}

void Writing::draw_card_button(Host& host, ui::Ui& ui, ui::Rect rect, const WriteModel& model) {
    const auto& t = host.texts();
    ui::Cut row = ui.cut(rect);
    if (model.card.has_value()) {
        const PhotoBox& picture = model.card->picture;
        const ui::Rect place = row.start(ui.px(kCardPicture), ui.metrics().gap_small);
        const PhotoView view = photos_.get(host, picture.sha256, static_cast<int>(place.w), static_cast<int>(place.h));
        ui::photo(ui, "card_picture", place,
                  {.label = picture.label,
                   .image = view.image,
                   .natural = {static_cast<float>(picture.width), static_cast<float>(picture.height)},
                   .pressable = false,
                   .fill = true});
    }
    const std::string label = t(model.card.has_value() ? "write.change_card" : "write.add_card");
    if (ui::button(ui, "card", row.rest(),
                   {.label = label, .kind = ui::ButtonKind::kOutline, .icon = model.card.has_value() ? "" : "gift"}))
        host.go({ScreenId::kCards, contact_id_});
}

void Writing::draw_send(Host& host, ui::Ui& ui, ui::Rect rect, const WriteModel& model) {
    const auto& t = host.texts();
    const bool sending = step_ == Step::kSending;
    const bool possible = model.problem == WriteProblem::kNone || model.problem == WriteProblem::kEmpty ||
                          model.problem == WriteProblem::kTooLong;
    const std::string label = t(sending ? "form.sending" : "write.send");
    if (ui::button(ui, "send", rect,
                   {.label = label, .icon = "send", .price = model.button_price, .enabled = possible, .busy = sending}))
        try_send(host, model);
}

/// "Draft saved 9:41 AM", and how to be rid of it. Returns the height used.
float Writing::draw_draft(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut column = ui.cut(rect);
    if (draft_.saved_at().is_set() && !letter_.empty()) {
        ui.text(column.top(ui.px(kStatus)), t("form.draft_saved", {{"when", t.time(draft_.saved_at())}}),
                {.type = ui::Type::kSmall, .ink = ui::Ink::kSecondary, .middle = true, .personal = false},
                "draft_saved", ui::Role::kStatus);
    }
    if (!letter_.empty() && column.height() >= m.target && !ui.keyboard_open() &&
        ui::button(ui, "discard", column.top(m.target),
                   {.label = t("form.discard"), .kind = ui::ButtonKind::kQuiet, .icon = "trash-2"}))
        step_ = Step::kDiscarding;
    return column.rest().y - rect.y;
}

void Writing::draw_dialogs(Host& host, ui::Ui& ui, const WriteModel& model) {
    const auto& t = host.texts();
    if (step_ == Step::kConfirming) close_moved(host, model);
    if (step_ == Step::kRefused) {
        const auto choice = ui::dialog(ui, "dialog",
                                       {.title = t("form.refused_title"),
                                        .text = refusal_ + " " + t("messages.text_kept"),
                                        .safe_label = t("form.ok")});
        if (choice != ui::DialogChoice::kNone) step_ = Step::kTyping;
    } else if (step_ == Step::kDiscarding) {
        const auto choice = ui::dialog(ui, "dialog",
                                       {.title = t("form.discard_title"),
                                        .text = t("form.discard_text"),
                                        .safe_label = t("form.keep"),
                                        .action_label = t("form.discard_yes"),
                                        .danger = true});
        if (choice != ui::DialogChoice::kNone) step_ = Step::kTyping;
        if (choice == ui::DialogChoice::kAction) discard(host);
    } else if (step_ == Step::kConfirming) {
        const auto question = make_send_question(model, writing_->credits(), host.status().online(), t);
        const auto choice = ui::dialog(ui, "dialog",
                                       {.title = question.title,
                                        .text = question.text,
                                        .facts = question.facts,
                                        .safe_label = t("form.confirm_not_yet"),
                                        .action_label = t("form.confirm_yes"),
                                        .action_icon = "send",
                                        .action_price = model.button_price});
        if (choice == ui::DialogChoice::kSafe) step_ = Step::kTyping;
        if (choice == ui::DialogChoice::kAction) send(host, model);
    }
}

}  // namespace dayroom::features
