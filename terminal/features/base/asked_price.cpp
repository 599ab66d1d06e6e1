#include "terminal/features/base/asked_price.h"

#include "platform/money/money.h"

namespace dayroom::features {

std::string AskedPrice::moved(std::int64_t cents, const std::string& what, const ui::Texts& t) const {
    if (cents != cents_)
        return t("form.price_moved",
                 {{"old", format_money(Cents::of(cents_))}, {"new", format_money(Cents::of(cents))}});
    return what == what_ ? std::string() : t("form.moved");
}

}  // namespace dayroom::features
