#include "terminal/features/requests/replying.h"

#include "platform/base/bytes.h"
#include "terminal/features/base/nonce.h"

namespace dayroom::features {
namespace {

constexpr float kReplyHeight = 170;

std::string reply_key(const std::string& request) { return "reply/" + to_hex(as_bytes(request)); }

}  // namespace

void Replying::open(Host& host, const std::string& id) {
    if (request_ == id) return;
    *this = {};
    request_ = id;
    nonce_ = new_nonce(host.random());
    draft_.open(host, reply_key(id));
}

void Replying::leave(Host& host) { draft_.save(host, kept(), true); }

std::string Replying::kept() const {
    if (text_.text().empty()) return {};
    local::ReplyToRequest kept;
    kept.set_nonce(nonce_);
    kept.set_text(text_.text());
    return kept.SerializeAsString();
}

void Replying::take_draft() {
    const auto found = draft_.take_found();
    local::ReplyToRequest kept;
    if (!found.has_value() || draft_.changed() || !kept.ParseFromString(*found)) return;
    if (kept.nonce().size() != kNonceBytes) return;
    nonce_ = kept.nonce();
    text_.set_text(kept.text());
}

void Replying::draw(Host& host, ui::Ui& ui, ui::Cut& column, const RequestDetail& detail) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    draft_.save_when_paused(host, ui, [&] { return kept(); });
    if (detail.may_reply) {
        const bool needed = detail.row.mark == RequestMark::kReturned;
        const std::string label = t(needed ? "request.reply_needed" : "request.reply");
        column.skip(ui.heading(column.rest(), label, ui::Type::kSubheading) + m.gap_small);
        if (ui::text_editor(ui, "request.reply", column.top(ui.px(kReplyHeight), m.gap), text_,
                            {.label = label, .max_characters = kMaxReplyCharacters})
                .changed) {
            draft_.edited(ui);
        }
        if (ui::button(ui, "request.reply_send", column.top(m.button, m.gap),
                       {.label = t("request.reply_send"),
                        .icon = "send",
                        .enabled = !text_.text().empty(),
                        .busy = reply_ != 0})) {
            send(host);
        }
    }
    if (detail.may_withdraw &&
        ui::button(ui, "request.withdraw", column.top(m.button, m.gap_large),
                   {.label = t("request.withdraw"), .kind = ui::ButtonKind::kQuiet, .icon = "undo-2"})) {
        asking_to_withdraw_ = true;
    }
}

void Replying::draw_dialog(Host& host, ui::Ui& ui) {
    if (!asking_to_withdraw_) return;
    const auto& t = host.texts();
    const auto choice = ui::dialog(ui, "dialog",
                                   {.title = t("request.withdraw_title"),
                                    .text = t("request.withdraw_text"),
                                    .safe_label = t("request.withdraw_keep"),
                                    .action_label = t("request.withdraw_yes"),
                                    .danger = true});
    if (choice != ui::DialogChoice::kNone) asking_to_withdraw_ = false;
    if (choice == ui::DialogChoice::kAction) withdraw(host);
}

void Replying::send(Host& host) {
    draft_.save_now(host, kept());  // with its nonce, before anything is sent
    local::ToAgent query;
    auto& reply = *query.mutable_reply_to_request();
    reply.set_request_id(request_);
    reply.set_text(text_.text());
    reply.set_nonce(nonce_);
    reply_ = host.ask(std::move(query));
    if (reply_ == 0) host.toast(host.texts()("problem.agent_away"), ui::Tone::kDanger);
}

void Replying::withdraw(Host& host) {
    local::ToAgent query;
    query.mutable_withdraw_request()->set_request_id(request_);
    withdrawal_ = host.ask(std::move(query));
    if (withdrawal_ == 0) host.toast(host.texts()("problem.agent_away"), ui::Tone::kDanger);
}

bool Replying::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply, bool& done) {
    if (draft_.answer(number, reply)) {
        take_draft();
        return true;
    }
    const bool was_reply = number != 0 && number == reply_;
    if (!was_reply && (number == 0 || number != withdrawal_)) return false;
    (was_reply ? reply_ : withdrawal_) = 0;
    done = true;
    const auto& t = host.texts();
    if (!reply.has_done()) {
        host.toast(t.of_code("problem.", reply.problem().code(), "problem.try_again"), ui::Tone::kDanger);
        return true;
    }
    host.toast(t(was_reply ? "request.reply_sent" : "request.withdrawn"), ui::Tone::kSuccess);
    if (was_reply) {
        draft_.remove(host);
        const std::string id = std::exchange(request_, {});
        open(host, id);
    }
    return true;
}

}  // namespace dayroom::features
