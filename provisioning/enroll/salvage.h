// What a terminal had not sent, taken off it before it is wiped or thrown away: for one that will not come back to the
// wall. The hub takes the file in (dayroom-hub salvage); nobody between can read it (platform/wire/salvage.h).
#pragma once

#include <filesystem>
#include <string>

#include "platform/base/random.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/device/tpm/place.h"

namespace dayroom::provisioning {

struct Unsent {
    std::string device_name;
    std::size_t commands = 0;
    std::size_t reports = 0;
};

/// Writes `out` (mode 0600, never over another file). Nothing changes at the terminal: if it comes back after all and
/// sends the same again, the hub does it once. kNotFound: no terminal, or none that was enrolled.
Result<Unsent> salvage(const std::filesystem::path& data, const device::tpm::Place& tpm,
                       const std::filesystem::path& out, const Clock& clock, Random& random);

struct Wiped {
    Unsent unsent;
    std::size_t lost = 0;   // of it: in no file
    std::string statement;  // what the terminal signed last: report check reads it
};
/// Makes the folder worthless: first the key of its store, then everything. kConflict, with the count, while something
/// is not sent that is not in `salvaged` (the file of salvage(), empty for none) and `lose` does not say exactly how
/// much may be lost.
Result<Wiped> wipe(const std::filesystem::path& data, const device::tpm::Place& tpm,
                   const std::filesystem::path& salvaged, std::size_t lose, const Clock& clock, Random& random);

}  // namespace dayroom::provisioning
