// What a terminal had not sent when it was taken from the wall, as a file that the hub takes in: commands in the boxes
// in which they waited (decision 0004), and reports that are closed to the outside body. Whoever carries it can read
// nothing of it; what is changed in it the hub refuses, for every command is signed.
//
//   dayroom-salvage-1 FACILITY DEVICE MADE_MS COMMANDS REPORTS
//   c BASE64URL            a QueuedCommand
//   p BASE64URL            a PreaBox
//   end BLAKE2B            of everything before: a stick that was pulled out too early shows
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::wire {

inline constexpr std::size_t kMaxSalvageBytes = 256 * 1024 * 1024;
inline constexpr std::size_t kMaxSalvageLines = 20'000;

struct Salvage {
    FacilityId facility;
    DeviceId device;
    Timestamp made;
    std::vector<QueuedCommand> commands;  // oldest first
    std::vector<PreaBox> reports;
};

std::string write_salvage(const Salvage& salvage);
/// kInvalid with the line for what is none or was cut off, kTooLarge above the limits.
Result<Salvage> read_salvage(std::string_view text);

}  // namespace dayroom::wire
