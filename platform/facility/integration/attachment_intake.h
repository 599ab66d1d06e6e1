// A PDF from staff: drawn page by page by the sandboxed child before anything else of the hub looks at it, and kept as
// it came, for the record, beside the pictures of its pages and the words on them.
#pragma once

#include "platform/facility/integration/staff_api.h"
#include "platform/facility/requests/attachments.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxPdfBase64 = pages::kMaxFileBytes / 3 * 4 + 8;

struct TakenDocument {
    StoredAttachment attachment;  // without ids and times
    std::vector<BlobRef> fresh;   // what the hub did not have yet
};

/// On a worker thread, before the transaction. kInvalid "pdf_…" for what is refused, with the page that it is about;
/// kUnsupported when dayroom-pages is not installed; kUnavailable "pdf_busy" while another document is drawn.
Result<TakenDocument> take_document(StaffCall& call, const std::string& base64, const std::string& name);
/// In the transaction that refers to it. kUnavailable: a page that was here before is gone by now; once more.
Status keep_document(Services& services, Work& work, const TakenDocument& document);

/// {"id", "name", "pages": [{"has_text"}, …]}
nlohmann::json attachment_json(const wire::Attachment& attachment);

}  // namespace dayroom::facility
