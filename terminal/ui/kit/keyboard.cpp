#include "terminal/ui/kit/keyboard.h"

#include "terminal/ui/kit/paint.h"
#include "terminal/ui/kit/ui_state.h"

namespace dayroom::ui {

namespace {

constexpr int kRows = 5;
constexpr float kGap = 6;  // px between keys
constexpr float kMostOfWindow = 0.58F;
constexpr float kLeastKey = 56;  // px: a finger does not grow with the text

float pad_of(const Ui& ui) { return ui.window().w < 900 ? 6.0F : 12.0F; }

std::string name_of(const Ui& ui, const KeyCap& cap, std::string_view shown) {
    const KitWords& w = ui.words();
    switch (cap.action) {
        case KeyAction::kShift:
            return w.shift;
        case KeyAction::kBackspace:
            return w.backspace;
        case KeyAction::kEnter:
            return w.new_line;
        case KeyAction::kSpace:
            return w.space;
        case KeyAction::kSymbols:
            return ui.state().keyboard.symbols ? w.letters : w.symbols;
        case KeyAction::kDone:
            return w.done;
        case KeyAction::kLeft:
            return w.caret_left;
        case KeyAction::kRight:
            return w.caret_right;
        case KeyAction::kUndo:
            return w.undo;
        case KeyAction::kLayout:
            return w.layout + ": " + std::string(short_name(ui.state().layout()));
        case KeyAction::kInsert:
            break;
    }
    return std::string(shown);
}

std::string id_of(const KeyCap& cap) {
    switch (cap.action) {
        case KeyAction::kShift:
            return "shift";
        case KeyAction::kBackspace:
            return "backspace";
        case KeyAction::kEnter:
            return "enter";
        case KeyAction::kSpace:
            return "space";
        case KeyAction::kSymbols:
            return "symbols";
        case KeyAction::kDone:
            return "done";
        case KeyAction::kLeft:
            return "left";
        case KeyAction::kRight:
            return "right";
        case KeyAction::kUndo:
            return "undo";
        case KeyAction::kLayout:
            return "layout";
        case KeyAction::kInsert:
            break;
    }
    return std::string(cap.lower);
}

std::string_view icon_of(const KeyCap& cap, bool shift) {
    if (cap.action == KeyAction::kShift) return shift ? "arrow-big-up-dash" : "arrow-big-up";
    if (cap.action == KeyAction::kBackspace) return "delete";
    if (cap.action == KeyAction::kLeft) return "arrow-left";
    if (cap.action == KeyAction::kRight) return "arrow-right";
    if (cap.action == KeyAction::kUndo) return "undo-2";
    return {};
}

/// A mark that joins a letter is shown on a dotted circle.
std::string shown_on_key(std::string_view text) {
    const bool joins = text.size() == 2 && static_cast<unsigned char>(text[0]) == 0xCC;
    return joins ? "\u25CC" + std::string(text) : std::string(text);
}

void draw_key(Ui& ui, Rect rect, const KeyCap& cap) {
    const Theme& t = ui.theme();
    KeyboardState& board = ui.state().keyboard;
    const std::string_view inserts = board.shift ? cap.upper : cap.lower;
    const std::string shown = shown_on_key(inserts);
    Node node;
    node.id = id_of(cap);
    node.role = Role::kKey;
    node.label = name_of(ui, cap, inserts);
    node.rect = rect;
    node.keeps_focus = true;
    node.selected = cap.action == KeyAction::kShift && board.shift;
    const bool lit = node.selected;
    board.keys.push_back({ui.key(node.id), cap.action, inserts});
    const std::string name = node.label;
    const Control c = ui.control(std::move(node));
    const float radius = 9;
    Color fill = cap.special && cap.action != KeyAction::kSpace ? t.key_special : t.key;
    if (lit) fill = t.tint;
    if (c.pressed) fill = t.tint_pressed;
    if (t.kind != ThemeKind::kHighContrast) ui.canvas().fill_round_rect(rect.moved({0, 2}), radius, t.key_edge);
    ui.canvas().fill_round_rect(rect, radius, fill);
    if (t.kind == ThemeKind::kHighContrast) ui.canvas().stroke_round_rect(rect, radius, 2, t.key_edge);
    const SurfaceScope surface(ui, fill);
    std::string_view sign = icon_of(cap, lit);
    if (cap.action == KeyAction::kEnter && ui.measure(name, Type::kSmall, FontWeight::kSemiBold).w > rect.w - 6)
        sign = "corner-down-left";
    if (!sign.empty()) {
        const float side = std::min(rect.h * 0.5F, ui.metrics().icon);
        ui.icon(sign, centred(rect, {side, side}), t.on_key);
    } else {
        std::string words = cap.action == KeyAction::kInsert ? shown : name;
        if (cap.action == KeyAction::kLayout) words = short_name(ui.state().layout());
        Type type = Type::kSubheading;
        for (const Type smaller : {Type::kBody, Type::kSecondary, Type::kSmall}) {
            const Size size = ui.measure(words, type, FontWeight::kSemiBold);
            if (size.w < rect.w - 6 && size.h <= rect.h) break;
            type = smaller;
        }
        ui.label(rect, words,
                 {.type = type,
                  .weight = FontWeight::kSemiBold,
                  .color = t.on_key,
                  .align = TextAlign::kCenter,
                  .max_lines = 1,
                  .middle = true,
                  .may_shorten = true,
                  .personal = false});
    }
    if (c.ring) ui.focus_ring(rect, radius);
}

InputEvent typed_key(Key key) {
    InputEvent event;
    event.kind = InputKind::kKeyDown;
    event.key = key;
    return event;
}

InputEvent typed_text(std::string_view text) {
    InputEvent event;
    event.kind = InputKind::kText;
    event.text = std::string(text);
    return event;
}

void press(Ui::State& s, const DrawnKey& key) {
    KeyboardState& board = s.keyboard;
    switch (key.action) {
        case KeyAction::kInsert:
            s.typed.push_back(typed_text(key.inserts));
            board.shift = false;
            break;
        case KeyAction::kSpace:
            s.typed.push_back(typed_text(" "));
            break;
        case KeyAction::kShift:
            board.shift = !board.shift;
            break;
        case KeyAction::kSymbols:
            board.symbols = !board.symbols;
            break;
        case KeyAction::kBackspace:
            s.typed.push_back(typed_key(Key::kBackspace));
            break;
        case KeyAction::kEnter:
            s.typed.push_back(typed_key(Key::kEnter));
            break;
        case KeyAction::kLeft:
            s.typed.push_back(typed_key(Key::kLeft));
            break;
        case KeyAction::kRight:
            s.typed.push_back(typed_key(Key::kRight));
            break;
        case KeyAction::kUndo: {
            InputEvent undo = typed_key(Key::kOther);
            undo.modifiers.control = true;
            undo.letter = 'z';
            s.typed.push_back(std::move(undo));
            break;
        }
        case KeyAction::kLayout:
            s.chosen_layout = next_layout(s.layout());
            board.symbols = false;
            break;
        case KeyAction::kDone:
            board = {};
            break;
    }
}

}  // namespace

float keyboard_height(const Ui& ui) {
    const float most = ui.window().h * kMostOfWindow;
    const float wanted = kRows * std::max(kLeastKey, 57.0F) + (kRows + 1) * kGap + 2;
    return std::min(most,
                    std::max(wanted, std::min(most, kRows * 60.0F * std::min(1.3F, ui.metrics().scale) + 6 * kGap)));
}

void draw_keyboard(Ui& ui) {
    Ui::State& s = ui.state();
    const Node* target = s.tree.find(s.text_target);
    if (!target || target->layer != s.tree.live_layer()) return;
    const bool multi_line = target->key_use == KeyUse::kParagraph;
    const std::vector<KeyRow> rows = keyboard_rows(s.layout(), s.keyboard.symbols, multi_line);
    const std::int32_t layer = s.layer;
    s.layer = s.tree.live_layer();
    s.keyboard.keys.clear();
    Rect board = ui.window();
    board = board.cut_bottom(keyboard_height(ui));
    ui.canvas().fill_rect(board, ui.theme().keyboard);
    if (ui.theme().kind == ThemeKind::kHighContrast)
        ui.canvas().fill_rect({board.x, board.y, board.w, 2}, ui.theme().border);
    const IdScope scope(ui, "keyboard");
    const SurfaceScope surface(ui, ui.theme().keyboard);
    const std::vector<Rect> lines = Cut(board.inset(pad_of(ui), kGap), false).grid(1, kRows, kGap);
    for (std::size_t i = 0; i < rows.size() && i < lines.size(); ++i) {
        float units = 0;
        for (const KeyCap& cap : rows[i]) units += cap.width;
        const float gaps = kGap * static_cast<float>(rows[i].size() - 1);
        const float unit = (lines[i].w - gaps) / units;
        Cut line(lines[i], false);
        for (const KeyCap& cap : rows[i]) draw_key(ui, line.start(unit * cap.width, kGap), cap);
    }
    s.layer = layer;
}

void press_keyboard(Ui& ui) {
    Ui::State& s = ui.state();
    if (!s.keyboard.open || s.text_target == kNoNode) return;
    const std::vector<DrawnKey> keys = s.keyboard.keys;
    for (const NodeKey fired : s.fired) {
        const auto found =
            std::find_if(keys.begin(), keys.end(), [&](const DrawnKey& key) { return key.node == fired; });
        if (found != keys.end()) press(s, *found);
    }
}

}  // namespace dayroom::ui
