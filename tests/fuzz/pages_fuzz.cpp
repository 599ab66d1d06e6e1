// Any bytes as the answer of the page child: what is believed stays within the limits, and is read again as written.
// And as a PDF that is looked through for what does something by itself.
#include "platform/base/check.h"
#include "platform/pages/page_answer.h"
#include "platform/pages/render/active_content.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace dayroom::pages;
    static_cast<void>(has_active_content({data, size}).ok());
    const auto answer = read_answer({data, size});
    if (!answer.ok()) return 0;
    DAYROOM_ASSERT(answer->pages.size() <= kMaxPages);
    for (const Page& page : answer->pages) {
        DAYROOM_ASSERT(page.strips.size() <= kMaxStrips);
        DAYROOM_ASSERT(page.text.size() <= kMaxPageTextBytes);
        for (const Strip& strip : page.strips) DAYROOM_ASSERT(strip.webp.size() <= kMaxStripBytes);
    }
    DAYROOM_ASSERT(read_answer(write_answer(*answer)).ok());
    return 0;
}
