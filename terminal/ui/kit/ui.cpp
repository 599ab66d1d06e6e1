#include "terminal/ui/kit/ui.h"

#include <cmath>
#include <utility>

#include "platform/crypto/secret.h"
#include "terminal/ui/kit/ui_state.h"

namespace dayroom::ui {

namespace {

constexpr std::size_t kMaxScrolls = 128;  // places remembered

void keep_sooner(std::optional<Milliseconds>& due, Milliseconds delay) {
    delay = std::max(delay, Milliseconds(0));
    if (!due || delay < *due) due = delay;
}

}  // namespace

void wipe_text(std::string& text) { wipe(text); }

Ui::Ui(TextEngine& text, const Clock& clock) : state_(std::make_unique<State>(text, clock)) {}
Ui::~Ui() { clear(); }

void Ui::set_settings(const Settings& settings) {
    if (settings.keyboard != state_->settings.keyboard) state_->chosen_layout.reset();
    state_->settings = settings;
    state_->theme = make_theme(settings.theme);
}
const Settings& Ui::settings() const { return state_->settings; }
void Ui::set_words(KitWords words) { state_->words = std::move(words); }
const KitWords& Ui::words() const { return state_->words; }
Rect Ui::body() const { return state_->body; }
Rect Ui::window() const { return state_->window; }
const Theme& Ui::theme() const { return state_->theme; }
const Metrics& Ui::metrics() const { return state_->metrics; }
MonotonicTime Ui::now() const { return state_->now; }
Canvas& Ui::canvas() { return *state_->canvas; }
TextEngine& Ui::engine() { return state_->text; }
FocusManager& Ui::focus() { return state_->focus; }
NodeKey Ui::text_target() const { return state_->text_target; }
bool Ui::had_input() const { return state_->had_input; }
const Tree& Ui::tree() const { return state_->last; }
std::span<const InputEvent> Ui::typed() const { return state_->typed; }

void Ui::begin_frame(Canvas& canvas, std::vector<InputEvent>& events) {
    State& s = *state_;
    s.canvas = &canvas;
    s.window = {0, 0, canvas.size().w, canvas.size().h};
    s.metrics = make_metrics(canvas.size(), s.settings.scale());
    s.now = s.clock.steady();
    s.due.reset();
    s.tree.clear();
    s.path.clear();
    s.path_ends.clear();
    s.unnamed.assign(1, 0);
    s.surfaces.assign(1, s.theme.background);
    s.clips.assign(1, s.window);
    s.layer = 0;
    s.scroller = kNoNode;
    for (auto& [key, scroll] : s.scrolls) scroll.seen = false;
    for (auto& [key, field] : s.fields) field.seen = false;
    s.take(events);
    s.handle_queue();
    press_keyboard(*this);
    for (auto& [key, scroll] : s.scrolls) {
        if (scroll.motion.step(s.now)) wake_in(Milliseconds(0));
    }
    s.body = s.window;
    if (s.keyboard.open && s.text_target != kNoNode) s.body.cut_bottom(keyboard_height(*this));
}

FrameResult Ui::end_frame() {
    State& s = *state_;
    const bool keyboard_was_open = s.keyboard.open;
    if (s.keyboard.open && s.text_target != kNoNode) draw_keyboard(*this);
    draw_toasts(*this);
    s.tree.put_foot_last();
    std::swap(s.tree, s.last);
    const NodeKey focused_before = s.focus.focused();
    const NodeKey target_before = s.text_target;
    s.focus.settle(s.last);
    s.follow_text_target();
    if (s.text_target != target_before && s.by_pointer && s.text_target != kNoNode) {
        const Node* field = s.last.find(s.text_target);
        s.keyboard.open = field && field->keyboard && s.settings.on_screen_keyboard;
    }
    const bool keyboard_moved = s.keyboard.open != keyboard_was_open;
    const bool again = std::exchange(s.reveal_again, keyboard_moved);
    s.reveal = keyboard_moved || again ? s.text_target : kNoNode;
    if (s.focus.focused() != focused_before || s.reveal != kNoNode || keyboard_moved) wake_in(Milliseconds(0));
    std::erase_if(s.fields, [](const auto& entry) { return !entry.second.seen; });
    if (s.scrolls.size() > kMaxScrolls) std::erase_if(s.scrolls, [](const auto& entry) { return !entry.second.seen; });
    for (InputEvent& event : s.typed) wipe_text(event.text);
    s.typed.clear();
    s.digits.fill(0);
    s.digit_count = 0;
    s.fired.clear();
    s.pressed_now = kNoNode;
    s.back = false;
    // What was pressed changes the model after it was drawn: the next frame shows it.
    if (s.had_input || !s.queue.empty()) wake_in(Milliseconds(0));
    s.canvas = nullptr;
    FrameResult result;
    result.next_due = s.due;
    result.wants_text_input = s.text_target != kNoNode || s.focus.focused() != kNoNode;
    return result;
}

void Ui::begin_screen(const ScreenPlace* restore) {
    State& s = *state_;
    s.focus.begin_screen();
    s.scrolls.clear();
    s.restored_scrolls.clear();
    s.fields.clear();
    s.active = s.dragged = s.press_scroller = kNoNode;
    close_keyboard();
    if (!restore) return;
    if (restore->focus != kNoNode) s.focus.restore(restore->focus);
    for (const ScrollPlace& place : restore->scrolls) s.restored_scrolls[place.key] = place;
}

ScreenPlace Ui::save_place() const {
    ScreenPlace place;
    place.focus = state_->focus.focused();
    for (const auto& [key, scroll] : state_->scrolls)
        place.scrolls.push_back({key, scroll.top_row ? scroll.above : scroll.motion.offset(), scroll.top_row});
    return place;
}

void Ui::clear() {
    State& s = *state_;
    begin_screen();
    for (InputEvent& event : s.queue) wipe_text(event.text);
    s.queue.clear();
    s.chosen_layout.reset();
    s.toasts.clear();
    s.tree.clear();
    s.last.clear();
    s.fired.clear();
    s.digits.fill(0);
}

void Ui::push_id(std::string_view id) {
    State& s = *state_;
    s.path_ends.push_back(s.path.size());
    if (!s.path.empty()) s.path += '.';
    s.path += id;
    s.unnamed.push_back(0);
}

void Ui::pop_id() {
    State& s = *state_;
    s.path.resize(s.path_ends.back());
    s.path_ends.pop_back();
    s.unnamed.pop_back();
}

std::string Ui::path(std::string_view id) const {
    const std::string& scope = state_->path;
    if (scope.empty()) return std::string(id);
    std::string out;
    out.reserve(scope.size() + 1 + id.size());
    out.append(scope).append(1, '.').append(id);
    return out;
}

NodeKey Ui::key(std::string_view id) const { return key_of(path(id)); }

void Ui::push_surface(Color background) { state_->surfaces.push_back(background); }
void Ui::pop_surface() { state_->surfaces.pop_back(); }
Color Ui::surface() const { return state_->surfaces.back(); }

void Ui::push_clip(Rect clip) {
    state_->clips.push_back(clip.intersect(state_->clips.back()));
    canvas().push_clip(clip);
}
void Ui::pop_clip() {
    state_->clips.pop_back();
    canvas().pop_clip();
}
Rect Ui::clip() const { return state_->clips.back(); }
void Ui::push_layer() { ++state_->layer; }
void Ui::pop_layer() { --state_->layer; }

bool Ui::back_requested() {
    State& s = *state_;
    if (!s.back || s.layer != s.last.live_layer()) return false;
    s.back = false;
    return true;
}

void Ui::request_focus(std::string_view id) {
    State& s = *state_;
    s.focus.set(s.tree.find(key_of(id)) ? key_of(id) : key(id), s.focus.ring_visible());
    s.reveal = s.focus.focused();
    wake_in(Milliseconds(0));
}

void Ui::set_text_target(NodeKey key) {
    state_->text_target = key;
    state_->focus.set(key, state_->focus.ring_visible());
}

bool Ui::keyboard_open() const { return state_->keyboard.open && state_->text_target != kNoNode; }

void Ui::close_keyboard() { state_->keyboard = {}; }

void Ui::wake_in(Milliseconds delay) { keep_sooner(state_->due, delay); }

float Ui::progress(MonotonicTime start, Milliseconds length) {
    if (settings().reduced_motion || length.count() <= 0) return 1;
    const double ms = static_cast<double>((now() - start).count()) / 1e6;
    const float share = static_cast<float>(std::clamp(ms / static_cast<double>(length.count()), 0.0, 1.0));
    if (share < 1) wake_in(Milliseconds(0));
    return share;
}

std::vector<Finding> Ui::lint() const {
    LintOptions options;
    options.scale = settings().scale();
    options.screen = state_->window;
    options.direction = direction();
    if (theme().kind == ThemeKind::kHighContrast) options.min_contrast = 10;
    return dayroom::ui::lint(state_->last, options);
}

}  // namespace dayroom::ui
