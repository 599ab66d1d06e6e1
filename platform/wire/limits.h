// Every limit of the protocol, named, with its unit. What goes past one is refused whole.
#pragma once

#include <cstddef>
#include <cstdint>

namespace dayroom::wire {

// bodies, in bytes
inline constexpr std::size_t kMaxCommandBodyBytes = 256 * 1024;
inline constexpr std::size_t kMaxSmallBodyBytes = 32 * 1024;  // sign-in, enrolment, feed requests, health
inline constexpr std::size_t kMaxFeedBodyBytes = 4 * 1024 * 1024;
inline constexpr std::size_t kMaxBlobBytes = 8 * 1024 * 1024;
inline constexpr std::size_t kMaxHeaderBytes = 16 * 1024;
inline constexpr std::size_t kMaxCommandBytes =
    160 * 1024;  // one serialised SignedCommand: 30,000 characters of 4 bytes fit
inline constexpr std::size_t kMaxRecordBytes = 256 * 1024;    // one serialised Record
inline constexpr std::size_t kMaxDraftBoxBytes = 128 * 1024;  // 30,000 characters of 4 bytes, their key, and the box
inline constexpr std::size_t kMaxEnvelopeBytes = kMaxRecordBytes + 1024;
inline constexpr std::size_t kMaxTokenTextBytes = 4 * 1024;

// counts
inline constexpr int kMaxCommandsInBatch = 200;
inline constexpr int kMaxChangesInPage = 500;
inline constexpr int kMaxPagesInResponse = 256;
inline constexpr int kMaxScopes = 512;  // of one terminal: facility, unit, device, residents of the unit
inline constexpr int kMaxPhotosInMessage = 5;
inline constexpr int kMaxMessagesInMarkRead = 500;
inline constexpr int kMaxAnswers = 40;
inline constexpr int kMaxLanguages = 24;  // texts of one LocalText list
inline constexpr int kMaxPrices = 200;
inline constexpr int kMaxSteps = 200;  // of one request
inline constexpr int kMaxAttachmentsInStep = 3;
inline constexpr int kMaxAttachmentPages = 20;
inline constexpr int kMaxPageStrips = 4;
inline constexpr std::size_t kMaxPageTextBytes = 32'000;
inline constexpr int kMaxDeductionParts = 24;
inline constexpr int kMaxRestrictions = 32;
inline constexpr int kMaxContacts = 1'000;        // of one resident; the policy of a facility may say less
inline constexpr int kMaxPrepaidReplies = 1'000;  // of one contact
inline constexpr int kMaxCards = 200;             // in the facility's set
inline constexpr int kMaxDrafts = 50;             // of one resident, at the hub
inline constexpr int kMaxCatalogItems = 10'000;   // of the facility's commissary
inline constexpr int kMaxCatalogCategories = 200;
inline constexpr int kMaxItemCodes = 24;  // allergens, or diets, of one item or one resident
inline constexpr int kMaxBarred = 500;    // items, or categories, that one resident may not order
inline constexpr int kMaxOrderLines = 200;
inline constexpr int kMaxUnitsOfItem = 999;  // in one order
// of the phone account
inline constexpr int kMaxPhoneRates = 60;      // of all kinds, with those to come and those that are over
inline constexpr int kMaxPhonePrefixes = 400;  // of one rate
inline constexpr int kMaxPhoneNumbers = 200;   // asked for and approved, of one resident
inline constexpr int kMaxPhoneChanges = 500;   // that a standing tells
inline constexpr int kMaxChangeDays = 366;
inline constexpr int kMaxCallMinutes = 24 * 60;
inline constexpr std::size_t kMinPhoneDigits = 8;
inline constexpr std::size_t kMaxPhoneDigits = 15;  // E.164

// texts, in code points
inline constexpr std::size_t kMaxMessageCharacters = 30'000;  // the policy of a facility may say less: 500–30,000
inline constexpr int kMinPolicyMessageCharacters = 500;
inline constexpr std::size_t kMaxAnswerCharacters = 8'000;
inline constexpr std::size_t kMaxNoticeCharacters = 20'000;
inline constexpr std::size_t kMaxStepTextCharacters = 8'000;
inline constexpr std::size_t kMaxAppealCharacters = 2'000;
inline constexpr std::size_t kMaxReplyCharacters = 4'000;  // of a resident to staff, about a request
inline constexpr std::size_t kMaxNameCharacters = 120;
inline constexpr std::size_t kMaxLineCharacters = 400;  // a label, a reason, an address
inline constexpr std::size_t kMaxCodeCharacters = 48;   // [a-z0-9_.-]
inline constexpr std::size_t kMaxLanguageTagCharacters = 12;
inline constexpr std::size_t kMaxResidentNumberCharacters = 24;  // letters, digits, '-'
inline constexpr std::size_t kReceiptCodeCharacters = 8;
inline constexpr std::size_t kMaxPemBytes = 16 * 1024;

// PIN, in digits
inline constexpr std::size_t kMinPinDigits = 4;
inline constexpr std::size_t kMaxPinDigits = 12;

// sizes of fixed things, in bytes
inline constexpr std::size_t kSha256Bytes = 32;
inline constexpr std::size_t kSnapshotTokenMaxBytes = 64;

// PREA: boxes of one size each, so that their length says nothing
inline constexpr std::size_t kPreaReportPlainBytes = 16 * 1024;  // padded, before the box
inline constexpr std::size_t kPreaAnswerPlainBytes = 8 * 1024;
inline constexpr std::size_t kPreaReportBoxBytes = kPreaReportPlainBytes + 48;  // an X25519 key and a tag
inline constexpr std::size_t kPreaAnswerBoxBytes = kPreaAnswerPlainBytes + 48;
inline constexpr std::size_t kMaxPreaTextBytes = 16'000;
inline constexpr std::size_t kMaxPreaAnswerTextBytes = 8'000;
inline constexpr std::size_t kPreaIdBytes = 16;
inline constexpr std::size_t kPreaTagBytes = 16;
inline constexpr std::size_t kMaxPreaStatementBytes = 64 * 1024;
inline constexpr int kMaxPreaReportsInDelivery = 8;
inline constexpr int kMaxHotlines = 12;
inline constexpr int kMaxPreaDelayMinutes = 24 * 60;
inline constexpr int kMaxOfflineSessions = 50;  // of one person, told of at a sign-in

// the signed policy
inline constexpr std::size_t kMaxPolicyBytes = 240 * 1024;       // the signed bundle: a Record has room for it
inline constexpr std::size_t kMaxPolicyFileBytes = 1024 * 1024;  // as IT writes it
inline constexpr int kMaxPolicyForms = 200;
inline constexpr int kMaxPolicyUnits = 500;
inline constexpr std::int64_t kMaxPolicyVersion = 1'000'000'000;
// technicians
inline constexpr std::size_t kTechnicianSerialBytes = 8;
inline constexpr std::size_t kMaxTechnicianFileBytes = 4 * 1024;
inline constexpr std::size_t kMaxTechnicianListBytes = 64 * 1024;
inline constexpr int kMaxRevokedTechnicians = 1'000;
inline constexpr int kMaxTechnicianDays = 60;
inline constexpr int kMaxFailedTests = 64;
inline constexpr std::size_t kTechnicianPinMin = 8;  // digits
inline constexpr std::size_t kTechnicianPinMax = 12;
inline constexpr std::uint64_t kMaxTechnicianMemoryKib = 128 * 1024;  // what a stick may ask of a terminal
inline constexpr std::uint64_t kMaxTechnicianPasses = 10;

// numbers
inline constexpr std::int64_t kMaxLedgerUnits = 1'000'000'000'000;  // $10,000,000,000.00, or as many credits
inline constexpr std::int64_t kMaxTimestampMs = 7'258'118'400'000;  // year 2200
inline constexpr std::int32_t kMaxFeedWaitMs = 30'000;
inline constexpr std::int32_t kMaxPhotoSide = 16'384;  // pixels
inline constexpr std::uint64_t kMaxSequence = std::uint64_t{1} << 62;
inline constexpr int kMaxHours = 24 * 366;
inline constexpr int kBasisPointsWhole = 10'000;
inline constexpr int kRecordSchema = 1;  // the newest Record that this program understands

}  // namespace dayroom::wire
