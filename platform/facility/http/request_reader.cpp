#include "platform/facility/http/request_reader.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "platform/facility/http/limits.h"

namespace dayroom::http {
namespace beast = boost::beast::http;

struct RequestReader::Parser {
    beast::request_parser<beast::string_body> parser;
    std::size_t head_bytes = 0;
};

RequestReader::RequestReader() : parser_(std::make_unique<Parser>()) {
    parser_->parser.header_limit(static_cast<std::uint32_t>(kMaxHeaderBytes));
    parser_->parser.body_limit(boost::none);  // set by limit_body() once the route is known
}
RequestReader::~RequestReader() = default;
RequestReader::RequestReader(RequestReader&&) noexcept = default;
RequestReader& RequestReader::operator=(RequestReader&&) noexcept = default;

Result<std::size_t> RequestReader::take(std::string_view bytes) {
    auto& parser = parser_->parser;
    std::size_t taken = 0;
    while (taken < bytes.size() && !parser.is_done()) {
        boost::system::error_code failure;
        const bool in_header = !parser.is_header_done();
        const std::size_t step = parser.put(boost::asio::buffer(bytes.data() + taken, bytes.size() - taken), failure);
        taken += step;
        if (failure == beast::error::need_more) break;
        if (failure == beast::error::header_limit)
            return Error(ErrorCode::kTooLarge, "The header is larger than 16 KiB.");
        if (failure == beast::error::body_limit)
            return Error(ErrorCode::kTooLarge, "The body is larger than this call takes.");
        if (failure)
            return Error(ErrorCode::kInvalid, "This is not a well-formed HTTP request: " + failure.message() + ".");
        if (in_header && parser.is_header_done()) break;
        if (step == 0) break;
    }
    if (!parser.is_header_done() && bytes.size() - taken > kMaxHeaderBytes) {
        return Error(ErrorCode::kTooLarge, "The header is larger than 16 KiB.");
    }
    return taken;
}

bool RequestReader::header_done() const { return parser_->parser.is_header_done(); }
bool RequestReader::done() const { return parser_->parser.is_done(); }
bool RequestReader::keep_alive() const { return parser_->parser.keep_alive(); }

bool RequestReader::expects_continue() const {
    return boost::beast::iequals(parser_->parser.get()[beast::field::expect], "100-continue");
}

Status RequestReader::limit_body(std::size_t bytes) {
    parser_->parser.body_limit(bytes);
    const auto length = parser_->parser.content_length();
    if (length && *length > bytes) return Error(ErrorCode::kTooLarge, "The body is larger than this call takes.");
    return {};
}

Result<Request> RequestReader::take_head() {
    const auto& message = parser_->parser.get();
    Request request;
    switch (message.method()) {
        case beast::verb::get:
            request.method = Method::kGet;
            break;
        case beast::verb::post:
            request.method = Method::kPost;
            break;
        case beast::verb::put:
            request.method = Method::kPut;
            break;
        case beast::verb::delete_:
            request.method = Method::kDelete;
            break;
        default:
            request.method = Method::kOther;
            break;
    }
    const std::string_view target(message.target().data(), message.target().size());
    if (target.size() > kMaxTargetBytes)
        return Error(ErrorCode::kTooLarge, "The address is longer than 2048 characters.");
    if (target.empty() || target.front() != '/')
        return Error(ErrorCode::kInvalid, "The address must begin with a slash.");
    const std::size_t mark = std::min(target.find('?'), target.size());
    request.path = std::string(target.substr(0, mark));
    if (mark < target.size()) request.query = std::string(target.substr(mark + 1));
    for (const auto& field : message.base()) {
        if (request.headers.size() >= kMaxHeaderFields) {
            return Error(ErrorCode::kTooLarge, "There are more than 64 header fields.");
        }
        std::string name(field.name_string().data(), field.name_string().size());
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c); });
        request.headers.emplace_back(std::move(name), std::string(field.value().data(), field.value().size()));
    }
    return request;
}

std::string RequestReader::take_body() { return std::move(parser_->parser.get().body()); }

}  // namespace dayroom::http
