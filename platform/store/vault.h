// One resident's vault: everything that is theirs on this terminal, in one encrypted file that only their vault key
// opens. A cache of the feed plus drafts plus readable intents. One thread at a time; lives while its resident is
// signed in.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/crypto/keys.h"
#include "platform/crypto/secret.h"
#include "platform/database/connection.h"
#include "platform/store/device_store.h"
#include "platform/store/views.h"
#include "platform/wire/dayroom.pb.h"
#include "platform/wire/limits.h"
#include "platform/wire/seal.h"

namespace dayroom::store {

inline constexpr std::int32_t kVaultApplicationId = 0x44525656;  // "DRVV"
inline constexpr std::size_t kMaxDraftBytes = 126 * 1024;        // with key and box it fits wire::kMaxDraftBoxBytes
inline constexpr int kMaxDrafts = wire::kMaxDrafts;
inline constexpr std::size_t kMaxDraftKeyBytes = 96;
inline constexpr int kMostVisits = 400;
inline constexpr int kMaxIntents = 2'000;  // not yet decided, of one resident
/// Decided intents are kept this long for their nonces, removed drafts until the hub has surely heard.
inline constexpr Milliseconds kIntentsKept = Milliseconds(8LL * 24 * 3600 * 1000);

struct VaultPlace {
    std::filesystem::path directory;  // DIR/vaults; made when missing
    FacilityId facility;
    DeviceId device;
    ResidentId resident;
    database::FaultSeam* faults = nullptr;  // tests only

    std::filesystem::path file() const { return directory / (resident.to_string() + ".db"); }
};

/// The draft that holds the commissary's cart: written by the agent, not by the screen.
inline constexpr std::string_view kCartDraftKey = "cart";

/// A thing that the command makes: its coming by the feed settles the command. Other commands change a thing that is
/// there.
bool makes_a_thing(const wire::Command& command);

/// What a person asked for, readable: shown as "saved here, not yet sent" until the feed brings its result.
struct Intent {
    wire::Command command;
    Bytes nonce;     // 16 bytes of the screen: the same again is the same intent; may be empty
    Cents reserved;  // taken off what may be spent here until the hub's own hold is seen
    Credits reserved_credits = {};
    std::string draft_key =
        {};  // this draft has become the command, which tells the hub: it goes in the same transaction
    bool command_names_draft = true;  // false: the hub hears of the draft's end as of any other
};
struct SavedIntent {
    wire::Command command;
    std::string state;  // "queued" until the hub decided, then "done" or "refused"
    std::string refusal_code;
    Cents reserved;
};

class VaultWriter;

class Vault {
public:
    struct Recovery {
        bool rebuilt =
            false;  // the damaged file was set aside as <name>.corrupt-<ms>; the caller resets the feed scope
        int drafts_salvaged = 0;
        int intents_salvaged = 0;
    };
    /// kCorrupt: damaged, or made under another vault key. A missing file is made.
    static Result<std::unique_ptr<Vault>> open(const VaultPlace& place, const Secret& vault_key);
    /// As open(); a damaged file is set aside and begun again with the drafts and intents that can be read.
    static Result<std::unique_ptr<Vault>> open_or_recover(const VaultPlace& place, const Secret& vault_key,
                                                          Timestamp now, Recovery& recovery);
    /// What open_or_recover() does when it must; also for damage met later: close the vault first.
    static Result<std::unique_ptr<Vault>> recover(const VaultPlace& place, const Secret& vault_key, Timestamp now,
                                                  Recovery& recovery);
    /// Overwrites and deletes the file and its WAL. With the wrapped key forgotten, nothing is left to read.
    static Status destroy(const std::filesystem::path& file);
    ~Vault();
    Vault(const Vault&) = delete;
    Vault& operator=(const Vault&) = delete;

    // ---- from the feed
    struct Absorbed {
        int applied = 0;
        int refused = 0;              // could not be opened, or failed a check: dropped, to be logged
        bool more = false;            // envelopes are left
        std::vector<CommandId> seen;  // commands whose result came
    };
    /// Opens up to `limit` envelopes that wait in the device store, in one transaction; then takes over outcomes of the
    /// outbox.
    Result<Absorbed> absorb(DeviceStore& device, const wire::TrustedKeys& keys, int limit = 500);
    /// A page that comes while nothing of theirs waits in the device store: opened and applied in one transaction.
    /// Where changes end is the caller's to keep; a snapshot's page is in `device` when this returns, its content only
    /// here (kConflict: it came out of turn). The outbox is not told of `seen`.
    Result<Absorbed> take_in(DeviceStore& device, const PageToStore& page, const wire::TrustedKeys& keys);
    /// One record, already checked. Only a newer version counts, unless `by_snapshot`. Returns whether anything
    /// changed.
    Result<bool> apply(const wire::Record& record, bool by_snapshot);
    Result<bool> remove(const std::string& id);

