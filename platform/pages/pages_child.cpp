#include "platform/pages/pages_child.h"

#include <algorithm>

#include "platform/device/one_child.h"

namespace dayroom::pages {
namespace {

constexpr std::string_view kPdfMark = "%PDF-";
constexpr std::size_t kMarkWithin = 1024;  // bytes: some programs write a line before it

bool is_pdf(ByteView file) {
    return as_text(file.first(std::min(file.size(), kMarkWithin))).find(kPdfMark) != std::string_view::npos;
}

}  // namespace

Result<Rendering> PagesChild::render(ByteView pdf) const {
    if (pdf.size() > kMaxFileBytes) return Error(ErrorCode::kTooLarge, "the document's file is too large");
    if (!is_pdf(pdf)) return Rendering{Refusal::kNotPdf, 0, {}};
    const Bytes answer = TRY(device::run_child({program_, {"render"}, pdf, kMaxAnswerBytes, time_limit_}, clock_));
    return read_answer(answer);
}

}  // namespace dayroom::pages
