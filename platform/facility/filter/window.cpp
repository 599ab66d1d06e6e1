#include "platform/facility/filter/window.h"

#include <algorithm>
#include <bit>

#include "platform/facility/filter/folding.h"
#include "platform/facility/filter/quick_fold.h"

namespace dayroom::facility::filter {
namespace {

constexpr std::size_t kBytes = Block::kBytes;

/// As std::popcount(), which is a call of the library where the oldest processors are to run this.
std::uint32_t bits_of(std::uint64_t bits) {
    if (bits == 0) return 0;  // mostly
    bits -= (bits >> 1) & 0x5555555555555555;
    bits = (bits & 0x3333333333333333) + ((bits >> 2) & 0x3333333333333333);
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F;
    return static_cast<std::uint32_t>((bits * swar::kOnes) >> 56);
}

/// From bit `first` on; none if it is 64.
constexpr std::uint64_t bits_from(std::size_t first) { return first >= 64 ? 0 : ~std::uint64_t{0} << first; }

constexpr auto kCounting = [] {
    std::array<std::uint8_t, kBytes + 17> numbers = {};
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::uint8_t>(i);
    return numbers;
}();

/// How a code point goes on that begins with a byte. Where it is one of quick_fold.h in two or three bytes is found
/// without a branch: base + (second & second_mask) << shift + (third & third_mask).
struct Lead {
    std::uint16_t base = 0;
    std::uint8_t second_mask = 0;
    std::uint8_t shift = 0;
    std::uint8_t third_mask = 0;
    std::uint8_t length = 1;
    std::uint8_t more = 0;  // bits of the bytes that follow
    bool quick = false;
};
constexpr auto kLeads = [] {
    std::array<Lead, 256> leads = {};
    for (unsigned first = 0xC2; first < 0xE0; ++first)
        leads[first] = {static_cast<std::uint16_t>((first & 0x1FU) << 6), 0x3F, 0, 0, 2, 1, true};
    for (unsigned first = 0xE0; first < 0xF0; ++first) leads[first] = {0, 0, 0, 0, 3, 3, false};
    for (unsigned first = 0xF0; first < 0xF5; ++first) leads[first] = {0, 0, 0, 0, 4, 7, false};
    leads[0xE1] = {0x1000, 0x3F, 6, 0x3F, 3, 3, true};
    return leads;
}();

const Lead& lead_of(const char* text) { return kLeads[static_cast<unsigned char>(*text)]; }

std::size_t quick_number(const Lead& lead, const char* text) {
    const unsigned second = static_cast<unsigned char>(text[1]) & unsigned{lead.second_mask};
    const unsigned third = static_cast<unsigned char>(text[2]) & unsigned{lead.third_mask};
    return lead.base + (second << lead.shift) + third;
}

/// Whether the three bytes of a code point are one of kWideFold; then `letter` is what it is seen as.
bool is_wide(const char* text, unsigned char& letter) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const bool ideographic = byte(0) == 0xE3 && byte(1) == 0x80;
    if (!ideographic && (byte(0) != 0xEF || byte(1) != 0xBC)) return false;
    letter = kWideFold[(ideographic ? 0 : 64) + (byte(2) & 0x3FU)];
    return true;
}

/// Bytes without a code point that goes on behind them.
std::size_t without_cut(const char* text, std::uint64_t inner) {
    for (std::size_t at = kBytes - 3; at < kBytes; ++at) {
        const bool begins = ((inner >> at) & 1U) == 0;
        if (begins && at + lead_of(text + at).length > kBytes) return at;
    }
    return kBytes;
}

}  // namespace

void Window::read_on() {
    point_ += static_cast<std::uint32_t>(consumed_) - bits_of(utf8_.inner & ~bits_from(consumed_));
    at_ += consumed_;
    first_ += count_;
    const std::size_t left = text_.size() - at_;
    last_ = left < kBytes;
    const bool in_place = plain_ && text_.size() >= kBytes;
    const std::size_t skipped = last_ ? kBytes - left : 0;
    if (in_place && Block::behind(beyond_ascii(text_.data() + at_ - skipped), skipped) == 0) {
        read_in_place(left);
    } else {
        read_copy(left);
    }
}

/// ASCII behind ASCII: where the text ends, its last 64 bytes are sorted, and those that have been read shifted out.
void Window::read_in_place(std::size_t left) {
    block_letters_ = text_.data() + at_;
    last_eight_ = text_.data() + text_.size() - sizeof(std::uint64_t);
    offsets_ = kCounting.data();
    consumed_ = count_ = std::min(left, kBytes);
    const std::size_t skipped = kBytes - count_;
    block_ = block_of(block_letters_ - skipped, skipped == 0 ? at(first_ - 1) : ' ').part(skipped, count_);
}

