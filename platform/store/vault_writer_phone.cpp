// VaultWriter: the phone account, from what is asked for here to what the hub makes of it.
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"

namespace dayroom::store {

using database::blob;

Status VaultWriter::put_phone(const wire::Record& record) {
    if (record.has_phone_number())
        return connection_.run("INSERT OR REPLACE INTO phone_number VALUES($1,$2,$3,'',$4)", blob(record.id()),
                               record.phone_number().name(), static_cast<int>(record.phone_number().state()),
                               blob(record.phone_number().SerializeAsString()));
    if (record.has_phone_call())
        return connection_.run("INSERT OR REPLACE INTO phone_call VALUES($1,$2,$3)", blob(record.id()),
                               record.phone_call().began_ms(), blob(record.phone_call().SerializeAsString()));
    return connection_.run("INSERT OR REPLACE INTO phone_standing VALUES(1,$1,$2)", blob(record.id()),
                           blob(record.phone_standing().SerializeAsString()));
}

Status VaultWriter::remove_phone(wire::Record::BodyCase kind, const std::string& id) {
    const char* table = kind == wire::Record::kPhoneNumber ? "phone_number"
                        : kind == wire::Record::kPhoneCall ? "phone_call"
                                                           : "phone_standing";
    return connection_.run(std::string("DELETE FROM ") + table + " WHERE id=$1", blob(id));
}

Status VaultWriter::show_queued_number(const wire::Command& command) {
    const wire::RequestPhoneNumber& asked = command.request_phone_number();
    wire::PhoneNumber number;
    number.set_name(asked.name());
    number.set_relationship(asked.relationship());
    number.set_number(asked.number());
    number.set_state(wire::PhoneNumber::REQUESTED);
    number.set_asked_ms(command.made_ms());
    return connection_.run("INSERT OR IGNORE INTO phone_number VALUES($1,$2,$3,'',$4)", blob(asked.number_id()),
                           number.name(), kStateQueuedHere, blob(number.SerializeAsString()));
}

/// It stays on the screen with the reason, until its owner takes it away.
Status VaultWriter::refuse_number(const wire::Command& command, const std::string& code) {
    return connection_.run("UPDATE phone_number SET state=$2, refusal=$3 WHERE id=$1 AND state=$4",
                           blob(command.request_phone_number().number_id()), kStateRefused, code, kStateQueuedHere);
}

Status VaultWriter::drop_phone_number(const PhoneNumberId& id) {
    TRY(connection_.run("DELETE FROM phone_number WHERE id=$1 AND state IN ($2,$3)", id, kStateRefused,
                        kStateQueuedHere));
    if (connection_.changes() == 0) return Error(ErrorCode::kConflict, "the number is in another state");
    changed_.phone = true;
    return connection_.run("UPDATE intent SET state=$2 WHERE entity=$1", id, kIntentSettled);
}

}  // namespace dayroom::store
