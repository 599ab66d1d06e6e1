#include "provisioning/reports/terminal_report.h"

#include <charconv>
#include <ctime>

#include <nlohmann/json.hpp>

#include "platform/base/utf8.h"
#include "platform/crypto/labels.h"

namespace dayroom::provisioning {
namespace {

using nlohmann::json;
using Kind = TerminalReport::Kind;

constexpr std::string_view kLineMark = "DRR1.";
constexpr const char* kReadinessFile = "dayroom-readiness-1";
constexpr const char* kWipeFile = "dayroom-wipe-1";
constexpr std::size_t kMaxFailedListed = 64;
constexpr std::size_t kMaxFailedName = 48;

Error no_report(const std::string& why) {
    return Error(ErrorCode::kInvalid, "this is no report of a terminal, or it is damaged: " + why);
}

std::string report_text(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? utf8::sanitize(found->get<std::string>(), 200) : std::string();
}

Result<std::int64_t> report_number(const json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end() || !found->is_number_integer()) return no_report(std::string("no \"") + name + "\"");
    return found->get<std::int64_t>();
}

Result<std::int64_t> line_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc() || end != text.data() + text.size() || number < 0)
        return no_report("a number in the line");
    return number;
}

struct SignedPart {
    TerminalReport report;
    std::string text;  // what is signed over
    Bytes signature;
    std::string_view domain;
    std::string facility;  // 32 hex digits; empty: it does not say
};

/// "DRR1.<device>.<time>.<passed>.<failed>.<skipped>.<failed tests>.<signature>"; codes of tests have dots in them.
Result<SignedPart> read_line(std::string_view line) {
    SignedPart part;
    part.domain = crypto::kDomainReadiness;
    part.report.kind = Kind::kReadinessLine;
    const std::size_t last = line.rfind('.');
    if (last < kLineMark.size()) return no_report("the line is not whole");
    part.text = std::string(line.substr(0, last));
    const auto signature = from_base64url(line.substr(last + 1));
    if (!signature.ok()) return no_report("its signature");
    part.signature = *signature;
    std::vector<std::string_view> fields;
    std::string_view rest = std::string_view(part.text).substr(kLineMark.size());
    while (fields.size() < 5) {
        const std::size_t dot = rest.find('.');
        if (dot == std::string_view::npos) return no_report("the line is not whole");
        fields.push_back(rest.substr(0, dot));
        rest.remove_prefix(dot + 1);
    }
    part.report.device = std::string(fields[0]);
    part.report.at = Timestamp::from_ms(TRY(line_number(fields[1])));
    part.report.passed = TRY(line_number(fields[2]));
    part.report.failed = TRY(line_number(fields[3]));
    part.report.skipped = TRY(line_number(fields[4]));
    while (!rest.empty()) {
        const std::size_t plus = std::min(rest.find('+'), rest.size());
        if (plus > 0) part.report.failed_tests.push_back(utf8::sanitize(rest.substr(0, plus), kMaxFailedName));
        rest.remove_prefix(std::min(plus + 1, rest.size()));
    }
    part.report.more_failed = part.report.failed > static_cast<std::int64_t>(part.report.failed_tests.size());
    return part;
}

Status read_readiness(const json& said, TerminalReport& report) {
    report.kind = Kind::kReadiness;
    report.passed = TRY(report_number(said, "passed"));
    report.failed = TRY(report_number(said, "failed"));
    report.skipped = TRY(report_number(said, "skipped"));
    report.serviced_by = report_text(said, "serviced_by");
    report.version = report_text(said, "version");
    const auto tests = said.find("tests");
    if (tests == said.end() || !tests->is_array()) return no_report("no \"tests\"");
    for (const json& test : *tests) {
        if (!test.is_object() || report_text(test, "outcome") != "failed") continue;
        if (report.failed_tests.size() < kMaxFailedListed) report.failed_tests.push_back(report_text(test, "test"));
    }
    return {};
}

Status read_wipe(const json& said, TerminalReport& report) {
    report.kind = Kind::kWipe;
    report.unsent = TRY(report_number(said, "unsent"));
    report.salvaged = TRY(report_number(said, "salvaged"));
    report.version = report_text(said, "version");
    return {};
}

