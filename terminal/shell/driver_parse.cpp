#include <array>
#include <cctype>
#include <charconv>

#include "terminal/shell/driver.h"

namespace dayroom::shell {
namespace {

using Verb = ScriptLine::Verb;

struct VerbName {
    std::string_view name;
    Verb verb;
};
constexpr std::array<VerbName, 10> kVerbs = {{{"wait", Verb::kWait},
                                              {"gone", Verb::kGone},
                                              {"click", Verb::kClick},
                                              {"type", Verb::kType},
                                              {"key", Verb::kKey},
                                              {"expect", Verb::kExpect},
                                              {"screenshot", Verb::kScreenshot},
                                              {"pause", Verb::kPause},
                                              {"try_to_escape", Verb::kEscape},
                                              {"quit", Verb::kQuit}}};

struct KeyName {
    std::string_view name;
    ui::Key key;
};
constexpr std::array<KeyName, 14> kKeys = {{{"tab", ui::Key::kTab},
                                            {"enter", ui::Key::kEnter},
                                            {"escape", ui::Key::kEscape},
                                            {"space", ui::Key::kSpace},
                                            {"backspace", ui::Key::kBackspace},
                                            {"delete", ui::Key::kDelete},
                                            {"home", ui::Key::kHome},
                                            {"end", ui::Key::kEnd},
                                            {"pageup", ui::Key::kPageUp},
                                            {"pagedown", ui::Key::kPageDown},
                                            {"left", ui::Key::kLeft},
                                            {"right", ui::Key::kRight},
                                            {"up", ui::Key::kUp},
                                            {"down", ui::Key::kDown}}};

void trim(std::string_view& text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
}

/// The next word, or what stands between quotation marks.
std::string take_word(std::string_view& rest) {
    trim(rest);
    const char end = rest.starts_with('"') ? '"' : ' ';
    if (end == '"') rest.remove_prefix(1);
    const std::size_t length = std::min(rest.find(end), rest.size());
    std::string word(rest.substr(0, length));
    rest.remove_prefix(std::min(length + 1, rest.size()));
    trim(rest);
    return word;
}

bool take_number(std::string_view text, int& number) {
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && number >= 0;
}

Error wrong(int number, const std::string& what) {
    return Error(ErrorCode::kInvalid, "line " + std::to_string(number) + ": " + what);
}

Status take_rest(ScriptLine& line, std::string_view rest) {
    int amount = 0;
    switch (line.verb) {
        case Verb::kQuit:
            return {};
        case Verb::kType:
            line.text = std::string(rest);
            return {};
        case Verb::kPause:
            if (!take_number(rest, amount)) return wrong(line.number, "pause needs milliseconds");
            line.time = Milliseconds(amount);
            return {};
        case Verb::kKey: {
            for (const auto& known : kKeys) {
                if (known.name == rest) line.key = known.key;
            }
            if (line.key == ui::Key::kOther) return wrong(line.number, "unknown key '" + std::string(rest) + "'");
            return {};
        }
        default:
            break;
    }
    line.target = take_word(rest);
    if (line.target.empty()) return wrong(line.number, "needs an id, a label or a folder");
    if (line.verb == Verb::kExpect) {
        line.text = std::string(rest);
    } else if (!rest.empty()) {
        if (!take_number(rest, amount))
            return wrong(line.number, "'" + std::string(rest) + "' is not a number of seconds");
        line.time = Seconds(amount);
    }
    return {};
}

}  // namespace

Result<std::optional<ScriptLine>> parse_script_line(const std::string& text, int number) {
    std::string_view rest = text;
    trim(rest);
    if (rest.empty() || rest.starts_with('#')) return std::optional<ScriptLine>();
    const std::string verb = take_word(rest);
    ScriptLine line;
    line.number = number;
    line.time = kDefaultWait;
    bool known = false;
    for (const auto& name : kVerbs) {
        if (name.name != verb) continue;
        line.verb = name.verb;
        known = true;
    }
    if (!known) return wrong(number, "unknown step '" + verb + "'");
    TRY(take_rest(line, rest));
    return std::optional(line);
}

}  // namespace dayroom::shell
