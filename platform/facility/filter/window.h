// The block of a text that is being read, as the screen of words sees it: one byte a code point that leaves a trace
// (quick_fold.h), the case of ASCII letters as it is; Chinese letters in a row are one odd letter. What comes before
// can still be seen, so that a word that goes on into the block is whole. Numbers of letters count from the text's
// beginning; places are those of the text.
#pragma once

#include <array>
#include <cstring>
#include <string_view>

#include "platform/facility/filter/block.h"
#include "platform/facility/filter/place.h"

namespace dayroom::facility::filter {

class Window {
public:
    explicit Window(std::string_view text) : text_(text) {}

    /// The next block: 64 bytes of text, or less where the text ends; then it is the last, maybe empty. Malformed bytes
    /// are kOddLetter.
    void read_on();
    bool is_last() const { return last_; }
    const Block& block() const { return block_; }
    /// Whether all of it is ASCII.
    bool plain() const { return plain_; }
    std::size_t count() const { return count_; }

    std::size_t first() const { return first_; }
    bool sees(std::size_t letter) const { return letter + kBefore >= first_; }
    /// One of the block, one of the 64 before it, or what follows the last: 0 behind the text, a space before it.
    unsigned char at(std::size_t letter) const {
        if (letter < kBefore) return ' ';
        return letter == first_ + count_ ? 0 : static_cast<unsigned char>(*letters_from(letter));
    }
    /// Eight letters from there on; what stands behind the block is not known.
    std::uint64_t eight(std::size_t letter) const {
        const char* letters = letters_from(letter);
        return letters <= last_eight_ ? swar::load(letters) : swar::load(last_eight_) >> 8 * (letters - last_eight_);
    }
    /// All letters from there on.
    std::string_view from(std::size_t letter) const { return {letters_from(letter), first_ + count_ - letter}; }

    /// Of a letter of the block, or of what follows it.
    std::size_t byte(std::size_t letter) const { return at_ + offsets_[letter - first_]; }
    Place place(std::size_t letter) const;

private:
    static constexpr std::size_t kBefore = Block::kBytes;
    static constexpr std::size_t kStep = 16;  // bytes are copied so many at once

    const char* letters_from(std::size_t letter) const { return block_letters_ + letter - first_; }
    void read_in_place(std::size_t left);
    void read_copy(std::size_t left);
    const char* copied_text(std::size_t left);
    void fold(const char* text, std::uint64_t high, std::size_t bytes);
    void copy(const char* text, std::size_t from, std::size_t to);
    void add(unsigned char letter, std::size_t at);

    std::string_view text_;
    std::size_t at_ = 0;        // byte of the text at which the block begins
    std::uint32_t point_ = 0;   // and its code point
    std::size_t consumed_ = 0;  // bytes of the block
    std::size_t first_ = kBefore;
    std::size_t count_ = 0;
    bool last_ = false;
    bool plain_ = true;
    Block block_;
    Utf8Bytes utf8_;
    // Letters of ASCII behind ASCII stay in the text, others are in letters_.
    const char* block_letters_ = nullptr;
    const char* last_eight_ = nullptr;       // where eight bytes can still be read
    const std::uint8_t* offsets_ = nullptr;  // byte of each letter, from the block's beginning
    std::array<char, kBefore + Block::kBytes + kStep> letters_;
    std::array<std::uint8_t, Block::kBytes + kStep> letter_offsets_;
    std::array<char, 2 * (Block::kBytes + kStep)> end_;  // of the text, and zeros behind it
};

}  // namespace dayroom::facility::filter
