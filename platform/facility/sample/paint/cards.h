// The sample's set of cards: own artwork without words, so that it suits every language. Always the same picture.
#pragma once

#include "platform/facility/sample/paint/scenes.h"

namespace dayroom::facility::sample {

inline constexpr int kCardWidth = 960;  // pixels
inline constexpr int kCardHeight = 640;

/// Every card's name, sorted.
std::span<const std::string_view> card_names();
/// kNotFound for a name that nobody paints.
Result<PaintedPhoto> paint_card(std::string_view name);

namespace cards {
void balloons(Painter& p);
void bouquet(Painter& p);
void cake(Painter& p);
void dove(Painter& p);
void heart(Painter& p);
void night_sky(Painter& p);
void rainbow(Painter& p);
void sunrise(Painter& p);
}  // namespace cards

}  // namespace dayroom::facility::sample
