// Language, text size, colours, movement and the speed of reading aloud, of the person who is signed in. A choice takes
// effect at once and is kept for the next time, on every terminal.
#pragma once

#include "terminal/features/base/feature.h"

namespace dayroom::features {

class SettingsFeature final : public Feature {
public:
    void enter(Host&, const Place&) override {}
    void answer(Host&, std::uint32_t, const local::ToTerminal&) override {}
    void moved(Host&) override {}
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;

private:
    /// One group: a heading and the choices side by side. Returns the choice; moves `column` on.
    int group(ui::Ui& ui, ui::Cut& column, std::string_view id, const std::string& heading,
              const std::vector<std::string>& choices, int chosen);
};

}  // namespace dayroom::features
