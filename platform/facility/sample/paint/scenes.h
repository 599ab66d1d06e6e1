// The sample's pictures by name: landscapes, the moon, cakes, pets, flowers, children's drawings … Each seed gives its
// own variation.
#pragma once

#include <span>
#include <string_view>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/facility/sample/paint/painter.h"

namespace dayroom::facility::sample {

struct PaintedPhoto {
    Bytes jpeg;
    int width = 0;
    int height = 0;
};

/// Every name, sorted.
std::span<const std::string_view> scene_names();
/// 640 to 1280 px wide, at most kMaxSamplePhotoBytes. kNotFound for a name that nobody paints.
Result<PaintedPhoto> paint_photo(std::string_view scene, std::uint64_t seed);

namespace scenes {
// nature
void hills(Painter& p);
void mountains(Painter& p);
void lake(Painter& p);
void forest(Painter& p);
void autumn_trees(Painter& p);
void river_bridge(Painter& p);
void beach(Painter& p);
void sunset_sea(Painter& p);
void night_moon(Painter& p);
void rainbow(Painter& p);
void garden(Painter& p);
void snow_house(Painter& p);
// flowers and animals
void flowers_vase(Painter& p);
void roses(Painter& p);
void sunflower(Painter& p);
void tulips(Painter& p);
void dog(Painter& p);
void cat(Painter& p);
void bird(Painter& p);
void fish(Painter& p);
void teddy_bear(Painter& p);
// home and holidays
void birthday_cake(Painter& p);
void cupcakes(Painter& p);
void bread(Painter& p);
void coffee_cup(Painter& p);
void food_plate(Painter& p);
void soup_bowl(Painter& p);
void balloons(Painter& p);
void christmas_tree(Painter& p);
void pumpkin(Painter& p);
void lanterns(Painter& p);
void fireworks(Painter& p);
// town and sport
void city_day(Painter& p);
void city_night(Painter& p);
void church(Painter& p);
void car(Painter& p);
void bicycle(Painter& p);
void kite(Painter& p);
void rain_window(Painter& p);
void soccer_field(Painter& p);
void basketball(Painter& p);
// a child's crayons
void drawing_house(Painter& p);
void drawing_family(Painter& p);
void drawing_cat(Painter& p);
void drawing_car(Painter& p);
void drawing_rocket(Painter& p);
}  // namespace scenes

}  // namespace dayroom::facility::sample
