// Draws frames with a graphics card through SDL_RenderGeometryRaw. Only on real hardware: software GL (llvmpipe,
// softpipe) is slower than our own rasterizer and needs three times the memory. Private to gfx.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "terminal/ui/gfx/painter.h"

struct ImDrawData;
struct ImDrawCmd;
struct ImDrawList;
struct SDL_Renderer;
struct SDL_Texture;
struct SDL_Window;

namespace dayroom::ui {

/// Names of GL drivers that compute on the processor.
bool is_software_driver(std::string_view gl_renderer);

class GpuRenderer {
public:
    /// Nothing if the machine has no graphics device, or its driver is software. Looks for the device before GL is
    /// loaded.
    static std::unique_ptr<GpuRenderer> create_on_hardware(SDL_Window* window);
    /// Takes over a renderer that exists (tests use SDL's own software renderer).
    GpuRenderer(SDL_Renderer* renderer, std::string name);
    ~GpuRenderer();
    GpuRenderer(const GpuRenderer&) = delete;
    GpuRenderer& operator=(const GpuRenderer&) = delete;

    void render(const ImDrawData& data, const Atlas& atlas, const ImageStore& images);
    /// Copies the shown pixels.
    void read_back(FrameBuffer& to);
    const std::string& name() const { return name_; }

private:
    struct TextureDeleter {
        void operator()(SDL_Texture* texture) const;
    };
    struct Texture {
        std::unique_ptr<SDL_Texture, TextureDeleter> handle;
        std::uint32_t revision = 0;
        int width = 0;
        int height = 0;
        bool used = false;
    };
    Texture& texture_of(std::uintptr_t id, const Atlas& atlas, const ImageStore& images);
    void upload(Texture& texture, int width, int height, const std::uint32_t* pixels, std::uint32_t revision,
                bool smooth);
    void draw(const ImDrawList& list, const ImDrawCmd& command, const Texture& texture);

    SDL_Renderer* renderer_;
    std::string name_;
    std::unordered_map<std::uintptr_t, Texture> textures_;
    std::vector<float> positions_;  // x, y, u, v a vertex
    std::vector<std::uint32_t> colors_;
    std::vector<int> indices_;
};

}  // namespace dayroom::ui
