// What a request is made of, piece by piece: its filing, then each step. The hash of each piece goes into the audit log
// with the piece itself, so that the log, which holds no word of it, proves later what was filed and answered, and
// when.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/time.h"
#include "platform/crypto/hash.h"
#include "platform/facility/feed/scope.h"
#include "platform/money/money.h"

namespace dayroom::facility {

struct FiledAnswer {
    std::string field;
    std::string value;
    std::string label;  // what was asked, as the resident read it
    std::string words;  // what the resident read as the answer; empty: the value itself
};
struct Filing {
    RequestId request;
    ResidentId resident;
    std::string form_code;
    int form_revision = 0;
    Timestamp submitted;
    std::string receipt_code;
    Cents fee;
    std::vector<FiledAnswer> answers;
};
struct RequestStep {
    RequestId request;
    int position = 0;  // 1, 2, 3 …
    std::string state;
    Timestamp at;
    std::string by_role;
    std::optional<ThingId> by;  // an account, a token or the resident
    int level = 0;              // it went to that one; else 0
    std::string text;
    std::vector<crypto::Digest> attached = {};  // SHA-256 of each file that went with it
    std::string act = {};                       // "ordinary", "triaged"; empty: neither
};

crypto::Digest digest_of(const Filing& filing);
crypto::Digest digest_of(const RequestStep& step);

}  // namespace dayroom::facility
