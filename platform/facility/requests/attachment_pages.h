// From the pages that were drawn of a document to what is kept of them.
#pragma once

#include <functional>

#include "platform/crypto/hash.h"
#include "platform/pages/page_answer.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::facility {

/// `put` keeps bytes under their SHA-256, which it returns. Without id and name.
Result<wire::Attachment> attachment_of(const std::vector<pages::Page>& drawn,
                                       const std::function<Result<crypto::Digest>(ByteView)>& put);

}  // namespace dayroom::facility
