// Requests to staff: submitted once, answered or declined with steps that stay. A co-pay that the person cannot pay
// becomes an obligation when it is due and never blocks asking.
//
//   RECEIVED → IN_PROGRESS → ANSWERED | DECLINED                          the fee as its form says (forms/fee.h)
//   RECEIVED | IN_PROGRESS → RETURNED (more is needed) → IN_PROGRESS       by the resident's reply
//   RECEIVED | IN_PROGRESS | RETURNED → WITHDRAWN                          by the resident, or when no reply came in
//   time
//
// Each step stays, with its time and who took it. Whose turn it is has a clock: answer_by for staff, reply_by for the
// resident. What cannot wait has a shorter one, where its form gives one, until staff say that it can. When the clock
// of staff is over it goes to the form's next level.
//
// What was answered or declined can be appealed once, on a form that says so, until its last day; an appeal that was
// withdrawn does not count.
//
// Writes: the writer thread. Errors: kConflict when the state does not allow it, kNotFound, and the ledger's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/facility/ledger/ledger.h"
#include "platform/facility/ledger/obligations.h"
#include "platform/facility/ledger/prices.h"
#include "platform/facility/requests/forms.h"
#include "platform/forms/clocks.h"
#include "platform/forms/fee.h"

namespace dayroom::facility {

inline constexpr std::size_t kMaxStepCharacters = 4'000;
inline constexpr int kMaxRequestSteps = 150;  // after that only those that decide
/// A fee stays held as long as the request is open; this is the end of the longest.
inline constexpr Milliseconds kFeeHoldTime = std::chrono::hours(24 * 400);

/// Not answered, declined or withdrawn yet.
bool is_open(wire::Request::State state);

struct RequestSummary {
    RequestId id;
    ResidentId resident;
    std::string resident_number;
    std::string resident_name;
    UnitId unit;
    std::string form_code;
    wire::Request::State state = wire::Request::REQUEST_UNSPECIFIED;
    std::string receipt_code;
    Cents fee;
    bool fee_is_obligation = false;
    Timestamp submitted;
    Timestamp answer_by;
    Timestamp reply_by;
    std::string role;
    int level = 0;
    bool urgent = false;    // the resident says that it cannot wait, and staff have not said otherwise
    Timestamp triage_from;  // since when it waits for triage at a health desk; not set: it was
    std::optional<RequestId> appeal_of;
    std::optional<PhoneCallId> call;  // it disputes the charge of that call
};
enum class RequestView : std::uint8_t {
    kOpen,      // earliest deadline first, without one last
    kLate,      // open, and the deadline of staff is over
    kReturned,  // open, and it is the resident's turn
    kClosed,    // newest first
};
struct RequestFilter {
    RequestView view = RequestView::kOpen;
    std::optional<wire::Request::State> state;  // within the view
    Timestamp now;                              // kLate
    std::string form_code;                      // empty: any
    std::string role;                           // responsible; empty: any
    std::optional<ResidentId> resident;
    std::optional<UnitId> unit;
    int limit = 100;  // at most 500
    int offset = 0;
};

using AttachmentIds = std::vector<AttachmentId>;

class Requests {
public:
    Requests(Ledger& ledger, Obligations& obligations, Prices& prices, Forms& forms)
        : ledger_(ledger), obligations_(obligations), prices_(prices), forms_(forms) {}

    // ---- the resident, through commands
    /// An appeal: kNotFound "appeal_unknown": no request of this resident on that form has the receipt code; kConflict
    /// "appeal_not_decided"; "too_late": its last day was before the day on which it was made; "already_appealed". It
    /// names a call (forms/call_dispute.h): kInvalid on another form; kNotFound when it is not theirs; kConflict
    /// "already_disputed" when it is, and that is not decided yet.
    Status submit(Work& work, const ResidentId& resident, const DeviceId& device, const CommandId& command,
                  const wire::SubmitRequest& body, Timestamp made);
    Status withdraw(Work& work, const ResidentId& resident, const RequestId& id);
    /// Adds what the resident says. What was returned for more is with staff again, with a new clock. kConflict
    /// "already_decided"; kTooLarge "too_many_steps".
    Status reply(Work& work, const ResidentId& resident, const wire::ReplyToRequest& body);

