// What the facility root says, or a key that the root certified for one purpose. The domain that is signed over
// (crypto/labels.h) is the purpose's own, so that nothing signed for one can stand for another.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/crypto/keys.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::wire {

/// `signer`: the root's word for `key`; nothing: `key` is the root itself.
RootSigned sign_for_root(std::string_view domain, std::string payload, const crypto::SigningKey& key,
                         const std::optional<KeyCertificate>& signer = std::nullopt);

/// Good when the root signed it, or a key that the root certified for `facility` and `purpose`, inside its time at
/// `made`: what was signed stays good after the signer's certificate is over. kUnauthenticated, kExpired.
Status verify_for_root(const RootSigned& envelope, std::string_view domain, const crypto::SigningPublic& root,
                       const FacilityId& facility, KeyStatement::Purpose purpose, Timestamp made);

// How it is carried on a stick: a line that names what it is, then the serialised RootSigned in base64url.
std::string carried_text(std::string_view name, const RootSigned& envelope);
/// kInvalid: not a text of this name ("not `what`"), or damaged; kTooLarge above `most` bytes.
Result<RootSigned> read_carried(std::string_view name, const std::string& what, std::string_view text,
                                std::size_t most);

}  // namespace dayroom::wire
