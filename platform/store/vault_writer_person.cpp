// VaultWriter: contacts and drafts.
#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"

namespace dayroom::store {

using database::blob;

namespace {

struct HeldDraft {
    std::string content;
    std::int64_t saved_ms = 0;
    std::int64_t sent_ms = 0;
    bool removed = false;
};

Result<std::optional<HeldDraft>> held_draft(database::Connection& connection, const std::string& key) {
    return connection.first(
        "SELECT content, saved_ms, sent_ms, removed FROM draft WHERE name=$1",
        [](const database::Row& row) {
            return HeldDraft{to_string(row.bytes(0)), row.integer(1), row.integer(2), row.flag(3)};
        },
        key);
}

}  // namespace

Status VaultWriter::put_contact(const wire::Record& record) {
    const wire::Contact& contact = record.contact();
    TRY(connection_.run("INSERT OR REPLACE INTO contact VALUES($1,$2,$3,'',$4)", blob(record.id()), contact.name(),
                        static_cast<int>(contact.state()), blob(contact.SerializeAsString())));
    // A draft may have come before its contact.
    return note_draft_thread(message_draft_key(record.id()));
}

Status VaultWriter::drop_contact(const ContactId& id) {
    TRY(connection_.run("DELETE FROM contact WHERE id=$1 AND state IN ($2,$3)", id, kStateRefused, kStateQueuedHere));
    if (connection_.changes() == 0) return Error(ErrorCode::kConflict, "the contact is in another state");
    changed_.contacts = true;
    return connection_.run("UPDATE intent SET state=$2 WHERE entity=$1", id, kIntentSettled);
}

/// The thread of a draft shows that there is one.
Status VaultWriter::note_draft_thread(const std::string& key) {
    constexpr std::string_view kPrefix = "message/";
    if (!key.starts_with(kPrefix)) return {};
    const auto id = from_hex(std::string_view(key).substr(kPrefix.size()));
    if (!id.ok() || id->size() != kIdBytes) return {};
    const bool draft = TRY(connection_.number("SELECT count(*) FROM draft WHERE name=$1 AND removed=0", key)) > 0;
    const bool known = TRY(connection_.number("SELECT count(*) FROM contact WHERE id=$1", *id)) > 0;
    const bool thread = TRY(connection_.number("SELECT count(*) FROM thread WHERE contact=$1", *id)) > 0;
    if (!thread && !(draft && known)) return {};
    return touch_thread(to_string(*id));
}

/// Anybody can close a box to this vault: what is in it must name the draft whose id it came under.
Result<wire::DraftContent> VaultWriter::open_draft(const wire::Record& record) const {
    const Bytes opened = TRY(vault_.box_.open(as_bytes(record.draft().box())));
    wire::DraftContent content;
    if (!content.ParseFromArray(opened.data(), static_cast<int>(opened.size())))
        return Error(ErrorCode::kInvalid, "a draft that cannot be read");
    TRY(check_draft(content.key(), content.content()));
    if (content.content().empty()) return Error(ErrorCode::kInvalid, "an empty draft");
    if (vault_.draft_id(content.key()) != record.id())
        return Error(ErrorCode::kUnauthenticated, "a draft under another id");
    return content;
}

Status VaultWriter::put_draft(const wire::DraftContent& content, std::int64_t saved_ms) {
    const auto held = TRY(held_draft(connection_, content.key()));
    if (held && held->saved_ms > saved_ms) return {};  // what is written here is newer, and on its way
    TRY(connection_.run("INSERT OR REPLACE INTO draft VALUES($1,$2,$3,$3,0)", content.key(), blob(content.content()),
                        saved_ms));
    touch_draft(content.key());
    return note_draft_thread(content.key());
}

void VaultWriter::touch_draft(std::string_view key) {
    if (key == kCartDraftKey) changed_.commissary = true;
}

/// Sent or thrown away, here or at another terminal. What was written here since then stays, and goes to the hub again.
Result<bool> VaultWriter::remove_draft_of(const std::string& id) {
    std::optional<std::string> gone;
    TRY(connection_.each("SELECT name, saved_ms=sent_ms OR removed FROM draft", [&](const database::Row& row) {
        if (row.flag(1) && vault_.draft_id(row.string(0)) == id) gone = row.string(0);
    }));
    if (!gone) return false;
    TRY(connection_.run("DELETE FROM draft WHERE name=$1", *gone));
    touch_draft(*gone);
    TRY(note_draft_thread(*gone));
    touch(wire::Record::kDraft);
    return true;
}

Status VaultWriter::forget_sent_draft(const std::string& key, Timestamp now) {
    TRY(save_draft(key, {}, now));
    return connection_.run("UPDATE draft SET sent_ms=saved_ms WHERE name=$1 AND removed=1", key);
}

Status VaultWriter::save_draft(const std::string& key, std::string_view content, Timestamp now) {
    const auto held = TRY(held_draft(connection_, key));
    const bool was_there = held && !held->removed;
    touch_draft(key);
    if (content.empty()) {
        if (!was_there) return {};
        // The hub has heard of it, or may: then it is told.
        if (held->sent_ms == 0) {
            TRY(connection_.run("DELETE FROM draft WHERE name=$1", key));
        } else {
            TRY(connection_.run("UPDATE draft SET content=$2, saved_ms=$3, removed=1 WHERE name=$1", key, blob(""),
                                std::max(now.ms(), held->saved_ms + 1)));
        }
        return note_draft_thread(key);
    }
    if (was_there && held->content == content) return {};
    // Later than what it replaces, whatever the clock says: the newest wins at the hub.
    const std::int64_t saved_ms = held ? std::max(now.ms(), held->saved_ms + 1) : now.ms();
    TRY(connection_.run("INSERT OR REPLACE INTO draft VALUES($1,$2,$3,$4,0)", key, blob(content), saved_ms,
                        held ? held->sent_ms : 0));
    return was_there ? Status() : note_draft_thread(key);
}

}  // namespace dayroom::store
