#include "provisioning/policy/json_text.h"

#include <algorithm>
#include <charconv>

#include "platform/base/utf8.h"

namespace dayroom::provisioning {
namespace {

constexpr int kDeepest = 24;
constexpr std::size_t kMostNodes = 100'000;
constexpr std::size_t kMostMembers = 500;  // of one object

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class JsonReading {
    bool at_end() const { return at_ >= text_.size(); }
    char peek() const { return at_end() ? '\0' : text_[at_]; }
    bool wrong(std::string words) { return wrong_at(here_, std::move(words)); }
    bool wrong_at(JsonPlace place, std::string words) {
        problem_ = {place, std::move(words)};
        return false;
    }
    char next() {
        const char c = text_[at_++];
        if (c == '\n') {
            ++here_.line;
            here_.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
            ++here_.column;
        }
        return c;
    }
    void skip_space() {
        while (!at_end() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')) next();
    }
    bool take(char wanted) {
        if (peek() != wanted || at_end()) return false;
        next();
        return true;
    }

    bool read_value(JsonNode& node, int depth) {
        if (depth > kDeepest || ++nodes_ > kMostNodes) return wrong("too deep or too long");
        node.place = here_;
        const char c = peek();
        if (c == '{') return read_object(node, depth);
        if (c == '[') return read_list(node, depth);
        if (c == '"') {
            node.kind = JsonNode::Kind::kText;
            return read_text(node.text);
        }
        if (c == '-' || is_digit(c)) return read_number(node);
        return read_word(node);
    }

    bool read_word(JsonNode& node) {
        const JsonPlace begin = here_;
        std::string word;
        while (!at_end() && peek() >= 'a' && peek() <= 'z' && word.size() < 8) word += next();
        node.kind = word == "null" ? JsonNode::Kind::kNull : JsonNode::Kind::kFlag;
        node.flag = word == "true";
        if (word == "true" || word == "false" || word == "null") return true;
        return wrong_at(begin, at_end() && word.empty() ? "the file ends here, and something is missing"
                                                        : "a value is missing or not written as one: text stands "
                                                          "between \" and \"");
    }

    bool read_number(JsonNode& node) {
        const JsonPlace begin = here_;
        std::string digits;
        if (peek() == '-') digits += next();
        while (is_digit(peek()) && digits.size() < 20) digits += next();
        if (peek() == '.' || peek() == 'e' || peek() == 'E')
            return wrong_at(begin, "only whole numbers are used here: money is in cents");
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), node.number);
        if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || is_digit(peek()))
            return wrong_at(begin, "a number that is too large, or none");
        node.kind = JsonNode::Kind::kNumber;
        return true;
    }

    bool read_hex(std::uint32_t& unit) {
        unit = 0;
        for (int i = 0; i < 4; ++i) {
            const char c = peek();
            const int value = is_digit(c)            ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
            if (value < 0) return wrong("\\u is followed by four hex digits");
            next();
            unit = unit * 16 + static_cast<std::uint32_t>(value);
        }
        return true;
    }

    bool read_escape(std::string& out) {
        const JsonPlace begin = here_;
        const char c = at_end() ? '\0' : next();
        constexpr std::string_view kNames = "\"\\/bfnrt";
        constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
        if (const auto found = kNames.find(c); found != std::string_view::npos && c != '\0') {
            out += kMeant[found];
            return true;
        }
        if (c != 'u') return wrong_at(begin, "\\ is followed by one of \" \\ / b f n r t u");
        std::uint32_t point = 0;
        if (!read_hex(point)) return false;
        if (point >= 0xD800 && point < 0xDC00) {
            std::uint32_t low = 0;
            if (!take('\\') || !take('u') || !read_hex(low) || low < 0xDC00 || low > 0xDFFF)
                return wrong_at(begin, "half a character (\\u of a pair)");
            point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        } else if (point >= 0xDC00 && point < 0xE000) {
            return wrong_at(begin, "half a character (\\u of a pair)");
        }
        utf8::append(out, static_cast<char32_t>(point));
        return true;
    }

    bool read_text(std::string& out) {
        const JsonPlace begin = here_;
        next();
        while (!at_end()) {
            const char c = peek();
            if (c == '"') {
                next();
                return true;
            }
            if (static_cast<unsigned char>(c) < 0x20)
                return wrong("a text goes over the end of its line, or a \" is missing");
            next();
            if (c != '\\') {
                out += c;
            } else if (!read_escape(out)) {
                return false;
            }
        }
        return wrong_at(begin, "this text has no end: a \" is missing");
    }

    bool read_list(JsonNode& node, int depth) {
        node.kind = JsonNode::Kind::kList;
        next();
        skip_space();
        if (take(']')) return true;
        for (;;) {
            skip_space();
            if (!read_value(node.items.emplace_back(), depth + 1)) return false;
            skip_space();
            if (take(']')) return true;
            if (!take(',')) return wrong("a , or the ] of the list is missing here");
        }
    }

    bool read_object(JsonNode& node, int depth) {
        node.kind = JsonNode::Kind::kObject;
        next();
        skip_space();
        if (take('}')) return true;
        for (;;) {
            skip_space();
            JsonMember member;
            member.place = here_;
            if (peek() != '"') return wrong("a name between \" and \" belongs here (is there one , too many?)");
            if (!read_text(member.name)) return false;
            const bool twice = std::any_of(node.members.begin(), node.members.end(),
                                           [&](const JsonMember& other) { return other.name == member.name; });
            if (node.members.size() == kMostMembers) return wrong_at(member.place, "too many names in one part");
            if (twice) return wrong_at(member.place, "\"" + utf8::sanitize(member.name, 60) + "\" comes twice");
            skip_space();
            if (!take(':')) return wrong("a : is missing after the name");
            skip_space();
            if (!read_value(member.value, depth + 1)) return false;
            node.members.push_back(std::move(member));
            skip_space();
            if (take('}')) return true;
            if (!take(',')) return wrong("a , or the } of this part is missing here");
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    JsonPlace here_;
    std::size_t nodes_ = 0;
    JsonProblem problem_;

public:
    explicit JsonReading(std::string_view text) : text_(text) {}

    bool read_root(JsonNode& root) {
        skip_space();
        if (!read_value(root, 0)) return false;
        skip_space();
        return at_end() || wrong("something stands after the end: there is one { … } in the file");
    }
    const JsonProblem& problem() const { return problem_; }
};

}  // namespace

std::string problem_line(const JsonProblem& problem) {
    return "line " + std::to_string(problem.place.line) + ", column " + std::to_string(problem.place.column) + ": " +
           problem.words;
}

Result<JsonNode> read_json_text(std::string_view text, JsonProblem& problem) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    JsonNode root;
    JsonReading reading(text);
    if (!utf8::is_valid(text)) {
        problem = {{}, "the file is not UTF-8 text"};
    } else if (reading.read_root(root)) {
        return root;
    } else {
        problem = reading.problem();
    }
    return Error(ErrorCode::kInvalid, problem_line(problem));
}

}  // namespace dayroom::provisioning
