#include "platform/pages/render/active_content.h"

#include <algorithm>
#include <array>

#include <zlib.h>

namespace dayroom::pages {
namespace {

constexpr std::size_t kMaxUnpackedBytes = 16 * 1024 * 1024;  // of all streams of objects together
constexpr std::string_view kActiveNames[] = {
    "JavaScript", "JS",        "Launch", "RichMedia",  "XFA",        "Movie",
    "Sound",      "Rendition", "GoToE",  "SubmitForm", "ImportData",
};

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool ends_name(char c) {
    return static_cast<unsigned char>(c) <= ' ' || std::string_view("()<>[]{}/%").find(c) != std::string_view::npos;
}

/// The name after a "/" at `at`, with its #xx read. Moves `at` behind it.
std::string read_name(std::string_view text, std::size_t& at) {
    std::string name;
    for (; at < text.size() && !ends_name(text[at]); ++at) {
        const int high = text[at] == '#' && at + 2 < text.size() ? hex_value(text[at + 1]) : -1;
        const int low = high >= 0 ? hex_value(text[at + 2]) : -1;
        if (low >= 0) {
            name.push_back(static_cast<char>(high * 16 + low));
            at += 2;
        } else {
            name.push_back(text[at]);
        }
    }
    return name;
}

struct Names {
    bool active = false;
    bool object_stream = false;
    bool flate = false;
    bool other_packing = false;
};

Names names_in(std::string_view text) {
    Names found;
    for (std::size_t at = text.find('/'); at != std::string_view::npos; at = text.find('/', at)) {
        const std::string name = read_name(text, ++at);
        if (std::find(std::begin(kActiveNames), std::end(kActiveNames), name) != std::end(kActiveNames))
            found.active = true;
        if (name == "ObjStm") found.object_stream = true;
        if (name == "FlateDecode" || name == "Fl") found.flate = true;
        if (name.ends_with("Decode") && name != "FlateDecode") found.other_packing = true;
    }
    return found;
}

/// What of it can be unpacked: a stream that is cut off has its beginning looked at.
Result<std::string> unpack(std::string_view packed, std::size_t most) {
    z_stream state{};
    if (inflateInit(&state) != Z_OK) return Error(ErrorCode::kTooLarge, "no memory to unpack");
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    state.avail_in = static_cast<uInt>(packed.size());
    std::string out;
    std::array<char, 16 * 1024> piece;
    int done = Z_OK;
    while (done == Z_OK && out.size() <= most) {
        state.next_out = reinterpret_cast<Bytef*>(piece.data());
        state.avail_out = static_cast<uInt>(piece.size());
        done = inflate(&state, Z_NO_FLUSH);
        out.append(piece.data(), piece.size() - state.avail_out);
    }
    inflateEnd(&state);
    if (out.size() > most) return Error(ErrorCode::kInvalid, "a stream of objects is too large");
    return out;
}

/// Where the dictionary of the object begins whose stream begins at `stream`.
std::size_t object_before(std::string_view text, std::size_t from, std::size_t stream) {
    const std::size_t at = text.substr(from, stream - from).rfind(" obj");
    return at == std::string_view::npos ? from : from + at;
}

}  // namespace

Result<bool> has_active_content(ByteView pdf) {
    const std::string_view text = as_text(pdf);
    std::size_t unpacked = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t stream = std::min(text.find("stream", at), text.size());
        if (names_in(text.substr(at, stream - at)).active) return true;
        if (stream == text.size()) break;
        const std::size_t from = object_before(text, at, stream);
        const Names names = names_in(text.substr(from, stream - from));
        std::size_t begin = stream + std::string_view("stream").size();
        if (begin < text.size() && text[begin] == '\r') ++begin;
        if (begin < text.size() && text[begin] == '\n') ++begin;
        const std::size_t end = std::min(text.find("endstream", begin), text.size());
        if (names.object_stream) {
            if (names.other_packing) return Error(ErrorCode::kInvalid, "objects packed in an unknown way");
            const std::string_view body = text.substr(begin, end - begin);
            const std::string objects =
                names.flate ? TRY(unpack(body, kMaxUnpackedBytes - unpacked)) : std::string(body);
            unpacked += objects.size();
            if (names_in(objects).active) return true;
        }
        at = std::min(end + std::string_view("endstream").size(), text.size());
    }
    return false;
}

}  // namespace dayroom::pages