    // ---- messages
    Result<ThreadsView> threads(ThreadFilter filter, PageRange page);
    Result<MessagesView> messages(const ContactId& contact, PageRange page);  // newest first
    Result<std::optional<MessageView>> message(const MessageId& id);
    /// Words and beginnings of words, in any order, without regard to case and accents; newest first, and of the newest
    /// rules::kMostFound only.
    Result<MessagesView> search(std::string_view text, PageRange page);
    /// A large batch of messages can be read before its words are in the search index. Words of up to `limit` messages
    /// go into it, in one transaction; whether more wait. search() does so with all that wait before it answers.
    Result<bool> index_words(int limit);
    Result<bool> words_wait();
    /// Those of `ids` that are messages from outside and not read yet.
    Result<std::vector<MessageId>> unread_among(const std::vector<MessageId>& ids);
    /// A message whose command never left this terminal: it and its withdrawal are settled here. kConflict when it is
    /// not queued.
    Status withdraw_here(const MessageId& id, Timestamp now);
    /// A message that the hub refused is taken out of its thread. kConflict for any other.
    Status drop_refused(const MessageId& id);
    /// nullopt: no message of this vault has it.
    Result<std::optional<wire::Photo>> photo(const std::string& sha256);
    /// Photos of delivered messages, newest first; of one contact, or of everybody.
    Result<GalleryView> gallery(const std::optional<ContactId>& contact, PageRange page);

    // ---- contacts
    Result<std::vector<ContactView>> contacts();  // by name; those asked for here among them
    Result<std::optional<ContactView>> contact(const ContactId& id);
    /// One that the hub refused at once, or whose command never left this terminal, is taken off the list, and what was
    /// saved about it is settled. kConflict for any other contact.
    Status drop_contact(const ContactId& id);

    // ---- money
    Result<MoneyView> money(Timestamp month_start);
    Result<TransactionsView> transactions(const TransactionQuery& query, PageRange page);  // newest first, queued above
    Result<std::optional<TransactionView>> transaction(const TransferId& id);              // of the feed
    /// Of what is reserved here: what a daily brake will count at the hub. Fees of requests are left out: some of them
    /// it does not count.
    Result<Cents> queued_spending();
    /// From `begin` to just before `end`, as the hub knows it: what is queued here is not in it. Not complete: lines of
    /// it are not here, or the balances that the ledger had then disagree.
    Result<StatementView> statement(Timestamp begin, Timestamp end);
    /// When the oldest line that is here was posted; nullopt: there is none.
    Result<std::optional<Timestamp>> oldest_line();
    Result<std::vector<ObligationView>> obligations();  // active first, then by code
    /// A transfer whose command never left this terminal: what was saved about it is settled.
    Status drop_transfer(const TransferId& id);

    // ---- the commissary
    /// nullopt: the hub has said nothing yet.
    Result<std::optional<wire::CommissaryStanding>> standing();
    Result<OrdersView> orders(PageRange page);  // newest first, with those still queued or refused
    Result<std::optional<OrderView>> order(const OrderId& id);
    /// Those of one order window that hold something: neither cancelled nor refused.
    Result<std::vector<OrderView>> orders_of_window(const std::string& window_id);
    /// An order whose command never left this terminal: it and its cancelling are settled here. kConflict when it is
    /// not queued.
    Status cancel_order_here(const OrderId& id, Timestamp now);
    /// An order that the hub refused at once leaves the list. kConflict for any other.
    Status drop_refused_order(const OrderId& id);

    // ---- the phone account
    Result<std::vector<PhoneNumberView>> phone_numbers();  // by name; those asked for here among them
    Result<std::optional<PhoneNumberView>> phone_number(const PhoneNumberId& id);
    Result<PhoneCallsView> phone_calls(PageRange page);  // newest first
    Result<std::optional<PhoneCallView>> phone_call(const PhoneCallId& id);
    Result<wire::PhoneStanding> phone_standing();  // empty until the hub has said anything
    /// Top-ups that the hub has not shown yet.
    Result<Cents> queued_for_phone();
    /// One that the hub refused at once, or whose command never left this terminal, is taken off the list, and what was
    /// saved about it is settled. kConflict for any other.
    Status drop_phone_number(const PhoneNumberId& id);

