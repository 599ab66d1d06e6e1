#include "platform/facility/sample/paint/scenes.h"

#include <algorithm>
#include <array>

#include "platform/facility/sample/paint/jpeg.h"

namespace dayroom::facility::sample {
namespace {

struct Scene {
    std::string_view name;
    void (*paint)(Painter&);
};
constexpr std::array kScenes = {
    Scene{"autumn_trees", scenes::autumn_trees},
    Scene{"balloons", scenes::balloons},
    Scene{"basketball", scenes::basketball},
    Scene{"beach", scenes::beach},
    Scene{"bicycle", scenes::bicycle},
    Scene{"bird", scenes::bird},
    Scene{"birthday_cake", scenes::birthday_cake},
    Scene{"bread", scenes::bread},
    Scene{"car", scenes::car},
    Scene{"cat", scenes::cat},
    Scene{"christmas_tree", scenes::christmas_tree},
    Scene{"church", scenes::church},
    Scene{"city_day", scenes::city_day},
    Scene{"city_night", scenes::city_night},
    Scene{"coffee_cup", scenes::coffee_cup},
    Scene{"cupcakes", scenes::cupcakes},
    Scene{"dog", scenes::dog},
    Scene{"drawing_car", scenes::drawing_car},
    Scene{"drawing_cat", scenes::drawing_cat},
    Scene{"drawing_family", scenes::drawing_family},
    Scene{"drawing_house", scenes::drawing_house},
    Scene{"drawing_rocket", scenes::drawing_rocket},
    Scene{"fireworks", scenes::fireworks},
    Scene{"fish", scenes::fish},
    Scene{"flowers_vase", scenes::flowers_vase},
    Scene{"food_plate", scenes::food_plate},
    Scene{"forest", scenes::forest},
    Scene{"garden", scenes::garden},
    Scene{"hills", scenes::hills},
    Scene{"kite", scenes::kite},
    Scene{"lake", scenes::lake},
    Scene{"lanterns", scenes::lanterns},
    Scene{"mountains", scenes::mountains},
    Scene{"night_moon", scenes::night_moon},
    Scene{"pumpkin", scenes::pumpkin},
    Scene{"rain_window", scenes::rain_window},
    Scene{"rainbow", scenes::rainbow},
    Scene{"river_bridge", scenes::river_bridge},
    Scene{"roses", scenes::roses},
    Scene{"snow_house", scenes::snow_house},
    Scene{"soccer_field", scenes::soccer_field},
    Scene{"soup_bowl", scenes::soup_bowl},
    Scene{"sunflower", scenes::sunflower},
    Scene{"sunset_sea", scenes::sunset_sea},
    Scene{"teddy_bear", scenes::teddy_bear},
    Scene{"tulips", scenes::tulips},
};

struct Format {
    int width;
    int height;
};
constexpr std::array kFormats = {Format{960, 640}, Format{720, 720}, Format{640, 800}, Format{800, 600},
                                 Format{1280, 800}};

}  // namespace

std::span<const std::string_view> scene_names() {
    static const auto kNames = [] {
        std::array<std::string_view, kScenes.size()> names;
        std::transform(kScenes.begin(), kScenes.end(), names.begin(), [](const Scene& scene) { return scene.name; });
        return names;
    }();
    return kNames;
}

Result<PaintedPhoto> paint_photo(std::string_view scene, std::uint64_t seed) {
    const auto found =
        std::find_if(kScenes.begin(), kScenes.end(), [&](const Scene& known) { return known.name == scene; });
    if (found == kScenes.end()) return Error(ErrorCode::kNotFound, "no scene is called " + std::string(scene));
    SeededRandom random(seed);
    const bool is_drawing = scene.starts_with("drawing_");
    // A drawing has too many strokes to be small at the largest format.
    const Format format = kFormats[random.below(is_drawing ? kFormats.size() - 1 : kFormats.size())];
    Painter painter(format.width, format.height, random);
    found->paint(painter);
    if (!is_drawing) {
        painter.grain(1);
        painter.vignette(0.28F);
    }
    return PaintedPhoto{encode_jpeg(painter), format.width, format.height};
}

}  // namespace dayroom::facility::sample
