// The editor's core, without a screen: text, caret, selection, undo. Indices are bytes at grapheme boundaries. The text
// is kept sanitised, so that they are the indices of its paragraph. What is cut or copied stays inside the buffer:
// there is no clipboard that another person could paste.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dayroom::ui {

class TextBuffer {
public:
    static constexpr std::size_t kMaxUndo = 200;  // steps

    /// `max_characters` counts code points, as the hub does.
    explicit TextBuffer(std::size_t max_characters = 200, bool multi_line = false);
    ~TextBuffer();  // overwrites what it held
    TextBuffer(TextBuffer&&) = default;
    TextBuffer& operator=(TextBuffer&&) = default;
    TextBuffer(const TextBuffer&) = delete;
    TextBuffer& operator=(const TextBuffer&) = delete;

    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }
    std::size_t characters() const;
    std::size_t max_characters() const { return max_characters_; }
    bool multi_line() const { return multi_line_; }
    /// Replaces everything; no undo goes back beyond it. Sanitised and cut to the limit.
    void set_text(std::string_view text);
    void clear() { set_text({}); }
    /// Grows with each change: a draft is saved when it has moved.
    std::size_t revision() const { return revision_; }

    std::size_t caret() const { return caret_; }
    std::size_t anchor() const { return anchor_; }
    bool has_selection() const { return caret_ != anchor_; }
    std::size_t selection_begin() const { return caret_ < anchor_ ? caret_ : anchor_; }
    std::size_t selection_end() const { return caret_ < anchor_ ? anchor_ : caret_; }
    std::string_view selected() const;

    // Movement; `select` keeps the other end of the selection.
    void move_to(std::size_t index, bool select);
    void move_left(bool by_word, bool select);  // towards the beginning of the text
    void move_right(bool by_word, bool select);
    void select_all();
    void select_word(std::size_t index);

    // Changes: false when nothing changed (limit reached, nothing to delete).
    bool insert(std::string_view typed);  // replaces the selection; line breaks become spaces in a single line
    bool backspace(bool word = false);
    bool erase(bool word = false);
    bool cut();
    bool copy();
    bool paste();
    bool undo();
    bool redo();

private:
    struct Step {
        std::string text;
        std::size_t caret, anchor;
    };
    enum class Change : unsigned char { kNone, kTyping, kDeleting, kOther };
    void remember(Change change);
    bool insert_tone(std::string_view mark);
    bool remove(std::size_t from, std::size_t to, Change change);
    void wipe_steps(std::vector<Step>& steps);

    std::string text_;
    std::size_t max_characters_;
    bool multi_line_;
    std::size_t caret_ = 0;
    std::size_t anchor_ = 0;
    std::size_t revision_ = 0;
    Change last_change_ = Change::kNone;
    std::string clip_;
    std::vector<Step> undo_;
    std::vector<Step> redo_;
};

}  // namespace dayroom::ui
