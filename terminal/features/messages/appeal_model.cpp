#include "terminal/features/messages/appeal_model.h"

#include "platform/base/bytes.h"
#include "platform/base/utf8.h"
#include "terminal/features/messages/bubble_model.h"

namespace dayroom::features {
namespace {

std::string about(const local::Message& message, const char* own_key, const char* other_key, const ui::Texts& t,
                  Timestamp now) {
    return t(message.own() ? own_key : other_key,
             {{"name", message.contact_name()}, {"date", t.date(Timestamp::from_ms(message.sent_ms()), now)}});
}

}  // namespace

Appeal new_appeal(const local::Message& message, Random& random, const ui::Texts& t, Timestamp now) {
    Appeal appeal;
    appeal.nonce = new_nonce(random);
    appeal.text = about(message, "appeal.begin_own", "appeal.begin_other", t, now);
    if (!message.rule().empty()) appeal.text += " " + t("appeal.begin_rule", {{"rule", message.rule()}});
    appeal.text += "\n" + t("appeal.begin_why") + " ";
    return appeal;
}

std::string appeal_key(const std::string& message_id) { return "appeal/" + to_hex(as_bytes(message_id)); }

std::string to_draft(const Appeal& appeal) {
    local::AppealMessage draft;
    draft.set_text(appeal.text);
    draft.set_nonce(appeal.nonce);
    return draft.SerializeAsString();
}

std::optional<Appeal> appeal_from_draft(const std::string& content) {
    local::AppealMessage draft;
    if (content.empty() || !draft.ParseFromString(content) || draft.nonce().size() != kNonceBytes) return std::nullopt;
    return Appeal{utf8::sanitize(draft.text(), kMaxAppealCharacters), draft.nonce()};
}

AppealView make_appeal_view(const local::Message& message, const ui::Texts& t, Timestamp now) {
    AppealView view;
    view.about = about(message, "appeal.about_own", "appeal.about_other", t, now);
    if (!message.reason().empty())
        view.why = t("messages.rejected_reason", {{"reason", reason_words(message.reason(), t)}});
    if (!message.rule().empty())
        view.why += (view.why.empty() ? "" : " · ") + t("messages.rejected_rule", {{"rule", message.rule()}});
    if (message.appeal_by_ms() > 0) {
        view.until = t("messages.appeal_by", {{"date", t.date(Timestamp::from_ms(message.appeal_by_ms()), now)}});
    }
    return view;
}

}  // namespace dayroom::features
