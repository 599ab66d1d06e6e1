// The record of a request as a page: made from what is signed, and from nothing else. Private to request_records.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace dayroom::facility {

/// Where the signed part begins in the page; it ends before "</script>", which base64url does not hold.
inline constexpr const char* kEnvelopeBegins = "<script type=\"application/json\" id=\"dayroom-request-1\">";
inline constexpr const char* kEnvelopeEnds = "</script>";

/// `envelope`: the signed part, in JSON. Throws nothing: members that are missing are left out.
std::string record_page(const nlohmann::json& record, const std::string& envelope);

}  // namespace dayroom::facility
