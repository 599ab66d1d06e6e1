#include "terminal/features/base/mills.h"

#include "platform/money/money.h"

namespace dayroom::features {

std::string mills_words(std::int64_t mills) {
    constexpr std::int64_t kMillsInCent = 10;
    constexpr std::int64_t kMillsInDollar = 1'000;
    if (mills % kMillsInCent == 0) return format_money(Cents::of(mills / kMillsInCent));
    const std::string thousandths = std::to_string(kMillsInDollar + mills % kMillsInDollar).substr(1);
    return "$" + std::to_string(mills / kMillsInDollar) + "." + thousandths;
}

}  // namespace dayroom::features
