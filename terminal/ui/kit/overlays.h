// What stands over or in place of a screen: dialogs, toasts, banners, empty and error states, faults, progress.
#pragma once

#include "terminal/ui/kit/buttons.h"
#include "terminal/ui/kit/ui.h"

namespace dayroom::ui {

struct DialogSpec {
    std::string title{};                                       // "Send this request?"
    std::string text{};                                        // what it costs, what happens
    std::vector<std::pair<std::string, std::string>> facts{};  // "Price" – "$3.00", "Balance after" – "$45.15"
    std::string safe_label{};                                  // a verb: "Not yet". First, and has the focus
    std::string action_label{};                                // a verb: "Yes, send"; empty: only the safe one
    std::string action_icon{};
    std::string action_price{};
    bool danger = false;
    bool busy = false;
};
enum class DialogChoice : std::uint8_t { kNone, kSafe, kAction };
/// Call after the rest of the screen. The background is inert, the focus trapped; Escape is the safe choice.
DialogChoice dialog(Ui& ui, std::string_view id, const DialogSpec& spec);

/// Shows one result at a time, in order, 5 s each (longer texts longer); a later one waits. Role alert.
void show_toast(Ui& ui, std::string text, Tone tone = Tone::kSuccess);
/// Called by end_frame; the shell need not.
void draw_toasts(Ui& ui);

struct BannerSpec {
    std::string text{};
    std::string icon{};  // empty: by tone
    Tone tone = Tone::kWarning;
    std::string action{};  // a button at the end; empty: none
    bool alert = false;    // role alert: spoken at once
};
/// True when its action was pressed.
bool banner(Ui& ui, std::string_view id, Rect rect, const BannerSpec& spec);
float banner_height(Ui& ui, const BannerSpec& spec, float width);

struct StateSpec {
    std::string icon{};
    std::string title{};
    std::string text{};
    std::string action{};  // a button; empty: none
    bool error = false;
};
/// "No messages yet", or what went wrong and what to do. True when its action was pressed.
bool empty_state(Ui& ui, std::string_view id, Rect rect, const StateSpec& spec);

struct FaultSpec {
    std::string icon = "triangle-alert";
    std::string title{};  // what happened
    std::string what_to_do{};
    std::string whom_to_call{};
    std::string nearest{};  // nearest working terminal
    std::string code{};     // for the technician
    std::string action{};   // "Try again"; empty: none
};
/// In place of a screen. Needs no store, no network, no session. True when its action was pressed.
bool fault_page(Ui& ui, std::string_view id, Rect rect, const FaultSpec& spec);

/// Frames what is read aloud now, and says so in the semantic tree: once the screen is drawn, before the frame ends.
void mark_being_read(Ui& ui, NodeKey key);

/// `fraction` from 0 to 1.
void progress_bar(Ui& ui, std::string_view id, Rect rect, std::string_view label, float fraction);
/// A still sign with reduced motion.
void spinner(Ui& ui, std::string_view id, Rect rect, std::string_view label);

}  // namespace dayroom::ui
