#include "terminal/features/messages/writing.h"

#include "terminal/features/base/receipt.h"

namespace dayroom::features {

Writing::Writing(PhotoCache& photos, MessageReceipt& receipt)
    : photos_(photos), receipt_(receipt), buffer_(kMostCharacters, true) {}

void Writing::open(Host& host, const std::string& contact_id) {
    if (contact_id != contact_id_) {  // else back from the cards or from elsewhere: what was typed is still here
        contact_id_ = contact_id;
        writing_.reset();
        not_found_.clear();
        letter_ = new_letter(host.random());
        buffer_.clear();
        step_ = Step::kTyping;
        empty_said_ = false;
        focus_wanted_ = true;
        draft_.open(host, letter_key(contact_id_));
    }
    ask_writing(host);
    take_brought();
}

void Writing::bring(const std::string& contact_id, const std::string& text) { brought_ = {contact_id, text}; }

void Writing::leave(Host& host) { draft_.save(host, content(), true); }

void Writing::ask_writing(Host& host) {
    local::ToAgent query;
    query.mutable_get_writing()->set_contact_id(contact_id_);
    asked_.remember(host.ask(std::move(query)), Want::kWriting);
}

void Writing::moved(Host& host) {
    if (!contact_id_.empty()) ask_writing(host);
}

bool Writing::answer(Host& host, std::uint32_t number, const local::ToTerminal& reply) {
    if (draft_.answer(number, reply)) {
        take_draft();
        return true;
    }
    const auto want = asked_.take(number);
    if (!want.has_value()) return false;
    if (*want == Want::kSend) take_sent(host, reply);
    if (*want == Want::kWriting && reply.has_writing()) writing_ = reply.writing();
    if (*want == Want::kWriting && reply.has_problem()) not_found_ = reply.problem().code();
    return true;
}

/// What was typed before the draft came stands after it.
void Writing::take_draft() {
    if (const auto found = draft_.take_found(); found.has_value()) {
        if (auto draft = letter_from_draft(*found); draft.has_value()) {
            const std::string typed = letter_.text;
            letter_ = std::move(*draft);
            put_text(joined(letter_.text, typed));
        }
    }
    take_brought();
}

void Writing::take_brought() {
    if (!draft_.known() || !brought_.has_value() || brought_->contact_id != contact_id_) return;
    put_text(joined(letter_.text, std::exchange(brought_, std::nullopt)->text));
    draft_.mark_changed();
}

void Writing::put_text(std::string text) {
    buffer_.set_text(text);
    letter_.text = buffer_.text();
}

std::string Writing::content() const { return letter_.empty() ? std::string() : to_draft(letter_); }

WriteModel Writing::model(Host& host) const {
    return make_writing(writing_.value_or(local::Writing()), letter_, host.status().online(), host.texts(), host.now());
}

void Writing::edited(ui::Ui& ui) {
    letter_.text = buffer_.text();
    empty_said_ = false;
    draft_.edited(ui);
}

void Writing::choose_card(Host& host, ui::Ui& ui, const std::string& card_id) {
    letter_.card_id = card_id;
    draft_.edited(ui);
    host.back();
}

void Writing::discard(Host& host) {
    draft_.remove(host);
    contact_id_.clear();
    letter_ = {};
    buffer_.clear();
    host.back();
}

void Writing::try_send(Host& host, const WriteModel& model) {
    empty_said_ = model.problem == WriteProblem::kEmpty;
    if (!model.can_send()) return;
    draft_.save_now(host, content());  // with its nonce, before anything is sent
    question_.ask(model.price, asked_about(model));
    step_ = Step::kConfirming;
}

/// Ends a question that cannot stand any longer: its price is another, or it may not be sent any more.
void Writing::close_moved(Host& host, const WriteModel& model) {
    const std::string why =
        model.can_send() ? question_.moved(model.price, asked_about(model), host.texts(), &AskedPrice::in_credits)
                         : model.problem_text;
    if (why.empty() && model.can_send()) return;
    step_ = why.empty() ? Step::kTyping : Step::kRefused;
    refusal_ = why;
}

void Writing::send(Host& host, const WriteModel& model) {
    local::ToAgent query;
    *query.mutable_send_message() = make_sending(contact_id_, letter_, model);
    const auto number = host.ask(std::move(query));
    if (number == 0) return refuse(host, "agent_away");
    asked_.remember(number, Want::kSend);
    step_ = Step::kSending;
}

void Writing::refuse(Host& host, const std::string& code) {
    step_ = Step::kRefused;
    refusal_ = refusal_words("message", code, host.texts());
}

void Writing::take_sent(Host& host, const local::ToTerminal& reply) {
    if (step_ != Step::kSending) return;
    if (!reply.has_submitted()) {
        refuse(host, reply.problem().code());
        return ask_writing(host);
    }
    receipt_.show(host, MessageReceipt::Of::kMessage, reply.submitted(), reply.submitted().request_id(), contact_id_);
    draft_.close();  // the agent has deleted it
    contact_id_.clear();
    writing_.reset();
    letter_ = {};
    buffer_.clear();
    step_ = Step::kTyping;
}

std::string Writing::title(Host& host) const {
    const std::string name = writing_.has_value() ? writing_->contact_name() : std::string();
    return name.empty() ? host.texts()("write.title") : host.texts()("write.title_to", {{"name", name}});
}

}  // namespace dayroom::features
