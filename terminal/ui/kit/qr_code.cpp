#include "terminal/ui/kit/qr_code.h"

#include <cmath>
#include <memory>

#include <qrencode.h>

#include "terminal/ui/gfx/canvas.h"

namespace dayroom::ui {
namespace {

struct QrFree {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

float module_size(const QrCode& code, float room) {
    return std::floor(room / static_cast<float>(code.side() + 2 * kQrQuiet));
}

}  // namespace

std::optional<QrCode> QrCode::of(std::string_view text) {
    if (text.empty() || text.size() > 1'000) return std::nullopt;
    const std::unique_ptr<QRcode, QrFree> made(QRcode_encodeData(
        static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
    if (!made) return std::nullopt;
    QrCode code;
    code.side_ = made->width;
    code.dark_.reserve(static_cast<std::size_t>(made->width * made->width));
    for (int at = 0; at < made->width * made->width; ++at) code.dark_.push_back((made->data[at] & 1) != 0);
    return code;
}

float qr_side(const QrCode& code, float room) {
    return module_size(code, room) * static_cast<float>(code.side() + 2 * kQrQuiet);
}

void qr_code(Ui& ui, std::string_view id, Rect rect, const QrCode& code, std::string_view label) {
    const float room = std::min(rect.w, rect.h);
    const float side = qr_side(code, room);
    const float module = module_size(code, room);
    Cut row = ui.cut({rect.x, rect.y, rect.w, side});
    const Rect box = row.start(side);
    ui.note(id, Role::kImage, label, {}, box);
    if (!box.intersects(ui.clip()) || module < 1) return;
    ui.canvas().fill_rect(box, Color{255, 255, 255, 255});
    const float left = box.x + module * kQrQuiet;
    const float top = box.y + module * kQrQuiet;
    for (int y = 0; y < code.side(); ++y) {
        // A run of dark modules is one rectangle.
        for (int x = 0; x < code.side();) {
            int end = x;
            while (end < code.side() && code.dark(end, y)) ++end;
            if (end > x)
                ui.canvas().fill_rect({left + module * static_cast<float>(x), top + module * static_cast<float>(y),
                                       module * static_cast<float>(end - x), module},
                                      Color{0, 0, 0, 255});
            x = std::max(end, x + 1);
        }
    }
}

}  // namespace dayroom::ui
