// The child's side of a sandboxed program that does one thing and ends (one_child.h): what it may use at most, and its
// standard input and output, whole.
#pragma once

#include <cstdint>

#include "platform/base/bytes.h"

namespace dayroom::device {

struct ChildLimits {
    std::uint64_t memory_bytes = 0;  // of address space; not held in builds with a sanitizer
    std::uint64_t cpu_seconds = 0;
};
/// Also: no file grows, no core dump. False when the system refuses.
bool limit_child(const ChildLimits& limits);

/// At most one byte more than `most`, so that too much can be told. False when it cannot be read.
bool read_input(Bytes& input, std::size_t most);
bool write_output(ByteView bytes);

}  // namespace dayroom::device
