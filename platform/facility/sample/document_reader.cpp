#include <fstream>
#include <sstream>

#include "platform/documents/document_text.h"
#include "platform/facility/sample/asset_readers.h"

namespace dayroom::facility::sample {

Result<wire::Document> read_sample_document(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in.good()) return Error(ErrorCode::kNotFound, file.filename().string() + " cannot be read");
    documents::Reading reading = documents::read_text(text.str());
    if (!reading.faults.empty()) {
        const documents::Fault& fault = reading.faults.front();
        return Error(ErrorCode::kInvalid,
                     file.filename().string() + ", line " + std::to_string(fault.line) + ": " + fault.what);
    }
    return std::move(reading.document);
}

}  // namespace dayroom::facility::sample
