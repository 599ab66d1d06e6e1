// JSON from outside, strictly: one object of bounded depth, no member twice, every member known and of its type. What
// is not asked for by name is an error, so that a misspelt member never goes unnoticed.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/base/time.h"

namespace dayroom::facility {

inline constexpr int kMaxJsonDepth = 10;  // forms: choices of fields, in a list

class JsonBody {
public:
    /// kInvalid: not JSON, not an object, nested too deep, a member twice, or text that is not UTF-8.
    static Result<JsonBody> parse(std::string_view text);
    /// Of an object that is parsed already.
    static JsonBody of(nlohmann::json object);

    // Each names a member that the call knows. Errors are remembered; done() tells the first.
    std::string text(const char* name, std::size_t max_characters);
    std::string optional_text(const char* name, std::size_t max_characters);
    std::int64_t integer(const char* name, std::int64_t least, std::int64_t most);
    std::int64_t optional_integer(const char* name, std::int64_t least, std::int64_t most, std::int64_t otherwise);
    bool flag(const char* name);
    bool optional_flag(const char* name);
    /// Whether it is there and not null; names it.
    bool has(const char* name) { return find(name, false) != nullptr; }
    /// {"en": "…", "es": "…"}
    std::vector<std::pair<std::string, std::string>> texts(const char* name, std::size_t max_characters);
    std::vector<std::string> optional_list(const char* name, std::size_t max_entries, std::size_t max_bytes);
    std::vector<std::string> list(const char* name, std::size_t max_entries, std::size_t max_bytes);
    /// A list of objects, each to be read and done() like the body itself.
    std::vector<JsonBody> objects(const char* name, std::size_t max_entries);
    /// One object, to be read and done() likewise.
    std::optional<JsonBody> optional_object(const char* name);
    template <typename IdType>
    IdType id(const char* name) {
        return parse_id<IdType>(name, text(name, 36));
    }
    template <typename IdType>
    std::optional<IdType> optional_id(const char* name) {
        const std::string text = optional_text(name, 36);
        if (text.empty()) return std::nullopt;
        return parse_id<IdType>(name, text);
    }

    /// After all members were named: kInvalid or kTooLarge for what was wrong, or for a member that nobody named.
    Status done();
    /// Overwrites every text in it: for bodies that hold a password. Names nothing any more.
    void wipe();
    /// The same object in one fixed form: two bodies that mean the same have the same.
    std::string canonical() const { return object_.dump(); }

private:
    const nlohmann::json* find(const char* name, bool required);
    void fail(Error error);
    template <typename IdType>
    IdType parse_id(const char* name, const std::string& text) {
        auto id = IdType::parse(text);
        if (id.ok()) return id.take();
        fail(Error(ErrorCode::kInvalid, std::string("\"") + name + "\" must be an id."));
        return IdType();
    }
    nlohmann::json object_;
    std::set<std::string> named_;
    std::optional<Error> first_;
};

/// Standard base64 (RFC 4648 §4), with or without padding.
Result<Bytes> from_base64(std::string_view text);

}  // namespace dayroom::facility
