#include "platform/facility/cli/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace dayroom::hub {
namespace {

using nlohmann::json;

std::string line_of(const std::string& name, const json& details) {
    json line = {{"event", name}};
    if (details.is_object()) line.update(details);
    return line.dump(-1, ' ', false, json::error_handler_t::replace).substr(1);
}

}  // namespace

Log::Log(const std::string& level)
    : logger_(std::make_shared<spdlog::logger>("hub", std::make_shared<spdlog::sinks::stderr_sink_mt>())) {
    logger_->set_level(spdlog::level::from_str(level));
    // The message is the rest of the object: what comes before it is put here.
    logger_->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v)", spdlog::pattern_time_type::utc);
    logger_->flush_on(spdlog::level::info);
}

Log::~Log() { logger_->flush(); }

void Log::event(const std::string& name, const json& details) { logger_->info("{}", line_of(name, details)); }

void Log::alarm(const std::string& what) { logger_->warn("{}", line_of("alarm", {{"what", what}})); }

void Log::exchange(const http::Exchange& exchange) {
    const auto level = exchange.status >= 500   ? spdlog::level::warn
                       : exchange.status >= 400 ? spdlog::level::info
                                                : spdlog::level::debug;
    if (!logger_->should_log(level)) return;
    // A line would say to the microsecond when a report came: docs/security-prea.md.
    if (exchange.pattern == "/v1/prea") return;
    logger_->log(level, "{}",
                 line_of("call", {{"method", http::to_string(exchange.method)},
                                  {"route", exchange.pattern},
                                  {"status", exchange.status},
                                  {"took_us", exchange.took.count()}}));
}

}  // namespace dayroom::hub
