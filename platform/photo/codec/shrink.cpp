#include <algorithm>

#include "platform/photo/codec/decoders.h"

namespace dayroom::photo {
namespace {

constexpr std::uint64_t kOne = 1 << 12;  // fixed point of an edge's share

/// Which source pixels one target pixel covers, and how much of the first and last.
struct Span {
    std::uint32_t first, last;              // inclusive
    std::uint64_t first_share, last_share;  // of kOne
};

std::vector<Span> spans(std::uint32_t from, std::uint32_t to) {
    std::vector<Span> all(to);
    for (std::uint32_t at = 0; at < to; ++at) {
        const std::uint64_t begin = std::uint64_t{at} * from * kOne / to;
        const std::uint64_t end = std::max((std::uint64_t{at} + 1) * from * kOne / to, begin + 1);
        const auto first = static_cast<std::uint32_t>(begin / kOne);
        const auto last = static_cast<std::uint32_t>((end - 1) / kOne);
        const std::uint64_t first_share = first == last ? end - begin : (first + std::uint64_t{1}) * kOne - begin;
        all[at] = {first, last, first_share, first == last ? first_share : end - last * kOne};
    }
    return all;
}

std::uint64_t share_at(const Span& span, std::uint32_t at) {
    if (at == span.first) return span.first_share;
    return at == span.last ? span.last_share : kOne;
}

}  // namespace

Picture shrink(const Picture& picture, Size to) {
    Picture result{to, Bytes(std::size_t{to.width} * to.height * 4)};
    const auto columns = spans(picture.size.width, to.width);
    const auto rows = spans(picture.size.height, to.height);
    std::uint8_t* out = result.rgba.data();
    for (const Span& row : rows) {
        for (const Span& column : columns) {
            std::uint64_t sums[4] = {}, weight = 0;
            for (std::uint32_t y = row.first; y <= row.last; ++y) {
                const std::uint8_t* pixel =
                    picture.rgba.data() + (std::size_t{y} * picture.size.width + column.first) * 4;
                const std::uint64_t row_share = share_at(row, y);
                for (std::uint32_t x = column.first; x <= column.last; ++x, pixel += 4) {
                    const std::uint64_t share = row_share * share_at(column, x);
                    for (int channel = 0; channel < 4; ++channel) sums[channel] += share * pixel[channel];
                    weight += share;
                }
            }
            for (const std::uint64_t sum : sums) *out++ = static_cast<std::uint8_t>((sum + weight / 2) / weight);
        }
    }
    return result;
}

}  // namespace dayroom::photo
