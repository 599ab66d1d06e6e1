// How to use the terminal, and what a person should know: who reads messages, PIN, receipts, working offline.
#pragma once

#include "terminal/features/base/feature.h"

namespace dayroom::features {

class HelpFeature final : public Feature {
public:
    void enter(Host&, const Place&) override {}
    void answer(Host&, std::uint32_t, const local::ToTerminal&) override {}
    void moved(Host&) override {}
    std::string title(Host& host, const Place& place) override;
    void draw(Host& host, ui::Ui& ui, ui::Rect rect, const Place& place) override;
};

}  // namespace dayroom::features
