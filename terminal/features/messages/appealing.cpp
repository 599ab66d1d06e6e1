#include "terminal/features/messages/appealing.h"

#include <algorithm>
#include <utility>

#include "terminal/features/base/privacy_note.h"
#include "terminal/features/base/receipt.h"

namespace dayroom::features {
namespace {

constexpr float kAppealWidth = 860;  // px at 100 %, like all below
constexpr float kLeastAppealEditor = 190;
constexpr float kRoomForAppealFoot = 300;  // height beside an open keyboard from which the foot is shown too

}  // namespace

Appealing::Appealing(MessageReceipt& receipt) : receipt_(receipt), buffer_(kMaxAppealCharacters, true) {}

void Appealing::open(Host& host, const std::string& message_id) {
    if (message_id != message_id_) {
        message_id_ = message_id;
        message_.reset();
        gone_ = begun_ = empty_said_ = false;
        focus_wanted_ = true;
        step_ = Step::kTyping;
        draft_.open(host, appeal_key(message_id_));
    }
    ask_message(host);
}

void Appealing::leave(Host& host) { draft_.save(host, to_draft(appeal_), true); }

void Appealing::ask_message(Host& host) {
    local::ToAgent query;
    query.mutable_get_message()->set_id(message_id_);
    asked_.remember(host.ask(std::move(query)), Want::kMessage);
}

void Appealing::moved(Host& host) {
    if (!message_id_.empty()) ask_message(host);
}

bool Appealing::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (draft_.answer(number, reply)) {
        begin(host);
        return true;
    }
    const auto want = asked_.take(number);
    if (!want.has_value()) return false;
    if (*want == Want::kSend) {
        take_sent(host, reply);
    } else if (reply.messages().messages_size() == 1) {
        message_ = reply.messages().messages(0);
        begin(host);
    } else {
        gone_ = true;
    }
    return true;
}

/// Once both are here: what was kept, else the words that an appeal begins with.
void Appealing::begin(Host& host) {
    if (begun_ || !draft_.known() || !message_.has_value()) return;
    begun_ = true;
    appeal_ = new_appeal(*message_, host.random(), host.texts(), host.now());
    if (const auto found = draft_.take_found(); found.has_value())
        appeal_ = appeal_from_draft(*found).value_or(std::move(appeal_));
    buffer_.set_text(appeal_.text);
}

void Appealing::send(Host& host) {
    local::ToAgent query;
    query.mutable_appeal_message()->set_message_id(message_id_);
    query.mutable_appeal_message()->set_text(appeal_.text);
    query.mutable_appeal_message()->set_nonce(appeal_.nonce);
    const auto number = host.ask(std::move(query));
    if (number == 0) return refuse(host, "agent_away");
    asked_.remember(number, Want::kSend);
    step_ = Step::kSending;
}

void Appealing::refuse(Host& host, const std::string& code) {
    step_ = Step::kRefused;
    refusal_ = refusal_words("appeal", code, host.texts());
}

void Appealing::take_sent(Host& host, const local::ToTerminal& reply) {
    if (step_ != Step::kSending) return;
    if (!reply.has_submitted()) return refuse(host, reply.problem().code());
    receipt_.show(host, MessageReceipt::Of::kAppeal, reply.submitted(), message_id_, message_->contact_id());
    draft_.remove(host);
    message_id_.clear();
    message_.reset();
    begun_ = false;
    buffer_.clear();
    appeal_ = {};
    step_ = Step::kTyping;
}

