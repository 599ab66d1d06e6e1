// A frame's draw list turned into primitives that the tile painter understands. Private to gfx.
#pragma once

#include <cstdint>
#include <vector>

#include "terminal/ui/gfx/atlas.h"
#include "terminal/ui/gfx/image_store.h"

struct ImDrawData;
struct ImDrawList;
struct ImDrawCmd;
struct ImDrawVert;

namespace dayroom::ui {

// Textures of a draw command. Texture coordinates are in texels, not 0 to 1; kSolid marks a vertex without texture.
inline constexpr std::uintptr_t kTextureCoverage = 1;
inline constexpr std::uintptr_t kTextureColor = 2;
inline constexpr std::uintptr_t kTextureFirstImage = 16;
inline constexpr float kSolid = -1;

struct IntRect {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    bool operator==(const IntRect&) const = default;
    bool empty() const { return x0 >= x1 || y0 >= y1; }
    int width() const { return x1 - x0; }
    int height() const { return y1 - y0; }
    IntRect intersect(const IntRect& o) const;
    bool covers(const IntRect& o) const { return x0 <= o.x0 && y0 <= o.y0 && x1 >= o.x1 && y1 >= o.y1; }
};

enum class PrimitiveKind : std::uint8_t { kFill, kGradient, kCoverage, kColored, kImage, kTriangle };

/// Corner of a triangle in 1/16 px, so that which pixels it covers is integer arithmetic: the same in every tile and
/// machine.
struct TriangleCorner {
    std::int32_t x = 0, y = 0;
    std::uint32_t color = 0;
};

struct Primitive {
    PrimitiveKind kind = PrimitiveKind::kFill;
    IntRect bounds;           // what it may touch, clipped
    IntRect quad;             // where it would lie unclipped
    std::uint32_t color = 0;  // 0xAARRGGBB, straight; of a gradient the top one
    std::uint32_t color_end = 0;
    float u0 = 0, v0 = 0, u1 = 0, v1 = 0;  // texels at the quad's edges
    const ImageStore::Image* image = nullptr;
    std::uint32_t triangle = 0;  // index of its first corner
    std::uint64_t hash = 0;      // of all that decides its pixels
};

class Scene {
public:
    /// `atlas` and `images` must stay as they are until the scene is painted.
    void collect(const ImDrawData& data, const Atlas& atlas, const ImageStore& images, IntRect screen);

    const std::vector<Primitive>& primitives() const { return primitives_; }
    const TriangleCorner* corners(const Primitive& p) const { return corners_.data() + p.triangle; }

private:
    struct Source {
        const Atlas& atlas;
        const ImageStore& images;
        IntRect clip;
        std::uintptr_t texture;
    };
    void collect_command(const ImDrawList& list, const ImDrawCmd& command, const Source& source);
    bool add_quad(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const ImDrawVert& d, const Source& s);
    bool add_textured(Primitive p, const Source& source);
    void add_triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const Source& source);

    std::vector<Primitive> primitives_;
    std::vector<TriangleCorner> corners_;
};

}  // namespace dayroom::ui
