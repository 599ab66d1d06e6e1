#include "terminal/features/base/receipt.h"

#include <algorithm>

namespace dayroom::features {
namespace {

constexpr std::size_t kReceiptHalf = 4;
constexpr float kMaxWidth = 820;  // px at 100 %
constexpr float kSign = 56;

}  // namespace

ReceiptWords make_receipt(const ReceiptNews& news, std::string_view prefix, const ui::Texts& t) {
    const auto words = [&](const char* key) { return t(std::string(prefix) + key); };
    const bool stored = !news.state.empty() && news.state != "queued";
    const bool declined = !stored && news.outcome.has_value() && !news.outcome->done();
    if (news.state == "refused" || declined) {
        const std::string& code = declined ? news.outcome->code() : news.refusal_code;
        return {ReceiptState::kRefused, words("title_refused"), refusal_words(news.what, code, t), "circle-alert"};
    }
    if (stored || news.outcome.has_value()) {
        return {ReceiptState::kSent, words("title_sent"), words("text_sent"), "circle-check"};
    }
    if (news.online) return {ReceiptState::kOnItsWay, words("title_saved"), words("text_on_its_way"), "send"};
    return {ReceiptState::kSaved, words("title_saved"), words("text_saved"), "cloud-off"};
}

std::string refusal_words(std::string_view what, const std::string& code, const ui::Texts& t) {
    const std::string own = "problem." + std::string(what) + ".";
    if (t.has(own + code)) return t(own + code);
    return t.of_code("problem.", code, "problem.refused");
}

std::string grouped(const std::string& code) {
    if (code.size() != 2 * kReceiptHalf) return code;
    return code.substr(0, kReceiptHalf) + "-" + code.substr(kReceiptHalf);
}

float receipt_card(ui::Ui& ui, ui::Rect rect, const std::string& code, const ui::Texts& t) {
    const ui::ValueCardSpec spec{
        .label = t("request.receipt"), .value = grouped(code), .note = t("request.receipt_note"), .icon = "receipt"};
    const float height = ui::value_card_height(ui, spec, rect.w);
    ui::value_card(ui, "receipt.code", {rect.x, rect.y, rect.w, height}, spec);
    return height + ui.metrics().gap_large;
}

ReceiptChoice receipt_page(ui::Ui& ui, ui::Rect rect, const ReceiptWords& words, const std::string& code,
                           const std::string& done, const std::string& follow, const ui::Texts& t) {
    const auto& m = ui.metrics();
    const bool well = words.state == ReceiptState::kSent || words.state == ReceiptState::kOnItsWay;
    ui::ScrollArea area(ui, "receipt", rect);
    ui::Rect content = area.content();
    content.w = std::min(content.w, ui.px(kMaxWidth) + 2 * m.margin);
    ui::Cut column = ui.cut(content);
    column.inset(m.margin, 0);
    ui.icon(words.icon, ui.cut(column.top(ui.px(kSign), m.gap)).start(ui.px(kSign)),
            well ? ui.theme().success_ink : ui.theme().warning_ink);
    column.skip(ui.heading(column.rest(), words.title, ui::Type::kTitle, "receipt.title") + m.gap_small);
    column.skip(ui.text(column.rest(), words.text, {.personal = false}, "receipt.text", ui::Role::kStatus) +
                m.gap_large);
    column.skip(receipt_card(ui, column.rest(), code, t));
    ReceiptChoice choice = ReceiptChoice::kNone;
    if (ui::button(ui, "receipt.done", column.top(m.button, m.gap), {.label = done, .initial_focus = true}))
        choice = ReceiptChoice::kDone;
    if (!follow.empty() && ui::button(ui, "receipt.follow", column.top(m.button, m.gap),
                                      {.label = follow, .kind = ui::ButtonKind::kOutline}))
        choice = ReceiptChoice::kFollow;
    area.used_until(column.rest().y);
    return choice;
}

}  // namespace dayroom::features
