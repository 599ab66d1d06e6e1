#include "platform/facility/integration/attachment_intake.h"

#include "platform/facility/requests/attachment_pages.h"

namespace dayroom::facility {
namespace {

using nlohmann::json;
using pages::Refusal;

struct RefusalWords {
    const char* code;
    const char* words;
};

RefusalWords words_for(Refusal refusal) {
    switch (refusal) {
        case Refusal::kNone:
        case Refusal::kNotPdf:
            return {"pdf_not_pdf", "This file is not a PDF."};
        case Refusal::kDamaged:
            return {"pdf_damaged", "This PDF is damaged."};
        case Refusal::kEncrypted:
            return {"pdf_encrypted", "This PDF is encrypted: save it without a password."};
        case Refusal::kActive:
            return {"pdf_active", "This PDF holds a script, a form that runs, or film: print it to a new PDF."};
        case Refusal::kFilesInside:
            return {"pdf_files_inside", "This PDF has other files inside: print it to a new PDF."};
        case Refusal::kTooManyPages:
            return {"pdf_too_many_pages", "A document may have 20 pages."};
        case Refusal::kPageShape:
            return {"pdf_page_shape", "A page is more than twice as high as wide."};
        case Refusal::kFontMissing:
            return {"pdf_font_missing",
                    "It names a font that is not in the file, so that each machine would show another one. In Word or "
                    "LibreOffice save it as PDF/A; from another program print it to a new PDF."};
        case Refusal::kTooDetailed:
            return {"pdf_too_large", "This PDF is too large to be shown: 5 MiB, and 8 MiB as pictures."};
    }
    return {"pdf_damaged", "This PDF is damaged."};
}

Error refusal_of(const pages::Rendering& rendering) {
    const RefusalWords words = words_for(rendering.refusal);
    std::string text = words.words;
    if (rendering.page > 0) text = "Page " + std::to_string(rendering.page) + ": " + text;
    return Error(ErrorCode::kInvalid, text, words.code);
}

Result<pages::Rendering> draw(Services& services, ByteView pdf) {
    const std::unique_lock turn(services.drawing_pages, std::try_to_lock);
    if (!turn.owns_lock()) {
        return Error(ErrorCode::kUnavailable, "Another document is being looked at: try again in a moment.",
                     "pdf_busy");
    }
    auto drawn = services.pages.render(pdf);
    if (drawn.ok()) return drawn.value().refusal == Refusal::kNone ? std::move(drawn) : refusal_of(drawn.value());
    // It crashed, took too long or answered nonsense: on this file, and on nothing else.
    pages::Rendering failed;
    failed.refusal = drawn.error().code == ErrorCode::kIo ? Refusal::kDamaged : Refusal::kTooDetailed;
    return refusal_of(failed);
}

Result<crypto::Digest> put(Services& services, database::Connection& connection, ByteView bytes, TakenDocument& into) {
    const crypto::Digest sha256 = crypto::sha256(bytes);
    for (const BlobRef& here : into.fresh)
        if (here.sha256 == sha256) return sha256;
    if (!TRY(services.messages.find_blob(connection, sha256))) into.fresh.push_back(TRY(services.blobs.put(bytes)));
    return sha256;
}

}  // namespace

Result<TakenDocument> take_document(StaffCall& call, const std::string& base64, const std::string& name) {
    Services& services = call.services;
    if (!services.pages.installed())
        return Error(ErrorCode::kUnsupported, "This hub takes no documents: dayroom-pages is not installed.");
    const auto pdf = from_base64(base64);
    if (!pdf.ok()) return Error(ErrorCode::kInvalid, "\"pdf\" is not base64.");
    const pages::Rendering drawn = TRY(draw(services, *pdf));
    TakenDocument taken;
    taken.attachment.body =
        TRY(attachment_of(drawn.pages, [&](ByteView bytes) { return put(services, call.db, bytes, taken); }));
    taken.attachment.body.set_name(name);
    taken.attachment.bytes = static_cast<std::int64_t>(pdf->size());
    taken.attachment.sha256 = TRY(put(services, call.db, *pdf, taken));
    return taken;
}

Status keep_document(Services& services, Work& work, const TakenDocument& document) {
    for (const BlobRef& blob : document.fresh) {
        if (TRY(services.messages.find_blob(work.db(), blob.sha256))) {
            services.blobs.drop(blob);  // somebody else's row was first
        } else {
            TRY(services.messages.add_blob(work, blob));
        }
    }
    TRY(Attachments::add(work, document.attachment));
    const auto missing =
        TRY(work.db().number("SELECT count(*) FROM attachment_blob a WHERE a.attachment = $1 AND NOT EXISTS "
                             "(SELECT 1 FROM blob b WHERE b.sha256 = a.sha256)",
                             document.attachment.id));
    if (missing > 0) return Error(ErrorCode::kUnavailable, "Try again.", "pdf_busy");
    return {};
}

json attachment_json(const wire::Attachment& attachment) {
    const auto id = AttachmentId::from_bytes(std::string_view(attachment.id()));
    json shown = {{"id", id.ok() ? id->to_string() : ""}, {"name", attachment.name()}, {"pages", json::array()}};
    for (const wire::Attachment::Page& page : attachment.pages())
        shown["pages"].push_back({{"has_text", !page.text_sha256().empty()}});
    return shown;
}

}  // namespace dayroom::facility
