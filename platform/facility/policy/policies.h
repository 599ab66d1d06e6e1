// The facility's signed policy at the hub: it comes in as IT signed it, is tried out at a few terminals, and then is in
// force everywhere. A version is used once, for ever, and only upwards. What each terminal decides by itself reaches it
// as IT signed it, and it looks at the signature itself; what the hub decides counts from the moment of promotion.
// Source: docs/features/policy.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/crypto/keys.h"
#include "platform/facility/devices/fleet.h"
#include "platform/facility/feed/work.h"
#include "platform/facility/ledger/prices.h"
#include "platform/facility/policy/image_files.h"
#include "platform/facility/policy/policy_application.h"
#include "platform/facility/requests/forms.h"
#include "platform/facility/schedule/schedules.h"
#include "platform/wire/policy.h"

namespace dayroom::facility {

inline constexpr int kMaxCanaries = 200;
inline constexpr Milliseconds kUsualWatch = std::chrono::hours(24);
inline constexpr Milliseconds kLongestWatch = std::chrono::hours(24 * 14);

enum class PolicyState : std::uint8_t { kStaged = 1, kLive = 2, kHalted = 3, kReplaced = 4 };
/// "staged", "live", "halted", "replaced".
std::string_view name_of(PolicyState state);

struct StoredPolicy {
    std::int64_t version = 0;
    PolicyState state = PolicyState::kStaged;
    std::string note;
    std::string image;  // version of the image that it names; empty: none
    Timestamp staged;
    Timestamp watch_until;
    Timestamp live;
    Timestamp ended;         // halted or replaced
    std::string halted_why;  // "staff", or the alarm: "silent"
    std::vector<DeviceId> canaries;
};

/// What a canary's alarm says about a policy. Others (a certificate that ends soon) have nothing to do with it.
bool speaks_of_policy(DeviceAlarm alarm);

class Policies {
public:
    Policies(Prices& prices, Forms& forms, Schedules& schedules, ImageFiles images = {})
        : application_(prices, forms, schedules), images_(std::move(images)) {}

    struct Wish {
        std::vector<DeviceId> canaries;  // none: it waits until it is promoted
        Milliseconds watch = kUsualWatch;
    };
    /// Takes it in, to be tried out by the canaries. One that was staged and is not promoted is replaced. What of it
    /// could not be put into force here is refused now. kUnauthenticated, kExpired: not signed for this facility;
    /// kConflict "policy_older": this version or a newer one was here; kInvalid, kNotFound: a unit or price that cannot
    /// be, or an image that is not here ("policy_image_missing"). Returns the version.
    Result<std::int64_t> stage(Work& work, const wire::RootSigned& bundle, const crypto::SigningPublic& root,
                               const Wish& wish);
    /// In force everywhere. kNotFound: nothing is staged; kConflict "policy_not_seen": a canary in use does not report
    /// it yet, or was made from an image and does not run the one that the policy names, unless `anyway`.
    Status promote(Work& work, bool anyway);
    /// The canaries go back to the policy in force. `why`: a code. kNotFound: nothing is staged.
    Status halt(Work& work, std::string_view why);
    /// By the clock: halts when a canary has an alarm that it had not before. The sentence for the log, when it did.
    Result<std::optional<std::string>> watch(Work& work);

    /// Newest first.
    Result<std::vector<StoredPolicy>> list(database::Connection& connection, int limit = 50);
    Result<std::optional<StoredPolicy>> find(database::Connection& connection, PolicyState state);
    /// As it was signed. kNotFound.
    Result<wire::RootSigned> bundle(database::Connection& connection, std::int64_t version);

private:
    Status end_trial(Work& work, std::int64_t version, PolicyState state, std::string_view why);
    Status tell_canaries(Work& work, std::int64_t version);
    PolicyApplication application_;
    ImageFiles images_;
};

/// The active terminals that are meant: each name is that of a housing unit, of a terminal, or a terminal's id.
/// kNotFound names what nothing is called.
Result<std::vector<DeviceId>> find_canaries(const std::vector<ListedDevice>& devices,
                                            const std::vector<std::string>& names);

}  // namespace dayroom::facility
