// The four layouts, and one page of numbers and symbols. A row's keys share its width by their own.
#include "terminal/ui/kit/keyboard.h"

namespace dayroom::ui {

namespace {

KeyCap letter(std::string_view lower, std::string_view upper) { return {KeyAction::kInsert, lower, upper, 1, false}; }
KeyCap mark(std::string_view sign) { return {KeyAction::kInsert, sign, sign, 1, false}; }
KeyCap accent(std::string_view lower, std::string_view upper) { return {KeyAction::kInsert, lower, upper, 1, true}; }
KeyCap extra(KeyAction action, float width) { return {action, {}, {}, width, true}; }

KeyRow top_letters() {
    return {letter("q", "Q"), letter("w", "W"), letter("e", "E"), letter("r", "R"), letter("t", "T"),
            letter("y", "Y"), letter("u", "U"), letter("i", "I"), letter("o", "O"), letter("p", "P")};
}

KeyRow home_letters() {
    return {letter("a", "A"), letter("s", "S"), letter("d", "D"), letter("f", "F"), letter("g", "G"),
            letter("h", "H"), letter("j", "J"), letter("k", "K"), letter("l", "L")};
}

KeyRow low_letters() {
    return {letter("z", "Z"), letter("x", "X"), letter("c", "C"), letter("v", "V"),
            letter("b", "B"), letter("n", "N"), letter("m", "M")};
}

KeyRow accents(KeyboardLayout layout) {
    switch (layout) {
        case KeyboardLayout::kSpanish:
            return {accent("á", "Á"), accent("é", "É"), accent("í", "Í"), accent("ó", "Ó"), accent("ú", "Ú"),
                    accent("ü", "Ü"), accent("¿", "¿"), accent("¡", "¡"), accent("!", "!"), accent("'", "'")};
        case KeyboardLayout::kHaitianCreole:
            return {accent("è", "È"),   accent("ò", "Ò"),   accent("à", "À"),   accent("an", "An"), accent("en", "En"),
                    accent("on", "On"), accent("ch", "Ch"), accent("ou", "Ou"), accent("!", "!"),   accent("'", "'")};
        case KeyboardLayout::kVietnamese:  // tone marks are put after the vowel: they join it
            return {accent("ă", "Ă"),           accent("â", "Â"),           accent("đ", "Đ"),
                    accent("ê", "Ê"),           accent("ô", "Ô"),           accent("ơ", "Ơ"),
                    accent("ư", "Ư"),           accent("\u0301", "\u0301"), accent("\u0300", "\u0300"),
                    accent("\u0309", "\u0309"), accent("\u0303", "\u0303"), accent("\u0323", "\u0323")};
        case KeyboardLayout::kEnglish:
            break;
    }
    return {accent("1", "1"), accent("2", "2"), accent("3", "3"), accent("4", "4"), accent("5", "5"),
            accent("6", "6"), accent("7", "7"), accent("8", "8"), accent("9", "9"), accent("0", "0")};
}

KeyRow signs(std::initializer_list<std::string_view> list) {
    KeyRow row;
    for (const std::string_view sign : list) row.push_back(mark(sign));
    return row;
}

KeyRow bottom_row() {
    return {extra(KeyAction::kDone, 1.8F),   extra(KeyAction::kLayout, 1), extra(KeyAction::kUndo, 1),
            extra(KeyAction::kSpace, 3.4F),  extra(KeyAction::kLeft, 1),   extra(KeyAction::kRight, 1),
            extra(KeyAction::kSymbols, 1.8F)};
}

std::vector<KeyRow> symbol_rows(bool multi_line) {
    std::vector<KeyRow> rows = {signs({"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"}),
                                signs({"@", "#", "$", "%", "&", "*", "(", ")", "+"}),
                                signs({"-", "_", "=", "/", ":", ";", "\"", "'", "!"}),
                                signs({"¿", "¡", "?", ",", ".", "[", "]", "<", ">"}), bottom_row()};
    rows[1].push_back(extra(KeyAction::kBackspace, 1.5F));
    if (multi_line) rows[2].push_back(extra(KeyAction::kEnter, 1.8F));
    return rows;
}

}  // namespace

std::string_view short_name(KeyboardLayout layout) {
    switch (layout) {
        case KeyboardLayout::kSpanish:
            return "ES";
        case KeyboardLayout::kHaitianCreole:
            return "HT";
        case KeyboardLayout::kVietnamese:
            return "VI";
        case KeyboardLayout::kEnglish:
            break;
    }
    return "EN";
}

KeyboardLayout next_layout(KeyboardLayout layout) {
    switch (layout) {
        case KeyboardLayout::kEnglish:
            return KeyboardLayout::kSpanish;
        case KeyboardLayout::kSpanish:
            return KeyboardLayout::kHaitianCreole;
        case KeyboardLayout::kHaitianCreole:
            return KeyboardLayout::kVietnamese;
        case KeyboardLayout::kVietnamese:
            break;
    }
    return KeyboardLayout::kEnglish;
}

std::vector<KeyRow> keyboard_rows(KeyboardLayout layout, bool symbols, bool multi_line) {
    if (symbols) return symbol_rows(multi_line);
    std::vector<KeyRow> rows = {accents(layout), top_letters(), home_letters(), low_letters(), bottom_row()};
    rows[1].push_back(extra(KeyAction::kBackspace, 1.5F));
    if (layout == KeyboardLayout::kSpanish) rows[2].push_back(letter("ñ", "Ñ"));
    if (multi_line) rows[2].push_back(extra(KeyAction::kEnter, 1.5F));
    rows[3].insert(rows[3].begin(), extra(KeyAction::kShift, 1.3F));
    for (const std::string_view sign : {",", ".", "?"}) rows[3].push_back(mark(sign));
    return rows;
}

}  // namespace dayroom::ui
