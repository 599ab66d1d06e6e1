#include "platform/facility/http/message.h"

#include <nlohmann/json.hpp>

#include "platform/wire/dayroom.pb.h"

namespace dayroom::http {

const char* to_string(Method method) {
    switch (method) {
        case Method::kGet:
            return "GET";
        case Method::kPost:
            return "POST";
        case Method::kPut:
            return "PUT";
        case Method::kDelete:
            return "DELETE";
        case Method::kOther:
            break;
    }
    return "OTHER";
}

std::string_view Request::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (key == name) return value;
    }
    return {};
}

std::optional<std::string> Request::query_parameter(std::string_view name) const {
    std::string_view rest = query;
    while (!rest.empty()) {
        const std::size_t mark = rest.find('&');
        const std::string_view pair = rest.substr(0, mark);
        rest = mark == std::string_view::npos ? std::string_view() : rest.substr(mark + 1);
        const std::size_t equals = std::min(pair.find('='), pair.size());
        if (pair.substr(0, equals) != name) continue;
        auto value = percent_decode(equals < pair.size() ? pair.substr(equals + 1) : std::string_view());
        if (value.ok()) return value.take();
        return std::nullopt;
    }
    return std::nullopt;
}

Response problem(Dialect dialect, int status, std::string_view code, std::string_view detail) {
    Response response;
    response.status = status;
    if (dialect == Dialect::kProtobuf) {
        wire::Problem body;
        body.set_code(std::string(code));
        body.set_detail(std::string(detail));
        response.content_type = "application/x-protobuf";
        response.body = body.SerializeAsString();
    } else {
        response.content_type = "application/json";
        response.body = nlohmann::json{{"code", code}, {"detail", detail}}.dump(
            -1, ' ', false, nlohmann::json::error_handler_t::replace);
    }
    return response;
}

int status_of(ErrorCode code) {
    switch (code) {
        case ErrorCode::kInvalid:
            return 400;
        case ErrorCode::kTooLarge:
            return 413;
        case ErrorCode::kNotFound:
            return 404;
        case ErrorCode::kConflict:
            return 409;
        case ErrorCode::kDenied:
            return 403;
        case ErrorCode::kRevoked:
            return 403;
        case ErrorCode::kUnauthenticated:
            return 401;
        case ErrorCode::kLocked:
            return 423;
        case ErrorCode::kExpired:
            return 410;
        case ErrorCode::kInsufficientFunds:
            return 409;
        case ErrorCode::kUnsupported:
            return 400;
        case ErrorCode::kUnavailable:
            return 503;
        case ErrorCode::kTimeout:
            return 503;
        case ErrorCode::kCorrupt:
            return 500;
        case ErrorCode::kIo:
            return 500;
    }
    return 500;
}

Response problem(Dialect dialect, const Error& error) {
    const int status = status_of(error.code);
    if (status == 500) {
        return problem(dialect, status, "internal", "The hub could not do this. Its log says why.");
    }
    return problem(dialect, status, error.text_key.empty() ? to_string(error.code) : error.text_key, error.detail);
}

Result<std::string> percent_decode(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '+') {
            out += ' ';
        } else if (text[at] != '%') {
            out += text[at];
        } else {
            if (at + 2 >= text.size()) return Error(ErrorCode::kInvalid, "a percent escape is cut off");
            const Bytes byte = TRY(from_hex(text.substr(at + 1, 2)));
            if (byte[0] == 0) return Error(ErrorCode::kInvalid, "a zero byte in the address");
            out += static_cast<char>(byte[0]);
            at += 2;
        }
    }
    return out;
}

}  // namespace dayroom::http
