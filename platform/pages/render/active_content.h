// What in a PDF does something by itself: scripts, programs to start, forms that run, films, sound. Nothing of it ever
// runs here, and a page picture has none of it; but the file itself is kept for the record, and whoever saves it opens
// it elsewhere.
#pragma once

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace dayroom::pages {

/// Looks at all names outside of streams, and in the streams that hold objects. True for one of those names. kInvalid:
/// objects are packed in a way that no program uses, or into too much to be looked through.
Result<bool> has_active_content(ByteView pdf);

}  // namespace dayroom::pages
