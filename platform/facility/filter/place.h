// A place in a text: the byte, and the number of the code point there.
#pragma once

#include <cstddef>
#include <cstdint>

namespace dayroom::facility::filter {

struct Place {
    std::size_t byte = 0;
    std::uint32_t point = 0;
};

}  // namespace dayroom::facility::filter
