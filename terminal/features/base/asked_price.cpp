#include "terminal/features/base/asked_price.h"

#include "platform/money/money.h"

namespace dayroom::features {

std::string AskedPrice::in_money(std::int64_t cents, const ui::Texts&) { return format_money(Cents::of(cents)); }

std::string AskedPrice::in_credits(std::int64_t credits, const ui::Texts& t) {
    return t("money.credit_count", {{"count", credits}});
}

std::string AskedPrice::moved(std::int64_t price, const std::string& what, const ui::Texts& t, Words words) const {
    if (price != price_) return t("form.price_moved", {{"old", words(price_, t)}, {"new", words(price, t)}});
    return what == what_ ? std::string() : t("form.moved");
}

}  // namespace dayroom::features
