#include "terminal/features/messages/message_receipt.h"

#include "terminal/features/base/privacy_note.h"

namespace dayroom::features {

void MessageReceipt::show(Host& host, Of of, const local::Submitted& submitted, const std::string& message_id,
                          const std::string& contact_id) {
    of_ = of;
    submitted_ = submitted;
    message_id_ = message_id;
    contact_id_ = contact_id;
    news_ = {.what = of == Of::kMessage ? "message" : "appeal"};
    host.replace({ScreenId::kMessageReceipt, message_id_});
}

void MessageReceipt::refresh(Host& host) {
    local::ToAgent query;
    query.mutable_get_message()->set_id(message_id_);
    query_ = host.ask(std::move(query));
}

bool MessageReceipt::answer(std::uint32_t number, const local::ToTerminal& reply) {
    if (query_ == 0 || number != query_) return false;
    query_ = 0;
    if (reply.messages().messages_size() != 1) return true;
    const local::Message& message = reply.messages().messages(0);
    if (of_ == Of::kMessage) {
        news_.state = message.state();
        news_.refusal_code = message.refusal_code();
    } else if (!message.appeal().empty()) {  // what staff say about it is no news for a receipt
        news_.state = message.appeal() == "queued" ? "queued" : "sent";
    }
    return true;
}

void MessageReceipt::outcome(const local::Outcome& outcome) {
    if (outcome.what() == news_.what && outcome.receipt_code() == submitted_.receipt_code()) news_.outcome = outcome;
}

std::string MessageReceipt::title(Host& host) const {
    return host.texts()(of_ == Of::kMessage ? "message.title" : "appeal.title");
}

void MessageReceipt::draw(Host& host, ui::Ui& ui, ui::Rect rect) {
    const auto& t = host.texts();
    const auto& m = ui.metrics();
    ui::Cut page = ui.cut(rect);
    ui::Cut foot = ui.cut(page.bottom(privacy_note_height(host, ui, rect.w - 2 * m.margin) + m.gap, m.gap_small));
    foot.inset(m.margin, 0);
    privacy_note(host, ui, foot.rest());
    ReceiptNews news = news_;
    news.online = host.status().online();
    const char* prefix = of_ == Of::kMessage ? "message.receipt." : "appeal.receipt.";
    switch (receipt_page(ui, page.rest(), make_receipt(news, prefix, t), submitted_.receipt_code(),
                         t("message.receipt.done"), t("message.receipt.follow"), t)) {
        case ReceiptChoice::kDone:
            return host.open({ScreenId::kMessages, {}});
        case ReceiptChoice::kFollow:
            return host.replace({ScreenId::kReader, contact_id_});
        case ReceiptChoice::kNone:
            break;
    }
}

}  // namespace dayroom::features
