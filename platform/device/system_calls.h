// The lists of system calls that each kind of process keeps; everything else is refused with EPERM. Allow lists: a call
// that a later kernel adds stays closed until somebody has read what it does.
#pragma once

#include "platform/base/result.h"

namespace dayroom::device {

enum class CallProfile {
    kTerminal,  // threads, AF_UNIX, shared memory; no process, no program
    kAgent,     // also AF_INET and AF_INET6 and child processes
    kHub,       // like the agent, and listens
    kPhoto,     // decoders: read, write, memory, exit
};

/// Installs the filter in every thread of this process. Needs no-new-privileges. kIo when the kernel refuses.
Status filter_system_calls(CallProfile profile);

}  // namespace dayroom::device
