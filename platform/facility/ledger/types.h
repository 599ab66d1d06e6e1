// What the ledger's calls take and give. Money is in cents, credits in credits: the two never meet in one transfer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/time.h"
#include "platform/money/money.h"

namespace dayroom::facility {

/// Stored: never renumber.
enum class AccountKind : std::uint8_t {
    kSpendable = 1,
    kSavings = 2,
    kPhone = 3,
    kCredits = 4,  // unit credits
    kObligation = 5,
    kHouse = 10,
};
enum class Unit : std::uint8_t { kCents = 1, kCredits = 2 };

/// What a line of the statement is: numbers of wire.Transaction.Kind.
enum class TransferKind : std::uint8_t {
    kDeposit = 1,
    kRequestFee = 2,
    kCommissary = 3,
    kMessageCredits = 4,
    kPhone = 5,
    kDeduction = 6,
    kTransfer = 7,
    kRefund = 8,
    kAdjustment = 9,
    kCopay = 10,
    kSendMoney = 11,
    kVisit = 12,
};

/// Why: travels to the statement. `code` names a sentence of the catalogs ("request_fee"), `detail` fills it.
struct Reason {
    TransferKind kind = TransferKind::kAdjustment;
    std::string code;
    std::string detail;
    RequestId request;  // nil: none
};

/// House accounts by name. A new code opens an account. Cents: "cash", "revenue/…", "payable/…", "memo/…", "provider";
/// credits: "credits/…".
inline constexpr const char* kCash = "cash";
inline constexpr const char* kProvider = "provider";
inline constexpr const char* kMemoObligations = "memo/obligations";
inline constexpr const char* kCreditsIssued = "credits/issued";
inline constexpr const char* kCreditsUsed = "credits/used";
inline constexpr const char* kCreditSales = "revenue/credits";

/// From a resident's spendable to a house account. `id`: made by whoever asks, so that asking twice is noticed.
struct Charge {
    TransferId id;
    ResidentId resident;
    PositiveCents amount;
    std::string to;  // house account
    Reason reason;
};
struct CreditCharge {
    TransferId id;
    ResidentId resident;
    PositiveCredits amount;
    Reason reason;
};

struct Deposit {
    TransferId id;
    ResidentId resident;
    PositiveCents gross;
    Cents fee;           // taken first, to the provider; zero or more, below gross
    std::string source;  // "family", "job", "tribal": rules may exempt it
    std::string detail;  // who it came from, as the statement shows it
};

struct BalanceSheet {
    Cents spendable;  // holds are already taken off
    Cents savings;
    Cents phone;
    Credits credits;
    Cents on_hold;
    Cents owed;
};

/// A pending transfer ends once.
enum class HoldState : std::uint8_t { kOpen = 1, kPosted = 2, kVoided = 3, kExpired = 4 };
struct Hold {
    TransferId id;
    ResidentId resident;
    Unit unit = Unit::kCents;
    std::int64_t amount = 0;
    std::int64_t taken = 0;
    HoldState state = HoldState::kOpen;
    Timestamp expires;
};

}  // namespace dayroom::facility
