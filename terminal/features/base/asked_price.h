// What a confirmation asked: its price, and what else a yes would do. A price list, a fee or a cart may move while the
// question stands; a yes counts for what was asked and for nothing else, so the question is closed then, says that the
// price is another, and is asked again by the person. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

class AskedPrice {
public:
    /// How a price reads.
    using Words = std::string (*)(std::int64_t price, const ui::Texts& texts);
    static std::string in_money(std::int64_t cents, const ui::Texts& texts);      // "$8.00"
    static std::string in_credits(std::int64_t credits, const ui::Texts& texts);  // "2 credits"

    /// The question is asked now. `price`: cents, or credits. `what`: anything that is the same as long as the answer
    /// means the same.
    void ask(std::int64_t price, std::string what) {
        price_ = price;
        what_ = std::move(what);
    }
    /// Why the question cannot stand any longer, in plain words; empty: it is still the one that was asked.
    std::string moved(std::int64_t price, const std::string& what, const ui::Texts& texts,
                      Words words = &in_money) const;

private:
    std::int64_t price_ = 0;
    std::string what_;
};

}  // namespace dayroom::features
