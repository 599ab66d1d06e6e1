#include "terminal/shell/driver.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dayroom::shell {
namespace {

constexpr int kFramesAfterAction = 2;       // press and release each get a frame of their own
constexpr int kMostFramesAfterAction = 30;  // a screen that is always in motion (a spinner) never settles
constexpr float kLeastVisible = 30;         // pixels of a control that a finger needs; else it is scrolled to
constexpr std::size_t kScriptReadBytes = 4096;

const ui::Node* find(const ui::Tree& tree, const std::string& target) {
    const ui::Node* node = tree.find_id(target);
    return node != nullptr ? node : tree.find_label(target);
}

bool can_be_hit(const ui::Node& node) {
    return node.visible().w > 0 && node.visible().h >= std::min(node.rect.h, kLeastVisible);
}

}  // namespace

Result<std::unique_ptr<Driver>> Driver::open(const std::filesystem::path& script, std::filesystem::path shots,
                                             TryToEscape try_to_escape) {
    const int file = ::open(script.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (file < 0) return Error(ErrorCode::kNotFound, "cannot open the script " + script.string());
    struct stat about {};
    const bool endless = fstat(file, &about) == 0 && S_ISFIFO(about.st_mode);
    const std::string result = script.string() + ".result";
    return std::unique_ptr<Driver>(new Driver(file, endless, std::move(shots), result, std::move(try_to_escape)));
}

Driver::Driver(int file, bool endless, std::filesystem::path shots, std::filesystem::path result,
               TryToEscape try_to_escape)
    : file_(file),
      endless_(endless),
      shots_(std::move(shots)),
      result_(std::move(result)),
      try_to_escape_(std::move(try_to_escape)) {
    std::ofstream(result_, std::ios::trunc).flush();
}
Driver::~Driver() { close(file_); }

void Driver::read_more() {
    std::array<char, kScriptReadBytes> part{};
    ssize_t got = 0;
    while (unread_.size() < kMaxScriptLine && (got = read(file_, part.data(), part.size())) > 0) {
        unread_.append(part.data(), static_cast<std::size_t>(got));
    }
    if (got == 0 && !endless_) {
        if (!at_end_ && !unread_.empty() && unread_.back() != '\n') unread_ += '\n';
        at_end_ = true;
    }
    for (std::size_t end = 0; (end = unread_.find('\n')) != std::string::npos; unread_.erase(0, end + 1)) {
        auto line = parse_script_line(unread_.substr(0, end), ++lines_read_);
        if (!line.ok()) {
            why_ = line.error().detail;
            line_ = ScriptLine{};
            line_->number = lines_read_;
            return report(false);
        }
        if (line->has_value()) waiting_.push_back(**line);
    }
}

void Driver::after_frame(ui::Window& window, const ui::Tree& tree, MonotonicTime now, bool settled) {
    if (finished_) return;
    read_more();
    if (finished_) return;
    if (!line_.has_value()) {
        if (waiting_.empty()) {
            finished_ = at_end_;
            return;
        }
        line_ = std::move(waiting_.front());
        waiting_.pop_front();
        started_ = now;
        frames_ = 0;
        acted_ = false;
        why_.clear();
    }
    ++frames_;
    const Outcome outcome = run(window, tree, now, settled);
    if (outcome == Outcome::kDone) report(true);
    const bool late = now - started_ >= line_.value_or(ScriptLine{}).time && outcome == Outcome::kNotYet;
    if (outcome == Outcome::kFailed || late) report(false);
}

bool Driver::ends_in_motion() const { return line_.has_value() && acted_ && frames_ >= kMostFramesAfterAction; }

Driver::Outcome Driver::run(ui::Window& window, const ui::Tree& tree, MonotonicTime now, bool settled) {
    using Verb = ScriptLine::Verb;
    const ui::Node* node = line_->target.empty() ? nullptr : find(tree, line_->target);
    if (acted_) {
        const bool over = frames_ > kFramesAfterAction && (settled || frames_ > kMostFramesAfterAction);
        return over ? Outcome::kDone : Outcome::kNotYet;
    }
    switch (line_->verb) {
        case Verb::kWait:
            why_ = "did not appear: " + line_->target;
            return node != nullptr ? Outcome::kDone : Outcome::kNotYet;
        case Verb::kGone:
            why_ = "is still there: " + line_->target;
            return node == nullptr ? Outcome::kDone : Outcome::kNotYet;
        case Verb::kClick:
            return click(window, tree, settled);
        case Verb::kExpect:
            return expect(tree);
        case Verb::kPause:
            return now - started_ >= line_->time ? Outcome::kDone : Outcome::kNotYet;
        case Verb::kEscape:
            why_ = try_to_escape_ ? try_to_escape_(line_->target) : "nothing here can try";
            return why_.empty() ? Outcome::kDone : Outcome::kFailed;
        case Verb::kQuit:
            finished_ = true;
            return Outcome::kDone;
        case Verb::kScreenshot: {
            if (!settled) return Outcome::kNotYet;
            const auto saved = window.save_screenshot(shots_ / (line_->target + ".png"));
            if (!saved.ok()) why_ = saved.error().detail;
            return saved.ok() ? Outcome::kDone : Outcome::kFailed;
        }
        case Verb::kType:
        case Verb::kKey: {
            ui::InputEvent event;
            event.kind = line_->verb == Verb::kType ? ui::InputKind::kText : ui::InputKind::kKeyDown;
            event.key = line_->key;
            event.text = line_->text;
            window.inject(std::move(event));
            acted_ = true;
            frames_ = 0;
            return Outcome::kNotYet;
        }
    }
    return Outcome::kFailed;
}

/// As a person would: scrolls until the control is under the finger, then presses it.
Driver::Outcome Driver::click(ui::Window& window, const ui::Tree& tree, bool settled) {
    const ui::Node* node = find(tree, line_->target);
    why_ = node == nullptr ? "not on the screen: " + line_->target : "cannot be pressed: " + line_->target;
    if (node == nullptr || !node->enabled || !tree.is_live(*node) || !node->pressable) return Outcome::kNotYet;
    if (!can_be_hit(*node)) {
        if (!settled) return Outcome::kNotYet;
        ui::InputEvent wheel;
        wheel.kind = ui::InputKind::kWheel;
        wheel.position = node->clip.center();
        wheel.wheel = {0, node->rect.y < node->clip.y ? 1.0F : -1.0F};
        window.inject(wheel);
        return Outcome::kNotYet;
    }
    ui::InputEvent event;
    event.kind = ui::InputKind::kPointerDown;
    event.position = node->visible().center();
    event.touch = event.held = true;
    window.inject(event);
    event.kind = ui::InputKind::kPointerUp;
    event.held = false;
    window.inject(event);
    acted_ = true;
    frames_ = 0;
    return Outcome::kNotYet;
}

Driver::Outcome Driver::expect(const ui::Tree& tree) {
    const ui::Node* node = find(tree, line_->target);
    if (node == nullptr) {
        why_ = "not on the screen: " + line_->target;
        return Outcome::kNotYet;
    }
    const bool equal = line_->text.empty() || node->label.find(line_->text) != std::string::npos ||
                       node->value.find(line_->text) != std::string::npos;
    why_ = line_->target + " says '" + node->label + "' '" + node->value + "', not '" + line_->text + "'";
    return equal ? Outcome::kDone : Outcome::kNotYet;
}

void Driver::report(bool ok) {
    const std::string number = std::to_string(line_->number);
    const std::string words = ok ? "ok " + number : "failed " + number + ": " + why_;
    std::ofstream(result_, std::ios::app) << words << '\n';
    if (!ok) {
        std::fprintf(stderr, "script line %s: %s\n", number.c_str(), why_.c_str());
        failed_ = finished_ = true;
    }
    line_.reset();
}

}  // namespace dayroom::shell
