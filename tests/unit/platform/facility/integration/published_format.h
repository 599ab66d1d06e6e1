// Whether what the hub writes or takes is what a published format (docs/formats) says.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <string>

#include <nlohmann/json.hpp>

namespace dayroom::test {

inline nlohmann::json published_schema(const std::string& format) {
    std::ifstream file(std::string(std::getenv("DAYROOM_SOURCE_DIR")) + "/docs/formats/" + format + ".schema.json");
    return nlohmann::json::parse(file);
}

inline bool is_of_type(const nlohmann::json& value, const std::string& type) {
    if (type == "integer") return value.is_number_integer();
    if (type == "string") return value.is_string();
    if (type == "array") return value.is_array();
    if (type == "object") return value.is_object();
    return type == "null" && value.is_null();
}

/// "type": one, or a list of them.
inline bool has_type(const nlohmann::json& value, const nlohmann::json& types) {
    if (types.is_string()) return is_of_type(value, types.get<std::string>());
    return std::any_of(types.begin(), types.end(),
                       [&](const nlohmann::json& type) { return is_of_type(value, type.get<std::string>()); });
}

/// Whether a value is what a JSON Schema says, for the words that ours use. Members that the schema does not know are
/// wrong here: what is written is described. So is an empty text, unless the schema has "minLength": 0.
inline bool fits(const nlohmann::json& value, const nlohmann::json& schema) {
    if (schema.contains("const")) return value == schema["const"];
    if (!schema.contains("type") || !has_type(value, schema["type"])) return false;
    if (schema.contains("enum"))
        return std::find(schema["enum"].begin(), schema["enum"].end(), value) != schema["enum"].end();
    if (value.is_null()) return true;
    if (value.is_number_integer())
        return value >= schema.value("minimum", INT64_MIN) && value <= schema.value("maximum", INT64_MAX);
    if (value.is_string()) {
        const std::string text = value.get<std::string>();
        if (text.size() < schema.value("minLength", std::size_t{1})) return false;
        if (schema.value("format", "") == "uuid" && text.size() != 36) return false;
        return std::regex_match(text, std::regex(schema.value("pattern", ".*")));
    }
    if (value.is_array()) {
        if (value.size() < schema.value("minItems", std::size_t{0})) return false;
        if (value.size() > schema.value("maxItems", std::size_t{SIZE_MAX})) return false;
        return std::all_of(value.begin(), value.end(),
                           [&](const nlohmann::json& one) { return fits(one, schema["items"]); });
    }
    for (const nlohmann::json& name : schema["required"])
        if (!value.contains(name.get<std::string>())) return false;
    for (const auto& [name, member] : value.items())
        if (!schema["properties"].contains(name) || !fits(member, schema["properties"][name])) return false;
    return true;
}

}  // namespace dayroom::test
