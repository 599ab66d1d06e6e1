#include "provisioning/policy/node_reader.h"

#include <algorithm>

#include "platform/base/utf8.h"

namespace dayroom::provisioning {
namespace {

const char* words_of(JsonNode::Kind kind) {
    switch (kind) {
        case JsonNode::Kind::kNull:
            return "null";
        case JsonNode::Kind::kFlag:
            return "true or false";
        case JsonNode::Kind::kNumber:
            return "a whole number";
        case JsonNode::Kind::kText:
            return "a text between \" and \"";
        case JsonNode::Kind::kList:
            return "a list between [ and ]";
        case JsonNode::Kind::kObject:
            return "names and values between { and }";
    }
    return "";
}

std::string shown(const std::string& text) { return "\"" + utf8::sanitize(text, 60) + "\""; }

bool is_plain(const std::string& text) {
    return std::none_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
    });
}

bool is_before(JsonPlace left, JsonPlace right) {
    return left.line != right.line ? left.line < right.line : left.column < right.column;
}

}  // namespace

std::vector<JsonProblem> ProblemList::take() {
    std::stable_sort(problems_.begin(), problems_.end(), [](const JsonProblem& left, const JsonProblem& right) {
        return is_before(left.place, right.place);
    });
    return std::move(problems_);
}

NodeReader::NodeReader(const JsonNode& node, ProblemList& problems) : node_(node), problems_(problems) {
    if (node.kind != JsonNode::Kind::kObject)
        problems_.add(node.place, std::string("needs ") + words_of(JsonNode::Kind::kObject));
}

const JsonMember* NodeReader::find(const std::string& name) const {
    const auto found = std::find_if(node_.members.begin(), node_.members.end(),
                                    [&](const JsonMember& member) { return member.name == name; });
    return found == node_.members.end() ? nullptr : &*found;
}

JsonPlace NodeReader::place_of(const std::string& name) const {
    const JsonMember* found = find(name);
    return found == nullptr ? node_.place : found->value.place;
}

const JsonNode* NodeReader::member(const std::string& name, JsonNode::Kind kind, bool required) {
    asked_.insert(name);
    const JsonMember* found = find(name);
    if (found == nullptr) {
        if (required && node_.kind == JsonNode::Kind::kObject) wrong(name, "is missing in this part");
        return nullptr;
    }
    if (found->value.kind == kind) return &found->value;
    wrong(name, std::string("needs ") + words_of(kind));
    return nullptr;
}

std::string NodeReader::text(const std::string& name, std::size_t most, bool required) {
    const JsonNode* found = member(name, JsonNode::Kind::kText, required);
    if (found == nullptr) return {};
    if (utf8::length(found->text) > most) wrong(name, "has more than " + std::to_string(most) + " characters");
    if (required && found->text.empty()) wrong(name, "is empty");
    if (!is_plain(found->text)) wrong(name, "holds a control character");
    return found->text;
}

std::string NodeReader::code(const std::string& name, bool required) {
    const JsonNode* found = member(name, JsonNode::Kind::kText, required);
    if (found == nullptr) return {};
    if (!forms::is_code(found->text)) wrong(name, "needs 1 to 48 of a-z, 0-9, _, . and -");
    return found->text;
}

std::int64_t NodeReader::number(const std::string& name, std::int64_t least, std::int64_t most, bool required) {
    const JsonNode* found = member(name, JsonNode::Kind::kNumber, required);
    if (found == nullptr) return 0;
    if (found->number >= least && found->number <= most) return found->number;
    wrong(name, "must be from " + std::to_string(least) + " to " + std::to_string(most));
    return least;
}

std::optional<std::int64_t> NodeReader::maybe_number(const std::string& name, std::int64_t least, std::int64_t most) {
    asked_.insert(name);
    if (!has(name)) return std::nullopt;
    return number(name, least, most, false);
}

bool NodeReader::flag(const std::string& name) {
    const JsonNode* found = member(name, JsonNode::Kind::kFlag, false);
    return found != nullptr && found->flag;
}

forms::Texts NodeReader::texts(const std::string& name, std::size_t most, bool required) {
    forms::Texts all;
    const JsonNode* found = member(name, JsonNode::Kind::kObject, required);
    if (found == nullptr) return all;
    NodeReader reader(*found, problems_);
    if (found->members.size() > forms::kMaxLanguages) wrong(name, "has too many languages");
    for (const JsonMember& each : found->members) {
        const bool tag =
            each.name.size() >= 2 && each.name.size() <= 12 &&
            std::all_of(each.name.begin(), each.name.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
            });
        if (!tag) problems_.add(each.place, shown(each.name) + " is no language: write one like \"en\"");
        all.push_back({each.name, reader.text(each.name, most, true)});
    }
    if (!reader.has("en")) wrong(name, "needs English, \"en\"");
    return all;
}

std::vector<const JsonNode*> NodeReader::list(const std::string& name, std::size_t most, bool required) {
    std::vector<const JsonNode*> all;
    const JsonNode* found = member(name, JsonNode::Kind::kList, required);
    if (found == nullptr) return all;
    if (found->items.size() > most) wrong(name, "has more than " + std::to_string(most) + " entries");
    for (const JsonNode& item : found->items)
        if (all.size() < most) all.push_back(&item);
    return all;
}

std::vector<std::string> NodeReader::codes(const std::string& name, std::size_t most) {
    std::vector<std::string> all;
    for (const JsonNode* item : list(name, most, false)) {
        if (item->kind == JsonNode::Kind::kText && !item->text.empty() && item->text.size() <= 48) {
            all.push_back(item->text);
        } else {
            problems_.add(item->place, "needs a short text between \" and \"");
        }
    }
    return all;
}

void NodeReader::done() {
    for (const JsonMember& each : node_.members)
        if (!asked_.contains(each.name)) problems_.add(each.place, shown(each.name) + " is not known here");
}

}  // namespace dayroom::provisioning
