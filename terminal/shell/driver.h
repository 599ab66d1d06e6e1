// Drives the terminal from a script, in test builds only: through the semantic tree, as a person would, never past it.
// The language is in docs/operations/driving-the-terminal.md. UI thread only.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/base/time.h"
#include "terminal/ui/gfx/window.h"
#include "terminal/ui/semantics/tree.h"

namespace dayroom::shell {

inline constexpr std::size_t kMaxScriptLine = 20'000;  // bytes
inline constexpr Milliseconds kDefaultWait{10'000};

/// One line of a script.
struct ScriptLine {
    enum class Verb { kWait, kGone, kClick, kType, kKey, kExpect, kScreenshot, kPause, kEscape, kQuit };
    Verb verb = Verb::kWait;
    std::string target;  // an id, the end of an id, or a label; kEscape: a folder
    std::string text;    // kType, kExpect (the value or label wanted; empty: only there)
    ui::Key key = ui::Key::kOther;
    Milliseconds time{0};
    int number = 0;  // of the line, from 1
};

/// Nothing for an empty line or a comment. kInvalid says what is wrong with the line.
Result<std::optional<ScriptLine>> parse_script_line(const std::string& line, int number);

/// Tries in this process what the sandbox forbids, on the files of a folder: what succeeded, nothing when all was
/// blocked.
using TryToEscape = std::function<std::string(const std::string& folder)>;

class Driver {
public:
    /// Opens the script: a file, or a FIFO that is read as lines arrive. `shots`: folder for `screenshot NAME`.
    static Result<std::unique_ptr<Driver>> open(const std::filesystem::path& script, std::filesystem::path shots,
                                                TryToEscape try_to_escape = {});
    ~Driver();

    /// Called after each frame. `settled`: nothing more is due at once.
    void after_frame(ui::Window& window, const ui::Tree& tree, MonotonicTime now, bool settled);

    bool finished() const { return finished_; }
    /// Whether the line under way ends with this frame though the screen goes on moving: what is there now is what
    /// came of it.
    bool ends_in_motion() const;
    /// 0, or 1 when a line failed.
    int exit_code() const { return failed_ ? 1 : 0; }

private:
    enum class Outcome { kDone, kNotYet, kFailed };

    Driver(int file, bool endless, std::filesystem::path shots, std::filesystem::path result,
           TryToEscape try_to_escape);
    void read_more();
    Outcome run(ui::Window& window, const ui::Tree& tree, MonotonicTime now, bool settled);
    Outcome click(ui::Window& window, const ui::Tree& tree, bool settled);
    Outcome expect(const ui::Tree& tree);
    void report(bool ok);

    int file_;
    bool endless_;  // a FIFO: its end is only "no more for now"
    bool at_end_ = false;
    std::filesystem::path shots_;
    std::filesystem::path result_;
    TryToEscape try_to_escape_;
    std::string unread_;
    int lines_read_ = 0;
    std::deque<ScriptLine> waiting_;
    std::optional<ScriptLine> line_;
    MonotonicTime started_;
    int frames_ = 0;  // since the line began
    bool acted_ = false;
    std::string why_;
    bool finished_ = false;
    bool failed_ = false;
};

}  // namespace dayroom::shell
