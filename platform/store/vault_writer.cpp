#include "platform/store/vault_writer.h"

#include <set>

#include "platform/store/vault_schema.h"
#include "platform/wire/check.h"
#include "platform/wire/names.h"

namespace dayroom::store {

using database::blob;
using wire::Record;

namespace {

bool kept_in_vault(Record::BodyCase kind) {
    switch (kind) {
        case Record::kContact:
        case Record::kMessage:
        case Record::kTransaction:
        case Record::kRequest:
        case Record::kProfile:
        case Record::kBalances:
        case Record::kNotice:
        case Record::kNoticeReceipt:
        case Record::kAppointment:
        case Record::kDraft:
        case Record::kCommissaryStanding:
        case Record::kOrder:
        case Record::kObligation:
        case Record::kPhoneNumber:
        case Record::kPhoneCall:
        case Record::kPhoneStanding:
        case Record::kVisit:
        case Record::kVisitStanding:
            return true;
        default:
            return false;
    }
}

/// A line that leaves spendable as it was and stands elsewhere: a call in the call log.
bool is_call_line(const wire::Transaction& line) {
    return line.change_cents() == 0 && (line.reason_code() == "phone_call" || line.reason_code() == "phone_refund");
}

/// What a search finds a line by: what it was for, whom it was with, and amounts as they are written.
std::string line_words(const wire::Transaction& line) {
    std::string words = std::string(wire::name_of(line.kind())) + ' ' + line.reason_code() + ' ' + line.reason_detail();
    for (const std::int64_t cents : {line.change_cents(), line.gross_cents()})
        if (cents != 0) words += ' ' + format_money(Cents::of(cents));
    const auto add_names = [&](const auto& names) {
        for (const wire::LocalText& name : names) words += ' ' + name.text();
    };
    add_names(line.reason_name());
    for (const auto& part : line.parts()) {
        words += ' ' + part.code() + ' ' + part.legal_basis();
        add_names(part.name());
    }
    return words;
}

}  // namespace

Result<std::optional<Entity>> VaultWriter::entity(const std::string& id) {
    return connection_.first(
        "SELECT kind, version, no FROM entity WHERE id=$1",
        [](const database::Row& row) {
            return Entity{row.small(0), row.integer(1), row.integer(2)};
        },
        blob(id));
}

Result<std::int64_t> VaultWriter::version_of(const std::string& id) {
    const auto held = TRY(entity(id));
    return held ? held->version : kVersionHere;
}

Status VaultWriter::put_entity(const std::string& id, Record::BodyCase kind, std::int64_t version, std::int64_t no) {
    return connection_.run("INSERT OR REPLACE INTO entity VALUES($1,$2,$3,$4)", blob(id), static_cast<int>(kind),
                           version, no);
}

Result<bool> VaultWriter::apply(const Record& record, bool by_snapshot) {
    if (!kept_in_vault(record.body_case()))
        return Error(ErrorCode::kUnsupported, "a vault does not keep such a record");
    const auto held = TRY(entity(record.id()));
    if (held && held->kind != static_cast<int>(record.body_case()))
        return Error(ErrorCode::kInvalid, "a record of another kind under the same id");
    if (!by_snapshot && record.version() <= (held ? held->version : TRY(gone_version(record)))) return false;
    TRY(put(record, held, by_snapshot));
    touch(record.body_case());
    return true;
}

Result<std::int64_t> VaultWriter::gone_version(const Record& record) {
    if (!wire::must_be_sealed(record.body_case())) return kVersionHere;
    return connection_.number("SELECT coalesce((SELECT version FROM gone WHERE id=$1), $2)", blob(record.id()),
                              kVersionHere);
}

Status VaultWriter::put(const Record& record, const std::optional<Entity>& held, bool by_snapshot) {
    std::int64_t no = 0;
    switch (record.body_case()) {
        case Record::kContact:
            TRY(put_contact(record));
            break;
        case Record::kMessage:
            no = TRY(put_message(record.id(), record.message(), record.message().state(), held ? held->no : 0));
            break;
        case Record::kTransaction:
            TRY(put_line(record));
            break;
        case Record::kRequest:
            TRY(put_request(record, by_snapshot));
            break;
        case Record::kDraft: {
            const auto content = TRY(open_draft(record));
            TRY(put_draft(content, record.draft().saved_ms()));
            break;
        }
        case Record::kOrder:
            TRY(put_order(record));
            break;
        case Record::kPhoneNumber:
        case Record::kPhoneCall:
        case Record::kPhoneStanding:
            TRY(put_phone(record));
            break;
        case Record::kVisit:
        case Record::kVisitStanding:
            TRY(put_visit(record));
            break;
        default:
            TRY(put_body(record));
            break;
    }
    TRY(put_entity(record.id(), record.body_case(), record.version(), no));
    return settle_intents(record.id());
}

Status VaultWriter::put_line(const Record& record) {
    const wire::Transaction& line = record.transaction();
    if (is_call_line(line)) return {};
    const auto no = TRY(connection_.first(
        "INSERT INTO line(id, at_ms, change, kind, state, body) VALUES($1,$2,$3,$4,$5,$6) ON CONFLICT (id) DO UPDATE "
        "SET at_ms=excluded.at_ms, change=excluded.change, kind=excluded.kind, state=excluded.state, "
        "body=excluded.body RETURNING no",
        [](const database::Row& row) { return row.integer(0); }, blob(record.id()), line.at_ms(), line.change_cents(),
        static_cast<int>(line.kind()), static_cast<int>(line.state()), blob(line.SerializeAsString())));
    if (!no) return Error(ErrorCode::kIo, "a line was not written");
    line_words_[*no] = line_words(line);
    return {};
}

Status VaultWriter::remove_line(const std::string& id) {
    TRY(connection_.run("DELETE FROM line_words WHERE rowid=(SELECT no FROM line WHERE id=$1)", blob(id)));
    return connection_.run("DELETE FROM line WHERE id=$1", blob(id));
}

/// Most changes of a line leave its words as they are.
Status VaultWriter::write_line_words() {
    for (const auto& [no, text] : line_words_) {
        const auto held = TRY(connection_.first(
            "SELECT text FROM line_words WHERE rowid=$1", [](const database::Row& row) { return row.string(0); }, no));
        if (held == text) continue;
        if (held) TRY(connection_.run("DELETE FROM line_words WHERE rowid=$1", no));
        // Removed again in this transaction: then it has no words either.
        TRY(connection_.run("INSERT INTO line_words(rowid, text) SELECT no, $2 FROM line WHERE no=$1", no, text));
    }
    return {};
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
    const bool news = request.state() == wire::Request::ANSWERED || request.state() == wire::Request::DECLINED ||
                      request.state() == wire::Request::RETURNED;
    bool seen = !news;
    if (held && held->state == static_cast<int>(request.state())) seen = held->seen;
    // History that comes with a first snapshot is no news.
    if (!held && by_snapshot) seen = true;
    return connection_.run("INSERT OR REPLACE INTO request VALUES($1,$2,$3,$4,$5,$6)", blob(record.id()),
                           request.submitted_ms(), static_cast<int>(request.state()), seen, "",
                           blob(request.SerializeAsString()));
}

Status VaultWriter::put_body(const Record& record) {
    switch (record.body_case()) {
        case Record::kProfile:
            return connection_.run("INSERT OR REPLACE INTO profile VALUES(1,$1,$2)", blob(record.id()),
                                   blob(record.profile().SerializeAsString()));
        case Record::kBalances:
            return connection_.run("INSERT OR REPLACE INTO balances VALUES(1,$1,$2)", blob(record.id()),
                                   blob(record.balances().SerializeAsString()));
        case Record::kCommissaryStanding:
            return connection_.run("INSERT OR REPLACE INTO standing VALUES(1,$1,$2)", blob(record.id()),
                                   blob(record.commissary_standing().SerializeAsString()));
        case Record::kObligation:
            return connection_.run("INSERT OR REPLACE INTO obligation VALUES($1,$2)", blob(record.id()),
                                   blob(record.obligation().SerializeAsString()));
        case Record::kNoticeReceipt:
            return put_notice_receipt(record.id(), record.notice_receipt().notice_id(),
                                      record.notice_receipt().at_ms());
        case Record::kAppointment:
            return connection_.run("INSERT OR REPLACE INTO appointment VALUES($1,$2,$3)", blob(record.id()),
                                   record.appointment().from_ms(), blob(record.appointment().SerializeAsString()));
        default:
            return connection_.run("INSERT OR REPLACE INTO notice VALUES($1,$2)", blob(record.id()),
                                   blob(record.notice().SerializeAsString()));
    }
}

Result<bool> VaultWriter::remove(const std::string& id) {
    const auto held = TRY(entity(id));
    // A draft that was written here may be sent at another terminal before it has come back by the feed.
    if (!held) return remove_draft_of(id);
    if (held->version == kVersionHere) return false;
    const auto kind = static_cast<Record::BodyCase>(held->kind);
    TRY(connection_.run("DELETE FROM entity WHERE id=$1", blob(id)));
    if (wire::must_be_sealed(kind))
        TRY(connection_.run("INSERT OR REPLACE INTO gone VALUES($1,$2)", blob(id), held->version));
    TRY(remove_row(kind, id, held->no));
    touch(kind);
    return true;
}

Status VaultWriter::remove_row(Record::BodyCase kind, const std::string& id, std::int64_t no) {
    switch (kind) {
        case Record::kContact:
            return connection_.run("DELETE FROM contact WHERE id=$1", blob(id));
        case Record::kMessage:
            return remove_message(no);
        case Record::kTransaction:
            return remove_line(id);
        case Record::kRequest:
            return connection_.run("DELETE FROM request WHERE id=$1", blob(id));
        case Record::kProfile:
            return connection_.run("DELETE FROM profile WHERE id=$1", blob(id));
        case Record::kBalances:
            return connection_.run("DELETE FROM balances WHERE id=$1", blob(id));
        case Record::kNotice:
            return connection_.run("DELETE FROM notice WHERE id=$1", blob(id));
        case Record::kNoticeReceipt:
            return connection_.run("DELETE FROM notice_receipt WHERE id=$1", blob(id));
        case Record::kAppointment:
            return connection_.run("DELETE FROM appointment WHERE id=$1", blob(id));
        case Record::kDraft:
            TRY(remove_draft_of(id));
            return {};
        case Record::kCommissaryStanding:
            return connection_.run("DELETE FROM standing WHERE id=$1", blob(id));
        case Record::kOrder:
            return connection_.run("DELETE FROM customer_order WHERE id=$1", blob(id));
        case Record::kObligation:
            return connection_.run("DELETE FROM obligation WHERE id=$1", blob(id));
        case Record::kPhoneNumber:
        case Record::kPhoneCall:
        case Record::kPhoneStanding:
            return remove_phone(kind, id);
        case Record::kVisit:
        case Record::kVisitStanding:
            return remove_visit(kind, id);
        default:
            return {};
    }
}

Status VaultWriter::prune_to(const std::vector<std::string>& ids) {
    const std::set<std::string> kept(ids.begin(), ids.end());
    std::vector<std::string> gone;
    TRY(connection_.each("SELECT id FROM entity WHERE version>=0", [&](const database::Row& row) {
        std::string id = to_string(row.bytes(0));
        if (!kept.contains(id)) gone.push_back(std::move(id));
    }));
    for (const std::string& id : gone) TRY(remove(id));
    // A restored hub counts from where it is.
    return connection_.run("DELETE FROM gone");
}

Status VaultWriter::finish() {
    // The search index comes last, and in the order of its rows: it writes out what it has gathered whenever it is
    // asked to go back, or another statement that can fail half-way comes between.
    for (const auto& [thread, tally] : threads_) TRY(summarise(thread, tally));
    TRY(write_line_words());
    return write_words();
}

void VaultWriter::touch(Record::BodyCase kind) {
    switch (kind) {
        case Record::kContact:
            changed_.messages = changed_.contacts = true;
            break;
        case Record::kMessage:
        case Record::kDraft:
            changed_.messages = true;
            break;
        case Record::kBalances:
        case Record::kTransaction:
        case Record::kObligation:
            changed_.money = true;
            break;
        case Record::kOrder:
            changed_.commissary = changed_.money = true;  // what was reserved for it no longer is
            break;
        case Record::kCommissaryStanding:
            changed_.commissary = true;
            break;
        case Record::kPhoneNumber:
        case Record::kPhoneCall:
        case Record::kPhoneStanding:
            changed_.phone = true;
            break;
        case Record::kVisit:
            changed_.visits = changed_.money = true;  // what was reserved for it no longer is
            break;
        case Record::kVisitStanding:
            changed_.visits = true;
            break;
        case Record::kRequest:
            changed_.requests = changed_.money = true;
            break;  // what was reserved for it no longer is
        case Record::kNotice:
        case Record::kNoticeReceipt:
        case Record::kAppointment:
            changed_.notices = true;
            break;
        default:
            changed_.profile = true;
            break;
    }
}

void VaultWriter::raise_stamps() {
    Stamps& stamps = vault_.stamps_;
    stamps.messages += changed_.messages ? 1 : 0;
    stamps.money += changed_.money ? 1 : 0;
    stamps.requests += changed_.requests ? 1 : 0;
    stamps.notices += changed_.notices ? 1 : 0;
    stamps.profile += changed_.profile ? 1 : 0;
    stamps.contacts += changed_.contacts ? 1 : 0;
    stamps.commissary += changed_.commissary ? 1 : 0;
    stamps.phone += changed_.phone || changed_.money ? 1 : 0;  // the balance is money's
    // What may be spent, and who may come.
    stamps.visits += changed_.visits || changed_.money || changed_.contacts ? 1 : 0;
}

}  // namespace dayroom::store
