#include "platform/rules/certificate_life.h"

#include <algorithm>

namespace dayroom::rules {
namespace {

constexpr int kParts = 12;        // of a life
constexpr int kLatestLeft = 3;    // parts: a quarter
constexpr int kEarliestLeft = 4;  // parts: a third
constexpr int kAllowedLeft = 6;   // parts: a half
constexpr int kPausesInLife = 365;
constexpr std::int64_t kSpreads = 1 << 16;

Milliseconds length(const CertificateLife& life) { return std::max(Milliseconds(0), life.ends - life.issued); }

}  // namespace

Timestamp renewal_begins(const CertificateLife& life, std::uint16_t spread) {
    const Milliseconds part = length(life) / kParts;
    const Milliseconds later((kEarliestLeft - kLatestLeft) * part.count() / kSpreads * spread);
    return life.ends - part * kEarliestLeft + later;
}

Timestamp renewal_allowed(const CertificateLife& life) { return life.ends - length(life) / kParts * kAllowedLeft; }

Milliseconds renewal_pause(const CertificateLife& life) { return length(life) / kPausesInLife; }

}  // namespace dayroom::rules
