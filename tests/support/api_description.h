// docs/api/openapi.yaml as something that answers of the hub are held against: every answer that a test gets from the
// JSON API is checked, so what the description says is what the hub does.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace dayroom::test {

struct ApiExchange {
    std::string method;   // "GET"
    std::string target;   // with query
    nlohmann::json sent;  // null: no body
    int status = 0;
    std::string content_type;
    std::string body;
};

class ApiDescription {
public:
    /// The description of the hub's API, read once. Throws when it cannot be read.
    static const ApiDescription& of_the_hub();

    /// What the exchange does that the description does not say, one line each; "" when nothing. Looked at: the call
    /// and its query, the status, the content type, the answer's body to its last field (required ones are there, types
    /// and formats fit, no field is undescribed), and the body that was sent, if the hub took it. A call that is not
    /// described must be refused; a refusal has a code and a sentence.
    std::string findings(const ApiExchange& exchange) const;

    explicit ApiDescription(nlohmann::json document) : document_(std::move(document)) {}

private:
    nlohmann::json document_;
};

}  // namespace dayroom::test
