#include "platform/device/tpm/place.h"

#include <unistd.h>

namespace dayroom::device::tpm {
namespace {

constexpr const char* kUsualDevice = "/dev/tpmrm0";
constexpr std::string_view kDevicePrefix = "device:";

}  // namespace

std::string Place::device() const {
    return tcti.starts_with(kDevicePrefix) ? tcti.substr(kDevicePrefix.size()) : std::string();
}

Result<Place> parse_place(const std::string& option) {
    Place place;
    if (option == "none") return place;
    if (option == "auto") {
        if (::access(kUsualDevice, R_OK | W_OK) == 0) place.tcti = std::string(kDevicePrefix) + kUsualDevice;
        return place;
    }
    if (option.find(':') == std::string::npos)
        return Error(ErrorCode::kInvalid, "--tpm is auto, none, or a name as device:/dev/tpmrm0");
    place.tcti = option;
    return place;
}

}  // namespace dayroom::device::tpm
