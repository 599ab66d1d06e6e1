#include "platform/rules/certificate_life.h"

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::rules;

namespace {

constexpr Milliseconds kDay{24LL * 3'600'000};
const Timestamp kIssued = Timestamp::from_ms(1'700'000'000'000);
const CertificateLife kYear{kIssued, kIssued + kDay * 365};

}  // namespace

TEST_CASE("a terminal asks when between a third and a quarter of the life is left, the hub gives from half on") {
    const Timestamp earliest = renewal_begins(kYear, 0);
    const Timestamp latest = renewal_begins(kYear, 0xffff);
    CHECK(kYear.ends - earliest >= kDay * 121);
    CHECK(kYear.ends - earliest <= kDay * 122);
    CHECK(kYear.ends - latest >= kDay * 91);
    CHECK(kYear.ends - latest <= kDay * 92);
    Timestamp before = earliest;
    for (int spread = 1; spread <= 0xffff; spread += 257) {
        const Timestamp begins = renewal_begins(kYear, static_cast<std::uint16_t>(spread));
        CHECK(begins > before);
        CHECK(begins <= latest);
        before = begins;
    }
    CHECK(renewal_allowed(kYear) < earliest);
    CHECK(renewal_allowed(kYear) - kIssued <= kDay * 183);
    CHECK(renewal_pause(kYear) == kDay);
}

TEST_CASE("a life of no length is over, and asked for at its end") {
    for (const CertificateLife& none : {CertificateLife{kIssued, kIssued}, CertificateLife{kIssued, kIssued - kDay}}) {
        CHECK(renewal_begins(none, 0xffff) == none.ends);
        CHECK(renewal_allowed(none) == none.ends);
        CHECK(renewal_pause(none) == Milliseconds(0));
    }
}
