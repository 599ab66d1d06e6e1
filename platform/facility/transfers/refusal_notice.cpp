#include "platform/facility/transfers/refusal_notice.h"

namespace dayroom::facility {
namespace {

constexpr Milliseconds kShown = std::chrono::hours(24 * 30);

struct Words {
    const char* language;
    const char* title;
    const char* before;
    const char* after;
};
constexpr Words kRefusal[] = {
    {"en", "Your money was not sent",
     "Staff did not send this money: ", "\n\nAll of it is back in your account, and the fee too.\n\nReason: "},
    {"es", "Su dinero no se envió",
     "El personal no envió este dinero: ", "\n\nTodo está otra vez en su cuenta, también la tarifa.\n\nMotivo: "},
};

}  // namespace

wire::Notice notice_of_refusal(const OutgoingMoney& money, std::string_view reason, Timestamp now) {
    wire::Notice notice;
    for (const Words& words : kRefusal) {
        wire::LocalText& title = *notice.add_title();
        title.set_language(words.language);
        title.set_text(words.title);
        wire::LocalText& text = *notice.add_text();
        text.set_language(words.language);
        text.set_text(words.before + format_money(money.amount) + words.after + std::string(reason));
    }
    notice.set_valid_from_ms(now.ms());
    notice.set_valid_to_ms((now + kShown).ms());
    return notice;
}

}  // namespace dayroom::facility
