// An X server without a monitor, and somebody at its keyboard; and a stranger on it who does what window managers do.
#pragma once

#include <memory>
#include <string>

#include "tests/support/process.h"

namespace dayroom::journey {

class XDisplay {
public:
    XDisplay();
    /// ":7".
    const std::string& name() const { return name_; }
    /// Keys as a person presses them, together: "alt+F4". The server has had them when this returns.
    void press(const std::string& keys) const;

private:
    test::Process server_;
    std::string name_;
};

/// Another client of the display. It calls itself its window manager if that is wanted, gives new windows the focus,
/// and watches.
class Stranger {
public:
    Stranger(const XDisplay& display, bool manages_windows);
    ~Stranger();
    Stranger(const Stranger&) = delete;
    Stranger& operator=(const Stranger&) = delete;

    /// Waits until a program has shown a window of the screen's size, and gives it the focus.
    void welcome_window();
    /// From now on it wants every key: those that somebody else has not grabbed go to it alone.
    void want_keys();
    /// How many presses of keys it has got since it was asked last.
    int keys_got();
    /// How often a program has asked to be made an icon.
    int icons_wanted();
    /// Asks the window to close, as a window manager does on Alt+F4.
    void ask_to_close();
    /// The window can be seen, covers the display and nothing lies over it.
    bool covers_everything();

private:
    struct Parts;
    void look();
    std::unique_ptr<Parts> parts_;
};

}  // namespace dayroom::journey
