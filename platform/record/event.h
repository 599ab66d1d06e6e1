// The catalogue of events that are put on record. Numbers and names are for ever: logs outlive programs.
#pragma once

#include <optional>
#include <string_view>

namespace dayroom::record {

enum class Event {
    // terminal
    kProgramStarted = 1,
    kProgramStopped = 2,
    kEnrolled = 3,
    kStoreRebuilt = 4,
    kVaultRebuilt = 5,
    kVaultDestroyed = 6,
    kDeviceRevoked = 7,
    kDeviceWiped = 8,
    kFeedRefused = 9,   // a page or record failed a check
    kHistoryLost = 10,  // the hub's feed went backwards
    kEpochChanged = 11,
    kClockJumped = 12,
    kEnvelopeRefused = 13,
    kCertificateRenewed = 14,
    kCertificateExpired = 15,  // nobody renewed it in time: the terminal must be enrolled again
    kPolicyTaken = 18,         // the code is its version
    kPolicyRefused = 19,       // "unauthenticated", "policy_older"
    // people
    kSignedIn = 20,
    kSignedInOffline = 21,
    kSignInRefused = 22,
    kLockedOut = 23,
    kSignedOut = 24,
    kSignedOutIdle = 25,
    kPinChanged = 26,
    kPinReset = 27,
    // commands
    kCommandSaved = 40,
    kCommandRun = 41,
    kCommandDeclined = 42,
    kCommandReplayed = 43,
    kCommandRefused = 44,  // broken, forged or not allowed
    kCommandsResubmitted = 45,
    // hub
    kFacilityCreated = 60,
    kTokenUsed = 61,
    kTokenRefused = 62,
    kDeviceEnrolled = 63,
    kDeviceRefused = 64,
    kCertificateIssued = 65,    // to a terminal, before the one that it has is over
    kCertificateReplaced = 66,  // the new one was used: the one before is refused from now on
    kSalvageTaken = 67,         // what a terminal had not sent came in as a file; the code says how much of it was new
    kDeviceAttested = 68,       // at its enrolment; the code says what its TPM proved
    kAttestationAnchor = 69,    // IT believes a maker of TPMs or an image key from now on, or no more
    kMessageReceived = 70,
    kMessageApproved = 71,
    kMessageRejected = 72,
    kRequestUpdated = 73,
    kNoticePublished = 74,
    kContactDecided = 75,
    kMessageAppealed = 76,
    kAppealDecided = 77,
    kMessageWithdrawn = 78,
    kMessageExpired = 79,
    kDeposited = 80,
    kTransferPosted = 81,
    kHoldPlaced = 82,
    kHoldPosted = 83,
    kHoldVoided = 84,
    kTieOutPassed = 85,
    kTieOutFailed = 86,
    kSpendingStopped = 87,
    kStaffRefused = 90,
    kStaffRead = 91,
    kBackupMade = 92,
    kRestored = 93,
    kExported = 94,
    kPolicyChanged = 95,
    kResidentAdded = 96,
    kResidentMoved = 97,
    kResidentReleased = 98,
    kDeviceLogBroken = 99,  // a terminal's own audit chain went backwards or was changed
    kApiTokenMade = 100,
    kApiTokenRevoked = 101,
    kMessageInvestigated = 110,
    kMessagingSuspended = 111,
    kCardChanged = 112,
    kCreditsBought = 113,
    // staff accounts and the console
    kStaffAdded = 120,
    kStaffSuspended = 121,
    kStaffActivated = 122,
    kStaffReset = 123,  // a new one-time password; the authenticator is forgotten
    kStaffSignedIn = 124,
    kStaffSignInRefused = 125,
    kStaffLockedOut = 126,
    kStaffSignedOut = 127,
    kStaffPasswordChanged = 128,
    kStaffAuthenticatorSet = 129,
    // moderation
    kReviewLate = 130,      // the deadline of what waits for a reviewer passed
    kMessageFlagged = 131,  // a list matched; the code is the list's id
    kListChanged = 132,     // "added", "removed", "patterns"
    // the provider network
    kWebhookChanged = 140,  // "added", "rotated", "enabled", "disabled", "tested", "removed"
    kWebhookGivenUp = 141,  // nobody there for days; the code says how the last try ended
    // commissary
    kCommissaryChanged = 150,  // "catalog", "stock", "windows", "classes", "restrictions"
    kOrderSubmitted = 151,     // "new", "replaced"
    kOrderCancelled = 152,
    kOrderPicked = 153,
    kOrderHandedOver = 154,  // "pin", "signature"
    kOrderRefunded = 155,
    kOrdersExported = 156,
    kRequestKept = 160,  // filed, or a step: the code is the hash of what it says (requests/pieces.h)
    // proof of the books, and accounts that end
    kBankLineChanged = 170,  // "added", "matched", "unmatched", "struck"
    kMonthClosed = 171,      // the code is the month
    kMonthReopened = 172,
    kLeavingEnded = 173,  // everything that waited for somebody who left was ended and refunded
    kPaidOut = 174,       // "cheque", "card", "cash"
    kResidentReturned = 175,
    kPackageSent = 176,
    kPackageTaken = 177,
    kPackageRefused = 178,       // the code says why
    kFacilityRootChanged = 179,  // "pinned", "removed"
    kPolicyStaged = 190,         // a signed policy came in; the code is its version
    kPolicyPromoted = 191,
    kPolicyHalted = 192,       // "staff", or what alarmed
    kPhoneChanged = 260,       // "terms", "given_back", "calls", and the state of a number
    kVisitChanged = 270,       // "terms", "booked", "moved", the state that it got; "suspended", "may_visit" …
    kSeparationChanged = 271,  // "added", "removed"
    // PREA: no person, no terminal
    kPreaStatementInstalled = 380,  // the code is its serial
    kPreaDay = 381,                 // of one day that is over: "received_taken_answered"
    // technicians
    kServiceEntered = 440,        // diagnostics; the code says how: "stick", "phone"
    kServiceRefused = 441,        // the code says why
    kServiceLeft = 442,           // "left", "idle", "too_long", "screen_gone"
    kServiceSaved = 443,          // to the stick: "readiness", "bundle"
    kTechniciansInstalled = 444,  // at the hub; the code is the list's serial
};

/// "signed_in"; "unknown" for a number of a newer program.
const char* name_of(Event event);
std::optional<Event> event_from_number(int number);

enum class Outcome { kDone = 1, kRefused = 2, kFailed = 3 };
const char* name_of(Outcome outcome);

}  // namespace dayroom::record
