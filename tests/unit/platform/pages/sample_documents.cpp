#include "tests/unit/platform/pages/sample_documents.h"

#include <cstdio>

#include <zlib.h>

#include "platform/facility/statements/pdf_writer.h"

namespace dayroom::pages::test {

Bytes letter(int pages) {
    auto writer = facility::PdfWriter::create("Letter").take();
    for (int page = 1; page <= pages; ++page) {
        writer.begin_page();
        const std::string head = "Page " + std::to_string(page) + " of " + std::to_string(pages);
        writer.text(60, 700, 18, facility::Weight::kBold, head + ": what was decided");
        for (int line = 0; line < 30; ++line)
            writer.text(60, 660 - line * 18, 11, facility::Weight::kRegular,
                        "Your things are kept in the property office until you leave. Línea " + std::to_string(line));
    }
    return to_bytes(writer.finish().take());
}

std::string pdf_of(const std::vector<std::string>& objects, const std::string& trailer) {
    std::string out = "%PDF-1.7\n";
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < objects.size(); ++at) {
        places.push_back(out.size());
        out += std::to_string(at + 1) + " 0 obj\n" + objects[at] + "\nendobj\n";
    }
    const std::size_t table = out.size();
    out += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::size_t place : places) {
        char line[32];
        std::snprintf(line, sizeof line, "%010zu 00000 n \n", place);
        out += line;
    }
    return out + "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R " + trailer +
           " >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

std::string stream(const std::string& entries, const std::string& body, bool packed) {
    std::string bytes = body;
    if (packed) {
        uLongf size = compressBound(static_cast<uLong>(body.size()));
        bytes.resize(size);
        compress(reinterpret_cast<Bytef*>(bytes.data()), &size, reinterpret_cast<const Bytef*>(body.data()),
                 static_cast<uLong>(body.size()));
        bytes.resize(size);
    }
    return "<< " + entries + (packed ? " /Filter /FlateDecode" : "") + " /Length " + std::to_string(bytes.size()) +
           " >>\nstream\n" + bytes + "\nendstream";
}

std::string drawing(const std::string& width, const std::string& height, const std::string& catalog,
                    const std::vector<std::string>& more) {
    std::vector<std::string> objects = {
        "<< /Type /Catalog /Pages 2 0 R " + catalog + " >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + width + " " + height + "] /Contents 4 0 R /Resources << >> >>",
        stream("", "1 0 0 rg 10 10 100 100 re f", false)};
    objects.insert(objects.end(), more.begin(), more.end());
    return pdf_of(objects);
}

}  // namespace dayroom::pages::test
