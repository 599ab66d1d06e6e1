// Vault: threads, messages, search.
#include "platform/base/utf8.h"
#include "platform/store/page.h"
#include "platform/store/vault.h"
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"
#include "platform/wire/names.h"

namespace dayroom::store {

using database::blob;

namespace {

constexpr std::size_t kMaxSearchWords = 8;
constexpr std::size_t kMaxSearchBytes = 400;

const char* filter_sql(ThreadFilter filter) {
    switch (filter) {
        case ThreadFilter::kAll:
            return "1";
        case ThreadFilter::kUnread:
            return "t.unread>0";
        case ThreadFilter::kSent:
            return "t.own>0";
        case ThreadFilter::kPhotos:
            return "t.photos>0";
        case ThreadFilter::kWaiting:
            return "t.waiting>0";
    }
    return "1";
}

std::string state_word(int state) {
    if (state == kStateQueuedHere) return "queued";
    return wire::name_of(static_cast<wire::Message::State>(state));
}

// Columns: id, state, seen, text, body.
Result<MessageView> read_message(const database::Row& row) {
    MessageView view;
    view.id = row.id<MessageId>(0);
    view.message = TRY(parse_kept<wire::Message>(row.bytes(4)));
    view.message.set_read(row.flag(2));
    view.message.set_text(row.string(3));
    view.state = state_word(row.small(1));
    return view;
}

bool is_separator(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 &&
           !((byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'));
}

// Every word in quotes, so that nothing a person types is an operator of the search language; each may be a beginning.
std::string match_expression(std::string_view typed) {
    const std::string text = utf8::sanitize(typed.substr(0, kMaxSearchBytes), kMaxSearchBytes);
    std::string out;
    std::string word;
    std::size_t words = 0;
    auto close = [&] {
        if (word.empty() || words == kMaxSearchWords) return word.clear();
        if (!out.empty()) out += ' ';
        out += '"' + word + "\"*";
        word.clear();
        ++words;
    };
    for (const char c : text) {
        if (is_separator(c))
            close();
        else
            word += c;
    }
    close();
    return out;
}

}  // namespace

Result<ThreadsView> Vault::threads(ThreadFilter filter, PageRange range) {
    const PageRange page = clamped(range);
    const std::string where = filter_sql(filter);
    ThreadsView out;
    out.total = static_cast<int>(TRY(connection_->number("SELECT count(*) FROM thread t WHERE " + where)));
    TRY(connection_->each(
        "SELECT t.contact, c.name, c.relationship, c.state, t.preview, t.last_own, t.last_ms, t.unread, "
        "t.total, t.last_state, t.language FROM thread t LEFT JOIN contact c ON c.id=t.contact WHERE " +
            where + " ORDER BY t.last_ms DESC, t.contact LIMIT $1 OFFSET $2",
        [&](const database::Row& row) {
            ThreadView thread;
            thread.contact = row.id<ContactId>(0);
            thread.name = row.string(1);
            thread.relationship = row.string(2);
            thread.contact_state = static_cast<wire::Contact::State>(row.small(3));
            thread.preview = row.string(4);
            thread.preview_is_own = row.flag(5);
            thread.last = row.time(6);
            thread.unread = row.small(7);
            thread.total = row.small(8);
            thread.last_state = state_word(row.small(9));
            thread.language = row.string(10);
            out.threads.push_back(std::move(thread));
        },
        page.count, page.offset));
    return out;
}

Result<MessagesView> Vault::messages(const ContactId& contact, PageRange range) {
    const PageRange page = clamped(range);
    MessagesView out;
    auto total = TRY(connection_->first(
        "SELECT total FROM thread WHERE contact=$1", [](const database::Row& row) { return row.small(0); }, contact));
    out.total = total.value_or(0);
    TRY(connection_->each(
        "SELECT id, state, seen, text, body FROM message WHERE contact=$1 ORDER BY sent_ms DESC, no DESC "
        "LIMIT $2 OFFSET $3",
        [&](const database::Row& row) -> Status {
            out.messages.push_back(TRY(read_message(row)));
            return {};
        },
        contact, page.count, page.offset));
    return out;
}

Result<MessagesView> Vault::search(std::string_view text, PageRange range) {
    const PageRange page = clamped(range);
    const std::string match = match_expression(text);
    MessagesView out;
    if (match.empty()) return out;
    out.total = static_cast<int>(
        TRY(connection_->number("SELECT count(*) FROM message_words WHERE message_words MATCH $1", match)));
    TRY(connection_->each(
        "SELECT m.id, m.state, m.seen, m.text, m.body, c.name, "
        "snippet(message_words, 0, '', '', '…', 24) FROM message_words "
        "JOIN message m ON m.no=message_words.rowid LEFT JOIN contact c ON c.id=m.contact "
        "WHERE message_words MATCH $1 ORDER BY message_words.rowid DESC LIMIT $2 OFFSET $3",
        [&](const database::Row& row) -> Status {
            MessageView view = TRY(read_message(row));
            view.contact_name = row.string(5);
            view.snippet = row.string(6);
            out.messages.push_back(std::move(view));
            return {};
        },
        match, page.count, page.offset));
    return out;
}

Result<std::vector<MessageId>> Vault::mark_read(const std::vector<MessageId>& ids) {
    VaultWriter writer(*this);
    std::vector<MessageId> changed_ids;
    auto transaction = TRY(database::Transaction::begin(*connection_));
    for (const MessageId& id : ids) {
        bool changed = false;
        TRY(writer.mark_seen(id, changed));
        if (changed) changed_ids.push_back(id);
    }
    TRY(writer.finish());
    TRY(transaction.commit());
    writer.raise_stamps();
    return changed_ids;
}

Result<std::optional<wire::Photo>> Vault::photo(const std::string& sha256) {
    std::optional<wire::Photo> found;
    TRY(connection_->each(
        "SELECT body FROM photo WHERE sha256=$1 LIMIT 1",
        [&](const database::Row& row) -> Status {
            found = TRY(parse_kept<wire::Photo>(row.bytes(0)));
            return {};
        },
        blob(sha256)));
    return found;
}

Result<std::vector<wire::Photo>> Vault::photos(PageRange range) {
    const PageRange page = clamped(range);
    std::vector<wire::Photo> out;
    TRY(connection_->each(
        "SELECT p.body FROM photo p JOIN message m ON m.no=p.message ORDER BY m.sent_ms DESC, m.no DESC "
        "LIMIT $1 OFFSET $2",
        [&](const database::Row& row) -> Status {
            out.push_back(TRY(parse_kept<wire::Photo>(row.bytes(0))));
            return {};
        },
        page.count, page.offset));
    return out;
}

Result<std::optional<wire::Contact>> Vault::contact(const ContactId& id) {
    return connection_->first(
        "SELECT name, relationship, state FROM contact WHERE id=$1",
        [](const database::Row& row) {
            wire::Contact contact;
            contact.set_name(row.string(0));
            contact.set_relationship(row.string(1));
            contact.set_state(static_cast<wire::Contact::State>(row.small(2)));
            return contact;
        },
        id);
}

}  // namespace dayroom::store
