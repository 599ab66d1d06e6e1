#include <catch2/catch.hpp>

#include "platform/facility/devices/audit_heads.h"
#include "platform/facility/terminals/blob_route.h"

using namespace dayroom;
using namespace dayroom::facility;

TEST_CASE("a range of bytes is taken, cut at the end, refused beyond it, or ignored when it is none") {
    const auto whole = parse_range("bytes=0-", 10).take();
    CHECK(whole.first == 0);
    CHECK(whole.last == 9);
    CHECK(parse_range("bytes=3-5", 10).take().last == 5);
    CHECK(parse_range("bytes=3-500", 10).take().last == 9);
    CHECK(parse_range("bytes=-4", 10).take().first == 6);
    CHECK(parse_range("bytes=-40", 10).take().first == 0);
    for (const char* beyond : {"bytes=10-", "bytes=11-12", "bytes=-0"})
        CHECK(parse_range(beyond, 10).error().code == ErrorCode::kTooLarge);
    CHECK(parse_range("bytes=-1", 0).error().code == ErrorCode::kTooLarge);
    for (const char* none : {"", "bytes=", "bytes=a-", "bytes=5-3", "bytes=1-2,4-5", "lines=1-2", "bytes=1-2x",
                             "bytes=99999999999999999999-"}) {
        INFO(none);
        CHECK(parse_range(none, 10).error().code == ErrorCode::kInvalid);
    }
}

TEST_CASE("a terminal's audit log that goes backwards or forks shows once") {
    AuditHeads heads;
    SystemClock clock;
    SystemRandom random;
    const DeviceId device = DeviceId::make(clock, random);
    const DeviceId other = DeviceId::make(clock, random);
    CHECK(heads.see(device, 5, "head-5") == AuditAnchor::kGood);
    CHECK(heads.see(device, 5, "head-5") == AuditAnchor::kGood);
    CHECK(heads.see(device, 9, "head-9") == AuditAnchor::kGood);
    CHECK(heads.see(device, 9, "changed") == AuditAnchor::kForked);
    CHECK(heads.see(device, 9, "changed") == AuditAnchor::kGood);
    CHECK(heads.see(device, 3, "head-3") == AuditAnchor::kBackwards);
    CHECK(heads.see(other, 1, "x") == AuditAnchor::kGood);
}
