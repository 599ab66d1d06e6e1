#include "terminal/ui/kit/text_buffer.h"

#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/crypto/secret.h"
#include "terminal/ui/text/boundaries.h"
#include "terminal/ui/text/compose.h"

namespace dayroom::ui {

namespace {

constexpr std::size_t kMaxTypedBytes = 256U << 10U;  // of one insertion

std::string clean(std::string_view text, bool multi_line, std::size_t max_characters) {
    std::string out = utf8::sanitize(text.substr(0, kMaxTypedBytes), max_characters);
    if (!multi_line) std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
}

}  // namespace

TextBuffer::TextBuffer(std::size_t max_characters, bool multi_line)
    : max_characters_(max_characters), multi_line_(multi_line) {}

TextBuffer::~TextBuffer() {
    wipe(text_);
    wipe(clip_);
    wipe_steps(undo_);
    wipe_steps(redo_);
}

void TextBuffer::wipe_steps(std::vector<Step>& steps) {
    for (Step& step : steps) wipe(step.text);
    steps.clear();
}

std::size_t TextBuffer::characters() const { return utf8::length(text_); }

void TextBuffer::set_text(std::string_view text) {
    std::string next = clean(text, multi_line_, max_characters_);
    wipe(text_);
    wipe_steps(undo_);
    wipe_steps(redo_);
    text_ = std::move(next);
    caret_ = anchor_ = text_.size();
    last_change_ = Change::kNone;
    ++revision_;
}

std::string_view TextBuffer::selected() const {
    return std::string_view(text_).substr(selection_begin(), selection_end() - selection_begin());
}

void TextBuffer::move_to(std::size_t index, bool select) {
    index = std::min(index, text_.size());
    if (index > 0 && index < text_.size())
        index = previous_grapheme(text_, next_grapheme(text_, index));  // onto a boundary
    caret_ = index;
    if (!select) anchor_ = index;
    last_change_ = Change::kNone;
}

void TextBuffer::move_left(bool by_word, bool select) {
    if (has_selection() && !select) return move_to(selection_begin(), false);
    move_to(by_word ? previous_word(text_, caret_) : previous_grapheme(text_, caret_), select);
}

void TextBuffer::move_right(bool by_word, bool select) {
    if (has_selection() && !select) return move_to(selection_end(), false);
    move_to(by_word ? next_word(text_, caret_) : next_grapheme(text_, caret_), select);
}

void TextBuffer::select_all() {
    anchor_ = 0;
    caret_ = text_.size();
    last_change_ = Change::kNone;
}

void TextBuffer::select_word(std::size_t index) {
    const auto [from, to] = word_at(text_, std::min(index, text_.size()));
    anchor_ = from;
    caret_ = to;
    last_change_ = Change::kNone;
}

void TextBuffer::remember(Change change) {
    wipe_steps(redo_);
    if (change == last_change_ && change != Change::kOther) return;  // a run of letters is one step
    last_change_ = change;
    if (undo_.size() >= kMaxUndo) {
        wipe(undo_.front().text);
        undo_.erase(undo_.begin());
    }
    undo_.push_back({text_, caret_, anchor_});
}

/// A tone mark joins the letter before the caret; without one it is nothing.
bool TextBuffer::insert_tone(std::string_view mark) {
    const std::size_t from = previous_grapheme(text_, caret_);
    const std::string_view letter = std::string_view(text_).substr(from, caret_ - from);
    const std::string joined = with_tone(letter, mark);
    const std::size_t longer = utf8::length(joined) - std::min(utf8::length(joined), utf8::length(letter));
    if (joined.empty() || characters() + longer > max_characters_) return false;
    remember(Change::kTyping);
    text_.replace(from, caret_ - from, joined);
    caret_ = anchor_ = from + joined.size();
    ++revision_;
    return true;
}

bool TextBuffer::insert(std::string_view typed) {
    if (is_tone_mark(typed) && !has_selection()) return insert_tone(typed);
    const std::size_t kept = characters() - utf8::length(selected());
    const std::string text = clean(typed, multi_line_, max_characters_ - std::min(kept, max_characters_));
    if (text.empty()) return false;
    const bool ends_run = text == " " || text == "\n" || has_selection() || utf8::length(text) > 1;
    remember(ends_run ? Change::kOther : Change::kTyping);
    const std::size_t at = selection_begin();
    std::string next = text_.substr(0, at) + text + text_.substr(selection_end());
    // Two clean texts may meet uncleanly (a mark too many on one letter): clean the whole, and keep the caret's
    // distance to the end.
    const std::size_t after = text_.size() - selection_end();
    std::string whole = utf8::sanitize(next, max_characters_);
    wipe(next);
    wipe(text_);
    text_ = std::move(whole);
    caret_ = text_.size() - std::min(after, text_.size());
    if (caret_ < text_.size() && caret_ > 0)
        caret_ =
            previous_grapheme(text_, next_grapheme(text_, caret_)) == caret_ ? caret_ : next_grapheme(text_, caret_);
    anchor_ = caret_;
    ++revision_;
    return true;
}

bool TextBuffer::remove(std::size_t from, std::size_t to, Change change) {
    if (from >= to) return false;
    remember(change);
    text_.erase(from, to - from);
    caret_ = anchor_ = from;
    ++revision_;
    return true;
}

bool TextBuffer::backspace(bool word) {
    if (has_selection()) return remove(selection_begin(), selection_end(), Change::kOther);
    return remove(word ? previous_word(text_, caret_) : previous_grapheme(text_, caret_), caret_, Change::kDeleting);
}

bool TextBuffer::erase(bool word) {
    if (has_selection()) return remove(selection_begin(), selection_end(), Change::kOther);
    return remove(caret_, word ? next_word(text_, caret_) : next_grapheme(text_, caret_), Change::kDeleting);
}

bool TextBuffer::copy() {
    if (!has_selection()) return false;
    wipe(clip_);
    clip_ = std::string(selected());
    return true;
}

bool TextBuffer::cut() { return copy() && remove(selection_begin(), selection_end(), Change::kOther); }

bool TextBuffer::paste() {
    last_change_ = Change::kNone;
    const std::string text = clip_;
    return insert(text);
}

bool TextBuffer::undo() {
    if (undo_.empty()) return false;
    redo_.push_back({text_, caret_, anchor_});
    Step step = std::move(undo_.back());
    undo_.pop_back();
    text_ = std::move(step.text);
    caret_ = step.caret;
    anchor_ = step.anchor;
    last_change_ = Change::kNone;
    ++revision_;
    return true;
}

bool TextBuffer::redo() {
    if (redo_.empty()) return false;
    undo_.push_back({text_, caret_, anchor_});
    Step step = std::move(redo_.back());
    redo_.pop_back();
    text_ = std::move(step.text);
    caret_ = step.caret;
    anchor_ = step.anchor;
    last_change_ = Change::kNone;
    ++revision_;
    return true;
}

}  // namespace dayroom::ui
