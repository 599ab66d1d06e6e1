// The agent's log: one JSON object a line on standard output, for the journal. Event names, codes, counts and shortened
// ids only: no names, numbers, texts or PINs.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace spdlog {
class logger;
}

namespace dayroom::agent {

class AgentLog {
public:
    AgentLog();
    /// `code` and `detail` go through record::redact_code and redact_detail.
    void note(std::string_view event, std::string_view code = {}, std::string_view detail = {}) const;
    void warn(std::string_view event, std::string_view code = {}, std::string_view detail = {}) const;

private:
    std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace dayroom::agent
