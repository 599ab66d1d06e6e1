// A QR code: what a phone reads off the screen. Always dark on white with its quiet zone, whatever the theme: many
// readers know no other.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "terminal/ui/kit/ui.h"

namespace dayroom::ui {

class QrCode {
public:
    /// Of bytes, with about 15 % of it to spare for dirt and glare (level M). Nothing: none, or too many for a code.
    static std::optional<QrCode> of(std::string_view text);

    int side() const { return side_; }  // modules, without the quiet zone
    bool dark(int x, int y) const { return dark_[static_cast<std::size_t>(y * side_ + x)]; }

private:
    int side_ = 0;
    std::vector<bool> dark_;
};

inline constexpr int kQrQuiet = 4;  // modules of white on each side

/// The side of the square that is drawn into `room` pixels: whole pixels a module, so that none is blurred.
float qr_side(const QrCode& code, float room);
/// At the top of `rect`, at its start. `label`: what it is, for the voice.
void qr_code(Ui& ui, std::string_view id, Rect rect, const QrCode& code, std::string_view label);

}  // namespace dayroom::ui
