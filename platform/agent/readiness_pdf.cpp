#include "platform/agent/readiness_pdf.h"

#include <algorithm>
#include <array>
#include <ctime>

#include <fmt/format.h>

#include "platform/base/utf8.h"

namespace dayroom::agent {
namespace {

// US Letter, in points.
constexpr double kPaperWidth = 612;
constexpr double kPaperHeight = 792;
constexpr double kPaperMargin = 54;
constexpr double kRowHeight = 15;
constexpr std::size_t kCodeColumns = 84;  // of the signed line in Courier

enum class Face { kPlain, kBold, kFixed };
constexpr std::array kFaceNames = {"Helvetica", "Helvetica-Bold", "Courier"};

/// As a PDF string of WinAnsiEncoding: letters that it lacks are question marks.
std::string pdf_string(std::string_view text) {
    std::string out = "(";
    while (!text.empty()) {
        const auto letter = utf8::decode(text);
        const char32_t code = letter.code_point;
        text.remove_prefix(letter.bytes);
        const bool known = (code >= 0x20 && code < 0x7F) || (code >= 0xA0 && code <= 0xFF);
        const char byte = known ? static_cast<char>(static_cast<unsigned char>(code)) : '?';
        if (byte == '(' || byte == ')' || byte == '\\') out += '\\';
        out += byte;
    }
    return out + ")";
}

std::string paper_time(Timestamp at) {
    const std::time_t seconds = static_cast<std::time_t>(at.ms() / 1000);
    std::tm parts{};
    if (gmtime_r(&seconds, &parts) == nullptr) return "?";
    char text[48];
    std::strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", &parts);
    return text;
}

/// Pages of lines, from the top down.
class PaperReport {
public:
    PaperReport() { pages_.emplace_back(); }
    void text(double x, double size, Face face, std::string_view words) {
        pages_.back() += fmt::format("BT /F{} {} Tf {:.1f} {:.1f} Td {} Tj ET\n", static_cast<int>(face) + 1, size, x,
                                     y_, pdf_string(words));
    }
    void down(double by) {
        y_ -= by;
        if (y_ >= kPaperMargin) return;
        pages_.emplace_back();
        y_ = kPaperHeight - kPaperMargin;
    }
    void rule() {
        pages_.back() += fmt::format("0.5 w {:.1f} {:.1f} m {:.1f} {:.1f} l S\n", kPaperMargin, y_ + kRowHeight - 4,
                                     kPaperWidth - kPaperMargin, y_ + kRowHeight - 4);
    }
    std::string finish() const;

private:
    std::vector<std::string> pages_;
    double y_ = kPaperHeight - kPaperMargin;
};

/// Objects: 1 the catalog, 2 the pages, 3 to 5 the fonts, then each page and its content.
std::string PaperReport::finish() const {
    std::vector<std::string> objects = {"<< /Type /Catalog /Pages 2 0 R >>", ""};
    for (const char* name : kFaceNames)
        objects.push_back(
            fmt::format("<< /Type /Font /Subtype /Type1 /BaseFont /{} /Encoding /WinAnsiEncoding >>", name));
    std::string kids;
    for (const std::string& page : pages_) {
        const std::size_t number = objects.size() + 1;
        kids += fmt::format("{} 0 R ", number);
        objects.push_back(fmt::format(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Contents {} 0 R /Resources << /Font << /F1 3 0 R "
            "/F2 4 0 R /F3 5 0 R >> >> >>",
            kPaperWidth, kPaperHeight, number + 1));
        objects.push_back(fmt::format("<< /Length {} >>\nstream\n{}endstream", page.size(), page));
    }
    objects[1] = fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, pages_.size());
    std::string out = "%PDF-1.4\n";
    std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
    for (std::size_t at = 0; at < objects.size(); ++at) {
        table += fmt::format("{:010} 00000 n \n", out.size());
        out += fmt::format("{} 0 obj\n{}\nendobj\n", at + 1, objects[at]);
    }
    const std::size_t begin = out.size();
    return out + table +
           fmt::format("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", objects.size() + 1, begin);
}

void put_head(PaperReport& paper, const ReadinessFacts& facts) {
    paper.text(kPaperMargin, 20, Face::kBold, "Readiness report");
    paper.down(28);
    const auto row = [&](const char* name, const std::string& value) {
        paper.text(kPaperMargin, 10, Face::kBold, name);
        paper.text(kPaperMargin + 110, 10, Face::kPlain, utf8::sanitize(value, 80));
        paper.down(kRowHeight);
    };
    row("Terminal", facts.device_name);
    row("Id", facts.device_id);
    row("Facility", facts.facility);
    row("Made", paper_time(facts.at));
    row("Serviced by", facts.by);
    row("Version", facts.version);
    row("Store key", facts.assurance);
    const auto counts = count_tests(facts.results);
    row("Result", fmt::format("{} passed, {} failed, {} skipped", counts.passed, counts.failed, counts.skipped));
    paper.down(kRowHeight);
}

const char* outcome_on_paper(local::TestResult::Outcome outcome) {
    if (outcome == local::TestResult::PASSED) return "passed";
    return outcome == local::TestResult::FAILED ? "FAILED" : "skipped";
}

void put_tests(PaperReport& paper, const ReadinessFacts& facts) {
    constexpr std::array kColumns = {kPaperMargin, kPaperMargin + 150, kPaperMargin + 215, kPaperMargin + 330,
                                     kPaperMargin + 410};
    constexpr std::array kHeadings = {"Test", "Outcome", "Value", "Limit", "Why"};
    for (std::size_t at = 0; at < kColumns.size(); ++at) paper.text(kColumns[at], 10, Face::kBold, kHeadings[at]);
    paper.down(kRowHeight);
    paper.rule();
    for (const auto& result : facts.results) {
        const Face face = result.outcome() == local::TestResult::FAILED ? Face::kBold : Face::kPlain;
        paper.text(kColumns[0], 10, face, result.test());
        paper.text(kColumns[1], 10, face, outcome_on_paper(result.outcome()));
        if (result.measured()) paper.text(kColumns[2], 10, face, fmt::format("{} {}", result.value(), result.unit()));
        if (result.limited()) paper.text(kColumns[3], 10, face, std::to_string(result.limit()));
        paper.text(kColumns[4], 10, face, result.why());
        paper.down(kRowHeight);
    }
    if (facts.results.empty()) paper.text(kPaperMargin, 10, Face::kPlain, "Nothing was tested.");
    paper.down(kRowHeight);
}

void put_faults(PaperReport& paper, const ReadinessFacts& facts) {
    if (facts.faults.empty()) return;
    paper.text(kPaperMargin, 10, Face::kBold, "Last faults");
    paper.down(kRowHeight);
    for (const auto& fault : facts.faults) {
        paper.text(kPaperMargin, 10, Face::kPlain, paper_time(Timestamp::from_ms(fault.at_ms())) + "  " + fault.code());
        paper.down(kRowHeight);
    }
    paper.down(kRowHeight);
}

}  // namespace

std::string readiness_pdf(const ReadinessFacts& facts, const std::string& code) {
    PaperReport paper;
    put_head(paper, facts);
    put_tests(paper, facts);
    put_faults(paper, facts);
    paper.text(kPaperMargin, 10, Face::kBold, "Signed by the terminal (dayroom-provision report check)");
    paper.down(kRowHeight);
    for (std::size_t at = 0; at < code.size(); at += kCodeColumns) {
        paper.text(kPaperMargin, 9, Face::kFixed, std::string_view(code).substr(at, kCodeColumns));
        paper.down(kRowHeight);
    }
    return paper.finish();
}

}  // namespace dayroom::agent
