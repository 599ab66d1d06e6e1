#include "platform/facility/requests/attachment_pages.h"

namespace dayroom::facility {

Result<wire::Attachment> attachment_of(const std::vector<pages::Page>& drawn,
                                       const std::function<Result<crypto::Digest>(ByteView)>& put) {
    wire::Attachment attachment;
    for (const pages::Page& page : drawn) {
        wire::Attachment::Page& added = *attachment.add_pages();
        for (const pages::Strip& strip : page.strips) {
            const crypto::Digest sha256 = TRY(put(strip.webp));
            wire::Photo& picture = *added.add_strips();
            picture.set_sha256(std::string(as_text(sha256)));
            picture.set_width(static_cast<std::int32_t>(strip.width));
            picture.set_height(static_cast<std::int32_t>(strip.height));
            picture.set_bytes(static_cast<std::int32_t>(strip.webp.size()));
        }
        if (page.text.empty()) continue;
        const crypto::Digest words = TRY(put(as_bytes(page.text)));
        added.set_text_sha256(std::string(as_text(words)));
        added.set_text_bytes(static_cast<std::int32_t>(page.text.size()));
    }
    return attachment;
}

}  // namespace dayroom::facility
