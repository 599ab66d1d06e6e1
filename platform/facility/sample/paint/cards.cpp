#include "platform/facility/sample/paint/cards.h"

#include <algorithm>
#include <array>

#include "platform/facility/sample/paint/jpeg.h"

namespace dayroom::facility::sample {
namespace {

struct CardPicture {
    std::string_view name;
    void (*paint)(Painter&);
};
constexpr std::array kCards = {
    CardPicture{"balloons", cards::balloons}, CardPicture{"bouquet", cards::bouquet},
    CardPicture{"cake", cards::cake},         CardPicture{"dove", cards::dove},
    CardPicture{"heart", cards::heart},       CardPicture{"night_sky", cards::night_sky},
    CardPicture{"rainbow", cards::rainbow},   CardPicture{"sunrise", cards::sunrise},
};
constexpr std::uint64_t kSeed = 17;

/// A white edge with a thin line inside: it is a card, not a photo.
void edge(Painter& p, Rgb line) {
    const float wide = 0.035F;
    const float right = p.right();
    for (const bool upper : {true, false}) {
        p.rect(0, upper ? 0 : 1 - wide, right, wide, rgb(0xfffdf8));
        p.rect(wide, upper ? wide : 1 - wide - 0.006F, right - 2 * wide, 0.006F, line);
        p.rect(upper ? 0 : right - wide, 0, wide, 1, rgb(0xfffdf8));
        p.rect(upper ? wide : right - wide - 0.006F, wide, 0.006F, 1 - 2 * wide, line);
    }
}

}  // namespace

std::span<const std::string_view> card_names() {
    static const auto kNames = [] {
        std::array<std::string_view, kCards.size()> names;
        std::transform(kCards.begin(), kCards.end(), names.begin(), [](const CardPicture& card) { return card.name; });
        return names;
    }();
    return kNames;
}

Result<PaintedPhoto> paint_card(std::string_view name) {
    const auto found =
        std::find_if(kCards.begin(), kCards.end(), [&](const CardPicture& known) { return known.name == name; });
    if (found == kCards.end()) return Error(ErrorCode::kNotFound, "no card is called " + std::string(name));
    SeededRandom random(kSeed);
    Painter painter(kCardWidth, kCardHeight, random);
    found->paint(painter);
    edge(painter, rgb(0xc9a25d));
    return PaintedPhoto{encode_jpeg(painter), kCardWidth, kCardHeight};
}

}  // namespace dayroom::facility::sample
