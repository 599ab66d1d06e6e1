#include "platform/facility/cli/sample_document.h"

#include "platform/facility/statements/pdf_writer.h"
#include "platform/pages/pages_child.h"

namespace dayroom::hub {
namespace {

using facility::PdfWriter;
using facility::Weight;

constexpr double kLeft = 60;
constexpr double kTop = 700;
constexpr double kLine = 20;

void write_page(PdfWriter& paper, const char* title, std::initializer_list<const char*> lines) {
    paper.begin_page();
    paper.text(kLeft, kTop, 20, Weight::kBold, title);
    paper.line(kLeft, kTop - 12, PdfWriter::kWidth - kLeft);
    double y = kTop - 48;
    for (const char* line : lines) {
        paper.text(kLeft, y, 12, Weight::kRegular, line);
        y -= kLine;
    }
}

Result<std::string> written() {
    PdfWriter paper = TRY(PdfWriter::create("Copies of documents"));
    write_page(paper, "Copies of documents",
               {"Your copy is ready. An officer brings it to your unit with the evening mail.",
                "Sign for it when you get it. If a page is missing, say so at once:",
                "it is then copied again and costs nothing.", "",
                "Court papers are copied on one side. Each copy has a stamp with the date."});
    write_page(paper, "What a copy costs, and who pays",
               {"The price was shown before you sent your request, and was taken when the copy was made.",
                "Papers for a court are copied also for people without money.", "",
                "Questions? Use the form \"General request\" and name your receipt code."});
    return paper.finish();
}

}  // namespace

Result<std::optional<facility::sample::SampleDocument>> sample_document(const Environment& environment) {
    using Document = facility::sample::SampleDocument;
    const std::string program = program_beside(environment, "dayroom-pages");
    const auto pdf = written();
    if (program.empty() || !pdf.ok()) return std::optional<Document>();
    auto drawn = TRY(pages::PagesChild(program, environment.clock).render(as_bytes(*pdf)));
    if (drawn.refusal != pages::Refusal::kNone)
        return Error(ErrorCode::kInvalid, "the document of the sample cannot be drawn");
    return std::optional(Document{"About your copy", to_bytes(*pdf), std::move(drawn.pages)});
}

}  // namespace dayroom::hub
