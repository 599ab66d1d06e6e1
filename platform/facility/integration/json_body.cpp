#include "platform/facility/integration/json_body.h"

#include "platform/base/utf8.h"
#include "platform/crypto/secret.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;

/// Stops at depth and at a member that comes twice: the parser itself would take the last.
class Strictness {
public:
    bool operator()(int depth, json::parse_event_t event, json& parsed) {
        if (depth > kMaxJsonDepth) good_ = false;
        if (event == json::parse_event_t::object_start) members_.emplace_back();
        if (event == json::parse_event_t::object_end && !members_.empty()) members_.pop_back();
        if (event == json::parse_event_t::key && !members_.empty()) {
            good_ = good_ && members_.back().insert(parsed.get<std::string>()).second;
        }
        return good_;
    }
    bool good() const { return good_; }

private:
    std::vector<std::set<std::string>> members_;
    bool good_ = true;
};

Error wrong(const char* name, const std::string& what) {
    return Error(ErrorCode::kInvalid, std::string("\"") + name + "\" " + what + ".");
}

}  // namespace

Result<JsonBody> JsonBody::parse(std::string_view text) {
    if (!utf8::is_valid(text)) return Error(ErrorCode::kInvalid, "The body is not UTF-8.");
    Strictness strictness;
    JsonBody body;
    body.object_ = json::parse(text, std::ref(strictness), false);
    if (!strictness.good()) return Error(ErrorCode::kInvalid, "The body has a member twice, or is nested too deep.");
    if (!body.object_.is_object()) return Error(ErrorCode::kInvalid, "The body must be one JSON object.");
    return body;
}

JsonBody JsonBody::of(json object) {
    JsonBody body;
    body.object_ = std::move(object);
    return body;
}

void JsonBody::fail(Error error) {
    if (!first_) first_ = std::move(error);
}

const json* JsonBody::find(const char* name, bool required) {
    named_.insert(name);
    const auto found = object_.find(name);
    if (found != object_.end() && !found->is_null()) return &*found;
    if (required) fail(wrong(name, "is missing"));
    return nullptr;
}

std::string JsonBody::text(const char* name, std::size_t max_characters) {
    const json* member = find(name, true);
    if (member == nullptr) return {};
    if (!member->is_string()) {
        fail(wrong(name, "must be text"));
        return {};
    }
    std::string value = member->get<std::string>();
    if (value.empty()) fail(wrong(name, "must not be empty"));
    if (utf8::length(value) > max_characters) {
        fail(Error(ErrorCode::kTooLarge,
                   std::string("\"") + name + "\" is longer than " + std::to_string(max_characters) + " characters."));
    }
    return value;
}

std::string JsonBody::optional_text(const char* name, std::size_t max_characters) {
    const json* member = find(name, false);
    if (member == nullptr || (member->is_string() && member->get_ref<const std::string&>().empty())) return {};
    return text(name, max_characters);
}

std::int64_t JsonBody::integer(const char* name, std::int64_t least, std::int64_t most) {
    const json* member = find(name, true);
    if (member == nullptr) return least;
    const bool whole =
        member->is_number_integer() && !(member->is_number_unsigned() && member->get<std::uint64_t>() > INT64_MAX);
    if (!whole) {
        fail(wrong(name, "must be a whole number"));
        return least;
    }
    const auto value = member->get<std::int64_t>();
    if (value < least || value > most) {
        fail(wrong(name, "must be from " + std::to_string(least) + " to " + std::to_string(most)));
        return least;
    }
    return value;
}

std::int64_t JsonBody::optional_integer(const char* name, std::int64_t least, std::int64_t most,
                                        std::int64_t otherwise) {
    return find(name, false) == nullptr ? otherwise : integer(name, least, most);
}

bool JsonBody::flag(const char* name) {
    const json* member = find(name, true);
    return member != nullptr && optional_flag(name);
}

bool JsonBody::optional_flag(const char* name) {
    const json* member = find(name, false);
    if (member == nullptr) return false;
    if (!member->is_boolean()) {
        fail(wrong(name, "must be true or false"));
        return false;
    }
    return member->get<bool>();
}

std::vector<std::pair<std::string, std::string>> JsonBody::texts(const char* name, std::size_t max_characters) {
    std::vector<std::pair<std::string, std::string>> all;
    const json* member = find(name, true);
    if (member == nullptr) return all;
    if (!member->is_object()) {
        fail(wrong(name, "must be an object of language and text"));
        return all;
    }
    for (const auto& [language, text] : member->items()) {
        if (!text.is_string() || utf8::length(text.get_ref<const std::string&>()) > max_characters) {
            fail(wrong(name, "must hold texts of at most " + std::to_string(max_characters) + " characters"));
            return {};
        }
        all.emplace_back(language, text.get<std::string>());
    }
    return all;
}

std::vector<std::string> JsonBody::optional_list(const char* name, std::size_t max_entries, std::size_t max_bytes) {
    std::vector<std::string> all;
    const json* member = find(name, false);
    if (member == nullptr) return all;
    if (!member->is_array() || member->size() > max_entries) {
        fail(wrong(name, "must be a list of at most " + std::to_string(max_entries)));
        return all;
    }
    for (const json& entry : *member) {
        if (!entry.is_string() || entry.get_ref<const std::string&>().size() > max_bytes) {
            fail(wrong(name, "must hold texts of at most " + std::to_string(max_bytes) + " bytes"));
            return {};
        }
        all.push_back(entry.get<std::string>());
    }
    return all;
}

std::vector<std::string> JsonBody::list(const char* name, std::size_t max_entries, std::size_t max_bytes) {
    return find(name, true) != nullptr ? optional_list(name, max_entries, max_bytes) : std::vector<std::string>();
}

std::vector<JsonBody> JsonBody::objects(const char* name, std::size_t max_entries) {
    std::vector<JsonBody> all;
    const json* member = find(name, true);
    if (member == nullptr) return all;
    if (!member->is_array() || member->size() > max_entries) {
        fail(wrong(name, "must be a list of at most " + std::to_string(max_entries)));
        return all;
    }
    for (const json& entry : *member) {
        if (!entry.is_object()) {
            fail(wrong(name, "must hold objects"));
            return {};
        }
        all.push_back(JsonBody::of(entry));
    }
    return all;
}

std::optional<JsonBody> JsonBody::optional_object(const char* name) {
    const json* member = find(name, false);
    if (member == nullptr) return std::nullopt;
    if (!member->is_object()) {
        fail(wrong(name, "must be an object"));
        return std::nullopt;
    }
    return JsonBody::of(*member);
}

void JsonBody::wipe() {
    for (json& member : object_) {
        if (member.is_string()) dayroom::wipe(member.get_ref<std::string&>());
    }
    object_ = json::object();
}

Status JsonBody::done() {
    if (first_) return *first_;
    for (const auto& [name, value] : object_.items()) {
        if (!named_.contains(name))
            return Error(ErrorCode::kInvalid, "The body has a member that this call does not know.");
    }
    return {};
}

Result<Bytes> from_base64(std::string_view text) {
    while (text.ends_with('=')) text.remove_suffix(1);
    std::string url(text);
    for (char& letter : url) {
        if (letter == '-' || letter == '_') return Error(ErrorCode::kInvalid, "not base64");
        if (letter == '+') letter = '-';
        if (letter == '/') letter = '_';
    }
    return from_base64url(url);
}

}  // namespace dayroom::facility
