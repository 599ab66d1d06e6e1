// A screen with every widget of the kit, on pages: tests drive it, kit_gallery photographs it.
#pragma once

#include "terminal/ui/kit/kit.h"

namespace dayroom::ui {

enum class Page : std::uint8_t { kHome, kMessages, kMoney, kCompose, kSignIn, kRequest, kControls, kEmpty, kFault };
inline constexpr int kPages = 9;
const char* name_of(Page page);

class Gallery {
public:
    Page page = Page::kHome;
    bool dialog_open = false;
    bool amounts_hidden = true;
    ImageId photo;
    Size photo_size;

    int sent = 0;     // how often Send was confirmed
    int opened = -1;  // row that was pressed
    int filter = 0;
    bool loud = false;
    TextBuffer message{13'000, true};
    TextBuffer number{12};
    TextBuffer search{80};
    PinBuffer pin;

    /// The whole screen: navigation, header, page, dialog.
    void draw(Ui& ui);

private:
    Rect frame(Ui& ui);
    void header(Ui& ui, Rect rect, std::string_view title);
    void home(Ui& ui, Rect rect);
    void messages(Ui& ui, Rect rect);
    void thread(Ui& ui, Rect rect);
    void money(Ui& ui, Rect rect);
    void compose(Ui& ui, Rect rect);
    void sign_in(Ui& ui, Rect rect);
    void request(Ui& ui, Rect rect);
    void controls(Ui& ui, Rect rect);
};

}  // namespace dayroom::ui
