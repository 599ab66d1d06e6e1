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

/// Whether a value is what a JSON Schema says, for the words that ours use. Members that the schema does not know are
/// wrong here: what is written is described.
inline bool fits(const nlohmann::json& value, const nlohmann::json& schema) {
    const std::string type = schema.value("type", "");
    if (schema.contains("const")) return value == schema["const"];
    if (type == "integer") return value.is_number_integer() && value >= schema.value("minimum", INT64_MIN);
    if (type == "string") {
        if (!value.is_string() || value.get_ref<const std::string&>().empty()) return false;
        const std::string pattern = schema.value("pattern", ".*");
        return std::regex_match(value.get<std::string>(), std::regex(pattern));
    }
    if (type == "array") {
        if (!value.is_array() || value.size() < schema.value("minItems", std::size_t{0})) return false;
        return std::all_of(value.begin(), value.end(),
                           [&](const nlohmann::json& one) { return fits(one, schema["items"]); });
    }
    if (type != "object" || !value.is_object()) return false;
    for (const nlohmann::json& name : schema["required"])
        if (!value.contains(name.get<std::string>())) return false;
    for (const auto& [name, member] : value.items())
        if (!schema["properties"].contains(name) || !fits(member, schema["properties"][name])) return false;
    return true;
}

}  // namespace dayroom::test
