// Which parts of the screen changed: the screen is cut into tiles, each frame's primitives are sorted into them, and a
// tile whose list hashes to the same value as last time is left alone. Private to gfx.
#pragma once

#include <cstdint>
#include <vector>

#include "terminal/ui/gfx/painter.h"
#include "terminal/ui/gfx/scene.h"

namespace dayroom::ui {

class Tiles {
public:
    static constexpr int kSide =
        64;  // px: 16 KiB of pixels, which stay in the first-level cache while a tile is painted

    void resize(int width, int height);
    /// Every tile counts as changed next time.
    void invalidate();
    /// Sorts the scene into tiles and finds the changed ones. Returns their number.
    int update(const Scene& scene);
    /// Paints the changed tiles.
    void paint(const Scene& scene, const Atlas& atlas, FrameBuffer& target) const;
    /// The changed area as rectangles, neighbours in a row merged.
    std::vector<IntRect> damage() const;
    int count() const { return static_cast<int>(lists_.size()); }

private:
    IntRect tile_rect(int index) const;
    void sort_in(const Scene& scene);

    int width_ = 0;
    int height_ = 0;
    int across_ = 0;
    bool all_changed_ = true;
    std::vector<std::vector<std::uint32_t>> lists_;  // primitives of each tile, in painter's order
    std::vector<std::uint64_t> hashes_;
    std::vector<std::uint8_t> changed_;
};

}  // namespace dayroom::ui
