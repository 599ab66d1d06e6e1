#include "tests/support/api_description.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>

#include <yaml.h>

namespace dayroom::test {
namespace {

using nlohmann::json;

// ---- YAML to JSON. A plain scalar is a number, a boolean or null if it looks like one; a quoted one is text.

json scalar(const yaml_node_t& node) {
    const std::string text(reinterpret_cast<const char*>(node.data.scalar.value), node.data.scalar.length);
    if (node.data.scalar.style != YAML_PLAIN_SCALAR_STYLE) return text;
    if (text == "null") return nullptr;
    const json value = json::parse(text, nullptr, false);
    return value.is_number() || value.is_boolean() ? value : json(text);
}

json to_json(yaml_document_t& document, const yaml_node_t& node) {
    if (node.type == YAML_SEQUENCE_NODE) {
        json list = json::array();
        for (auto* item = node.data.sequence.items.start; item != node.data.sequence.items.top; ++item)
            list.push_back(to_json(document, *yaml_document_get_node(&document, *item)));
        return list;
    }
    if (node.type == YAML_MAPPING_NODE) {
        json object = json::object();
        for (auto* pair = node.data.mapping.pairs.start; pair != node.data.mapping.pairs.top; ++pair) {
            const yaml_node_t& key = *yaml_document_get_node(&document, pair->key);
            const std::string name(reinterpret_cast<const char*>(key.data.scalar.value), key.data.scalar.length);
            if (object.contains(name)) throw std::runtime_error("the description has " + name + " twice");
            object[name] = to_json(document, *yaml_document_get_node(&document, pair->value));
        }
        return object;
    }
    return scalar(node);
}

json read_yaml(const std::string& file) {
    const std::unique_ptr<FILE, int (*)(FILE*)> input(std::fopen(file.c_str(), "rb"), &std::fclose);
    if (!input) throw std::runtime_error("cannot read " + file);
    yaml_parser_t parser;
    if (yaml_parser_initialize(&parser) == 0) throw std::runtime_error("no memory");
    const std::unique_ptr<yaml_parser_t, void (*)(yaml_parser_t*)> parser_goes(&parser, &yaml_parser_delete);
    yaml_parser_set_input_file(&parser, input.get());
    yaml_document_t document;
    if (yaml_parser_load(&parser, &document) == 0)
        throw std::runtime_error(file + " line " + std::to_string(parser.problem_mark.line + 1) + ": " +
                                 parser.problem);
    const std::unique_ptr<yaml_document_t, void (*)(yaml_document_t*)> document_goes(&document, &yaml_document_delete);
    return to_json(document, *yaml_document_get_root_node(&document));
}

// ---- Schemas

class Checker {
public:
    Checker(const json& document, std::string& findings) : document_(document), findings_(findings) {}

    const json& resolved(const json& schema) const {
        if (!schema.contains("$ref")) return schema;
        return document_.at(json::json_pointer(schema["$ref"].get<std::string>().substr(1)));
    }

    void check(const json& given, const json& value, const std::string& where) {
        const json& schema = resolved(given);
        if (schema.contains("allOf")) return check_object(whole(schema), value, where);
        if (schema.contains("oneOf")) return check_one_of(schema["oneOf"], value, where);
        if (!fits_type(schema, value))
            return add(where + " is " + value.type_name() + ", not " + schema["type"].dump());
        if (schema.contains("const") && schema["const"] != value) add(where + " is not " + schema["const"].dump());
        if (schema.contains("enum") &&
            std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
            add(where + " is " + value.dump() + ", none of " + schema["enum"].dump());
        if (value.is_object()) check_object(schema, value, where);
        if (value.is_array()) check_list(schema, value, where);
        if (value.is_string() && schema.value("format", "") == "uuid" && !is_uuid(value.get<std::string>()))
            add(where + " is no UUID");
    }

    void add(const std::string& what) { findings_ += what + "\n"; }

private:
    /// Of allOf: all properties and requirements together.
    json whole(const json& schema) const {
        json sum = {{"type", "object"}, {"properties", json::object()}, {"required", json::array()}};
        for (const json& each : schema["allOf"]) {
            const json& part = resolved(each);
            sum["properties"].update(part.value("properties", json::object()));
            for (const json& name : part.value("required", json::array())) sum["required"].push_back(name);
        }
        return sum;
    }

    /// The first whose type it is; none: the first says what is wrong.
    void check_one_of(const json& choices, const json& value, const std::string& where) {
        for (const json& each : choices) {
            if (fits_type(resolved(each), value)) return check(each, value, where);
        }
        check(choices.front(), value, where);
    }

    static bool is_type(const std::string& type, const json& value) {
        if (type == "object") return value.is_object();
        if (type == "array") return value.is_array();
        if (type == "string") return value.is_string();
        if (type == "boolean") return value.is_boolean();
        if (type == "integer") return value.is_number_integer();
        if (type == "number") return value.is_number();
        return type == "null" && value.is_null();
    }
    static bool fits_type(const json& schema, const json& value) {
        if (!schema.contains("type")) return true;
        const json& type = schema["type"];
        if (type.is_string()) return is_type(type.get<std::string>(), value);
        return std::any_of(type.begin(), type.end(),
                           [&](const json& each) { return is_type(each.get<std::string>(), value); });
    }
    static bool is_uuid(const std::string& text) {
        static const std::regex form("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
        return text.empty() || std::regex_match(text, form);  // empty: there is none
    }

    /// An object of which the description says nothing more than that it is one may hold anything.
    void check_object(const json& schema, const json& value, const std::string& where) {
        if (!value.is_object()) return add(where + " is no object");
        for (const json& name : schema.value("required", json::array())) {
            if (!value.contains(name.get<std::string>())) add(where + " lacks " + name.get<std::string>());
        }
        const bool says_more = schema.contains("additionalProperties");
        if (!schema.contains("properties") && !says_more) return;
        const json properties = schema.value("properties", json::object());
        const json rest = says_more ? schema["additionalProperties"] : json(false);
        for (const auto& [name, member] : value.items()) {
            const std::string place = where + "." + name;
            if (properties.contains(name)) {
                check(properties[name], member, place);
            } else if (rest.is_object()) {
                check(rest, member, place);
            } else if (rest == false) {
                add(place + " is not described");
            }
        }
    }
    void check_list(const json& schema, const json& value, const std::string& where) {
        if (schema.contains("maxItems") && value.size() > schema["maxItems"].get<std::size_t>())
            add(where + " is too long");
        if (!schema.contains("items")) return;
        for (std::size_t at = 0; at < value.size(); ++at)
            check(schema["items"], value[at], where + "[" + std::to_string(at) + "]");
    }

    const json& document_;
    std::string& findings_;
};

// ---- Calls

std::vector<std::string> split(const std::string& text, char at) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, at);) parts.push_back(part);
    return parts;
}

/// -1: another path; else how many of its parts are literal.
int likeness(const std::string& pattern, const std::string& path) {
    const auto wanted = split(pattern, '/');
    const auto given = split(path, '/');
    if (wanted.size() != given.size()) return -1;
    int literal = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i].rfind('{', 0) == 0) continue;
        if (wanted[i] != given[i]) return -1;
        ++literal;
    }
    return literal;
}

