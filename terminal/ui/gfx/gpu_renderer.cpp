#include "terminal/ui/gfx/gpu_renderer.h"

#include <bit>
#include <filesystem>

#include <SDL2/SDL.h>
#include <imgui.h>

namespace dayroom::ui {
namespace {

constexpr std::uint32_t kGlRenderer = 0x1F01;  // GL_RENDERER

bool has_graphics_device() {
    std::error_code ignored;
    for (int minor = 128; minor < 136; ++minor) {
        if (std::filesystem::exists("/dev/dri/renderD" + std::to_string(minor), ignored)) return true;
    }
    return false;
}

std::string gl_renderer_name() {
    using GetString = const unsigned char* (*)(std::uint32_t);
    const auto get_string = std::bit_cast<GetString>(SDL_GL_GetProcAddress("glGetString"));
    const unsigned char* name = get_string != nullptr ? get_string(kGlRenderer) : nullptr;
    return name != nullptr ? reinterpret_cast<const char*>(name) : "";
}

/// All textures are premultiplied; so are the vertex colours that go with them.
SDL_BlendMode premultiplied_blend() {
    return SDL_ComposeCustomBlendMode(SDL_BLENDFACTOR_ONE, SDL_BLENDFACTOR_ONE_MINUS_SRC_ALPHA, SDL_BLENDOPERATION_ADD,
                                      SDL_BLENDFACTOR_ONE, SDL_BLENDFACTOR_ONE_MINUS_SRC_ALPHA, SDL_BLENDOPERATION_ADD);
}

std::uint32_t premultiplied(std::uint32_t abgr) {
    const std::uint32_t a = abgr >> 24U;
    const auto part = [&](std::uint32_t shift) { return ((((abgr >> shift) & 255U) * a + 127) / 255) << shift; };
    return (a << 24U) | part(0) | part(8) | part(16);
}

}  // namespace

bool is_software_driver(std::string_view gl_renderer) {
    if (gl_renderer.empty()) return true;
    for (const std::string_view name : {"llvmpipe", "softpipe", "swrast", "Software", "SWR", "lavapipe"}) {
        if (gl_renderer.find(name) != std::string_view::npos) return true;
    }
    return false;
}

void GpuRenderer::TextureDeleter::operator()(SDL_Texture* texture) const { SDL_DestroyTexture(texture); }

std::unique_ptr<GpuRenderer> GpuRenderer::create_on_hardware(SDL_Window* window) {
    if (!has_graphics_device()) return nullptr;
    SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengles2,opengl");
    SDL_Renderer* renderer = SDL_CreateRenderer(window, -1, SDL_RENDERER_ACCELERATED);
    if (renderer == nullptr) return nullptr;
    const std::string name = gl_renderer_name();
    if (is_software_driver(name)) {
        SDL_DestroyRenderer(renderer);
        return nullptr;
    }
    return std::make_unique<GpuRenderer>(renderer, name);
}

GpuRenderer::GpuRenderer(SDL_Renderer* renderer, std::string name) : renderer_(renderer), name_(std::move(name)) {}

GpuRenderer::~GpuRenderer() {
    textures_.clear();
    SDL_DestroyRenderer(renderer_);
}

void GpuRenderer::upload(Texture& texture, int width, int height, const std::uint32_t* pixels, std::uint32_t revision,
                         bool smooth) {
    if (!texture.handle || texture.width != width || texture.height != height) {
        texture.handle.reset(
            SDL_CreateTexture(renderer_, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_STATIC, width, height));
        texture.width = width;
        texture.height = height;
        SDL_SetTextureScaleMode(texture.handle.get(), smooth ? SDL_ScaleModeLinear : SDL_ScaleModeNearest);
        SDL_SetTextureBlendMode(texture.handle.get(), premultiplied_blend());
    }
    SDL_UpdateTexture(texture.handle.get(), nullptr, pixels, width * 4);
    texture.revision = revision;
}

GpuRenderer::Texture& GpuRenderer::texture_of(std::uintptr_t id, const Atlas& atlas, const ImageStore& images) {
    Texture& texture = textures_[id];
    texture.used = true;
    if (id >= kTextureFirstImage) {
        const auto* image = images.find(ImageId{static_cast<std::uint32_t>(id - kTextureFirstImage)});
        if (image != nullptr && image->revision != texture.revision) {
            const ImageStore::Level& level = image->levels[0];
            upload(texture, level.width, level.height, level.pixels.data(), image->revision, true);
        }
        return texture;
    }
    if (texture.revision == atlas.revision()) return texture;
    const AtlasPage& page = id == kTextureColor ? atlas.color() : atlas.coverage();
    if (page.height() == 0) return texture;
    if (id == kTextureColor) {
        upload(texture, AtlasPage::kWidth, page.height(), reinterpret_cast<const std::uint32_t*>(page.data()),
               atlas.revision(), false);
    } else {
        const auto count = static_cast<std::size_t>(page.height()) * AtlasPage::kWidth;
        std::vector<std::uint32_t> white(count);
        for (std::size_t i = 0; i < count; ++i) white[i] = page.data()[i] * 0x01010101U;
        upload(texture, AtlasPage::kWidth, page.height(), white.data(), atlas.revision(), false);
    }
    return texture;
}

void GpuRenderer::draw(const ImDrawList& list, const ImDrawCmd& command, const Texture& texture) {
    const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
    indices_.assign(index, index + command.ElemCount);
    // Only this command's own vertices: SDL refuses all if one has coordinates outside its texture.
    const auto [lowest, highest] = std::minmax_element(indices_.begin(), indices_.end());
    const int first = static_cast<int>(command.VtxOffset) + *lowest;
    const int count = *highest - *lowest + 1;
    const int base = *lowest;
    for (int& i : indices_) i -= base;
    positions_.clear();
    colors_.clear();
    for (int i = 0; i < count; ++i) {
        const ImDrawVert& v = list.VtxBuffer[first + i];
        // Plain shapes sample the solid texel in the corner of the coverage page.
        const float u = v.uv.x == kSolid ? 1.0F : v.uv.x;
        const float w = v.uv.x == kSolid ? 1.0F : v.uv.y;
        positions_.insert(positions_.end(), {v.pos.x, v.pos.y, u / static_cast<float>(texture.width),
                                             w / static_cast<float>(texture.height)});
        colors_.push_back(premultiplied(v.col));
    }
    constexpr int kStride = 4 * sizeof(float);
    SDL_RenderGeometryRaw(renderer_, texture.handle.get(), positions_.data(), kStride,
                          reinterpret_cast<const SDL_Color*>(colors_.data()), 4, positions_.data() + 2, kStride, count,
                          indices_.data(), static_cast<int>(indices_.size()), sizeof(int));
}

void GpuRenderer::render(const ImDrawData& data, const Atlas& atlas, const ImageStore& images) {
    for (auto& [id, texture] : textures_) texture.used = false;
    for (int n = 0; n < data.CmdListsCount; ++n) {
        const ImDrawList& list = *data.CmdLists[n];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.UserCallback != nullptr || command.ElemCount == 0) continue;
            const Texture& texture = texture_of(std::bit_cast<std::uintptr_t>(command.GetTexID()), atlas, images);
            if (!texture.handle) continue;
            const ImVec4& c = command.ClipRect;
            const SDL_Rect clip{static_cast<int>(c.x), static_cast<int>(c.y), static_cast<int>(c.z - c.x),
                                static_cast<int>(c.w - c.y)};
            SDL_RenderSetClipRect(renderer_, &clip);
            draw(list, command, texture);
        }
    }
    SDL_RenderSetClipRect(renderer_, nullptr);
    SDL_RenderPresent(renderer_);
    // A picture that is out of sight is uploaded again when it comes back.
    std::erase_if(textures_, [](const auto& entry) { return !entry.second.used; });
}

void GpuRenderer::read_back(FrameBuffer& to) {
    SDL_RenderReadPixels(renderer_, nullptr, SDL_PIXELFORMAT_RGB888, to.pixels.data(), to.width * 4);
    for (std::uint32_t& pixel : to.pixels) pixel |= 0xFF000000U;
}

}  // namespace dayroom::ui
