// Private to this folder: one open font, for HarfBuzz and for Cairo.
#pragma once

#include <memory>

#include <cairo.h>
#include <hb.h>

#include "platform/facility/statements/paper_fonts.h"

namespace dayroom::facility {

struct HbFontCloser {
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};
struct CairoFaceCloser {
    void operator()(cairo_font_face_t* face) const { cairo_font_face_destroy(face); }
};

struct PaperFonts::Font {
    std::unique_ptr<hb_font_t, HbFontCloser> shaping;  // in units of the font
    double units = 1000;                               // of one em
    std::unique_ptr<cairo_font_face_t, CairoFaceCloser> face;
};

}  // namespace dayroom::facility
