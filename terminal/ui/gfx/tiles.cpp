#include "terminal/ui/gfx/tiles.h"

namespace dayroom::ui {

void Tiles::resize(int width, int height) {
    width_ = width;
    height_ = height;
    across_ = (width + kSide - 1) / kSide;
    const auto count = static_cast<std::size_t>(across_) * static_cast<std::size_t>((height + kSide - 1) / kSide);
    lists_.assign(count, {});
    hashes_.assign(count, 0);
    changed_.assign(count, 1);
    all_changed_ = true;
}

void Tiles::invalidate() { all_changed_ = true; }

IntRect Tiles::tile_rect(int index) const {
    const int x = (index % across_) * kSide;
    const int y = (index / across_) * kSide;
    return {x, y, std::min(x + kSide, width_), std::min(y + kSide, height_)};
}

void Tiles::sort_in(const Scene& scene) {
    for (auto& list : lists_) list.clear();
    std::uint32_t number = 0;
    for (const Primitive& p : scene.primitives()) {
        const bool opaque = p.kind == PrimitiveKind::kFill && (p.color >> 24U) == 255;
        for (int row = p.bounds.y0 / kSide; row <= (p.bounds.y1 - 1) / kSide; ++row) {
            for (int column = p.bounds.x0 / kSide; column <= (p.bounds.x1 - 1) / kSide; ++column) {
                const int index = row * across_ + column;
                auto& list = lists_[static_cast<std::size_t>(index)];
                // What an opaque fill hides needs neither paint nor comparison.
                if (opaque && p.bounds.covers(tile_rect(index))) list.clear();
                list.push_back(number);
            }
        }
        ++number;
    }
}

int Tiles::update(const Scene& scene) {
    sort_in(scene);
    int count = 0;
    for (std::size_t i = 0; i < lists_.size(); ++i) {
        std::uint64_t hash = 0x2545F4914F6CDD1DULL;
        for (const std::uint32_t number : lists_[i]) {
            hash = (hash ^ scene.primitives()[number].hash) * 0x9E3779B97F4A7C15ULL;
            hash ^= hash >> 31U;
        }
        changed_[i] = all_changed_ || hash != hashes_[i] ? 1 : 0;
        hashes_[i] = hash;
        count += changed_[i];
    }
    all_changed_ = false;
    return count;
}

void Tiles::paint(const Scene& scene, const Atlas& atlas, FrameBuffer& target) const {
    Painter painter(scene, atlas, target);
    for (std::size_t i = 0; i < lists_.size(); ++i) {
        if (changed_[i] == 0) continue;
        const IntRect tile = tile_rect(static_cast<int>(i));
        for (const std::uint32_t number : lists_[i]) painter.paint(scene.primitives()[number], tile);
    }
}

std::vector<IntRect> Tiles::damage() const {
    std::vector<IntRect> areas;
    for (std::size_t i = 0; i < changed_.size(); ++i) {
        if (changed_[i] == 0) continue;
        const IntRect tile = tile_rect(static_cast<int>(i));
        const bool joins = !areas.empty() && areas.back().y0 == tile.y0 && areas.back().x1 == tile.x0;
        if (joins) {
            areas.back().x1 = tile.x1;
        } else {
            areas.push_back(tile);
        }
    }
    return areas;
}

}  // namespace dayroom::ui
