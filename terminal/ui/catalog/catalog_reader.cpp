#include "terminal/ui/catalog/catalog_reader.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "platform/base/utf8.h"
#include "terminal/ui/catalog/catalog.h"

namespace dayroom::ui {
namespace {

bool is_key(std::string_view key) {
    const std::string_view body = key.starts_with('$') ? key.substr(1) : key;
    return !body.empty() && key.size() <= kMaxKeyBytes && std::all_of(body.begin(), body.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
    });
}

/// Takes one flat object of strings; returning false stops the parser.
class FlatHandler final : public nlohmann::json_sax<nlohmann::json> {
public:
    FlatStrings strings;
    std::string problem;
    ErrorCode code = ErrorCode::kInvalid;

    bool null() override { return refuse("null"); }
    bool boolean(bool) override { return refuse("a boolean"); }
    bool number_integer(number_integer_t) override { return refuse("a number"); }
    bool number_unsigned(number_unsigned_t) override { return refuse("a number"); }
    bool number_float(number_float_t, const string_t&) override { return refuse("a number"); }
    bool binary(binary_t&) override { return refuse("binary"); }
    bool start_array(std::size_t) override { return refuse("a list"); }
    bool end_array() override { return refuse("a list"); }
    bool start_object(std::size_t) override { return depth_++ == 0 || refuse("an object"); }
    bool end_object() override { return true; }
    bool key(string_t& text) override {
        if (!is_key(text)) return refuse("a malformed key");
        if (strings.contains(text)) return refuse("the same key twice");
        if (strings.size() >= kMaxCatalogKeys) return too_large("too many keys");
        key_ = text;
        return true;
    }
    bool string(string_t& text) override {
        if (depth_ == 0) return refuse("a string");
        if (text.size() > kMaxPatternBytes) return too_large("a sentence that is too long");
        if (!utf8::is_valid(text)) return refuse("text that is not UTF-8");
        strings.emplace(key_, text);
        return true;
    }
    bool parse_error(std::size_t at, const std::string&, const nlohmann::detail::exception&) override {
        return refuse("malformed JSON at byte " + std::to_string(at));
    }

private:
    bool refuse(std::string what) {
        problem = "catalog holds " + std::move(what) + " after key '" + key_ + "'";
        return false;
    }
    bool too_large(std::string what) {
        code = ErrorCode::kTooLarge;
        return refuse(std::move(what));
    }
    int depth_ = 0;
    std::string key_;
};

}  // namespace

Result<FlatStrings> read_flat_json(std::string_view json) {
    if (json.size() > kMaxCatalogBytes) return Error(ErrorCode::kTooLarge, "catalog is larger than 512 KiB");
    if (!utf8::is_valid(json)) return Error(ErrorCode::kInvalid, "catalog is not UTF-8");
    FlatHandler handler;
    if (!nlohmann::json::sax_parse(json.begin(), json.end(), &handler)) {
        return Error(handler.code, handler.problem.empty() ? "catalog is not JSON" : handler.problem);
    }
    return std::move(handler.strings);
}

}  // namespace dayroom::ui
