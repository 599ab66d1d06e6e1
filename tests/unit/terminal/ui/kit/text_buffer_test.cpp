#include "terminal/ui/kit/text_buffer.h"

#include <catch2/catch.hpp>

using namespace dayroom::ui;

TEST_CASE("one press of backspace takes one letter, however many bytes it has") {
    TextBuffer buffer(100);
    buffer.insert("aé👨‍👩‍👧🇭🇹");
    CHECK(buffer.backspace());
    CHECK(buffer.text() == "aé👨‍👩‍👧");
    CHECK(buffer.backspace());
    CHECK(buffer.text() == "aé");
    buffer.move_left(false, false);
    CHECK(buffer.caret() == 1);
    CHECK(buffer.erase());
    CHECK(buffer.text() == "a");
    CHECK_FALSE(buffer.erase());
}

TEST_CASE("words are moved over and deleted whole") {
    TextBuffer buffer(100);
    buffer.set_text("thank you for the picture");
    buffer.move_left(true, false);
    CHECK(buffer.caret() == 18);
    CHECK(buffer.backspace(true));
    CHECK(buffer.text() == "thank you for picture");
    buffer.move_to(0, false);
    buffer.move_right(true, true);
    CHECK(buffer.selected() == "thank ");
    buffer.select_word(7);
    CHECK(buffer.selected() == "you");
}

TEST_CASE("typing goes in at the caret and over the selection") {
    TextBuffer buffer(100);
    buffer.set_text("Hi Lucia");
    buffer.move_to(2, false);
    buffer.insert(",");
    CHECK(buffer.text() == "Hi, Lucia");
    CHECK(buffer.caret() == 3);
    buffer.select_all();
    buffer.insert("x");
    CHECK(buffer.text() == "x");
    CHECK(buffer.caret() == 1);
}

TEST_CASE("undo and redo go in steps, a run of letters is one") {
    TextBuffer buffer(100);
    for (const char* c : {"c", "a", "t"}) buffer.insert(c);
    buffer.insert(" ");
    for (const char* c : {"s", "a", "t"}) buffer.insert(c);
    CHECK(buffer.undo());
    CHECK(buffer.text() == "cat ");
    CHECK(buffer.undo());
    CHECK(buffer.text() == "cat");
    CHECK(buffer.undo());
    CHECK(buffer.text().empty());
    CHECK_FALSE(buffer.undo());
    CHECK(buffer.redo());
    CHECK(buffer.text() == "cat");
    buffer.insert("!");
    CHECK_FALSE(buffer.redo());
}

TEST_CASE("the clipboard is the buffer's own") {
    TextBuffer buffer(100);
    buffer.set_text("one two");
    buffer.select_word(0);
    CHECK(buffer.cut());
    CHECK(buffer.text() == " two");
    buffer.move_to(4, false);
    CHECK(buffer.paste());
    CHECK(buffer.text() == " twoone");
    TextBuffer other(100);
    CHECK_FALSE(other.paste());
}

TEST_CASE("limits and hostile text") {
    TextBuffer line(5);
    CHECK(line.insert("a\nb"));
    CHECK(line.text() == "a b");
    CHECK(line.insert("cdefg"));
    CHECK(line.text() == "a bcd");
    CHECK_FALSE(line.insert("x"));
    TextBuffer editor(50, true);
    editor.insert("ok\xFF\xE2\x80\xAEgood\x01");
    CHECK(editor.text() == "ok\xEF\xBF\xBDgood");
    CHECK(editor.characters() == 7);
    const std::size_t before = editor.revision();
    CHECK_FALSE(editor.insert(""));
    CHECK(editor.revision() == before);
}

TEST_CASE("a caret never stands inside a letter") {
    TextBuffer buffer(100);
    buffer.set_text("a👍🏽b");
    for (std::size_t i = 0; i <= buffer.text().size(); ++i) {
        buffer.move_to(i, false);
        const std::size_t at = buffer.caret();
        CHECK((at == 0 || at == 1 || at == 9 || at == 10));
    }
    buffer.set_text("e");
    buffer.insert("\u0301");  // joins the letter before it
    CHECK(buffer.caret() == buffer.text().size());
    buffer.backspace();
    CHECK(buffer.empty());
}

TEST_CASE("a tone mark joins the letter before the caret, and nothing else") {
    TextBuffer buffer(10);
    buffer.insert("\u0301");
    CHECK(buffer.empty());
    buffer.insert("ê");
    buffer.insert("\u0301");
    CHECK(buffer.text() == "ế");
    CHECK(buffer.characters() == 1);
    buffer.insert("\u0300");
    CHECK(buffer.text() == "ề");
    buffer.insert("\u0300");
    CHECK(buffer.text() == "ê");
    buffer.insert(" ");
    CHECK_FALSE(buffer.insert("\u0309"));
    buffer.move_to(0, false);
    buffer.move_right(false, false);
    buffer.insert("\u0323");
    CHECK(buffer.text() == "ệ ");
    buffer.undo();
    CHECK(buffer.text() == "ê ");
}
