// Any bytes as a handbook's file: told what is wrong with it, or a document within the wire's limits, which is written
// as a file that reads as the same document, and in which each of its words is found.
#include <cstdint>

#include "platform/base/check.h"
#include "platform/documents/document_text.h"
#include "platform/documents/search.h"
#include "platform/wire/check.h"

namespace {

using namespace dayroom;

void must_fit(const wire::Document& document) {
    wire::Record record;
    *record.mutable_document() = document;
    record.mutable_document()->set_revision(1);
    record.set_facility_id(std::string(16, 'f'));
    record.mutable_scope()->set_kind(wire::FACILITY);
    record.mutable_scope()->set_id(std::string(16, 'f'));
    record.set_id(std::string(16, 'd'));
    record.set_version(1);
    record.set_released_ms(1);
    DAYROOM_ASSERT(wire::check_record(record).ok());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const documents::Reading reading = documents::read_text(text);
    DAYROOM_ASSERT(reading.faults.size() <= documents::kMostFaults);
    documents::find(reading.document, text);
    if (!reading.faults.empty()) return 0;
    must_fit(reading.document);
    const std::string written = documents::write_text(reading.document);
    if (written.size() <= documents::kMaxTextBytes) {
        const documents::Reading again = documents::read_text(written);
        DAYROOM_ASSERT(again.faults.empty());
        DAYROOM_ASSERT(again.document.SerializeAsString() == reading.document.SerializeAsString());
        DAYROOM_ASSERT(documents::write_text(again.document) == written);
    }
    const std::string& title = reading.document.chapters(0).title();
    const auto words = documents::folded_words(title);
    if (!words.empty() && title.size() <= documents::kMaxQueryBytes)
        DAYROOM_ASSERT(documents::find(reading.document, title).total > 0);
    return 0;
}
