// When a terminal's certificate is renewed. Shares of its life, not days, so that short-lived ones follow the same
// rules. With a year: the terminal asks from four to three months before the end on, for as long as it takes; the hub
// gives no new one in the first six months. Reason for the numbers: docs/decisions/0014.
#pragma once

#include "platform/base/time.h"

namespace dayroom::rules {

struct CertificateLife {
    Timestamp issued;
    Timestamp ends;
};

/// From when on the terminal asks: when between a third and a quarter of the life is left. `spread`, any number that is
/// the terminal's own, says where between: terminals that were enrolled on one day do not all come in one hour.
Timestamp renewal_begins(const CertificateLife& life, std::uint16_t spread);
/// The hub gives no new certificate before: half of the life is over.
Timestamp renewal_allowed(const CertificateLife& life);
/// A certificate that was given and never used is replaced by one for another key after this time at the soonest: 1/365
/// of the life, a day. The terminal lost its key, or somebody asks too much.
Milliseconds renewal_pause(const CertificateLife& life);

}  // namespace dayroom::rules
