#include "platform/facility/sample/phrase.h"

#include <algorithm>

namespace dayroom::facility::sample {
namespace {

std::string lower(std::string text) {
    for (char& letter : text) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return text;
}

std::string value_of(const std::string& slot, const PhraseContext& context) {
    if (slot == "call" || slot == "you") return context.other->term;
    if (slot == "me") return context.speaker->name;
    if (slot == "self") {
        const auto found = context.phrases->self_of.find(context.speaker->term);
        return found == context.phrases->self_of.end() ? context.speaker->term : found->second;
    }
    if (slot == "kid") return context.child->name;
    if (const auto known = context.world->find(slot); known != context.world->end()) return known->second;
    const auto values = context.phrases->slots.find(slot);
    if (values == context.phrases->slots.end()) return "{" + slot + "}";
    const auto [chosen, fresh] = context.chosen->try_emplace(slot);
    if (fresh) chosen->second = context.dice->pick(values->second);
    return chosen->second;
}

// "[y:listo|lista]" by who is meant.
std::string choose_forms(const std::string& text, const PhraseContext& context) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = text.find('[', at);
        const std::size_t close = open == std::string::npos ? open : text.find(']', open);
        const std::size_t bar = open == std::string::npos ? open : text.find('|', open);
        if (close == std::string::npos || bar == std::string::npos || bar > close || text[open + 2] != ':') {
            out += text.substr(at);
            break;
        }
        const char who = text[open + 1];
        const bool first = who == 'y' ? context.other->man : who == 'i' ? context.speaker->man : context.child->boy;
        out += text.substr(at, open - at);
        out += first ? text.substr(open + 3, bar - open - 3) : text.substr(bar + 1, close - bar - 1);
        at = close + 1;
    }
    return out;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

}  // namespace

std::string capitalised(std::string text) {
    if (text.empty()) return text;
    const auto first = static_cast<unsigned char>(text[0]);
    if (first >= 'a' && first <= 'z') {
        text[0] = static_cast<char>(first - 'a' + 'A');
    } else if (first == 0xC3 && text.size() > 1) {
        const auto second = static_cast<unsigned char>(text[1]);
        if (second >= 0xA0 && second <= 0xBE && second != 0xB7) text[1] = static_cast<char>(second - 0x20);
    } else if (first == 0xC4 && text.size() > 1 && static_cast<unsigned char>(text[1]) == 0x91) {
        text[1] = static_cast<char>(0x90);  // đ
    }
    return text;
}

bool needs_child(const std::string& text) {
    return lower(text).find("{kid}") != std::string::npos || text.find("[k:") != std::string::npos;
}

bool works_without_child(const Turn& turn) {
    return turn.empty() ||
           std::any_of(turn[0].begin(), turn[0].end(), [](const std::string& text) { return !needs_child(text); });
}

std::string fill(const std::string& text, const PhraseContext& context) {
    const std::string formed = choose_forms(text, context);
    std::string out;
    for (std::size_t at = 0; at < formed.size();) {
        const std::size_t open = formed.find('{', at);
        const std::size_t close = open == std::string::npos ? open : formed.find('}', open);
        if (close == std::string::npos) {
            out += formed.substr(at);
            break;
        }
        out += formed.substr(at, open - at);
        std::string name = formed.substr(open + 1, close - open - 1);
        const bool marked = !name.empty() && name.back() == '^';
        if (marked) name.pop_back();
        const std::string slot = lower(name);
        std::string value = value_of(slot, context);
        out += marked || slot != name ? capitalised(std::move(value)) : value;
        at = close + 1;
    }
    for (const auto& [from, to] : context.phrases->contractions) replace_all(out, from, to);
    return out;
}

}  // namespace dayroom::facility::sample
