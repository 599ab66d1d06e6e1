// make_fold_table FILE: writes the folding table of the word filter as a C++ header, from ICU's data: full case
// folding, NFKD without diacritics, digits of every script, look-alikes (lookalikes.h), what is white space and what is
// ignored. Runs while building; the same ICU gives the same bytes.
#include <cstdio>
#include <fstream>
#include <map>
#include <stdexcept>
#include <vector>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "platform/facility/filter/fold_entry.h"
#include "platform/facility/filter/tables/lookalikes.h"

namespace dayroom::facility::filter {
namespace {

constexpr char32_t kCodePoints = 0x110000;
constexpr char32_t kPage = 256;

UScriptCode script_of(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(static_cast<UChar32>(c), &status);
}

/// Scripts that part no words by spaces, and kana.
bool is_unbounded(char32_t c) {
    switch (script_of(c)) {
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
        case USCRIPT_BOPOMOFO:
        case USCRIPT_THAI:
        case USCRIPT_LAO:
        case USCRIPT_KHMER:
        case USCRIPT_MYANMAR:
        case USCRIPT_YI:
        case USCRIPT_TAI_LE:
        case USCRIPT_NEW_TAI_LUE:
            return true;
        default:
            return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC) != 0;
    }
}

/// Marks that are put on letters; the vowels of Indic and South-East Asian scripts and the voicing of kana are letters.
bool is_taken_off(char32_t c) {
    const int8_t type = u_charType(static_cast<UChar32>(c));
    if (type == U_ENCLOSING_MARK) return true;
    if (type != U_NON_SPACING_MARK || c == 0x3099 || c == 0x309A) return false;
    switch (script_of(c)) {
        case USCRIPT_INHERITED:
        case USCRIPT_COMMON:
        case USCRIPT_LATIN:
        case USCRIPT_GREEK:
        case USCRIPT_CYRILLIC:
        case USCRIPT_ARABIC:
        case USCRIPT_HEBREW:
        case USCRIPT_SYRIAC:
            return true;
        default:
            return false;
    }
}

std::uint8_t mark_bits(char32_t c) {
    switch (c) {
        case 0x0300:
            return kGrave;
        case 0x0301:
            return kAcute;
        case 0x0302:
            return kCircumflex;
        case 0x0303:
            return kTilde;
        case 0x0309:
            return kHookAbove;
        case 0x0323:
            return kDotBelow;
        case 0x0306:
        case 0x031B:
            return kBreveOrHorn;
        default:
            break;
    }
    // Arabic and Hebrew points are left out as often as not: no bits, so they never matter.
    if (c < 0x0300 || (c > 0x036F && c < 0x1AB0)) return 0;
    const auto number = static_cast<unsigned>(c);
    return static_cast<std::uint8_t>((1U << (number % 7)) | (1U << ((number / 7 + number + 1) % 7)));
}

bool is_ignored(char32_t c) {
    const auto code = static_cast<UChar32>(c);
    const int8_t type = u_charType(code);
    if (c == 0x0640) return true;                   // tatweel: a stroke that only lengthens
    if (c >= 0x1F3FB && c <= 0x1F3FF) return true;  // skin tones
    if (type == U_CONTROL_CHAR) return u_isUWhiteSpace(code) == 0;
    return type == U_FORMAT_CHAR || u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool is_word_character(char32_t c) {
    const auto code = static_cast<UChar32>(c);
    if (u_isalpha(code) || u_isdigit(code)) return true;
    const auto mask = U_GET_GC_MASK(code);
    return (mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0 && !is_taken_off(c);
}

class Table {
public:
    Table() {
        UErrorCode status = U_ZERO_ERROR;
        nfkd_ = icu::Normalizer2::getNFKDInstance(status);
        nfc_ = icu::Normalizer2::getNFCInstance(status);
        if (U_FAILURE(status)) throw std::runtime_error("ICU has no normalization data");
        for (char32_t c = 0; c < kCodePoints; ++c) add(entry(c));
    }
    void write(std::ostream& out) const;

private:
    std::u32string decomposed(char32_t c) const {
        UErrorCode status = U_ZERO_ERROR;
        icu::UnicodeString text(static_cast<UChar32>(c));
        for (int i = 0; i < 2; ++i) text = nfkd_->normalize(text.foldCase(), status);
        const UScriptCode script = script_of(c);
        if (script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA) text = nfc_->normalize(text, status);
        if (U_FAILURE(status)) throw std::runtime_error("normalization failed");
        return to_utf32(text);
    }
    std::uint32_t entry(char32_t c);
    std::uint32_t letters_entry(char32_t c);
    void add(std::uint32_t value) {
        page_.push_back(value);
        if (page_.size() < kPage) return;
        const auto [at, is_new] = page_numbers_.try_emplace(page_, static_cast<unsigned>(page_numbers_.size()));
        if (is_new) pages_.push_back(page_);
        page_of_.push_back(at->second);
        page_.clear();
    }

    const icu::Normalizer2* nfkd_ = nullptr;
    const icu::Normalizer2* nfc_ = nullptr;
    Lookalikes lookalikes_;
    std::vector<std::uint32_t> page_;
    std::map<std::vector<std::uint32_t>, unsigned> page_numbers_;
    std::vector<std::vector<std::uint32_t>> pages_;
    std::vector<unsigned> page_of_;
    std::map<std::u32string, std::uint32_t> sequence_numbers_;
    std::vector<std::uint32_t> sequences_;  // length, then the code points
};

std::uint32_t Table::entry(char32_t c) {
    const auto code = static_cast<UChar32>(c);
    const int8_t type = u_charType(code);
    if (type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR || type == U_SURROGATE)
        return make_entry(EntryKind::kBreak, 0xFFFD);
    if (u_isUWhiteSpace(code) || c == 0x2800) return make_entry(EntryKind::kSpace, ' ');
    if (is_ignored(c)) return make_entry(EntryKind::kIgnored, 0);
    if (is_taken_off(c)) return make_entry(EntryKind::kMark, 0, false, mark_bits(c));
    if (c >= 0xAC00 && c <= 0xD7A3) return make_entry(EntryKind::kSelf, 0);  // Hangul stays in syllables
    return letters_entry(c);
}

std::uint32_t Table::letters_entry(char32_t c) {
    std::u32string letters;
    std::uint8_t marks = 0;
    char32_t plain = 0;  // what is no letter
    for (const char32_t part : decomposed(c)) {
        if (is_taken_off(part)) {
            marks = static_cast<std::uint8_t>(marks | mark_bits(part));
            continue;
        }
        const std::u32string alike = lookalikes_.of(part);
        if (!alike.empty()) {
            // A letter "with stroke" and the like has lost a mark too, but a look-alike of another script has not.
            if (script_of(part) == USCRIPT_LATIN && u_isalpha(static_cast<UChar32>(part))) marks |= kBreveOrHorn;
            letters += alike;
        } else if (const int32_t digit = u_charDigitValue(static_cast<UChar32>(part)); digit >= 0) {
            letters += static_cast<char32_t>('0' + digit);
        } else if (is_word_character(part)) {
            letters += part;
        } else if (plain == 0) {
            plain = part;
        }
    }
    if (letters.empty()) {
        const bool symbol = u_charType(static_cast<UChar32>(c)) == U_OTHER_SYMBOL;
        if (symbol && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_EXTENDED_PICTOGRAPHIC))
            return make_entry(EntryKind::kPicture, 0, true);
        return make_entry(EntryKind::kBreak, plain == 0 || plain == ' ' ? 0xFFFD : plain);
    }
    const bool unbounded = is_unbounded(letters.front());
    if (letters.size() == 1 && letters.front() == c) return make_entry(EntryKind::kSelf, 0, unbounded, marks);
    if (letters.size() == 1) return make_entry(EntryKind::kOne, letters.front(), unbounded, marks);
    const auto [at, is_new] = sequence_numbers_.try_emplace(letters, static_cast<std::uint32_t>(sequences_.size()));
    if (is_new) {
        sequences_.push_back(static_cast<std::uint32_t>(letters.size()));
        sequences_.insert(sequences_.end(), letters.begin(), letters.end());
    }
    return make_entry(EntryKind::kSequence, at->second, unbounded, marks);
}

void numbers(std::ostream& out, const char* type, const std::string& name, const std::vector<std::uint32_t>& values) {
    out << "constexpr " << type << ' ' << name << "[] = {";
    for (std::size_t i = 0; i < values.size(); ++i) out << (i % 16 == 0 ? "\n" : "") << values[i] << "U,";
    out << "};\n";
}

void Table::write(std::ostream& out) const {
    out << "// Written by make_fold_table.\n#pragma once\n#include <cstdint>\n"
           "namespace dayroom::facility::filter::table {\n";
    numbers(out, "std::uint16_t", "kPageOf", {page_of_.begin(), page_of_.end()});
    std::vector<std::uint32_t> all;
    for (const auto& page : pages_) all.insert(all.end(), page.begin(), page.end());
    numbers(out, "std::uint32_t", "kEntries", all);
    numbers(out, "char32_t", "kSequences", sequences_);
    out << "}\n";
}

}  // namespace
}  // namespace dayroom::facility::filter

int main(int argc, char** argv) {
    if (argc != 2) return std::fprintf(stderr, "make_fold_table FILE\n"), 2;
    try {
        const dayroom::facility::filter::Table table;
        std::ofstream out(argv[1], std::ios::trunc);
        table.write(out);
        out.flush();
        return out.good() ? 0 : 1;
    } catch (const std::exception& error) {
        return std::fprintf(stderr, "make_fold_table: %s\n", error.what()), 1;
    }
}
