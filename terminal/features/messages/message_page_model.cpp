#include "terminal/features/messages/message_page_model.h"

#include "platform/base/id.h"
#include "platform/forms/marked_answer.h"
#include "platform/forms/message_print.h"

namespace dayroom::features {
namespace {

using State = MessageStep::State;

class StepMaker {
public:
    StepMaker(const local::Message& message, const ui::Texts& texts, Timestamp now)
        : message_(message), t_(texts), now_(now) {}

    std::vector<MessageStep> make(MessageMark mark) {
        add("message.step.saved", message_.sent_ms());
        switch (mark) {
            case MessageMark::kQueued:
                add("request.step.will_send", 0, State::kNow);
                break;
            case MessageMark::kReview:
                received();
                held();
                break;
            case MessageMark::kDelivered:
                received();
                add("message.step.delivered", message_.decided_ms());
                break;
            case MessageMark::kRejected:
                received();
                add("message.step.rejected", message_.decided_ms(), State::kFailed);
                break;
            case MessageMark::kWithdrawn:
                received();
                add("message.step.withdrawn", message_.decided_ms());
                break;
            case MessageMark::kExpired:
                received();
                add("message.step.expired", message_.decided_ms(), State::kFailed);
                break;
            case MessageMark::kRefused:
                add("messages.state.refused", message_.decided_ms(), State::kFailed);
                break;
            case MessageMark::kNone:
                break;
        }
        appeal();
        return std::move(steps_);
    }

private:
    std::string when(std::int64_t ms) const { return ms > 0 ? t_.moment(Timestamp::from_ms(ms), now_) : std::string(); }
    void add(const char* key, std::int64_t ms, State state = State::kDone) {
        steps_.push_back({t_(key), when(ms), state});
    }
    void received() {
        if (message_.received_ms() > 0) add("message.step.received", message_.received_ms());
    }
    void held() {
        std::string detail;
        if (message_.investigating()) detail = t_("messages.investigating");
        if (message_.decide_by_ms() > 0) {
            const Timestamp by = Timestamp::from_ms(message_.decide_by_ms());
            if (!detail.empty()) detail += "\n";
            detail += t_(by < now_ ? "messages.decide_late" : "messages.decide_by", {{"date", t_.date(by, now_)}});
        }
        steps_.push_back({t_("messages.state.held"), std::move(detail), State::kNow});
    }
    void appeal() {
        const std::string& state = message_.appeal();
        if (state.empty()) return;
        add("message.step.appealed", message_.appealed_ms(), state == "queued" ? State::kNow : State::kDone);
        if (state == "queued") add("request.step.will_send", 0, State::kWaiting);
        if (state == "open") add("message.step.appeal_open", 0, State::kNow);
        if (state == "granted") add("messages.appeal.granted", 0);
        if (state == "refused") add("messages.appeal.refused", 0, State::kFailed);
    }

    const local::Message& message_;
    const ui::Texts& t_;
    Timestamp now_;
    std::vector<MessageStep> steps_;
};

std::string credits_line(const local::Message& message, MessageMark mark, const ui::Texts& t) {
    const bool back =
        mark == MessageMark::kRejected || mark == MessageMark::kWithdrawn || mark == MessageMark::kExpired;
    if (back) return came_back_words(message, t);
    if (mark == MessageMark::kRefused) return t("message.credits_none");
    if (message.prepaid()) return t("message.credits_prepaid", {{"name", message.contact_name()}});
    if (message.price_credits() <= 0) return t("message.credits_free");
    const char* key = mark == MessageMark::kDelivered ? "message.credits_taken" : "message.credits_held";
    return t(key, {{"count", message.price_credits()}});
}

}  // namespace

MessagePage make_message_page(const local::Message& message, const ui::Texts& t, Timestamp now) {
    MessagePage page;
    page.bubble = make_bubble(message, message.contact_name(), t, now);
    page.title = t(message.own() ? "message.title_own" : "message.title_other", {{"name", message.contact_name()}});
    if (message.own()) {
        page.steps = StepMaker(message, t, now).make(page.bubble.mark);
        page.credits = credits_line(message, page.bubble.mark, t);
        page.receipt_code = message.receipt_code();
    }
    return page;
}

std::string withdraw_comes_back(const Bubble& bubble, const ui::Texts& t) {
    if (bubble.prepaid) return t("message.withdraw_back_prepaid");
    return t("money.credit_count", {{"count", bubble.credits_back}});
}

bool may_be_printed(const local::Message& message) { return message.state() == "delivered"; }

Place print_place(const local::Message& message, const ui::Texts& t, Timestamp now) {
    const Timestamp sent = Timestamp::from_ms(message.sent_ms());
    const std::string words = message.contact_name() + " · " + t.date(sent, now) + ", " + t.time(sent) + " · " +
                              t(message.own() ? "message.print_own" : "message.print_other");
    const auto id = MessageId::from_bytes(message.id());
    const std::string text = id.ok() ? id->to_string() : std::string();
    return form_place(forms::kMessagePrintForm,
                      {{std::string(forms::kMessageField), forms::marked_answer(words, forms::message_mark(text))}});
}

}  // namespace dayroom::features
