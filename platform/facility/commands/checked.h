// Private to platform/facility/commands: a command whose box, signature and content were checked.
#pragma once

#include "platform/crypto/hash.h"
#include "platform/facility/commands/processor.h"

namespace dayroom::facility {

struct CommandProcessor::Checked {
    wire::SignedCommand signed_command;
    wire::Command command;
    CommandId id;
    ResidentId resident;
    Timestamp made;
    crypto::Digest content{};
};

}  // namespace dayroom::facility
