#include "terminal/features/base/percent.h"

namespace dayroom::features {

std::string percent_words(std::int64_t basis_points) {
    std::string text = std::to_string(basis_points / 100);
    if (const std::int64_t rest = basis_points % 100; rest != 0) {
        text += rest % 10 == 0 ? "." + std::to_string(rest / 10) : (rest < 10 ? ".0" : ".") + std::to_string(rest);
    }
    return text + "%";
}

}  // namespace dayroom::features
