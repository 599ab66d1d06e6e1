// Private to platform/wire: size first, then the parser.
#pragma once

#include <string>

#include "platform/base/bytes.h"
#include "platform/base/result.h"

namespace dayroom::wire {

/// The library would write a line to stderr for each piece of bad text: hostile input must not fill logs.
void quieten_parser();

template <typename Message>
Result<Message> parse_bounded(ByteView bytes, std::size_t most) {
    if (bytes.size() > most)
        return Error(ErrorCode::kTooLarge,
                     Message::descriptor()->name() + " of more than " + std::to_string(most) + " bytes");
    quieten_parser();
    Message message;
    // proto3: the parser itself refuses text that is not UTF-8.
    if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return Error(ErrorCode::kInvalid, "not a " + Message::descriptor()->name());
    return message;
}

}  // namespace dayroom::wire
