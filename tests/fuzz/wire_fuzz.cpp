// Whatever a terminal sends: parsed or refused, never a crash; what passes once passes again after a round trip.
#include <cstdint>

#include "platform/base/check.h"
#include "platform/wire/check.h"
#include "platform/wire/token.h"

using namespace dayroom;

namespace {

template <typename Message>
void again(Result<Message> (*parse)(ByteView), ByteView input) {
    auto first = parse(input);
    if (!first.ok()) return;
    const std::string bytes = first->SerializeAsString();
    DAYROOM_ASSERT(parse(as_bytes(bytes)).ok());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView input(data, size);
    again(wire::parse_command, input);
    again(wire::parse_command_batch, input);
    again(wire::parse_signed_command, input);
    again(wire::parse_enroll_request, input);
    again(wire::parse_attest_response, input);
    again(wire::parse_enroll_token, input);
    again(wire::parse_renew_request, input);
    again(wire::parse_sign_in_request, input);
    again(wire::parse_sign_out_request, input);
    again(wire::parse_feed_request, input);
    again(wire::parse_health_report, input);
    again(wire::parse_key_statement, input);
    (void)wire::read_token_text(as_text(input));
    return 0;
}
