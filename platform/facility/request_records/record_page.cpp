#include "platform/facility/request_records/record_page.h"

#include <chrono>
#include <cstdio>

namespace dayroom::facility {
namespace {

using nlohmann::json;

constexpr const char* kHead =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    "<title>Record of a request</title><style>body{font:16px/1.5 sans-serif;max-width:46rem;margin:2rem auto;"
    "padding:0 1rem;color:#111;background:#fff}h1{font-size:1.6rem}h2{font-size:1.2rem;border-top:1px solid #999;"
    "padding-top:1rem}dt{font-weight:bold;margin-top:.6rem}dd{margin:0}.text{white-space:pre-wrap;"
    "overflow-wrap:anywhere}td,th{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0}code{"
    "overflow-wrap:anywhere}</style></head><body>\n";

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string text_of(const json& object, const char* name) {
    const auto found = object.find(name);
    if (found == object.end()) return {};
    return found->is_string() ? found->get<std::string>() : found->dump();
}

std::int64_t number_of(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

/// "2026-11-27 07:21:16 UTC": a court's clock is not the facility's.
std::string moment(std::int64_t ms) {
    const std::chrono::sys_time<std::chrono::seconds> at{std::chrono::seconds(ms / 1000)};
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(at - day);
    char text[48];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d:%02d UTC", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return text;
}

std::string fact(const char* name, const std::string& value) {
    return std::string("<dt>") + name + "</dt><dd>" + escaped(value) + "</dd>\n";
}

std::string facts(const json& record, const json& request) {
    const std::string resident = text_of(request, "resident_name") + ", " + text_of(request, "resident_number");
    return "<dl>" + fact("Facility", text_of(record["facility"], "name")) + fact("Resident", resident) +
           fact("Form", text_of(request, "form_code") + ", version " + text_of(request, "form_revision")) +
           fact("Receipt code", text_of(request, "receipt_code")) +
           fact("Filed", moment(number_of(request, "submitted_ms"))) + fact("State", text_of(request, "state")) +
           fact("Fee in cents", text_of(request, "fee_cents")) + fact("Request", text_of(request, "id")) +
           fact("This record was made", moment(number_of(record, "made_ms"))) + "</dl>\n";
}

std::string answers(const json& request) {
    std::string out = "<h2>What was filed, word for word</h2>\n<dl>";
    for (const json& answer : request["answers"]) {
        const std::string words = text_of(answer, "words");
        out += "<dt dir=\"auto\">" + escaped(text_of(answer, "label")) + "</dt><dd class=\"text\" dir=\"auto\">" +
               escaped(words.empty() ? text_of(answer, "value") : words) + "</dd>\n";
    }
    return out + "</dl>\n";
}

std::string steps(const json& request) {
    std::string out = "<h2>What happened since</h2>\n<ol>";
    for (const json& step : request["steps"]) {
        const std::string name = text_of(step, "by_name");
        out += "<li><b>" + escaped(text_of(step, "state")) + "</b>, " + moment(number_of(step, "at_ms")) + ", " +
               escaped(text_of(step, "by_role")) + (name.empty() ? "" : " (" + escaped(name) + ")");
        if (number_of(step, "level") > 0) out += ", went to level " + text_of(step, "level");
        const std::string act = step.value("act", std::string());
        if (act == "ordinary") out += ", not an emergency: it goes on as others do";
        if (act == "triaged") out += ", triaged";
        out += "<div class=\"text\" dir=\"auto\">" + escaped(text_of(step, "text")) + "</div>";
        for (const json& file : step.value("attachments", json::array()))
            out += "<div>With it: <span dir=\"auto\">" + escaped(text_of(file, "name")) + "</span>, " +
                   text_of(file, "pages") + " pages, " + text_of(file, "bytes") + " bytes, SHA-256 <code>" +
                   escaped(text_of(file, "sha256")) + "</code></div>";
        out += "</li>\n";
    }
    return out + "</ol>\n";
}

std::string proof(const json& record) {
    std::string out =
        "<h2>On record</h2>\n<p>Rows of the facility's audit log about this request. Each row's hash covers the row "
        "and "
        "the hash of the row before it. The code of a row \"request_kept\" is the hash of what was filed, or of a step."
        "</p>\n<table><tr><th>Row</th><th>Time</th><th>Event</th><th>Code</th></tr>\n";
    for (const json& entry : record["audit"]) {
        out += "<tr><td>" + text_of(entry, "sequence") + "</td><td>" + moment(number_of(entry, "at_ms")) + "</td><td>" +
               escaped(text_of(entry, "name")) + "</td><td><code>" + escaped(text_of(entry, "code")) +
               "</code></td></tr>\n";
    }
    return out + "</table>\n<p>Head of the log: row " + text_of(record["head"], "sequence") + ", <code>" +
           escaped(text_of(record["head"], "hash")) +
           "</code></p>\n<p>This page ends with the same once more, signed. \"dayroom-hub request verify\" proves it "
           "without a connection, and says so if a letter of the page was changed.</p>\n";
}

}  // namespace

std::string record_page(const json& record, const std::string& envelope) {
    const json& request = record["request"];
    return kHead + std::string("<h1>Record of a request</h1>\n") + facts(record, request) + answers(request) +
           steps(request) + proof(record) + kEnvelopeBegins + envelope + kEnvelopeEnds + "\n</body></html>\n";
}

}  // namespace dayroom::facility
