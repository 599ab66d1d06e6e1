#include "terminal/ui/gfx/blend.h"

#include <algorithm>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace dayroom::ui::blend {
namespace {

/// One pixel: source × alpha + destination × (255 − alpha), rounded, each channel.
std::uint32_t mix(std::uint32_t to, std::uint32_t color, std::uint32_t alpha) {
    const std::uint32_t rest = 255 - alpha;
    std::uint32_t out = 0xFF000000U;
    for (std::uint32_t shift = 0; shift < 24; shift += 8) {
        const std::uint32_t sum = ((color >> shift) & 255U) * alpha + ((to >> shift) & 255U) * rest;
        out |= div255(sum) << shift;
    }
    return out;
}

std::uint32_t over(std::uint32_t to, std::uint32_t from, std::uint32_t opacity) {
    const std::uint32_t rest = 255 - div255((from >> 24U) * opacity);
    std::uint32_t out = 0xFF000000U;
    for (std::uint32_t shift = 0; shift < 24; shift += 8) {
        const std::uint32_t sum = ((from >> shift) & 255U) * opacity + ((to >> shift) & 255U) * rest;
        out |= div255(std::min(sum, 65025U)) << shift;
    }
    return out;
}

#ifdef __SSE2__
__m128i div255_16(__m128i x) {
    const __m128i t = _mm_add_epi16(x, _mm_set1_epi16(128));
    return _mm_srli_epi16(_mm_add_epi16(t, _mm_srli_epi16(t, 8)), 8);
}

/// Two pixels in 16-bit lanes; alpha holds each pixel's alpha four times.
__m128i mix_16(__m128i to, __m128i color, __m128i alpha) {
    const __m128i rest = _mm_sub_epi16(_mm_set1_epi16(255), alpha);
    return div255_16(_mm_add_epi16(_mm_mullo_epi16(color, alpha), _mm_mullo_epi16(to, rest)));
}

__m128i load(const void* p) { return _mm_loadu_si128(static_cast<const __m128i*>(p)); }
void store(void* p, __m128i v) { _mm_storeu_si128(static_cast<__m128i*>(p), v); }

__m128i color_lanes(std::uint32_t color) {
    const __m128i packed = _mm_set1_epi32(static_cast<int>(color | 0xFF000000U));
    return _mm_unpacklo_epi8(packed, _mm_setzero_si128());
}
#endif

}  // namespace

void fill(std::uint32_t* to, int count, std::uint32_t color) {
    const std::uint32_t alpha = color >> 24U;
    if (alpha == 255) {
        std::fill_n(to, count, color);
        return;
    }
    int i = 0;
#ifdef __SSE2__
    const __m128i zero = _mm_setzero_si128();
    const __m128i source = color_lanes(color);
    const __m128i alphas = _mm_set1_epi16(static_cast<short>(alpha));
    for (; i + 4 <= count; i += 4) {
        const __m128i d = load(to + i);
        const __m128i low = mix_16(_mm_unpacklo_epi8(d, zero), source, alphas);
        const __m128i high = mix_16(_mm_unpackhi_epi8(d, zero), source, alphas);
        store(to + i, _mm_packus_epi16(low, high));
    }
#endif
    for (; i < count; ++i) to[i] = mix(to[i], color, alpha);
}

void coverage(std::uint32_t* to, int count, const std::uint8_t* mask, std::uint32_t color) {
    const std::uint32_t alpha = color >> 24U;
    int i = 0;
#ifdef __SSE2__
    const __m128i zero = _mm_setzero_si128();
    const __m128i source = color_lanes(color);
    const __m128i alphas = _mm_set1_epi16(static_cast<short>(alpha));
    for (; i + 4 <= count; i += 4) {
        int four = 0;
        std::copy_n(mask + i, 4, reinterpret_cast<std::uint8_t*>(&four));
        if (four == 0) continue;
        const __m128i d = load(to + i);
        __m128i m = _mm_unpacklo_epi8(_mm_cvtsi32_si128(four), zero);  // 4 × 16 bit
        m = div255_16(_mm_mullo_epi16(m, alphas));
        const __m128i twice = _mm_unpacklo_epi16(m, m);  // a a b b c c d d
        const __m128i a = _mm_shuffle_epi32(twice, _MM_SHUFFLE(1, 1, 0, 0));
        const __m128i b = _mm_shuffle_epi32(twice, _MM_SHUFFLE(3, 3, 2, 2));
        const __m128i low = mix_16(_mm_unpacklo_epi8(d, zero), source, a);
        const __m128i high = mix_16(_mm_unpackhi_epi8(d, zero), source, b);
        store(to + i, _mm_packus_epi16(low, high));
    }
#endif
    for (; i < count; ++i) {
        if (mask[i] != 0) to[i] = mix(to[i], color, div255(mask[i] * alpha));
    }
}

void premultiplied(std::uint32_t* to, int count, const std::uint32_t* from, std::uint32_t opacity) {
    for (int i = 0; i < count; ++i) {
        const std::uint32_t source = from[i];
        if ((source >> 24U) == 255 && opacity == 255) {
            to[i] = source;
        } else if ((source >> 24U) != 0) {
            to[i] = over(to[i], source, opacity);
        }
    }
}

void pixel(std::uint32_t& to, std::uint32_t color) { to = mix(to, color, color >> 24U); }

}  // namespace dayroom::ui::blend
