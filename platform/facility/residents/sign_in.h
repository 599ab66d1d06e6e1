// Who may open a vault on this terminal now. Source: design.md §3 "Sign-in".
//
// Every attempt is counted, durably, before the PIN is looked at: guessing in parallel or pulling the plug gains
// nothing. Wrong PINs are counted for the resident and for the terminal, each with growing delays
// (platform/rules/lockout.h). A resident signs in only in their own unit; one who is not here gets NOT_HERE and no PIN
// is checked.
#pragma once

#include "platform/facility/devices/registry.h"
#include "platform/facility/feed/writer.h"
#include "platform/facility/residents/pin.h"
#include "platform/facility/residents/residents.h"
#include "platform/rules/lockout.h"

namespace dayroom::facility {

/// What of the facility's policy concerns sign-in.
struct SignInPolicy {
    rules::LockoutPolicy lockout;
    PinLength pin;
};
SignInPolicy sign_in_policy(const wire::Policy& policy);

/// A terminal at which so many wrong PINs in a row were typed, whoever's they were, takes a pause (of a minute at
/// first).
inline constexpr int kDeviceAttempts = 20;
inline constexpr Seconds kDevicePause{60};

class SignIn {
public:
    /// All outlive it. `policy` as it was at start-up.
    SignIn(Writer& writer, Residents& residents, const Clock& clock, const SignInPolicy& policy)
        : writer_(writer), residents_(residents), clock_(clock), policy_(policy) {}

    /// Blocks for the PIN check (about 60 ms of one core, 64 MiB) and two commits: on the pool for PINs. A refusal that
    /// a person should see is a value with its `result`; Errors are kInvalid, kUnavailable, kIo.
    Result<wire::SignInResponse> sign_in(const Device& device, const wire::SignInRequest& request);
    /// Only the device's own session of that resident. Unknown or ended ones are no error.
    Status sign_out(const Device& device, const wire::SignOutRequest& request);

private:
    struct Attempt;
    Result<Attempt> count_attempt(const Device& device, const wire::SignInRequest& request);
    Status count_device(Work& work, const Device& device, Attempt& attempt);
    Result<wire::SignInResponse> check_pin(const Device& device, const wire::SignInRequest& request,
                                           const Attempt& attempt);
    Result<wire::SignInResponse> open_session(const Device& device, const Attempt& attempt,
                                              const std::string& new_hash);
    Status forgive(const Device& device, const Attempt& attempt);
    wire::SignInResponse answer(wire::SignInResponse::Result result) const;

    Writer& writer_;
    Residents& residents_;
    const Clock& clock_;
    SignInPolicy policy_;
};

}  // namespace dayroom::facility