    // ---- staff; the role and account of work.actor() stand in the step
    /// `attached`: documents (attachments.h) that go with what is said.
    Status start(Work& work, const RequestId& id, std::string_view text = {});
    /// To another role; empty: to all who work on requests.
    Status assign(Work& work, const RequestId& id, std::string_view role, std::string_view text = {});
    /// Says something to the resident; nothing else changes.
    Status say(Work& work, const RequestId& id, std::string_view text, const AttachmentIds& attached = {});
    /// Sends it back for more: the clock of staff stops, the resident's begins if the form has one.
    Status return_for_more(Work& work, const RequestId& id, std::string_view text, const AttachmentIds& attached = {});
    /// Answers and completes: the fee is charged.
    Status answer(Work& work, const RequestId& id, std::string_view text, const AttachmentIds& attached = {});
    /// It can wait after all: it goes on as others do, with their clock, counted from when its own began. kConflict
    /// "not_urgent".
    Status go_on_as_ordinary(Work& work, const RequestId& id, std::string_view text);
    /// Health staff have looked how soon it is needed: the clock of triage is over. Nothing else ends it but an answer
    /// or a refusal: not a desk that it is given to, and not taking it. kConflict "triaged_before"; "no_health_desk".
    Status triage(Work& work, const RequestId& id, std::string_view text);
    /// The fee is released, or charged where the form says so.
    Status decline(Work& work, const RequestId& id, std::string_view text, const AttachmentIds& attached = {});

    // ---- the hub's clock
    /// Of at most `limit`: what staff are late with goes to the next level, what no reply came to in time is
    /// withdrawn. How many.
    Result<int> run_clocks(Work& work, int limit);
    /// Sorts in the receipt codes of at most `limit` requests that came since; how many.
    Result<int> sort_receipts(Work& work, int limit);

    // ---- reads, on any connection
    Result<std::vector<RequestSummary>> list(database::Connection& connection, const RequestFilter& filter);
    Result<std::optional<RequestSummary>> find(database::Connection& connection, const RequestId& id);
    /// By the code that a person copied on paper, oldest first; its check character is not needed to be right, the code
    /// must be known. More than one where terminals happened upon the same code: name and date tell which.
    Result<std::vector<RequestSummary>> find_by_receipt(database::Connection& connection, std::string_view code);
    /// Of the outcome of one, oldest first.
    Result<std::vector<RequestSummary>> appeals_of(database::Connection& connection, const RequestId& id);
    /// With answers and steps.
    Result<std::optional<wire::Request>> read(database::Connection& connection, const RequestId& id);

private:
    struct Stored;
    struct Fee;
    // filing.cpp
    Result<wire::Form> version_filed(Work& work, const ResidentId& resident, const wire::SubmitRequest& body);
    Status check_filled(Work& work, const ResidentId& resident, const forms::Form& form,
                        const wire::SubmitRequest& body, Timestamp made);
    Result<wire::Request> answers_filed(Work& work, const ResidentId& resident, const forms::Form& form,
                                        const wire::SubmitRequest& body);
    Result<std::optional<RequestId>> find_appealed(Work& work, const ResidentId& resident, const forms::Form& form,
                                                   const wire::SubmitRequest& body, Timestamp made);
    Result<std::optional<PhoneCallId>> find_disputed(Work& work, const ResidentId& resident, const forms::Form& form,
                                                     const wire::SubmitRequest& body);
    Result<Fee> agree_fee(Work& work, const ResidentId& resident, const forms::Form& form,
                          const wire::SubmitRequest& body);
    // requests.cpp
    Result<Stored> load(Work& work, const RequestId& id);
    struct Step {
        wire::Request::State state;
        std::string_view text = {};
        int level = 0;
        AttachmentIds attached = {};
        wire::Request::Act act = wire::Request::ACT_NONE;
    };
    Status step(Work& work, const Stored& request, const Step& step);
    Result<Timestamp> clock_of_staff(Work& work, const forms::Form& form, int level, forms::Haste haste);
    Status give_clock(Work& work, const Stored& request, int level);
    Status settle_fee(Work& work, const Stored& request, forms::FeeStep step);
    Status charge_fee(Work& work, const Stored& request);
    Status run_clock(Work& work, const RequestId& id);

    Ledger& ledger_;
    Obligations& obligations_;
    Prices& prices_;
    Forms& forms_;
};

}  // namespace dayroom::facility