void Appealing::draw(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    if (gone_) {
        ui::empty_state(ui, "appeal.gone", rect,
                        {.icon = "circle-alert", .title = t("problem.not_found"), .error = true});
        return;
    }
    if (!begun_) {
        ui::spinner(ui, "appeal.loading", rect, t("kit.working"));
        return;
    }
    draft_.save_when_paused(host, ui, [&] { return to_draft(appeal_); });
    {
        ui::ScrollArea area(ui, "appeal", rect);
        ui::Rect content = area.content();
        content.w = std::min(content.w, ui.px(kAppealWidth) + 2 * m.margin);
        ui::Cut column = ui.cut(content);
        column.inset(m.margin, 0);
        const bool typing = ui.keyboard_open();
        const bool foot = !typing || rect.h >= ui.px(kRoomForAppealFoot);
        const float begin_y = column.rest().y;
        if (!typing) column.skip(draw_head(host, ui, column.rest()) + m.gap);
        const float head = column.rest().y - begin_y;
        const float note = privacy_note_height(host, ui, column.width()) + m.gap;
        const float below = foot ? note + m.button + 2 * m.gap : m.gap_small;
        draw_editor(host, ui,
                    column.top(std::max(typing ? 0 : ui.px(kLeastAppealEditor), rect.h - head - below), m.gap));
        column.skip(privacy_note(host, ui, column.rest()) + m.gap);
        if (foot) draw_send(host, ui, column.top(m.button, m.gap));
        area.used(typing && foot ? rect.h : column.rest().y - begin_y);
    }
    draw_dialogs(host, ui);
}

float Appealing::draw_head(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    const AppealView view = make_appeal_view(*message_, t, host.now());
    ui::Cut column = ui.cut(rect);
    column.skip(ui.text(column.rest(), view.about, {.weight = ui::FontWeight::kSemiBold, .personal = false}, "about") +
                m.gap_small);
    const ui::TextSpec quiet{.type = ui::Type::kSecondary, .ink = ui::Ink::kSecondary, .personal = false};
    column.skip(ui.text(column.rest(), view.why, quiet, "why"));
    column.skip(ui.text(column.rest(), view.until, quiet, "until"));
    column.skip(ui.text(column.rest(), t("appeal.explained"), quiet, "explained"));
    return column.rest().y - rect.y;
}

void Appealing::draw_editor(Host& host, ui::Ui& ui, ui::Rect rect) {
    const std::string label = host.texts()("appeal.label");
    const std::string error = empty_said_ && buffer_.empty() ? host.texts()("form.required") : std::string();
    const ui::EditorSpec spec{
        .label = label, .error = error, .max_characters = kMaxAppealCharacters, .initial_focus = true};
    const auto result = ui::text_editor(ui, "text", rect, buffer_, spec);
    if (std::exchange(focus_wanted_, false)) ui.request_focus("text");
    if (!result.changed) return;
    appeal_.text = buffer_.text();
    empty_said_ = false;
    draft_.edited(ui);
}

void Appealing::draw_send(Host& host, ui::Ui& ui, ui::Rect rect) {
    const bool sending = step_ == Step::kSending;
    const std::string label = host.texts()(sending ? "form.sending" : "appeal.send");
    if (!ui::button(ui, "send", rect, {.label = label, .icon = "send", .busy = sending})) return;
    empty_said_ = buffer_.text().find_first_not_of(" \n\t") == std::string::npos;
    if (empty_said_) return;
    draft_.save_now(host, to_draft(appeal_));  // with its nonce, before anything is sent
    step_ = Step::kConfirming;
}

void Appealing::draw_dialogs(Host& host, ui::Ui& ui) {
    const auto& t = host.texts();
    if (step_ == Step::kRefused) {
        const auto choice = ui::dialog(ui, "dialog",
                                       {.title = t("form.refused_title"),
                                        .text = refusal_ + " " + t("messages.text_kept"),
                                        .safe_label = t("form.ok")});
        if (choice != ui::DialogChoice::kNone) step_ = Step::kTyping;
    } else if (step_ == Step::kConfirming) {
        std::string text = t("appeal.confirm_text");
        if (!host.status().online()) text += " " + t("form.confirm_offline");
        const auto choice = ui::dialog(ui, "dialog",
                                       {.title = t("appeal.confirm_title"),
                                        .text = text,
                                        .facts = {{t("form.confirm_price_label"), t("form.free")}},
                                        .safe_label = t("form.confirm_not_yet"),
                                        .action_label = t("form.confirm_yes"),
                                        .action_icon = "send"});
        if (choice == ui::DialogChoice::kSafe) step_ = Step::kTyping;
        if (choice == ui::DialogChoice::kAction) send(host);
    }
}

}  // namespace dayroom::features
