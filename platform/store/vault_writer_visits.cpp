// VaultWriter: visits, from what is booked here to what the hub makes of it.
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"

namespace dayroom::store {

using database::blob;

Status VaultWriter::put_visit(const wire::Record& record) {
    if (record.has_visit())
        return connection_.run("INSERT OR REPLACE INTO visit VALUES($1,$2,$3,'',$4)", blob(record.id()),
                               record.visit().from_ms(), static_cast<int>(record.visit().state()),
                               blob(record.visit().SerializeAsString()));
    return connection_.run("INSERT OR REPLACE INTO visit_standing VALUES(1,$1,$2)", blob(record.id()),
                           blob(record.visit_standing().SerializeAsString()));
}

Status VaultWriter::remove_visit(wire::Record::BodyCase kind, const std::string& id) {
    const char* table = kind == wire::Record::kVisit ? "visit" : "visit_standing";
    return connection_.run(std::string("DELETE FROM ") + table + " WHERE id=$1", blob(id));
}

/// Who comes is told by the contact as it is called now; where it takes place by the days that can be booked.
Status VaultWriter::show_queued_visit(const wire::Command& command) {
    const wire::BookVisit& booked = command.book_visit();
    wire::Visit visit;
    visit.set_contact_id(booked.contact_id());
    if (const auto contact = TRY(vault_.contact(TRY(ContactId::from_bytes(booked.contact_id())))))
        visit.set_visitor(contact->contact.name());
    visit.set_from_ms(booked.from_ms());
    visit.set_to_ms(booked.to_ms());
    visit.set_resource_id(booked.resource_id());
    visit.set_held_cents(booked.price_seen_cents());
    visit.set_receipt_code(booked.receipt_code());
    visit.set_booked_ms(command.made_ms());
    return connection_.run("INSERT OR IGNORE INTO visit VALUES($1,$2,$3,'',$4)", blob(booked.visit_id()),
                           visit.from_ms(), kStateQueuedHere, blob(visit.SerializeAsString()));
}

/// It stays on the screen with the reason, until its owner takes it away.
Status VaultWriter::refuse_visit(const wire::Command& command, const std::string& code) {
    return connection_.run("UPDATE visit SET state=$2, refusal=$3 WHERE id=$1 AND state=$4",
                           blob(command.book_visit().visit_id()), kStateRefused, code, kStateQueuedHere);
}

Status VaultWriter::drop_visit(const VisitId& id) {
    TRY(connection_.run("DELETE FROM visit WHERE id=$1 AND state IN ($2,$3)", id, kStateRefused, kStateQueuedHere));
    if (connection_.changes() == 0) return Error(ErrorCode::kConflict, "the visit is in another state");
    changed_.visits = changed_.money = true;
    return connection_.run("UPDATE intent SET state=$2, reserved=0 WHERE entity=$1", id, kIntentSettled);
}

Status VaultWriter::drop_visit_change(const VisitId& id) {
    changed_.visits = changed_.money = true;
    return connection_.run("UPDATE intent SET state=$2, reserved=0 WHERE entity=$1 AND kind=$3 AND state=$4", id,
                           kIntentSettled, static_cast<int>(wire::Command::kChangeVisit), kIntentUndecided);
}

}  // namespace dayroom::store
