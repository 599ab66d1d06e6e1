#include "platform/facility/technicians/technicians.h"

#include "platform/wire/technician.h"

namespace dayroom::facility {

Status Technicians::install(Work& work, const wire::TechnicianList& list, const crypto::SigningPublic& root) {
    const auto content = TRY(wire::verify_technician_list(list, root, work.facility()));
    const auto before = TRY(
        work.db().first("SELECT serial FROM technician_list", [](const database::Row& row) { return row.integer(0); }));
    if (before && *before >= content.serial())
        return Error(ErrorCode::kConflict, "a list of technicians with this serial or a newer one is in force");
    TRY(
        work.db().run("INSERT INTO technician_list (one, serial, body) VALUES (1, $1, $2) "
                      "ON CONFLICT (one) DO UPDATE SET serial = excluded.serial, body = excluded.body",
                      content.serial(), database::blob(list.SerializeAsString())));
    wire::Record record;
    *record.mutable_technician_list() = list;
    const ThingId id = sixth_companion_of(work.facility());
    TRY(work.release(Scope::facility(work.facility()), RecordKind::kTechnicianList, id, std::move(record)));
    return work.audit(record::Event::kTechniciansInstalled, id, std::to_string(content.serial()));
}

}  // namespace dayroom::facility
