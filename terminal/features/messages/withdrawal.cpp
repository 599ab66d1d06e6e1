#include "terminal/features/messages/withdrawal.h"

#include "terminal/features/base/receipt.h"
#include "terminal/features/messages/message_page_model.h"

namespace dayroom::features {

bool Withdrawal::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (query_ == 0 || number != query_) return false;
    query_ = 0;
    const auto& t = host.texts();
    if (reply.has_problem()) {
        host.toast(refusal_words("message", reply.problem().code(), t), ui::Tone::kDanger);
    } else {
        host.toast(t(host.status().online() ? "message.withdrawing" : "message.withdrawing_offline"),
                   host.status().online() ? ui::Tone::kSuccess : ui::Tone::kWarning);
    }
    return true;
}

void Withdrawal::withdraw(Host& host) {
    local::ToAgent query;
    query.mutable_withdraw_message()->set_message_id(asked_about_->id);
    query_ = host.ask(std::move(query));
    if (query_ == 0) host.toast(host.texts()("problem.agent_away"), ui::Tone::kDanger);
}

void Withdrawal::draw(Host& host, ui::Ui& ui) {
    if (!asked_about_.has_value()) return;
    const auto& t = host.texts();
    ui::DialogSpec spec;
    spec.title = t("message.withdraw_title");
    spec.text = t("message.withdraw_text", {{"name", asked_about_->contact_name}});
    if (asked_about_->prepaid || asked_about_->credits_back > 0)
        spec.facts.emplace_back(t("message.withdraw_back"), withdraw_comes_back(*asked_about_, t));
    spec.safe_label = t("message.withdraw_keep");
    spec.action_label = t("message.withdraw_yes");
    spec.action_icon = "undo-2";
    const auto choice = ui::dialog(ui, "dialog", spec);
    if (choice == ui::DialogChoice::kAction) withdraw(host);
    if (choice != ui::DialogChoice::kNone) asked_about_.reset();
}

}  // namespace dayroom::features
