// Protobuf in and out of the terminals' calls.
#pragma once

#include <google/protobuf/message_lite.h>

#include "platform/facility/devices/registry.h"
#include "platform/facility/http/reply.h"

namespace dayroom::facility {

inline constexpr const char* kProtobufType = "application/x-protobuf";

inline http::Response protobuf_answer(const google::protobuf::MessageLite& message) {
    http::Response response;
    response.content_type = kProtobufType;
    response.body = message.SerializeAsString();
    return response;
}

/// The calling terminal; the gate made sure of it.
inline std::shared_ptr<const Device> device_of(const http::Request& request) {
    return std::static_pointer_cast<const Device>(request.caller);
}

}  // namespace dayroom::facility
