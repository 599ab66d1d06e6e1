// VaultWriter: messages, their threads and the search index.
#include <algorithm>

#include "platform/base/utf8.h"
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"

namespace dayroom::store {

using database::blob;

namespace {

constexpr std::size_t kPreviewCharacters = 160;
constexpr std::size_t kWordsAtOnce = 32;  // texts that change in one transaction

std::string preview_of(std::string_view text) {
    std::string line = utf8::sanitize(text.substr(0, kPreviewCharacters * 8), kPreviewCharacters);
    for (char& c : line)
        if (c == '\n' || c == '\t') c = ' ';
    return line;
}

// Where a message of that time goes.
Result<std::int64_t> free_number(database::Connection& connection, std::int64_t sent_ms) {
    const std::int64_t first = sent_ms * kMessagesInMillisecond;
    const std::int64_t last = TRY(connection.number(
        "SELECT coalesce(max(no), $1 - 1) FROM message WHERE no>=$1 AND no<$2", first, first + kMessagesInMillisecond));
    if (last + 1 == first + kMessagesInMillisecond) return connection.number("SELECT max(no) + 1 FROM message");
    return last + 1;
}

bool is_waiting(bool own, int state) {
    return own && (state == kStateQueuedHere || state == static_cast<int>(wire::Message::HELD));
}

}  // namespace

std::string message_draft_key(std::string_view contact_id) { return "message/" + to_hex(as_bytes(contact_id)); }

void VaultWriter::count(const MessageRow& row, int sign) {
    const bool delivered = row.state == static_cast<int>(wire::Message::DELIVERED);
    Tally& tally = threads_[row.thread];
    tally.total += sign;
    tally.own += row.own ? sign : 0;
    tally.photos += row.photos > 0 ? sign : 0;
    tally.gallery += delivered ? sign * row.photos : 0;
    tally.unread += !row.own && !row.seen && delivered ? sign : 0;
    tally.waiting += is_waiting(row.own, row.state) ? sign : 0;
}

Result<std::int64_t> VaultWriter::thread_of(const std::string& contact_id) {
    const auto known = thread_numbers_.find(contact_id);
    if (known != thread_numbers_.end()) return known->second;
    auto held = TRY(connection_.first(
        "SELECT no FROM thread WHERE contact=$1", [](const database::Row& row) { return row.integer(0); },
        blob(contact_id)));
    if (!held) {
        held = TRY(connection_.number("SELECT coalesce(max(no), 0) + 1 FROM thread"));
        TRY(connection_.run("INSERT INTO thread(no, contact) VALUES($1,$2)", *held, blob(contact_id)));
    }
    thread_numbers_[contact_id] = *held;
    return *held;
}

Status VaultWriter::touch_thread(const std::string& contact_id) {
    const std::int64_t thread = TRY(thread_of(contact_id));
    threads_[thread].contact = contact_id;
    changed_.messages = true;
    return {};
}

Result<std::optional<MessageRow>> VaultWriter::message_row(std::int64_t no) {
    if (no == 0) return std::optional<MessageRow>();
    return connection_.first(
        "SELECT no, thread, own, state, seen, photos, text FROM message WHERE no=$1",
        [](const database::Row& row) {
            return MessageRow{row.integer(0), row.integer(1), row.flag(2),  row.small(3),
                              row.flag(4),    row.small(5),   row.string(6)};
        },
        no);
}

Result<std::int64_t> VaultWriter::put_message(const std::string& id, const wire::Message& message, int state,
                                              std::int64_t held_no) {
    auto held = TRY(message_row(held_no));
    MessageRow row;
    row.thread = TRY(thread_of(message.contact_id()));
    threads_[row.thread].contact = message.contact_id();
    row.own = message.direction() == wire::Message::OUTBOUND;
    row.state = state;
    // Read here stays read: the hub's own word follows the command that tells it.
    row.seen = message.read() || (held && held->seen);
    row.photos = message.photos_size();
    const bool in_place = held && held->thread == row.thread && held->no / kMessagesInMillisecond == message.sent_ms();
    if (held && !in_place) TRY(remove_message(held->no));
    wire::Message body = message;
    body.clear_text();
    const std::string kept = body.SerializeAsString();
    if (in_place) {
        row.no = held->no;
        count(*held, -1);
        note_words(row.no, held->text, message.text());
        TRY(connection_.run(
            "UPDATE message SET own=$2, state=$3, seen=$4, photos=$5, price=$6, text=$7, body=$8 "
            "WHERE no=$1",
            row.no, row.own, state, row.seen, row.photos, message.price_credits(), message.text(), blob(kept)));
        if (held->photos > 0) TRY(connection_.run("DELETE FROM photo WHERE message=$1", row.no));
    } else {
        row.no = TRY(free_number(connection_, message.sent_ms()));
        note_words(row.no, {}, message.text());
        TRY(connection_.run("INSERT INTO message VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)", row.no, blob(id), row.thread,
                            row.own, state, row.seen, row.photos, message.price_credits(), message.text(), blob(kept)));
    }
    count(row, 1);
    TRY(put_photos(row.no, row.thread, message, state == static_cast<int>(wire::Message::DELIVERED)));
    return row.no;
}

Status VaultWriter::put_photos(std::int64_t no, std::int64_t thread, const wire::Message& message, bool shown) {
    int place = 0;
    for (const wire::Photo& photo : message.photos())
        TRY(connection_.run("INSERT INTO photo VALUES($1,$2,$3,$4,$5,$6)", no, place++, thread, shown,
                            blob(photo.sha256()), blob(photo.SerializeAsString())));
    return {};
}

Status VaultWriter::remove_message(std::int64_t no) {
    const auto held = TRY(message_row(no));
    if (!held) return {};
    count(*held, -1);
    note_words(no, held->text, {});
    if (held->photos > 0) TRY(connection_.run("DELETE FROM photo WHERE message=$1", no));
    return connection_.run("DELETE FROM message WHERE no=$1", no);
}

Result<MessageRow> VaultWriter::message_here(const MessageId& id, int state) {
    const auto held = TRY(entity(id.raw()));
    if (!held || held->kind != static_cast<int>(wire::Record::kMessage))
        return Error(ErrorCode::kNotFound, "no such message of this resident");
    const auto row = TRY(message_row(held->no));
    if (!row || row->state != state) return Error(ErrorCode::kConflict, "the message is in another state");
    return *row;
}

Status VaultWriter::change_state(const MessageRow& row, int state, const wire::Message& body) {
    MessageRow after = row;
    after.state = state;
    count(row, -1);
    count(after, 1);
    changed_.messages = changed_.money = true;
    return connection_.run("UPDATE message SET state=$2, body=$3 WHERE no=$1", row.no, state,
                           blob(body.SerializeAsString()));
}

Status VaultWriter::drop_refused(const MessageId& id) {
    const auto row = TRY(message_here(id, kStateRefused));
    TRY(connection_.run("DELETE FROM entity WHERE id=$1", id));
    changed_.messages = true;
    return remove_message(row.no);
}

Status VaultWriter::mark_seen(const std::string& id) {
    const auto held = TRY(entity(id));
    if (!held || held->kind != static_cast<int>(wire::Record::kMessage)) return {};
    const auto row = TRY(message_row(held->no));
    if (!row || row->own || row->seen) return {};
    MessageRow after = *row;
    after.seen = true;
    count(*row, -1);
    count(after, 1);
    changed_.messages = true;
    return connection_.run("UPDATE message SET seen=1 WHERE no=$1", row->no);
}

void VaultWriter::note_words(std::int64_t no, const std::string& before, const std::string& after) {
    if (before == after) return;
    if (!before.empty()) words_.push_back({no, false, before});
    if (!after.empty()) words_.push_back({no, true, after});
}

/// Of a large batch the index would cost more than all else: what is new in it waits, and what waited and has changed
/// needs no word taken out. What is left in words_ goes into the index now.
Status VaultWriter::set_words_aside() {
    const bool later = words_.size() > kWordsAtOnce;
    std::vector<WordChange> now;
    for (WordChange& change : words_) {
        if (change.added && later) {
            TRY(connection_.run("INSERT INTO unindexed VALUES($1)", change.no));
            continue;
        }
        const bool waited =
            !change.added && TRY(connection_.number("SELECT count(*) FROM unindexed WHERE no=$1", change.no)) > 0;
        if (waited) {
            TRY(connection_.run("DELETE FROM unindexed WHERE no=$1", change.no));
        } else {
            now.push_back(std::move(change));
        }
    }
    words_ = std::move(now);
    return {};
}

Status VaultWriter::write_words() {
    std::stable_sort(words_.begin(), words_.end(),
                     [](const WordChange& left, const WordChange& right) { return left.no < right.no; });
    TRY(set_words_aside());
    for (const WordChange& change : words_) {
        if (change.added) {
            TRY(connection_.run("INSERT INTO message_words(rowid, text) VALUES($1,$2)", change.no, change.text));
        } else {
            TRY(connection_.run("INSERT INTO message_words(message_words, rowid, text) VALUES('delete',$1,$2)",
                                change.no, change.text));
        }
    }
    words_.clear();
    return {};
}

Result<bool> VaultWriter::index_words(int limit) {
    TRY(
        connection_.run("INSERT INTO message_words(rowid, text) "
                        "SELECT m.no, m.text FROM unindexed u JOIN message m ON m.no=u.no ORDER BY u.no LIMIT $1",
                        limit));
    TRY(connection_.run("DELETE FROM unindexed WHERE no IN (SELECT no FROM unindexed ORDER BY no LIMIT $1)", limit));
    return TRY(connection_.number("SELECT EXISTS(SELECT 1 FROM unindexed)")) != 0;
}

Status VaultWriter::summarise(std::int64_t thread, const Tally& tally) {
    TRY(
        connection_.run("UPDATE thread SET unread=unread+$2, total=total+$3, own=own+$4, photos=photos+$5, "
                        "gallery=gallery+$6, waiting=waiting+$7 WHERE no=$1",
                        thread, tally.unread, tally.total, tally.own, tally.photos, tally.gallery, tally.waiting));
    bool found = false;
    TRY(connection_.each(
        "SELECT own, state, text, body FROM message WHERE thread=$1 ORDER BY no DESC LIMIT 1",
        [&](const database::Row& row) -> Status {
            found = true;
            const auto body = TRY(parse_kept<wire::Message>(row.bytes(3)));
            return connection_.run(
                "UPDATE thread SET last_ms=$2, last_own=$3, last_state=$4, preview=$5, language=$6 WHERE no=$1", thread,
                body.sent_ms(), row.flag(0), row.small(1), preview_of(row.text(2)), body.language());
        },
        thread));
    return found ? Status() : summarise_without_messages(thread, tally);
}

Status VaultWriter::summarise_without_messages(std::int64_t thread, const Tally& tally) {
    const auto contact = TRY(connection_.first(
        "SELECT contact FROM thread WHERE no=$1", [](const database::Row& row) { return to_string(row.bytes(0)); },
        thread));
    const auto begun = TRY(connection_.first(
        "SELECT saved_ms FROM draft WHERE name=$1 AND removed=0",
        [](const database::Row& row) { return row.integer(0); }, message_draft_key(contact.value_or(tally.contact))));
    if (!begun) return connection_.run("DELETE FROM thread WHERE no=$1", thread);
    return connection_.run(
        "UPDATE thread SET last_ms=$2, last_own=0, last_state=0, preview='', language='' WHERE no=$1", thread, *begun);
}

}  // namespace dayroom::store
