// Private to platform/store: changes a vault's tables inside the caller's transaction, and brings the summaries and the
// search index up to date at the end. A writer is used for one transaction.
//
// apply() and remove() make every check before their first write: what is refused has changed nothing.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/store/vault.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::store {

template <typename Message>
Result<Message> parse_kept(ByteView bytes) {
    Message message;
    if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return Error(ErrorCode::kCorrupt, "what the vault kept cannot be read");
    return message;
}

/// The limits of vault.h. kInvalid, kTooLarge.
Status check_draft(std::string_view key, std::string_view content);
/// "message/<contact id in hex>"; the same on every terminal.
std::string message_draft_key(std::string_view contact_id);

/// What the feed said of a thing.
struct Entity {
    int kind = 0;
    std::int64_t version = 0;
    std::int64_t no = 0;
};
/// What a message counts for in its thread.
struct MessageRow {
    std::int64_t no = 0;
    std::int64_t thread = 0;
    bool own = false;
    int state = 0;
    bool seen = false;
    int photos = 0;
    std::string text;
};
struct Tally {
    std::string contact;
    std::int64_t unread = 0, total = 0, own = 0, photos = 0, gallery = 0, waiting = 0;
};
struct WordChange {
    std::int64_t no = 0;
    bool added = false;
    std::string text;
};

/// What screens ask for again after the commit.
struct Changed {
    bool messages = false, money = false, requests = false, notices = false;
    bool profile = false, contacts = false, commissary = false, phone = false, visits = false;
};

class VaultWriter {
public:
    explicit VaultWriter(Vault& vault) : vault_(vault), connection_(*vault.connection_) {}

    /// Whether anything changed: a version that is not newer changes nothing, unless it came by a snapshot.
    Result<bool> apply(const wire::Record& record, bool by_snapshot);
    Result<bool> remove(const std::string& id);
    /// Removes every thing of the feed that is not among `ids`.
    Status prune_to(const std::vector<std::string>& ids);
    /// Words of up to `limit` messages that wait go into the search index. Whether more wait.
    Result<bool> index_words(int limit);

    /// What a saved intent shows at once.
    Status show_queued(const wire::Command& command);
    /// The hub's outcome of a saved intent. `makes`: its coming will settle it; else it changes a thing that is there.
    Status note_done(const wire::Command& command, bool makes);
    Status refuse(const wire::Command& command, const std::string& code);
    /// A queued message that never left: kConflict when it is no longer queued.
    Status withdraw_here(const MessageId& id, Timestamp now);
    /// A message that the hub refused leaves its thread. kConflict for any other.
    Status drop_refused(const MessageId& id);
    /// Orders that only this terminal knows. kConflict for any other.
    Status cancel_order_here(const OrderId& id, Timestamp now);
    Status drop_refused_order(const OrderId& id);
    Status drop_transfer(const TransferId& id);
    /// A contact that only this terminal knows. kConflict for any other.
    Status drop_contact(const ContactId& id);
    /// A phone number that only this terminal knows. kConflict for any other.
    Status drop_phone_number(const PhoneNumberId& id);
    /// A visit that only this terminal knows. kConflict for any other.
    Status drop_visit(const VisitId& id);
    Status drop_visit_change(const VisitId& id);
    /// Empty content removes. The limits are the caller's to check.
    Status save_draft(const std::string& key, std::string_view content, Timestamp now);
    /// It was sent: the command that goes with it says so to the hub.
    Status forget_sent_draft(const std::string& key, Timestamp now);
    /// What the feed knows of a thing; -1 when it knows nothing.
    Result<std::int64_t> version_of(const std::string& id);

