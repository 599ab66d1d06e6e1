#include "platform/facility/feed/snapshot_token.h"

#include <cstring>

namespace dayroom::facility {
namespace {
constexpr std::size_t kTokenBytes = 17;
constexpr char kVersion = 1;
}  // namespace

std::string SnapshotToken::text() const {
    std::string out(kTokenBytes, kVersion);
    std::memcpy(out.data() + 1, &begun_at, sizeof begun_at);
    std::memcpy(out.data() + 9, &after, sizeof after);
    return out;
}

std::optional<SnapshotToken> SnapshotToken::parse(std::string_view text) {
    if (text.size() != kTokenBytes || text[0] != kVersion) return std::nullopt;
    SnapshotToken token;
    std::memcpy(&token.begun_at, text.data() + 1, sizeof token.begun_at);
    std::memcpy(&token.after, text.data() + 9, sizeof token.after);
    if (token.after == 0) return std::nullopt;
    return token;
}

}  // namespace dayroom::facility
