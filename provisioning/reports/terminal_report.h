// What a terminal has signed for people: the readiness report as its file, and as the line of its QR code
// (docs/features/diagnostics.md); and that it was wiped (docs/operations/replacing.md). Checked offline against the
// list of terminals. Each refusal says what is the matter:
//
//   kInvalid            no report at all, or damaged
//   kNotFound           no terminal of this facility: foreign, or enrolled after the list was made
//   kUnauthenticated    forged: changed, or signed by another key than the terminal's
//   kExpired            older than it may be, or from the future
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "provisioning/reports/terminal_list.h"

namespace dayroom::provisioning {

inline constexpr std::size_t kMaxReportFile = 256 * 1024;
inline constexpr Milliseconds kReportFromFuture = std::chrono::hours(24);  // clocks are off

struct TerminalReport {
    enum class Kind { kReadiness, kReadinessLine, kWipe };
    Kind kind = Kind::kReadiness;
    std::string device;  // 32 hex digits
    ListedTerminal terminal;
    Timestamp at;
    // of a readiness report
    std::int64_t passed = 0;
    std::int64_t failed = 0;
    std::int64_t skipped = 0;
    std::vector<std::string> failed_tests;
    bool more_failed = false;  // the line had no room for all of them
    std::string serviced_by;   // not in the line
    std::string version;       // not in the line
    // of a wipe
    std::int64_t unsent = 0;    // commands and reports that were in it
    std::int64_t salvaged = 0;  // of them: in a file of salvage before
    std::string whole;          // the signed JSON; empty for a line
};

/// `content`: of the file. `oldest`: what was signed before is refused; not set: any age will do.
Result<TerminalReport> check_report(std::string_view content, const TerminalList& known, Timestamp now,
                                    Timestamp oldest);

/// For people, several lines.
std::string report_words(const TerminalReport& report, const TerminalList& known);
/// For scripts: docs/operations/technicians.md.
std::string report_json(const TerminalReport& report, const TerminalList& known);

/// "2026-05-28 15:26 UTC"
std::string utc_words(Timestamp at);

}  // namespace dayroom::provisioning
