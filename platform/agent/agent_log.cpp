#include "platform/agent/agent_log.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "platform/record/redact.h"

namespace dayroom::agent {
namespace {

/// redact_detail leaves printable ASCII: only the two characters that JSON gives a meaning are left.
std::string in_json(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '"' || c == '\\') out.push_back('\\');
        out.push_back(c);
    }
    return out;
}

std::string line(std::string_view event, std::string_view code, std::string_view detail) {
    std::string out = "\"event\":\"" + record::redact_code(event) + "\"";
    if (!code.empty()) out += ",\"code\":\"" + record::redact_code(code) + "\"";
    if (!detail.empty()) out += ",\"detail\":\"" + in_json(record::redact_detail(detail)) + "\"";
    return out;
}

}  // namespace

AgentLog::AgentLog()
    : logger_(std::make_shared<spdlog::logger>("agent", std::make_shared<spdlog::sinks::stdout_sink_mt>())) {
    logger_->set_formatter(std::make_unique<spdlog::pattern_formatter>(
        R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","program":"agent","level":"%l",%v})", spdlog::pattern_time_type::utc));
    logger_->flush_on(spdlog::level::info);
}

void AgentLog::note(std::string_view event, std::string_view code, std::string_view detail) const {
    logger_->info(line(event, code, detail));
}
void AgentLog::warn(std::string_view event, std::string_view code, std::string_view detail) const {
    logger_->warn(line(event, code, detail));
}

}  // namespace dayroom::agent
