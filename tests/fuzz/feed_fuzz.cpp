// Whatever a hub (or somebody in its place) sends: parsed or refused, never a crash; nothing opens without a trusted
// seal.
#include <cstdint>

#include "platform/base/check.h"
#include "platform/wire/check.h"
#include "platform/wire/seal.h"

using namespace dayroom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView input(data, size);
    const wire::TrustedKeys nobody;
    if (auto record = wire::parse_record(input); record.ok()) {
        const std::string bytes = record->SerializeAsString();
        DAYROOM_ASSERT(wire::parse_record(as_bytes(bytes)).ok());
    }
    if (auto item = wire::parse_item(input); item.ok()) {
        auto record = wire::open_item(item.value(), nobody);
        DAYROOM_ASSERT(!record.ok() || !wire::must_be_sealed(record->body_case()));
    }
    if (auto response = wire::parse_feed_response(input); response.ok()) {
        for (const auto& page : response->pages())
            for (const auto& change : page.changes())
                if (change.body_case() == wire::Change::kItem) (void)wire::open_item(change.item(), nobody);
    }
    (void)wire::parse_outcome_batch(input);
    (void)wire::parse_sign_in_response(input);
    (void)wire::parse_enroll_response(input);
    (void)wire::parse_renew_response(input);
    (void)wire::parse_health_reply(input);
    (void)wire::parse_problem(input);
    return 0;
}
