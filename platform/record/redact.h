// What may stand in a log: ids and codes, never what people wrote, their names, PINs, keys or numbers on a form.
#pragma once

#include <string>
#include <string_view>

#include "platform/base/id.h"

namespace dayroom::record {

/// The last 6 characters of an id: enough to find a line again, too little to look a person up.
template <typename Tag>
std::string short_id(const Id<Tag>& id) {
    const std::string text = id.to_string();
    return "…" + text.substr(text.size() - 6);
}

/// A code for the log: letters, digits and . _ - only, at most 64; anything else becomes '?'.
std::string redact_code(std::string_view text);
/// A detail for the log: printable ASCII, at most 200; runs of 4 and more digits (PINs, numbers, cards) become "####",
/// and what stands in quotes becomes "…".
std::string redact_detail(std::string_view text);
/// "x characters" in place of a text.
std::string only_length(std::string_view text);

}  // namespace dayroom::record
