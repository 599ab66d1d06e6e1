// Any bytes become valid text, and becoming it twice changes nothing.
#include <cstdint>
#include <string_view>

#include "platform/base/check.h"
#include "platform/base/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::string once = dayroom::utf8::sanitize(input, 13'000);
    DAYROOM_ASSERT(dayroom::utf8::is_valid(once));
    DAYROOM_ASSERT(dayroom::utf8::sanitize(once, 26'100) == once);
    return 0;
}
