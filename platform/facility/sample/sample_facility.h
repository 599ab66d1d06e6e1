// The synthetic facility as plain data, made from a seed: nobody in it exists. generate() is pure: the same options
// give the same facility, to the last byte. load/loader.h puts it into a hub through the hub's own services.
#pragma once

#include <string>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/time.h"
#include "platform/facility/sample/assets.h"

namespace dayroom::facility::sample {

struct Options {
    std::uint64_t seed = 1;
    Timestamp now;        // the facility's history ends here; required
    int days = 200;       // and began so long before
    int residents = 240;  // at least 3
    int messages = 12'000;
    bool heavy = false;  // the first resident gets kHeavyMessages more
};
inline constexpr int kHeavyMessages = 12'000;
/// What one resident, message … stands for in the full facility: smaller ones keep the proportions.
inline constexpr int kContactsPerTwoResidents = 5;  // approved
inline constexpr int kMessagesPerPhoto = 13;        // 900 of 12,000
inline constexpr int kReadyPerUnit = 6;             // demo residents whose PIN is already set

struct SampleResident {
    ResidentId id;
    std::string number;
    std::string given;
    std::string family;
    std::string native;  // given name in its own script, else as `given`
    std::string origin;
    std::string language;
    std::size_t unit = 0;
    bool man = true;
    std::string pin;
    bool pin_is_set = false;  // false: one-time, must be changed
    Timestamp arrived;
    int birthday = 0;  // day of the year, 0–364
    int child_birthday = 0;
    std::string child;  // empty: none
    bool child_is_boy = true;
};

struct SampleContact {
    ContactId id;
    std::size_t resident = 0;
    std::string name;
    std::string native_given;
    bool man = true;
    std::string relationship;
    std::string language;  // of the conversation
    wire::Contact::State state = wire::Contact::APPROVED;
    std::string address;  // a number that no telephone has
    Timestamp made;
    std::string reason;                // REFUSED by staff
    bool blocked_by_resident = false;  // BLOCKED: else by staff
    int prepaid_replies = 0;           // that the contact has paid for and nobody has used
};

/// One of the painted pictures; several messages may carry it.
struct SamplePicture {
    std::string scene;
    std::uint64_t seed = 0;
};

struct SampleMessage {
    MessageId id;
    std::size_t contact = 0;
    bool inbound = true;
    wire::Message::State state = wire::Message::DELIVERED;  // HELD, DELIVERED or REJECTED
    std::string text;
    std::string language;
    Timestamp sent;
    Timestamp decided;  // not HELD
    std::string rule;
    std::string reason;
    std::vector<std::size_t> pictures;
    bool read = true;
    std::size_t card = SIZE_MAX;  // outbound: into FacilityTexts::cards
    bool last_picture_refused = false;
    bool investigating = false;  // HELD
    wire::Message::Appeal appeal = wire::Message::APPEAL_NONE;
    std::string appeal_text;
    Timestamp appealed;
    Timestamp appeal_decided;  // not APPEAL_OPEN
};

struct SampleObligation {
    ObligationId id;
    std::size_t resident = 0;
    std::size_t kind = 0;  // into FacilityTexts::obligations
    std::int64_t cents = 0;
    Timestamp at;
};

/// What happens to a resident's money. Spending is a wish: the loader books what the ledger allows.
struct SampleMoney {
    enum class Kind { kDeposit, kOrder, kCall, kPhoneTopUp, kRefund };
    Kind kind = Kind::kDeposit;
    std::size_t resident = 0;
    Timestamp at;
    Timestamp ends;  // an order: handed over; unset: still open
    std::int64_t cents = 0;
    std::int64_t fee_cents = 0;
    std::int64_t short_cents = 0;  // of an order, not delivered
    std::string source;
    std::string detail;
};

struct SampleRequest {
    struct Step {
        wire::Request::State state = wire::Request::IN_PROGRESS;
        Timestamp at;
        std::string role;
        std::string text;
    };
    RequestId id;
    CommandId command;
    std::size_t resident = 0;
    std::size_t form = 0;  // into SampleFacility::forms
    std::vector<std::pair<std::string, std::string>> answers;
    std::string receipt;
    Timestamp submitted;
    std::vector<Step> steps;
};

struct SampleNotice {
    NoticeId id;
    std::size_t unit = SIZE_MAX;  // SIZE_MAX: the whole facility
    wire::Notice notice;
};

struct SampleUnit {
    UnitId id;
    std::string name;
    std::string nearest_working;
    bool women = false;
};
struct SampleForm {
    FormId id;
    wire::Form form;
};

struct SampleFacility {
    Options options;
    Timestamp began;
    FacilityTexts texts;  // prices, deduction rules, kinds of obligation, policy
    std::vector<SampleUnit> units;
    std::vector<SampleForm> forms;
    std::vector<SampleResident> residents;  // the first shows the product well
    std::vector<SampleContact> contacts;
    std::vector<SamplePicture> pictures;
    std::vector<SampleMessage> messages;  // by time sent
    std::vector<SampleObligation> obligations;
    std::vector<SampleMoney> money;       // by time
    std::vector<SampleRequest> requests;  // by time submitted
    std::vector<SampleNotice> notices;
};

/// kInvalid for options out of range (residents 3–2,000, messages 0–200,000, `now` unset) or assets that lack
/// something.
Result<SampleFacility> generate(const Assets& assets, const Options& options);

}  // namespace dayroom::facility::sample