const json* find_path(const json& paths, const std::string& path) {
    const json* best = nullptr;
    int most = -1;
    for (const auto& [pattern, item] : paths.items()) {
        const int literal = likeness(pattern, path);
        if (literal <= most) continue;
        most = literal;
        best = &item;
    }
    return best;
}

std::string lower(std::string text) {
    for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return text;
}

void check_query(Checker& checker, const json& path, const json& call, const std::string& query) {
    std::set<std::string> described;
    for (const json* place : {&path, &call}) {
        for (const json& each : place->value("parameters", json::array())) {
            const json& parameter = checker.resolved(each);
            if (parameter["in"] == "query") described.insert(parameter["name"].get<std::string>());
        }
    }
    for (const std::string& pair : split(query, '&')) {
        const std::string name = pair.substr(0, pair.find('='));
        if (!described.contains(name)) checker.add("the parameter " + name + " is not described");
    }
}

void check_refusal(Checker& checker, const json& body) {
    if (body.value("code", "").empty() || body.value("detail", "").empty())
        checker.add("a refusal without a code or a sentence: " + body.dump());
}

void check_answer(Checker& checker, const json& described, const ApiExchange& exchange) {
    const std::string type = exchange.content_type.substr(0, exchange.content_type.find(';'));
    if (!described.contains("content")) {
        if (!exchange.body.empty()) checker.add("a body where none is described");
        return;
    }
    if (!described["content"].contains(type)) return checker.add("content of the type " + type + " is not described");
    if (type != "application/json") return;
    const json body = json::parse(exchange.body, nullptr, false);
    if (body.is_discarded()) return checker.add("the body is no JSON");
    checker.check(described["content"][type]["schema"], body, "answer");
    if (exchange.status >= 400) check_refusal(checker, body);
}

void check_sent(Checker& checker, const json& call, const json& sent) {
    if (sent.is_null()) return;
    if (!call.contains("requestBody")) return checker.add("a body was taken where none is described");
    checker.check(call["requestBody"]["content"]["application/json"]["schema"], sent, "sent");
}

}  // namespace

const ApiDescription& ApiDescription::of_the_hub() {
    static const ApiDescription description(
        read_yaml(std::string(std::getenv("DAYROOM_SOURCE_DIR")) + "/docs/api/openapi.yaml"));
    return description;
}

std::string ApiDescription::findings(const ApiExchange& exchange) const {
    std::string found;
    Checker checker(document_, found);
    const std::size_t mark = exchange.target.find('?');
    const std::string query = mark == std::string::npos ? "" : exchange.target.substr(mark + 1);
    const json* path = find_path(document_["paths"], exchange.target.substr(0, mark));
    const std::string method = lower(exchange.method);
    if (path == nullptr || !path->contains(method)) {
        if (exchange.status < 400) checker.add("the call is not described");
        return found;
    }
    const json& call = (*path)[method];
    const std::string status = std::to_string(exchange.status);
    if (!call["responses"].contains(status)) {
        checker.add("the status is not described");
        return found;
    }
    check_answer(checker, checker.resolved(call["responses"][status]), exchange);
    if (exchange.status >= 300) return found;
    check_query(checker, *path, call, query);
    check_sent(checker, call, exchange.sent);
    return found;
}

}  // namespace dayroom::test
