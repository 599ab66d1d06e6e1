#include "terminal/features/messages/bubble_model.h"

#include <algorithm>

#include "terminal/features/base/local_text.h"
#include "terminal/features/base/receipt.h"

namespace dayroom::features {
namespace {

using Lines = std::vector<StateLine>;

class LineMaker {
public:
    LineMaker(const local::Message& message, const ui::Texts& texts, Timestamp now)
        : message_(message), t_(texts), now_(now) {}

    Lines make(MessageMark mark) {
        switch (mark) {
            case MessageMark::kQueued:
                add("cloud-off", t_("messages.state.queued"), ui::Ink::kWarning, true);
                add({}, t_("messages.queued_explained"));
                break;
            case MessageMark::kReview:
                held();
                break;
            case MessageMark::kRejected:
                rejected();
                break;
            case MessageMark::kWithdrawn:
                add("undo-2", t_("messages.withdrawn_explained"));
                back();
                break;
            case MessageMark::kExpired:
                add("clock", t_("messages.expired_explained"));
                back();
                break;
            case MessageMark::kRefused:
                add("circle-alert", t_("messages.state.refused"), ui::Ink::kDanger, true);
                add({}, refusal_words("message", message_.refusal_code(), t_));
                add({}, t_("messages.text_kept"));
                break;
            case MessageMark::kDelivered:
            case MessageMark::kNone:
                break;
        }
        if (message_.photos_rejected() > 0)
            add("image-off", t_("messages.photos_rejected", {{"count", message_.photos_rejected()}}));
        appeal();
        return std::move(lines_);
    }

private:
    void add(std::string icon, std::string text, ui::Ink ink = ui::Ink::kText, bool strong = false) {
        lines_.push_back({std::move(icon), std::move(text), ink, strong});
    }

    std::string date(std::int64_t ms) const { return t_.date(Timestamp::from_ms(ms), now_); }

    void held() {
        const std::int64_t since = message_.received_ms() > 0 ? message_.received_ms() : message_.sent_ms();
        add("hourglass", t_("messages.held_since", {{"when", since_words(since, t_, now_)}}), ui::Ink::kWarning, true);
        if (message_.investigating()) add("search", t_("messages.investigating"));
        if (message_.decide_by_ms() <= 0) return;
        const bool late = Timestamp::from_ms(message_.decide_by_ms()) < now_;
        add("clock",
            t_(late ? "messages.decide_late" : "messages.decide_by", {{"date", date(message_.decide_by_ms())}}));
    }

    void rejected() {
        add("circle-x", t_(message_.own() ? "messages.rejected_own" : "messages.rejected_other"), ui::Ink::kDanger,
            true);
        if (!message_.reason().empty())
            add({}, t_("messages.rejected_reason", {{"reason", reason_words(message_.reason(), t_)}}));
        if (!message_.rule().empty()) add({}, t_("messages.rejected_rule", {{"rule", message_.rule()}}));
        back();
        if (!message_.receipt_code().empty())
            add({}, t_("messages.receipt_line", {{"code", grouped(message_.receipt_code())}}));
        const bool open = message_.appeal().empty() && message_.appeal_by_ms() > 0;
        if (open && Timestamp::from_ms(message_.appeal_by_ms()) >= now_)
            add("clock", t_("messages.appeal_by", {{"date", date(message_.appeal_by_ms())}}));
    }

    void back() {
        if (message_.own()) add({}, came_back_words(message_, t_));
    }

    void appeal() {
        const std::string& state = message_.appeal();
        const std::string when = message_.appealed_ms() > 0 ? date(message_.appealed_ms()) : std::string();
        if (state == "queued") add("cloud-off", t_("messages.appeal.queued"), ui::Ink::kWarning);
        if (state == "open") add("hourglass", t_("messages.appeal.open", {{"date", when}}), ui::Ink::kWarning);
        if (state == "granted") add("circle-check", t_("messages.appeal.granted"), ui::Ink::kSuccess);
        if (state == "refused") add("circle-x", t_("messages.appeal.refused"));
    }

    const local::Message& message_;
    const ui::Texts& t_;
    Timestamp now_;
    Lines lines_;
};

PhotoBox photo_box(const local::Photo& photo, std::string label) {
    return {photo.sha256(), std::max(1, photo.width()), std::max(1, photo.height()), std::move(label)};
}

}  // namespace

std::string reason_words(const std::string& reason, const ui::Texts& t) {
    const std::string key = "messages.reason." + reason;
    return t.has(key) ? t(key) : reason;
}

std::string since_words(std::int64_t ms, const ui::Texts& t, Timestamp now) {
    const Timestamp at = Timestamp::from_ms(ms);
    const bool today = t.day_number(at) == t.day_number(now);
    return today ? t.time(at) : t.date(at, now) + ", " + t.time(at);
}

std::string came_back_words(const local::Message& message, const ui::Texts& t) {
    if (message.prepaid()) return t("messages.came_back_prepaid");
    return t("messages.came_back", {{"count", std::max<std::int64_t>(0, message.price_credits())}});
}

std::vector<StateLine> state_lines(const local::Message& message, const ui::Texts& texts, Timestamp now) {
    return LineMaker(message, texts, now).make(mark_of(message.state()));
}

bool Bubble::same_size(const Bubble& other) const {
    return text == other.text && photos == other.photos && card == other.card && lines == other.lines &&
           when == other.when && may_withdraw == other.may_withdraw && may_appeal == other.may_appeal &&
           may_retry == other.may_retry;
}

Bubble make_bubble(const local::Message& message, const std::string& contact_name, const ui::Texts& t, Timestamp now) {
    Bubble bubble;
    bubble.id = message.id();
    bubble.contact_id = message.contact_id();
    bubble.contact_name = message.contact_name().empty() ? contact_name : message.contact_name();
    bubble.own = message.own();
    bubble.unread = !message.own() && !message.read();
    bubble.text = message.text();
    bubble.mark = mark_of(message.state());
    bubble.when = t.moment(Timestamp::from_ms(message.sent_ms()), now);
    bubble.lines = state_lines(message, t, now);
    if (bubble.own && bubble.mark == MessageMark::kDelivered) bubble.when += " · " + mark_words(bubble.mark, t);
    for (int at = 0; at < message.photos_size(); ++at) {
        bubble.photos.push_back(photo_box(
            message.photos(at), t("messages.photo_of", {{"number", at + 1}, {"total", message.photos_size()}})));
    }
    if (message.has_card())
        bubble.card = photo_box(message.card().picture(), pick(message.card().name(), t.language()));
    bubble.may_withdraw = message.own() && message.may_withdraw();
    bubble.may_appeal = message.may_appeal();
    bubble.may_retry = message.own() && bubble.mark == MessageMark::kRefused && !message.text().empty();
    bubble.credits_back = std::max<std::int64_t>(0, message.price_credits());
    bubble.prepaid = message.prepaid();
    return bubble;
}

std::vector<std::string> unread_ids(const std::vector<Bubble>& messages) {
    std::vector<std::string> ids;
    for (const auto& message : messages) {
        if (message.unread) ids.push_back(message.id);
    }
    return ids;
}

}  // namespace dayroom::features
