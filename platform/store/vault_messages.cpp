// Vault: threads, messages, search.
#include <algorithm>
#include <map>

#include "platform/rules/search.h"
#include "platform/store/page.h"
#include "platform/store/search_words.h"
#include "platform/store/vault.h"
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"
#include "platform/wire/names.h"

namespace dayroom::store {

using database::blob;

namespace {

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

std::string message_word(int state) {
    if (state == kStateQueuedHere) return "queued";
    if (state == kStateRefused) return "refused";
    return wire::name_of(static_cast<wire::Message::State>(state));
}

constexpr int kIndexedAtOnce = 1'000;  // messages a transaction

constexpr std::string_view kMessageColumns = "m.id, m.state, m.seen, m.text, m.body";
constexpr std::string_view kFromMessage = " FROM message m JOIN thread t ON t.no=m.thread ";

/// What is saved here about messages and waits for the hub: withdrawals and appeals. A handful at most.
class Waiting {
public:
    static Result<Waiting> read(database::Connection& connection) {
        Waiting out;
        TRY(connection.each(
            "SELECT entity, kind, made_ms FROM intent WHERE state IN (1, 2) AND kind IN ($1,$2)",
            [&](const database::Row& row) { out.held_[to_string(row.bytes(0))][row.small(1)] = row.time(2); },
            static_cast<int>(wire::Command::kWithdrawMessage), static_cast<int>(wire::Command::kAppealMessage)));
        return out;
    }
    void mark(MessageView& view) const {
        const auto found = held_.find(view.id.raw());
        if (found == held_.end()) return;
        for (const auto& [kind, made] : found->second) {
            if (kind == static_cast<int>(wire::Command::kWithdrawMessage)) {
                view.withdrawing = true;
            } else {
                view.appealing = true;
                view.appealed = made;
            }
        }
    }

private:
    std::map<std::string, std::map<int, Timestamp>> held_;
};

Result<MessageView> read_message(const database::Row& row, const Waiting& waiting) {
    MessageView view;
    view.id = row.id<MessageId>(0);
    view.message = TRY(parse_kept<wire::Message>(row.bytes(4)));
    view.message.set_read(row.flag(2));
    view.message.set_text(row.string(3));
    view.state = message_word(row.small(1));
    if (row.small(1) == kStateRefused) {
        view.refusal_code = view.message.reason();
        view.message.clear_reason();
    }
    waiting.mark(view);
    return view;
}

}  // namespace

Result<ThreadsView> Vault::threads(ThreadFilter filter, PageRange range) {
    const PageRange page = clamped(range);
    const std::string where = filter_sql(filter);
    ThreadsView out;
    out.total = static_cast<int>(TRY(connection_->number("SELECT count(*) FROM thread t WHERE " + where)));
    TRY(connection_->each(
        "SELECT t.contact, c.name, c.body, t.preview, t.last_own, t.last_ms, t.unread, t.total, t.last_state, "
        "t.language, EXISTS(SELECT 1 FROM draft d WHERE d.name='message/' || lower(hex(t.contact)) AND d.removed=0) "
        "FROM thread t LEFT JOIN contact c ON c.id=t.contact WHERE " +
            where + " ORDER BY t.last_ms DESC, t.contact LIMIT $1 OFFSET $2",
        [&](const database::Row& row) -> Status {
            const auto contact = TRY(parse_kept<wire::Contact>(row.bytes(2)));
            ThreadView thread;
            thread.contact = row.id<ContactId>(0);
            thread.name = row.string(1);
            thread.relationship = contact.relationship();
            thread.contact_state = contact.state();
            thread.preview = row.string(3);
            thread.preview_is_own = row.flag(4);
            thread.last = row.time(5);
            thread.unread = row.small(6);
            thread.total = row.small(7);
            if (thread.total > 0) thread.last_state = message_word(row.small(8));
            thread.language = row.string(9);
            thread.draft = row.flag(10);
            out.threads.push_back(std::move(thread));
            return {};
        },
        page.count, page.offset));
    return out;
}

Result<MessagesView> Vault::messages(const ContactId& contact, PageRange range) {
    const PageRange page = clamped(range);
    struct Thread {
        std::int64_t no = 0;
        int total = 0;
    };
    MessagesView out;
    const auto thread = TRY(connection_->first(
        "SELECT no, total FROM thread WHERE contact=$1",
        [](const database::Row& row) {
            return Thread{row.integer(0), row.small(1)};
        },
        contact));
    if (!thread) return out;
    out.total = thread->total;
    const auto waiting = TRY(Waiting::read(*connection_));
    TRY(connection_->each(
        "SELECT " + std::string(kMessageColumns) +
            " FROM message m WHERE m.thread=$1 ORDER BY m.no DESC LIMIT $2 OFFSET $3",
        [&](const database::Row& row) -> Status {
            out.messages.push_back(TRY(read_message(row, waiting)));
            return {};
        },
        thread->no, page.count, page.offset));
    return out;
}

Result<std::optional<MessageView>> Vault::message(const MessageId& id) {
    std::optional<MessageView> found;
    const auto waiting = TRY(Waiting::read(*connection_));
    TRY(connection_->each(
        "SELECT " + std::string(kMessageColumns) + ", c.name" + std::string(kFromMessage) +
            "LEFT JOIN contact c ON c.id=t.contact "
            "WHERE m.no=(SELECT no FROM entity WHERE id=$1 AND kind=$2)",
        [&](const database::Row& row) -> Status {
            found = TRY(read_message(row, waiting));
            found->contact_name = row.string(5);
            return {};
        },
        id, static_cast<int>(wire::Record::kMessage)));
    return found;
}

Result<bool> Vault::words_wait() { return TRY(connection_->number("SELECT EXISTS(SELECT 1 FROM unindexed)")) != 0; }

Result<bool> Vault::index_words(int limit) {
    bool more = false;
    TRY(write([&](VaultWriter& writer) -> Status {
        more = TRY(writer.index_words(limit));
        return {};
    }));
    return more;
}

Result<MessagesView> Vault::search(std::string_view text, PageRange range) {
    const PageRange page = clamped(range);
    const std::string match = match_expression(text);
    MessagesView out;
    if (match.empty()) return out;
    for (bool more = TRY(words_wait()); more;) more = TRY(index_words(kIndexedAtOnce));
    out.total = static_cast<int>(TRY(
        connection_->number("SELECT count(*) FROM (SELECT 1 FROM message_words WHERE message_words MATCH $1 LIMIT $2)",
                            match, rules::kMostFound + 1)));
    const int count = std::clamp(rules::kMostFound - page.offset, 0, page.count);
    const auto waiting = TRY(Waiting::read(*connection_));
    TRY(connection_->each(
        "SELECT " + std::string(kMessageColumns) +
            ", c.name, snippet(message_words, 0, '', '', '…', 24) FROM message_words "
            "JOIN message m ON m.no=message_words.rowid JOIN thread t ON t.no=m.thread "
            "LEFT JOIN contact c ON c.id=t.contact "
            "WHERE message_words MATCH $1 ORDER BY message_words.rowid DESC LIMIT $2 OFFSET $3",
        [&](const database::Row& row) -> Status {
            MessageView view = TRY(read_message(row, waiting));
            view.contact_name = row.string(5);
            view.snippet = row.string(6);
            out.messages.push_back(std::move(view));
            return {};
        },
        match, count, page.offset));
    return out;
}

Result<std::vector<MessageId>> Vault::unread_among(const std::vector<MessageId>& ids) {
    std::vector<MessageId> unread;
    for (const MessageId& id : ids) {
        const auto found = TRY(message(id));
        const bool inbound = found && found->message.direction() == wire::Message::INBOUND;
        if (inbound && !found->message.read()) unread.push_back(id);
    }
    return unread;
}

Status Vault::withdraw_here(const MessageId& id, Timestamp now) {
    return write([&](VaultWriter& writer) { return writer.withdraw_here(id, now); });
}

Status Vault::drop_refused(const MessageId& id) {
    return write([&](VaultWriter& writer) { return writer.drop_refused(id); });
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

Result<GalleryView> Vault::gallery(const std::optional<ContactId>& contact, PageRange range) {
    const PageRange page = clamped(range);
    const std::string which = contact ? "contact=$1" : "$1 IS NULL";
    GalleryView out;
    out.total = static_cast<int>(
        TRY(connection_->number("SELECT coalesce(sum(gallery), 0) FROM thread WHERE " + which, contact)));
    // The page is found in an index of its own: only what is shown is read.
    TRY(connection_->each(
        "SELECT p.body, m.id, t.contact, c.name, m.body FROM (SELECT message, place FROM photo WHERE shown=1 AND " +
            std::string(contact ? "thread=(SELECT no FROM thread WHERE contact=$1)" : "$1 IS NULL") +
            " ORDER BY message DESC, place LIMIT $2 OFFSET $3) s "
            "JOIN photo p ON p.message=s.message AND p.place=s.place "
            "JOIN message m ON m.no=s.message JOIN thread t ON t.no=m.thread LEFT JOIN contact c ON c.id=t.contact "
            "ORDER BY s.message DESC, s.place",
        [&](const database::Row& row) -> Status {
            PhotoView view;
            view.photo = TRY(parse_kept<wire::Photo>(row.bytes(0)));
            view.message = row.id<MessageId>(1);
            view.contact = row.id<ContactId>(2);
            view.contact_name = row.string(3);
            view.sent = Timestamp::from_ms(TRY(parse_kept<wire::Message>(row.bytes(4))).sent_ms());
            out.photos.push_back(std::move(view));
            return {};
        },
        contact, page.count, page.offset));
    return out;
}

}  // namespace dayroom::store
