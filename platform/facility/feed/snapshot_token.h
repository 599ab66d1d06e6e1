// Where a snapshot goes on: opaque to the terminal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dayroom::facility {

struct SnapshotToken {
    std::uint64_t begun_at = 0;  // the head when the first page was read
    std::uint64_t after = 0;     // the last change handed out

    std::string text() const;
    /// Nothing for bytes that are not such a token.
    static std::optional<SnapshotToken> parse(std::string_view text);
};

}  // namespace dayroom::facility
