#include "platform/rules/receipt_code.h"

namespace dayroom::rules {
namespace {

constexpr int kBase = 23;
static_assert(kReceiptAlphabet.size() == kBase);

int digit_of(char c) {
    const std::size_t at = kReceiptAlphabet.find(c);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

// Sum of (place × digit) over all 8 places is 0 modulo 23. Places and their differences are below 23, which is prime: a
// single wrong character and a swap of two unequal characters always change the sum. Place 1 belongs to the check
// character.
int weighted_sum(std::string_view code) {
    int sum = 0;
    for (std::size_t i = 0; i < code.size(); ++i) sum += static_cast<int>(kReceiptCodeLength - i) * digit_of(code[i]);
    return sum % kBase;
}

}  // namespace

std::string make_receipt_code(Random& random) {
    std::string code;
    for (std::size_t i = 0; i + 1 < kReceiptCodeLength; ++i) code += kReceiptAlphabet[random.below(kBase)];
    const int check = (kBase - weighted_sum(code)) % kBase;
    return code + kReceiptAlphabet[static_cast<std::size_t>(check)];
}

bool is_receipt_code(std::string_view code) {
    if (code.size() != kReceiptCodeLength) return false;
    for (const char c : code)
        if (digit_of(c) < 0) return false;
    return weighted_sum(code) == 0;
}

std::string read_receipt_code(std::string_view typed) {
    std::string code;
    for (char c : typed) {
        if (c == ' ' || c == '-') continue;
        if (code.size() == kReceiptCodeLength) return {};
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        code += c;
    }
    return is_receipt_code(code) ? code : std::string();
}

}  // namespace dayroom::rules