void Window::read_copy(std::size_t left) {
    char* letters = letters_.data() + kBefore;
    if (block_letters_ != nullptr) {
        std::array<char, kBefore> before;
        std::memcpy(before.data(), block_letters_ + count_ - kBefore, kBefore);
        std::memcpy(letters_.data(), before.data(), kBefore);
    }
    block_letters_ = letters;
    last_eight_ = letters_.data() + letters_.size() - sizeof(std::uint64_t);
    const char* text = copied_text(left);
    const std::uint64_t high = beyond_ascii(text);
    plain_ = high == 0;
    if (plain_) {
        utf8_ = {};
        std::memcpy(letters, text, kBytes);
        offsets_ = kCounting.data();
        consumed_ = count_ = std::min(left, kBytes);
    } else {
        utf8_ = utf8_bytes(text);
        fold(text, high, last_ ? left : without_cut(text, utf8_.inner));
    }
    block_ = block_of(letters, at(first_ - 1), count_).part(0, count_);
}

/// The text of the block. Whole steps can be read, behind the text zeros.
const char* Window::copied_text(std::size_t left) {
    constexpr std::size_t kRead = kBytes + kStep;
    if (left >= kRead) return text_.data() + at_;
    std::memset(end_.data() + kRead, 0, kRead);
    if (text_.size() < kRead) {
        std::copy_n(text_.data() + at_, left, end_.data() + kRead - left);
    } else {
        std::memcpy(end_.data(), text_.data() + text_.size() - kRead, kRead);
    }
    return end_.data() + kRead - left;
}

/// The bytes of ASCII from `from` to `to` as letters.
inline void Window::copy(const char* text, std::size_t from, std::size_t to) {
    char* letters = letters_.data() + kBefore + count_;
    std::uint8_t* offsets = letter_offsets_.data() + count_;
    count_ += to - from;
    for (;;) {
        std::memcpy(letters, text + from, kStep);
        std::memcpy(offsets, kCounting.data() + from, kStep);
        from += kStep;
        if (from >= to) return;
        letters += kStep;
        offsets += kStep;
    }
}

inline void Window::add(unsigned char letter, std::size_t at) {
    letters_[kBefore + count_] = static_cast<char>(letter);
    letter_offsets_[count_] = static_cast<std::uint8_t>(at);
    count_ += letter != kNoTrace ? 1 : 0;
}

void Window::fold(const char* text, std::uint64_t high, std::size_t bytes) {
    const std::uint64_t inner = utf8_.inner;
    const std::uint64_t whole = utf8_.chinese & (inner >> 1) & (inner >> 2);
    const std::uint64_t chinese = whole | (whole << 1) | (whole << 2);
    std::size_t at = 0;
    count_ = 0;
    for (high &= ~bits_from(bytes); high != 0; high &= bits_from(at)) {
        const auto next = static_cast<std::size_t>(std::countr_zero(high));
        if (next != at) copy(text, at, next);
        at = next;
        const Lead* lead = &lead_of(text + at);
        const auto goes_on = [&] { return (((inner >> at) >> 1) & lead->more) == lead->more; };
        if (lead->quick && goes_on()) {
            do {
                add(kQuickFold[quick_number(*lead, text + at)], at);
                at += lead->length;
                lead = &lead_of(text + at);
            } while (at < bytes && lead->quick && goes_on());
        } else if (((chinese >> at) & 1U) != 0) {
            add(kOddLetter, at);
            at += static_cast<std::size_t>(std::countr_one(chinese >> at));
        } else if (unsigned char letter = 0; goes_on() && is_wide(text + at, letter)) {
            add(letter, at);
            at += 3;
        } else {
            const utf8::Decoded read = decode_at({text + at, goes_on() ? lead->length : 1U}, 0);
            add(read.valid ? seen_as(read.code_point) : kOddLetter, at);
            at += read.bytes;
        }
    }
    copy(text, at, bytes);
    consumed_ = bytes;
    letter_offsets_[count_] = static_cast<std::uint8_t>(bytes);
    offsets_ = letter_offsets_.data();
}

Place Window::place(std::size_t letter) const {
    const std::size_t offset = offsets_[letter - first_];
    const std::uint32_t more = bits_of(utf8_.inner & ~bits_from(offset));
    return {at_ + offset, point_ + static_cast<std::uint32_t>(offset) - more};
}

}  // namespace dayroom::facility::filter
