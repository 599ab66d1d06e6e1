#include "terminal/ui/gfx/imgui_core.h"

#include <bit>

#include <imgui.h>

#include "terminal/ui/gfx/scene.h"

namespace dayroom::ui {

ImGuiCore::ImGuiCore() : context_(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;  // more than 65,536 vertices a frame
    // ImGui insists on a font; ours are in text/. One letter is the least it takes.
    static const ImWchar one_letter[] = {32, 33, 0};
    ImFontConfig font;
    font.GlyphRanges = one_letter;
    io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
    io.Fonts->AddFontDefault(&font);
    io.Fonts->Build();
    io.Fonts->ClearTexData();
    io.Fonts->TexUvWhitePixel = ImVec2(kSolid, kSolid);
    io.Fonts->SetTexID(std::bit_cast<ImTextureID>(kTextureCoverage));
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;
}

ImGuiCore::~ImGuiCore() { ImGui::DestroyContext(context_); }

ImDrawList& ImGuiCore::begin(Size size) {
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(size.w, size.h);
    io.DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
    return *ImGui::GetBackgroundDrawList();
}

const ImDrawData& ImGuiCore::end() {
    ImGui::SetCurrentContext(context_);
    ImGui::Render();
    return *ImGui::GetDrawData();
}

}  // namespace dayroom::ui
