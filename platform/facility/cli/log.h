// The hub's log on standard error: one JSON object a line. Ids and codes only, never names, texts, PINs or tokens.
#pragma once

#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "platform/facility/http/server.h"

namespace spdlog {
class logger;
}

namespace dayroom::hub {

/// Safe from any thread.
class Log {
public:
    /// "debug", "info" or "warn".
    explicit Log(const std::string& level);
    ~Log();

    void event(const std::string& name, const nlohmann::json& details);
    /// What staff must look at.
    void alarm(const std::string& what);
    /// A finished call: at debug, or at info when it was refused, or at warn when the hub failed.
    void exchange(const http::Exchange& exchange);

private:
    std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace dayroom::hub
