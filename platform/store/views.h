// What the stores answer: plain values, shaped like the questions of platform/agent/local.proto.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/time.h"
#include "platform/money/money.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom {
using OrderId = Id<struct OrderTag>;
using PhoneNumberId = Id<struct PhoneNumberTag>;
using PhoneCallId = Id<struct PhoneCallTag>;
using VisitId = Id<struct VisitTag>;
}  // namespace dayroom

namespace dayroom::store {

/// A page of a list. The stores clamp: offset at least 0, count 1 … kMaxPageCount.
inline constexpr int kMaxPageCount = 200;
struct PageRange {
    int offset = 0;
    int count = 50;
};

enum class ThreadFilter { kAll, kUnread, kSent, kPhotos, kWaiting };

struct ThreadView {
    ContactId contact;
    std::string name;
    std::string relationship;
    wire::Contact::State contact_state = wire::Contact::CONTACT_UNSPECIFIED;
    std::string preview;  // at most 160 code points, one line
    bool preview_is_own = false;
    Timestamp last;
    int unread = 0;
    int total = 0;
    std::string last_state;  // wire::name_of, "queued", or "refused"; empty: there is only a draft
    std::string language;
    bool draft = false;  // something was begun and not sent
};
struct ThreadsView {
    std::vector<ThreadView> threads;
    int total = 0;  // that the filter lets through, on all pages
};

struct MessageView {
    MessageId id;
    wire::Message message;
    std::string state;         // wire::name_of; "queued": saved here, not yet at the hub; "refused": the hub said no
    std::string refusal_code;  // "refused": why
    bool withdrawing = false;  // taken back here, and the hub has not said so yet
    bool appealing = false;    // an appeal is saved here, and the hub has not shown it yet
    Timestamp appealed;        // when it was, if `appealing`
    std::string contact_name;  // of single messages and search results
    std::string snippet;       // in search results: the text around the match, at most about 160 characters
};
struct MessagesView {
    std::vector<MessageView> messages;
    int total = 0;  // of a search at most rules::kMostFound + 1, which says that there are more
};

struct PhotoView {
    wire::Photo photo;
    MessageId message;
    ContactId contact;
    std::string contact_name;
    Timestamp sent;
};
struct GalleryView {
    std::vector<PhotoView> photos;
    int total = 0;
};

struct ContactView {
    ContactId id;
    wire::Contact contact;
    std::string state;   // wire::name_of; "queued": asked for here, not yet at the hub; "refused": by staff, or at once
    std::string reason;  // refused: why
    Timestamp asked;     // as the hub says; before it has it: when the id was made; 0 when that does not say
    bool changing = false;    // a change is saved here, and the hub has not decided it
    int prepaid_replies = 0;  // left here: queued ones are taken off
};

struct MonthPart {
    std::string kind;  // wire::name_of(Transaction::Kind)
    Cents cents;       // sum of what came in by it, or, negative, of what went out: a kind may have both
};
struct MoneyView {
    wire::Balances balances;  // as the hub said; as_of_ms 0: never heard
    Cents queued;             // reserved here for what the hub has not yet held
    Credits queued_credits;   // the same, for messages
    Credits held_credits;     // for messages that are being reviewed, and the queued ones
    Cents month_in;           // since the time asked for
    Cents month_out;          // as a positive amount
    std::vector<MonthPart> parts;
};

enum class MoneyFilter { kEverything, kIn, kOut };
/// One word to find a line by: a beginning of a word, or one of the codes (a-z, 0-9, _) that mean it. At most 8 words
/// with 64 codes each are looked for.
struct LineWord {
    std::string text;
    std::vector<std::string> codes = {};
};
struct TransactionQuery {
    MoneyFilter filter = MoneyFilter::kEverything;
    std::string kind = {};              // wire::name_of; empty: every kind
    std::vector<LineWord> search = {};  // all of them; queued lines are found by the code of their kind alone
    std::optional<Timestamp> from = {};
    std::optional<Timestamp> to = {};  // the first moment after
};
struct TransactionView {
    TransferId id;  // of a queued one: the id of what costs it
    wire::Transaction line;
    std::string state;  // wire::name_of, or "queued"
};
struct TransactionsView {
    std::vector<TransactionView> transactions;
    int total = 0;
};

struct RequestView {
    RequestId id;
    wire::Request request;
    std::string state;  // wire::name_of, "queued", or "refused"
    std::string refusal_code;
    bool answer_unread = false;
};
struct RequestsView {
    std::vector<RequestView> requests;
    int total = 0;
};

struct DraftView {
    std::string key;
    std::string content;
    Timestamp saved;
};

/// What the hub has not heard of a draft yet.
struct UnsentDraft {
    std::string key;
    std::string content;  // empty: removed
    Timestamp saved;
    bool removed = false;
};

/// Whether a notice stands now, is over and can still be read, or is not for the eye.
enum class NoticeTime { kNot, kStands, kOver };
inline NoticeTime time_of(const wire::Notice& notice, Timestamp now) {
    if (notice.valid_from_ms() > now.ms()) return NoticeTime::kNot;
    if (notice.valid_to_ms() == 0 || notice.valid_to_ms() > now.ms()) return NoticeTime::kStands;
    return notice.keep_until_ms() > now.ms() ? NoticeTime::kOver : NoticeTime::kNot;
}

struct NoticeView {
    NoticeId id;
    wire::Notice notice;
    bool seen = false;  // by this resident
    bool over = false;  // still here to be read
    wire::ScopeKind scope = wire::SCOPE_UNSPECIFIED;
    Timestamp acknowledged = {};         // by this resident; not set: not yet
    bool acknowledgement_waits = false;  // saved here, not yet at the hub
    /// Stands, and this resident has not said yet that they read it.
    bool asks() const { return notice.must_acknowledge() && !over && !acknowledged.is_set(); }
};

struct DocumentView {
    std::string id;
    wire::Document document;
};

struct FormView {
    FormId id;
    wire::Form form;
};

struct CardView {
    std::string id;
    wire::Card card;
};

struct ItemsView {
    std::vector<wire::CatalogItem> items;
    int total = 0;
};
struct CategoryView {
    wire::CatalogCategory category;
    int items = 0;
};
struct WindowView {
    std::string id;
    wire::OrderWindow window;
};

struct OrderView {
    OrderId id;
    wire::Order order;         // of a queued one: lines without names, and no times of its window
    std::string state;         // wire::name_of; "queued": saved here; "refused": by the hub at once, or wire::name_of
    std::string refusal_code;  // the hub said no at once: why
    std::string waiting;       // saved here, and the hub has not decided it: "change", "cancel", "hand_over"; or empty
    std::optional<wire::SubmitOrder> wanted;  // "change": what it is to become
};
struct OrdersView {
    std::vector<OrderView> orders;
    int total = 0;
};

struct ObligationView {
    std::string id;
    wire::Obligation obligation;
};

struct PhoneNumberView {
    PhoneNumberId id;
    wire::PhoneNumber number;
    /// "queued": asked for here, not yet at the hub; "not_taken": the hub said no at once; "requested", "approved",
    /// "removal": approved, and asked to be taken off; "refused": by staff.
    std::string state;
    std::string refusal_code;  // "not_taken": why
    bool changing = false;     // a change is saved here, and the hub has not decided it
};
struct PhoneCallView {
    PhoneCallId id;
    wire::PhoneCall call;
};
struct PhoneCallsView {
    std::vector<PhoneCallView> calls;
    int total = 0;
};

struct VisitView {
    VisitId id;
    wire::Visit visit;         // of a queued one: without place and deadlines
    std::string state;         // wire::name_of; "queued": saved here, not yet at the hub; "refused": the hub said no
    std::string refusal_code;  // "refused": why
    std::string waiting;       // saved here, and the hub has not decided it: "change", "cancel", "check_in"; or empty
    std::optional<wire::ChangeVisit> wanted;  // "change": what it is to become
};

/// One month of spendable money, added up from the lines that are here and checked against the ledger's own balances.
struct StatementView {
    Cents opening;
    Cents closing;  // opening + in - out
    Cents in;
    Cents out;  // as a positive amount
    std::vector<MonthPart> parts;
    int lines = 0;
    Timestamp as_of;        // of the balances that it was computed from
    bool complete = false;  // every line of the month is here, and its balances agree
};

struct VaultCounts {
    int unread_messages = 0;
    int answered_requests = 0;  // answered or declined since last looked at
    int photos = 0;             // in the gallery
    int approved_contacts = 0;
    int invitations = 0;  // from outside, that wait for this resident's word
    int not_sent = 0;     // intents that the hub has not decided
};

/// Counters that rise when something may look different. They start at 1 with each opening.
struct Stamps {
    std::uint64_t messages = 1;
    std::uint64_t money = 1;
    std::uint64_t requests = 1;
    std::uint64_t notices = 1;
    std::uint64_t profile = 1;
    std::uint64_t forms = 1;
    std::uint64_t contacts = 1;
    std::uint64_t commissary = 1;
    std::uint64_t phone = 1;
    std::uint64_t visits = 1;
    std::uint64_t documents = 1;
};

}  // namespace dayroom::store
