// PREA on the terminal: what may be shown of the outside body, a report closed to it, and reading its answers. Whoever
// is signed in makes no difference and is not looked at. Plain text lives in locked memory and goes nowhere but into
// the box; nothing is put on record here, because the order of a record would say when somebody wrote.
// Source: docs/security-prea.md.
#pragma once

#include "platform/agent/answers.h"
#include "platform/crypto/keys.h"
#include "platform/wire/prea.h"

namespace dayroom::agent {

struct PreaContext {
    store::DeviceStore& device;
    FacilityId facility;
    crypto::SigningPublic root;
    Timestamp now;
};

/// The newest statement of the facility root that this terminal has seen; an older one, or one that somebody else
/// signed, changes nothing. Takes a newer one from the feed's records into the store.
Result<std::optional<wire::PreaStatement>> prea_statement(const PreaContext& context);
/// Whether there is a hotline or a body to write to.
Result<bool> prea_offered(const PreaContext& context);
Answer answer_prea(const PreaContext& context);

/// Under the lock: to whom, and for how long it may wait here. kUnavailable "prea_no_key".
struct PreaRecipient {
    crypto::BoxPublic key;
    int delay_minutes = 0;
};
Result<PreaRecipient> prea_recipient(const PreaContext& context);

/// Without the lock (it takes the Argon2 time): the report in its box, and the code.
struct ClosedReport {
    wire::PreaBox box;
    Secret code;
};
/// `code`: of a report before; empty makes a new one. kInvalid "prea_code_wrong", "prea_empty"; kTooLarge
/// "prea_too_long".
Result<ClosedReport> close_report(const PreaRecipient& to, const FacilityId& facility, const Secret& text,
                                  const std::string& language, const Secret& code, Random& random);
/// A random moment from now on, within the body's delay.
Timestamp delivery_time(const PreaRecipient& to, Timestamp now, Random& random);

/// Under the lock: the answers with this address, opened, newest first.
Result<local::ToTerminal> open_answers(store::DeviceStore& device, const wire::PreaAnswerAddress& address);

}  // namespace dayroom::agent
