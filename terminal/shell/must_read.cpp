#include "terminal/shell/must_read.h"

namespace dayroom::shell {

bool waits_for_reading(const features::Place& place) {
    using features::ScreenId;
    switch (place.screen) {
        case ScreenId::kHome:
        case ScreenId::kMessages:
        case ScreenId::kMoney:
        case ScreenId::kRequests:
        case ScreenId::kNewRequest:
            return true;
        default:
            return false;
    }
}

}  // namespace dayroom::shell