    // ---- visits
    /// By when they begin, those queued or refused among them; of very many the last kMostVisits.
    Result<std::vector<VisitView>> visits();
    Result<std::optional<VisitView>> visit(const VisitId& id);
    Result<wire::VisitStanding> visit_standing();  // empty until the hub has said anything
    /// One that the hub refused at once, or whose command never left this terminal, is taken off the list, and what was
    /// saved about it is settled. kConflict for any other.
    Status drop_visit(const VisitId& id);
    /// A wish to move it that never left this terminal is settled: it is as if it had not been.
    Status drop_visit_change(const VisitId& id);

    // ---- requests and intents
    Result<RequestsView> requests(PageRange page);  // newest first, with those still queued or refused
    Result<std::optional<RequestView>> request(const RequestId& id);
    /// On one form, newest first, at most kMaxPageCount. `form`: its id, by which one still queued is known.
    Result<std::vector<RequestView>> requests_on(std::string_view form_code, const FormId& form);
    /// The person has looked at the answer.
    Status mark_request_seen(const RequestId& id);
    /// Durable when it returns, with what it shows at once (a queued message, read marks, preferences), in one
    /// transaction. kConflict when the nonce is known with another content; the same content is harmless
    /// and returns the first command. kUnavailable at kMaxIntents.
    Result<wire::Command> save_intent(const Intent& intent);
    Result<std::optional<SavedIntent>> intent(const CommandId& id);
    /// The undecided command of this kind about this thing.
    Result<std::optional<CommandId>> undecided(const std::string& entity, wire::Command::BodyCase kind);
    /// The newest undecided command of this kind.
    Result<std::optional<wire::Command>> newest_undecided(wire::Command::BodyCase kind);
    /// The command that was saved under this nonce of the screen.
    Result<std::optional<wire::Command>> saved_under(ByteView nonce);
    /// Not yet decided by the hub, oldest first: whoever signs in makes sure that each stands in the outbox.
    Result<std::vector<SavedIntent>> undecided_intents();
    /// An outcome of the hub, as the outbox has it. Unknown ids are ignored.
    Status note_outcome(const wire::Outcome& outcome);

    // ---- the person
    Result<std::optional<wire::Profile>> profile();
    /// Durable when it returns. Empty content deletes. kTooLarge beyond the limits above.
    Status save_draft(const std::string& key, std::string_view content, Timestamp now);
    Result<std::optional<DraftView>> draft(const std::string& key);
    /// Drafts that were written or removed here and are not on their way to the hub.
    Result<std::vector<UnsentDraft>> unsent_drafts();
    /// What to tell the hub of it: closed to this vault's own key.
    Result<wire::SaveDraft> draft_command(const UnsentDraft& draft) const;
    /// It stands in the outbox. A newer one that was saved meanwhile stays unsent.
    Status mark_draft_sent(const UnsentDraft& draft);
    /// The same on every terminal of this resident, and says nothing about the key.
    std::string draft_id(std::string_view key) const;
    /// Notices to this resident alone, in force at `now`; seen flags for those of `others` (facility and unit) too.
    Result<std::vector<NoticeView>> notices(Timestamp now, std::vector<NoticeView> others);
    Status mark_notices_seen(const std::vector<NoticeId>& ids);
    Result<VaultCounts> counts();
    /// Forgets intents, removed drafts and orders that never reached the hub, when they are long decided.
    Status purge(Timestamp now);

    const Stamps& stamps() const { return stamps_; }
    const ResidentId& resident() const { return place_.resident; }
    const crypto::BoxPublic& public_key() const { return box_.public_key(); }
    /// For session proofs: derive_key(vault key, kLabelCommand).
    const Secret& command_key() const { return command_key_; }
    database::Connection& connection() { return *connection_; }

private:
    Vault(VaultPlace place, std::unique_ptr<database::Connection> connection, crypto::BoxKey box,
          const Secret& vault_key);
    friend class VaultWriter;
    /// Runs `job` with a writer, in one transaction. `job`: Status(VaultWriter&).
    template <typename Job>
    Status write(Job&& job);
    Status take_rows(VaultWriter& writer, const std::vector<EnvelopeRow>& rows, const wire::TrustedKeys& keys,
                     Absorbed& out);
    Status take_over_outcomes(DeviceStore& device);
    Result<std::vector<TransactionView>> queued_transactions(const TransactionQuery& query);
    std::vector<Result<wire::Record>> open_rows(std::span<const EnvelopeRow> rows, const wire::TrustedKeys& keys,
                                                crypto::BoxOpener& opener) const;
    Result<Absorbed> take_in(const std::vector<EnvelopeRow>& rows, const wire::TrustedKeys& keys);
    VaultPlace place_;
    std::unique_ptr<database::Connection> connection_;
    crypto::BoxKey box_;
    Secret command_key_;
    Secret draft_key_;
    Stamps stamps_;
};

}  // namespace dayroom::store