Result<SignedPart> read_file_of(std::string_view content) {
    const json file = json::parse(content, nullptr, false);
    if (!file.is_object()) return no_report("neither JSON nor a line that begins with DRR1");
    const std::string format = report_text(file, "format");
    const auto text = file.find("report");
    if ((format != kReadinessFile && format != kWipeFile) || text == file.end() || !text->is_string())
        return no_report("its format");
    SignedPart part;
    part.domain = format == kWipeFile ? crypto::kDomainWipe : crypto::kDomainReadiness;
    part.text = text->get<std::string>();
    const auto signature = from_base64url(report_text(file, "signature"));
    if (!signature.ok()) return no_report("its signature");
    part.signature = *signature;
    const json said = json::parse(part.text, nullptr, false);
    if (!said.is_object() || report_text(said, "format") != format) return no_report("what is signed");
    part.report.device = report_text(said, "device");
    part.facility = report_text(said, "facility");
    part.report.at = Timestamp::from_ms(TRY(report_number(said, "at_ms")));
    part.report.whole = part.text;
    TRY(format == kWipeFile ? read_wipe(said, part.report) : read_readiness(said, part.report));
    return part;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

Status check_time(Timestamp at, Timestamp now, Timestamp oldest) {
    if (at > now + kReportFromFuture)
        return Error(ErrorCode::kExpired, "it says that it was made at " + utc_words(at) +
                                              ", which is to come: is this machine's clock right, and the terminal's?");
    if (oldest.is_set() && at < oldest)
        return Error(ErrorCode::kExpired, "it was made at " + utc_words(at) +
                                              ", which is too long ago: --max-age-days says how old one may be");
    return {};
}

const char* kind_name(Kind kind) {
    return kind == Kind::kWipe ? "wipe" : kind == Kind::kReadiness ? "readiness" : "readiness_line";
}

std::string joined(const TerminalReport& report) {
    std::string all;
    for (const std::string& test : report.failed_tests) all += (all.empty() ? "" : ", ") + test;
    return report.more_failed ? all + (all.empty() ? "not listed" : " and more") : all;
}

}  // namespace

Result<TerminalReport> check_report(std::string_view content, const TerminalList& known, Timestamp now,
                                    Timestamp oldest) {
    if (content.size() > kMaxReportFile) return Error(ErrorCode::kTooLarge, "too large for a report of a terminal");
    content = trimmed(content);
    SignedPart part = content.starts_with(kLineMark) ? TRY(read_line(content)) : TRY(read_file_of(content));
    std::string facility = known.facility.to_string();
    std::erase(facility, '-');
    if (!part.facility.empty() && part.facility != facility)
        return Error(ErrorCode::kNotFound, "it is of a terminal of another facility");
    const ListedTerminal* terminal = known.find(part.report.device);
    if (terminal == nullptr)
        return Error(ErrorCode::kNotFound, "no terminal of this facility made it, or one that was enrolled after " +
                                               utc_words(known.made) + ", when the list of terminals was made");
    if (!crypto::verify(terminal->signing_key, part.domain, as_bytes(part.text), part.signature).ok())
        return Error(ErrorCode::kUnauthenticated,
                     "it is forged: \"" + terminal->name + "\" did not sign it, or it was changed afterwards");
    TRY(check_time(part.report.at, now, oldest));
    part.report.terminal = *terminal;
    return std::move(part.report);
}

std::string utc_words(Timestamp at) {
    const std::time_t seconds = static_cast<std::time_t>(at.ms() / 1000);
    std::tm parts{};
    if (gmtime_r(&seconds, &parts) == nullptr) return "an impossible time";
    char text[48];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", &parts);
    return text;
}

std::string report_words(const TerminalReport& report, const TerminalList& known) {
    const ListedTerminal& of = report.terminal;
    const auto shown = [](const std::string& text) { return utf8::sanitize(text, 100); };
    std::string words = "genuine: signed by \"" + shown(of.name) + "\" (" + shown(of.unit) + ", " + shown(of.kind) +
                        " " + shown(of.serial) + ") on " + utc_words(report.at) + "\n";
    if (report.kind == Kind::kWipe) {
        words += "its store and keys were wiped; unsent then: " + std::to_string(report.unsent) +
                 ", of them salvaged " + std::to_string(report.salvaged) + ", lost " +
                 std::to_string(report.unsent - report.salvaged) + "\n";
    } else {
        words += std::to_string(report.passed) + " passed, " + std::to_string(report.failed) + " failed, " +
                 std::to_string(report.skipped) + " skipped\n";
        if (report.failed > 0) words += "failed: " + joined(report) + "\n";
        if (!report.serviced_by.empty()) words += "serviced by " + report.serviced_by + "\n";
    }
    words += of.revoked ? "cut off at the hub on " + utc_words(of.revoked_at) + "\n"
                        : "in use at the hub on " + utc_words(known.made) + "\n";
    return words;
}

std::string report_json(const TerminalReport& report, const TerminalList& known) {
    json out = {{"genuine", true},
                {"kind", kind_name(report.kind)},
                {"device", report.device},
                {"name", report.terminal.name},
                {"unit", report.terminal.unit},
                {"state", report.terminal.revoked ? "revoked" : "active"},
                {"revoked_ms", report.terminal.revoked_at.ms()},
                {"listed_ms", known.made.ms()},
                {"at_ms", report.at.ms()}};
    if (report.kind == Kind::kWipe) {
        out["unsent"] = report.unsent;
        out["salvaged"] = report.salvaged;
        out["lost"] = report.unsent - report.salvaged;
    } else {
        out["passed"] = report.passed;
        out["failed"] = report.failed;
        out["skipped"] = report.skipped;
        out["failed_tests"] = report.failed_tests;
        out["more_failed"] = report.more_failed;
    }
    if (!report.whole.empty()) out["report"] = json::parse(report.whole, nullptr, false);
    return out.dump(2) + "\n";
}

}  // namespace dayroom::provisioning
