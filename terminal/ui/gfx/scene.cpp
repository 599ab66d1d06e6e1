#include "terminal/ui/gfx/scene.h"

#include <bit>
#include <cmath>

#include <imgui.h>

namespace dayroom::ui {
namespace {

constexpr float kSubpixels = 16;
constexpr float kFarthest = 32'000;  // px; beyond it a coordinate is cut, which no screen shows

/// ImGui packs 0xAABBGGRR.
std::uint32_t to_argb(std::uint32_t c) { return (c & 0xFF00FF00U) | ((c & 0xFFU) << 16U) | ((c >> 16U) & 0xFFU); }

bool is_whole(float value) { return value == std::floor(value); }

std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15ULL;
    return hash ^ (hash >> 29U);
}

std::uint64_t pair_of(std::uint32_t a, std::uint32_t b) { return (static_cast<std::uint64_t>(a) << 32U) | b; }
std::uint64_t pair_of(int a, int b) { return pair_of(static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b)); }
std::uint64_t pair_of(float a, float b) {
    return pair_of(std::bit_cast<std::uint32_t>(a), std::bit_cast<std::uint32_t>(b));
}

std::uint64_t hash_of(const Primitive& p, std::uint32_t revision) {
    std::uint64_t h = mixed(static_cast<std::uint64_t>(p.kind) + 1, pair_of(p.bounds.x0, p.bounds.y0));
    h = mixed(h, pair_of(p.bounds.x1, p.bounds.y1));
    h = mixed(h, pair_of(p.quad.x0, p.quad.y0));
    h = mixed(h, pair_of(p.quad.x1, p.quad.y1));
    h = mixed(h, pair_of(p.color, p.color_end));
    h = mixed(h, pair_of(p.u0, p.v0));
    h = mixed(h, pair_of(p.u1, p.v1));
    return mixed(h, revision);
}

bool has_no_texture(const ImDrawVert& v) { return v.uv.x == kSolid; }

std::int32_t to_subpixel(float value) {
    return static_cast<std::int32_t>(std::lround(std::clamp(value, -kFarthest, kFarthest) * kSubpixels));
}

}  // namespace

IntRect IntRect::intersect(const IntRect& o) const {
    return {std::max(x0, o.x0), std::max(y0, o.y0), std::min(x1, o.x1), std::min(y1, o.y1)};
}

void Scene::collect(const ImDrawData& data, const Atlas& atlas, const ImageStore& images, IntRect screen) {
    primitives_.clear();
    corners_.clear();
    for (int n = 0; n < data.CmdListsCount; ++n) {
        const ImDrawList& list = *data.CmdLists[n];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.UserCallback != nullptr || command.ElemCount == 0) continue;
            const ImVec4& c = command.ClipRect;
            const IntRect clip{static_cast<int>(c.x), static_cast<int>(c.y), static_cast<int>(c.z),
                               static_cast<int>(c.w)};
            const Source source{atlas, images, clip.intersect(screen),
                                std::bit_cast<std::uintptr_t>(command.GetTexID())};
            if (!source.clip.empty()) collect_command(list, command, source);
        }
    }
}

void Scene::collect_command(const ImDrawList& list, const ImDrawCmd& command, const Source& source) {
    const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
    const ImDrawIdx* const end = index + command.ElemCount;
    const ImDrawVert* vertex = list.VtxBuffer.Data + command.VtxOffset;
    while (index + 3 <= end) {
        const bool pair = index + 6 <= end && index[0] == index[3] && index[2] == index[4];
        if (pair && add_quad(vertex[index[0]], vertex[index[1]], vertex[index[2]], vertex[index[5]], source)) {
            index += 6;
            continue;
        }
        add_triangle(vertex[index[0]], vertex[index[1]], vertex[index[2]], source);
        index += 3;
    }
}

bool Scene::add_quad(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const ImDrawVert& d,
                     const Source& source) {
    const bool aligned = a.pos.x == d.pos.x && b.pos.x == c.pos.x && a.pos.y == b.pos.y && c.pos.y == d.pos.y;
    if (!aligned || a.pos.x > c.pos.x || a.pos.y > c.pos.y || a.col != b.col || c.col != d.col) return false;
    if (!is_whole(a.pos.x) || !is_whole(a.pos.y) || !is_whole(c.pos.x) || !is_whole(c.pos.y)) return false;
    if (std::abs(a.pos.x) > kFarthest || std::abs(a.pos.y) > kFarthest) return false;
    if (std::abs(c.pos.x) > kFarthest || std::abs(c.pos.y) > kFarthest) return false;

    Primitive p;
    p.quad = {static_cast<int>(a.pos.x), static_cast<int>(a.pos.y), static_cast<int>(c.pos.x),
              static_cast<int>(c.pos.y)};
    p.bounds = p.quad.intersect(source.clip);
    if (p.bounds.empty()) return true;
    p.color = to_argb(a.col);
    p.color_end = to_argb(c.col);
    if (!has_no_texture(a)) {
        p.u0 = a.uv.x;
        p.v0 = a.uv.y;
        p.u1 = c.uv.x;
        p.v1 = c.uv.y;
        return add_textured(p, source);
    }
    p.kind = a.col == c.col ? PrimitiveKind::kFill : PrimitiveKind::kGradient;
    if (((p.color | p.color_end) >> 24U) == 0) return true;
    p.hash = hash_of(p, 0);
    primitives_.push_back(p);
    return true;
}

bool Scene::add_textured(Primitive p, const Source& source) {
    if ((p.color >> 24U) == 0) return true;
    std::uint32_t revision = source.atlas.generation();
    if (source.texture >= kTextureFirstImage) {
        p.kind = PrimitiveKind::kImage;
        p.image = source.images.find(ImageId{static_cast<std::uint32_t>(source.texture - kTextureFirstImage)});
        if (p.image == nullptr) return true;
        revision = p.image->revision;
    } else {
        p.kind = source.texture == kTextureColor ? PrimitiveKind::kColored : PrimitiveKind::kCoverage;
    }
    p.hash = hash_of(p, revision);
    primitives_.push_back(p);
    return true;
}

void Scene::add_triangle(const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const Source& source) {
    // The canvas makes textured shapes only of upright quads.
    if (!has_no_texture(a)) return;
    std::array<TriangleCorner, 3> corner;
    const std::array<const ImDrawVert*, 3> from{&a, &b, &c};
    Primitive p;
    p.kind = PrimitiveKind::kTriangle;
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        corner[i] = {to_subpixel(from[i]->pos.x), to_subpixel(from[i]->pos.y), to_argb(from[i]->col)};
        hash = mixed(mixed(hash, pair_of(corner[i].x, corner[i].y)), corner[i].color);
    }
    const auto [x0, x1] = std::minmax({corner[0].x, corner[1].x, corner[2].x});
    const auto [y0, y1] = std::minmax({corner[0].y, corner[1].y, corner[2].y});
    p.bounds = IntRect{x0 >> 4, y0 >> 4, (x1 + 15) >> 4, (y1 + 15) >> 4}.intersect(source.clip);
    const std::uint32_t any_alpha = (corner[0].color | corner[1].color | corner[2].color) >> 24U;
    if (p.bounds.empty() || any_alpha == 0) return;
    p.triangle = static_cast<std::uint32_t>(corners_.size());
    p.hash = mixed(hash, hash_of(p, 0));
    corners_.insert(corners_.end(), corner.begin(), corner.end());
    primitives_.push_back(p);
}

}  // namespace dayroom::ui
