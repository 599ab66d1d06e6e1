#include "platform/store/vault_writer.h"

#include "platform/base/utf8.h"
#include "platform/store/vault_schema.h"

namespace dayroom::store {

using database::blob;
using wire::Record;

namespace {

constexpr std::size_t kPreviewCharacters = 160;

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

}  // namespace

Result<bool> VaultWriter::apply(const Record& record, bool by_snapshot) {
    auto held = TRY(connection_.first(
        "SELECT version FROM entity WHERE id=$1", [](const database::Row& row) { return row.integer(0); },
        blob(record.id())));
    if (held && record.version() < *held && !by_snapshot) return false;
    TRY(connection_.run("INSERT OR REPLACE INTO entity VALUES($1,$2,$3)", blob(record.id()),
                        static_cast<int>(record.body_case()), record.version()));
    touch(record.body_case());
    switch (record.body_case()) {
        case Record::kContact:
            TRY(put_contact(record));
            break;
        case Record::kMessage:
            TRY(put_message(record.id(), record.message(), record.message().state()));
            break;
        case Record::kTransaction:
            TRY(put_line(record));
            break;
        case Record::kRequest:
            TRY(put_request(record, by_snapshot));
            break;
        case Record::kProfile:
        case Record::kBalances:
        case Record::kNotice:
            TRY(put_body(record));
            break;
        default:
            return Error(ErrorCode::kUnsupported, "a vault does not keep such a record");
    }
    return true;
}

Status VaultWriter::put_contact(const Record& record) {
    const wire::Contact& contact = record.contact();
    return connection_.run("INSERT OR REPLACE INTO contact VALUES($1,$2,$3,$4)", blob(record.id()), contact.name(),
                           contact.relationship(), static_cast<int>(contact.state()));
}

Status VaultWriter::put_message(const std::string& id, const wire::Message& message, int state) {
    struct Held {
        std::string contact;
        bool seen = false;
    };
    auto held = TRY(connection_.first(
        "SELECT contact, seen FROM message WHERE id=$1",
        [](const database::Row& row) {
            return Held{to_string(row.bytes(0)), row.flag(1)};
        },
        blob(id)));
    // Read here stays read: the hub's own word follows the command that tells it.
    const bool seen = message.read() || (held && held->seen);
    if (held) TRY(remove_message(id));
    wire::Message body = message;
    body.clear_text();
    const std::int64_t no = TRY(free_number(connection_, message.sent_ms()));
    TRY(connection_.run(
        "INSERT INTO message(no, id, contact, sent_ms, own, state, seen, photos, text, body) "
        "VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)",
        no, blob(id), blob(message.contact_id()), message.sent_ms(), message.direction() == wire::Message::OUTBOUND,
        state, seen, message.photos_size(), message.text(), blob(body.SerializeAsString())));
    TRY(connection_.run("INSERT INTO message_words(rowid, text) VALUES($1,$2)", no, message.text()));
    for (const wire::Photo& photo : message.photos())
        TRY(connection_.run("INSERT OR IGNORE INTO photo VALUES($1,$2,$3)", blob(photo.sha256()), no,
                            blob(photo.SerializeAsString())));
    threads_.insert(message.contact_id());
    if (state != kStateQueuedHere) TRY(settle_intent(id));
    return {};
}

Status VaultWriter::remove_message(const std::string& id) {
    struct Held {
        std::int64_t no = 0;
        std::string contact;
        std::string text;
    };
    auto held = TRY(connection_.first(
        "SELECT no, contact, text FROM message WHERE id=$1",
        [](const database::Row& row) {
            return Held{row.integer(0), to_string(row.bytes(1)), row.string(2)};
        },
        blob(id)));
    if (!held) return {};
    threads_.insert(held->contact);
    TRY(connection_.run("INSERT INTO message_words(message_words, rowid, text) VALUES('delete',$1,$2)", held->no,
                        held->text));
    TRY(connection_.run("DELETE FROM photo WHERE message=$1", held->no));
    return connection_.run("DELETE FROM message WHERE no=$1", held->no);
}

Status VaultWriter::put_line(const Record& record) {
    const wire::Transaction& line = record.transaction();
    return connection_.run("INSERT OR REPLACE INTO line VALUES($1,$2,$3,$4,$5,$6)", blob(record.id()), line.at_ms(),
                           line.change_cents(), static_cast<int>(line.kind()), static_cast<int>(line.state()),
                           blob(line.SerializeAsString()));
}

Status VaultWriter::put_request(const Record& record, bool by_snapshot) {
    struct Held {
        int state = 0;
        bool seen = false;
    };
    const wire::Request& request = record.request();
    auto held = TRY(connection_.first(
        "SELECT state, seen FROM request WHERE id=$1",
        [](const database::Row& row) {
            return Held{row.small(0), row.flag(1)};
        },
        blob(record.id())));
    const bool decided = request.state() == wire::Request::ANSWERED || request.state() == wire::Request::DECLINED;
    bool seen = !decided;
    if (held && held->state == static_cast<int>(request.state())) seen = held->seen;
    // History that comes with a first snapshot is no news.
    if (!held && by_snapshot) seen = true;
    TRY(connection_.run("INSERT OR REPLACE INTO request VALUES($1,$2,$3,$4,$5,$6)", blob(record.id()),
                        request.submitted_ms(), static_cast<int>(request.state()), seen, "",
                        blob(request.SerializeAsString())));
    return settle_intent(record.id());
}

Status VaultWriter::put_body(const Record& record) {
    switch (record.body_case()) {
        case Record::kProfile:
            return connection_.run("INSERT OR REPLACE INTO profile VALUES(1,$1,$2)", blob(record.id()),
                                   blob(record.profile().SerializeAsString()));
        case Record::kBalances:
            return connection_.run("INSERT OR REPLACE INTO balances VALUES(1,$1,$2)", blob(record.id()),
                                   blob(record.balances().SerializeAsString()));
        default:
            return connection_.run("INSERT OR REPLACE INTO notice VALUES($1,$2)", blob(record.id()),
                                   blob(record.notice().SerializeAsString()));
    }
}

Result<bool> VaultWriter::remove(const std::string& id) {
    auto kind = TRY(connection_.first(
        "SELECT kind FROM entity WHERE id=$1", [](const database::Row& row) { return row.small(0); }, blob(id)));
    if (!kind) return false;
    const auto body = static_cast<Record::BodyCase>(*kind);
    TRY(connection_.run("DELETE FROM entity WHERE id=$1", blob(id)));
    TRY(remove_row(body, id));
    touch(body);
    return true;
}

Status VaultWriter::remove_row(Record::BodyCase kind, const std::string& id) {
    switch (kind) {
        case Record::kContact:
            return connection_.run("DELETE FROM contact WHERE id=$1", blob(id));
        case Record::kMessage:
            return remove_message(id);
        case Record::kTransaction:
            return connection_.run("DELETE FROM line WHERE id=$1", blob(id));
        case Record::kRequest:
            return connection_.run("DELETE FROM request WHERE id=$1", blob(id));
        case Record::kProfile:
            return connection_.run("DELETE FROM profile WHERE id=$1", blob(id));
        case Record::kBalances:
            return connection_.run("DELETE FROM balances WHERE id=$1", blob(id));
        case Record::kNotice:
            return connection_.run("DELETE FROM notice WHERE id=$1", blob(id));
        default:
            return {};
    }
}

Status VaultWriter::prune_to(const std::vector<std::string>& ids) {
    const std::set<std::string> kept(ids.begin(), ids.end());
    std::vector<std::string> gone;
    TRY(connection_.each("SELECT id FROM entity", [&](const database::Row& row) {
        std::string id = to_string(row.bytes(0));
        if (!kept.contains(id)) gone.push_back(std::move(id));
    }));
    for (const std::string& id : gone) TRY(remove(id));
    return {};
}

Status VaultWriter::mark_seen(const MessageId& id, bool& changed) {
    auto contact = TRY(connection_.first(
        "SELECT contact FROM message WHERE id=$1 AND own=0 AND seen=0",
        [](const database::Row& row) { return to_string(row.bytes(0)); }, id));
    changed = contact.has_value();
    if (!contact) return {};
    threads_.insert(*contact);
    messages_ = true;
    return connection_.run("UPDATE message SET seen=1 WHERE id=$1", id);
}

Status VaultWriter::finish() {
    for (const std::string& contact : threads_) TRY(summarise(contact));
    return {};
}

Status VaultWriter::summarise(const std::string& contact_id) {
    struct Last {
        std::int64_t sent_ms = 0;
        bool own = false;
        int state = 0;
        std::string preview;
        std::string language;
    };
    std::optional<Last> last;
    TRY(connection_.each(
        "SELECT sent_ms, own, state, text, body FROM message WHERE contact=$1 "
        "ORDER BY sent_ms DESC, no DESC LIMIT 1",
        [&](const database::Row& row) -> Status {
            const auto body = TRY(parse_kept<wire::Message>(row.bytes(4)));
            last = Last{row.integer(0), row.flag(1), row.small(2), preview_of(row.text(3)), body.language()};
            return {};
        },
        blob(contact_id)));
    if (!last) return connection_.run("DELETE FROM thread WHERE contact=$1", blob(contact_id));
    return connection_.run(
        "INSERT OR REPLACE INTO thread SELECT $1,$2,$3,$4,$5,$6, sum(own=0 AND seen=0 AND state=$7), count(*), "
        "sum(own), "
        "sum(photos>0), sum(own=1 AND state IN ($8,$9)) FROM message WHERE contact=$1",
        blob(contact_id), last->sent_ms, last->own, last->state, last->preview, last->language,
        static_cast<int>(wire::Message::DELIVERED), kStateQueuedHere, static_cast<int>(wire::Message::HELD));
}

void VaultWriter::touch(Record::BodyCase kind) {
    switch (kind) {
        case Record::kContact:
        case Record::kMessage:
            messages_ = true;
            break;
        case Record::kBalances:
        case Record::kTransaction:
            money_ = true;
            break;
        case Record::kRequest:
            requests_ = money_ = true;
            break;  // what was reserved for it no longer is
        case Record::kNotice:
            notices_ = true;
            break;
        default:
            profile_ = true;
            break;
    }
}

void VaultWriter::raise_stamps() {
    Stamps& stamps = vault_.stamps_;
    stamps.messages += messages_ ? 1 : 0;
    stamps.money += money_ ? 1 : 0;
    stamps.requests += requests_ ? 1 : 0;
    stamps.notices += notices_ ? 1 : 0;
    stamps.profile += profile_ ? 1 : 0;
}

}  // namespace dayroom::store