    /// Thread summaries and the search index. Last, before the commit.
    Status finish();
    /// After the commit: screens ask again.
    void raise_stamps();
    const std::vector<CommandId>& settled() const { return settled_; }

private:
    Result<std::optional<Entity>> entity(const std::string& id);
    /// The version below which a thing that is not here does not come back; kVersionHere: none.
    Result<std::int64_t> gone_version(const wire::Record& record);
    Status put_entity(const std::string& id, wire::Record::BodyCase kind, std::int64_t version, std::int64_t no);
    Status put(const wire::Record& record, const std::optional<Entity>& held, bool by_snapshot);
    Status put_line(const wire::Record& record);
    Status put_request(const wire::Record& record, bool by_snapshot);
    Status put_body(const wire::Record& record);
    Status remove_line(const std::string& id);
    Status write_line_words();
    void touch_draft(std::string_view key);
    Status remove_row(wire::Record::BodyCase kind, const std::string& id, std::int64_t no);
    void touch(wire::Record::BodyCase kind);
    // messages and threads (vault_writer_messages.cpp)
    /// Returns the number of its row.
    Result<std::int64_t> put_message(const std::string& id, const wire::Message& message, int state,
                                     std::int64_t held_no);
    Status put_photos(std::int64_t no, std::int64_t thread, const wire::Message& message, bool shown);
    Result<std::optional<MessageRow>> message_row(std::int64_t no);
    Result<MessageRow> message_here(const MessageId& id, int state);
    Status remove_message(std::int64_t no);
    Status change_state(const MessageRow& row, int state, const wire::Message& body);
    Result<std::int64_t> thread_of(const std::string& contact_id);
    Status touch_thread(const std::string& contact_id);
    void count(const MessageRow& row, int sign);
    void note_words(std::int64_t no, const std::string& before, const std::string& after);
    Status summarise(std::int64_t thread, const Tally& tally);
    Status summarise_without_messages(std::int64_t thread, const Tally& tally);
    Status write_words();
    Status set_words_aside();
    // contacts and drafts (vault_writer_person.cpp)
    Status put_contact(const wire::Record& record);
    Result<wire::DraftContent> open_draft(const wire::Record& record) const;
    Status put_draft(const wire::DraftContent& content, std::int64_t saved_ms);
    Result<bool> remove_draft_of(const std::string& id);
    Status note_draft_thread(const std::string& key);
    // orders (vault_writer_orders.cpp)
    Status put_order(const wire::Record& record);
    // the phone account (vault_writer_phone.cpp)
    Status put_phone(const wire::Record& record);
    Status remove_phone(wire::Record::BodyCase kind, const std::string& id);
    Status show_queued_number(const wire::Command& command);
    Status refuse_number(const wire::Command& command, const std::string& code);
    // visits (vault_writer_visits.cpp)
    Status put_visit(const wire::Record& record);
    Status remove_visit(wire::Record::BodyCase kind, const std::string& id);
    Status show_queued_visit(const wire::Command& command);
    Status refuse_visit(const wire::Command& command, const std::string& code);
    Status show_queued_order(const wire::Command& command);
    Status refuse_order(const wire::Command& command, const std::string& code);
    // intents (vault_writer_intents.cpp)
    Status mark_seen(const std::string& message_id);
    Status put_notice_receipt(const std::string& id, const std::string& notice, std::int64_t at_ms);
    Status prefer(const wire::SetPreferences& chosen);
    Status settle_intents(const std::string& entity_id);
    Status show_refused(const wire::Command& command, const std::string& code);
    Status refuse_message(const wire::Command& command, const std::string& code);
    void touch(const wire::Command& command);

    Vault& vault_;
    database::Connection& connection_;
    std::map<std::string, std::int64_t> thread_numbers_;  // by contact
    std::map<std::int64_t, Tally> threads_;               // that have changed
    std::vector<WordChange> words_;
    std::map<std::int64_t, std::string> line_words_;  // by line.no
    std::vector<CommandId> settled_;
    std::optional<bool> intents_open_;  // some intent waits for its record
    Changed changed_;
};

template <typename Job>
Status Vault::write(Job&& job) {
    VaultWriter writer(*this);
    auto transaction = TRY(database::Transaction::begin(*connection_));
    TRY(job(writer));
    TRY(writer.finish());
    TRY(transaction.commit());
    writer.raise_stamps();
    return {};
}

}  // namespace dayroom::store
