// The parent's side of a sandboxed program that does one thing and ends: started for one input, fed, read up to a
// bound, and killed when its time is up. Blocking: call it on a worker thread, never where a person waits. Safe from
// several threads at once.
#pragma once

#include <string>
#include <vector>

#include "platform/base/bytes.h"
#include "platform/base/result.h"
#include "platform/base/time.h"

namespace dayroom::device {

struct ChildTask {
    std::string program;             // its path
    std::vector<std::string> words;  // of its command line
    ByteView input;
    std::size_t answer_limit = 0;  // bytes
    Milliseconds time_limit{0};    // by the wall clock, from start to last byte
};

/// All that it wrote to its standard output until it closed it. kTimeout; kIo when it cannot be started or writes more
/// than the limit. Whether it ended well is for its answer to say.
Result<Bytes> run_child(const ChildTask& task, const Clock& clock);

}  // namespace dayroom::device
