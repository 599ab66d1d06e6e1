#include "platform/record/event.h"

#include <array>

namespace dayroom::record {
namespace {

struct Row {
    Event event;
    const char* name;
};

constexpr std::array kCatalogue = {
    Row{Event::kProgramStarted, "program_started"},
    Row{Event::kProgramStopped, "program_stopped"},
    Row{Event::kEnrolled, "enrolled"},
    Row{Event::kStoreRebuilt, "store_rebuilt"},
    Row{Event::kVaultRebuilt, "vault_rebuilt"},
    Row{Event::kVaultDestroyed, "vault_destroyed"},
    Row{Event::kDeviceRevoked, "device_revoked"},
    Row{Event::kDeviceWiped, "device_wiped"},
    Row{Event::kFeedRefused, "feed_refused"},
    Row{Event::kHistoryLost, "history_lost"},
    Row{Event::kEpochChanged, "epoch_changed"},
    Row{Event::kClockJumped, "clock_jumped"},
    Row{Event::kEnvelopeRefused, "envelope_refused"},
    Row{Event::kCertificateRenewed, "certificate_renewed"},
    Row{Event::kCertificateExpired, "certificate_expired"},
    Row{Event::kSignedIn, "signed_in"},
    Row{Event::kSignedInOffline, "signed_in_offline"},
    Row{Event::kSignInRefused, "sign_in_refused"},
    Row{Event::kLockedOut, "locked_out"},
    Row{Event::kSignedOut, "signed_out"},
    Row{Event::kSignedOutIdle, "signed_out_idle"},
    Row{Event::kPinChanged, "pin_changed"},
    Row{Event::kPinReset, "pin_reset"},
    Row{Event::kCommandSaved, "command_saved"},
    Row{Event::kCommandRun, "command_run"},
    Row{Event::kCommandDeclined, "command_declined"},
    Row{Event::kCommandReplayed, "command_replayed"},
    Row{Event::kCommandRefused, "command_refused"},
    Row{Event::kCommandsResubmitted, "commands_resubmitted"},
    Row{Event::kFacilityCreated, "facility_created"},
    Row{Event::kTokenUsed, "token_used"},
    Row{Event::kTokenRefused, "token_refused"},
    Row{Event::kDeviceEnrolled, "device_enrolled"},
    Row{Event::kDeviceRefused, "device_refused"},
    Row{Event::kCertificateIssued, "certificate_issued"},
    Row{Event::kCertificateReplaced, "certificate_replaced"},
    Row{Event::kSalvageTaken, "salvage_taken"},
    Row{Event::kDeviceAttested, "device_attested"},
    Row{Event::kAttestationAnchor, "attestation_anchor"},
    Row{Event::kMessageReceived, "message_received"},
    Row{Event::kMessageApproved, "message_approved"},
    Row{Event::kMessageRejected, "message_rejected"},
    Row{Event::kRequestUpdated, "request_updated"},
    Row{Event::kRequestKept, "request_kept"},
    Row{Event::kNoticePublished, "notice_published"},
    Row{Event::kContactDecided, "contact_decided"},
    Row{Event::kDeposited, "deposited"},
    Row{Event::kTransferPosted, "transfer_posted"},
    Row{Event::kHoldPlaced, "hold_placed"},
    Row{Event::kHoldPosted, "hold_posted"},
    Row{Event::kHoldVoided, "hold_voided"},
    Row{Event::kTieOutPassed, "tie_out_passed"},
    Row{Event::kTieOutFailed, "tie_out_failed"},
    Row{Event::kSpendingStopped, "spending_stopped"},
    Row{Event::kStaffRefused, "staff_refused"},
    Row{Event::kStaffRead, "staff_read"},
    Row{Event::kBackupMade, "backup_made"},
    Row{Event::kRestored, "restored"},
    Row{Event::kExported, "exported"},
    Row{Event::kPolicyChanged, "policy_changed"},
    Row{Event::kResidentAdded, "resident_added"},
    Row{Event::kResidentMoved, "resident_moved"},
    Row{Event::kResidentReleased, "resident_released"},
    Row{Event::kDeviceLogBroken, "device_log_broken"},
    Row{Event::kApiTokenMade, "api_token_made"},
    Row{Event::kApiTokenRevoked, "api_token_revoked"},
    Row{Event::kMessageAppealed, "message_appealed"},
    Row{Event::kAppealDecided, "appeal_decided"},
    Row{Event::kMessageWithdrawn, "message_withdrawn"},
    Row{Event::kMessageExpired, "message_expired"},
    Row{Event::kMessageInvestigated, "message_investigated"},
    Row{Event::kMessagingSuspended, "messaging_suspended"},
    Row{Event::kCardChanged, "card_changed"},
    Row{Event::kCreditsBought, "credits_bought"},
    Row{Event::kStaffAdded, "staff_added"},
    Row{Event::kStaffSuspended, "staff_suspended"},
    Row{Event::kStaffActivated, "staff_activated"},
    Row{Event::kStaffReset, "staff_reset"},
    Row{Event::kStaffSignedIn, "staff_signed_in"},
    Row{Event::kStaffSignInRefused, "staff_sign_in_refused"},
    Row{Event::kStaffLockedOut, "staff_locked_out"},
    Row{Event::kStaffSignedOut, "staff_signed_out"},
    Row{Event::kStaffPasswordChanged, "staff_password_changed"},
    Row{Event::kStaffAuthenticatorSet, "staff_authenticator_set"},
    Row{Event::kReviewLate, "review_late"},
    Row{Event::kMessageFlagged, "message_flagged"},
    Row{Event::kListChanged, "list_changed"},
    Row{Event::kWebhookChanged, "webhook_changed"},
    Row{Event::kWebhookGivenUp, "webhook_given_up"},
    Row{Event::kCommissaryChanged, "commissary_changed"},
    Row{Event::kPolicyTaken, "policy_taken"},
    Row{Event::kPolicyRefused, "policy_refused"},
    Row{Event::kPolicyStaged, "policy_staged"},
    Row{Event::kPolicyPromoted, "policy_promoted"},
    Row{Event::kPolicyHalted, "policy_halted"},
    Row{Event::kPhoneChanged, "phone_changed"},
    Row{Event::kVisitChanged, "visit_changed"},
    Row{Event::kSeparationChanged, "separation_changed"},
    Row{Event::kOrderSubmitted, "order_submitted"},
    Row{Event::kOrderCancelled, "order_cancelled"},
    Row{Event::kOrderPicked, "order_picked"},
    Row{Event::kOrderHandedOver, "order_handed_over"},
    Row{Event::kOrderRefunded, "order_refunded"},
    Row{Event::kOrdersExported, "orders_exported"},
    Row{Event::kBankLineChanged, "bank_line_changed"},
    Row{Event::kMonthClosed, "month_closed"},
    Row{Event::kMonthReopened, "month_reopened"},
    Row{Event::kLeavingEnded, "leaving_ended"},
    Row{Event::kPaidOut, "paid_out"},
    Row{Event::kResidentReturned, "resident_returned"},
    Row{Event::kPackageSent, "package_sent"},
    Row{Event::kPackageTaken, "package_taken"},
    Row{Event::kPackageRefused, "package_refused"},
    Row{Event::kFacilityRootChanged, "facility_root_changed"},
    Row{Event::kPreaStatementInstalled, "prea_statement_installed"},
    Row{Event::kPreaDay, "prea_day"},
    Row{Event::kServiceEntered, "service_entered"},
    Row{Event::kServiceRefused, "service_refused"},
    Row{Event::kServiceLeft, "service_left"},
    Row{Event::kServiceSaved, "service_saved"},
    Row{Event::kTechniciansInstalled, "technicians_installed"},
};

}  // namespace

const char* name_of(Event event) {
    for (const Row& row : kCatalogue)
        if (row.event == event) return row.name;
    return "unknown";
}

std::optional<Event> event_from_number(int number) {
    for (const Row& row : kCatalogue)
        if (static_cast<int>(row.event) == number) return row.event;
    return std::nullopt;
}

const char* name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::kDone:
            return "done";
        case Outcome::kRefused:
            return "refused";
        case Outcome::kFailed:
            return "failed";
    }
    return "unknown";
}

}  // namespace dayroom::record
