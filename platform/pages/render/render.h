// A PDF as pictures of its pages. Pure: bytes in, pictures and words out. Only the sandboxed child calls it (and the
// fuzzer): the library behind it has a history.
#pragma once

#include "platform/pages/page_answer.h"

namespace dayroom::pages {

/// Opens what the library would look for in files later. Once, before the files are out of reach.
void prepare();

/// Every page is drawn at one width, so that no size on paper costs more than another. What is refused, and why, stands
/// in the answer.
Rendering render_pdf(ByteView pdf);

}  // namespace dayroom::pages
