#include "platform/store/schedule.h"

namespace dayroom::store {

Result<wire::Schedule> unit_schedule(DeviceStore& device) {
    wire::Record newest;
    TRY(device.connection().each(
        "SELECT content FROM record WHERE kind=$1",
        [&](const database::Row& row) -> Status {
            const ByteView content = row.bytes(0);
            wire::Record record;
            if (!record.ParseFromArray(content.data(), static_cast<int>(content.size())))
                return Error(ErrorCode::kCorrupt, "a kept record cannot be read");
            if (record.released_ms() > newest.released_ms()) newest = std::move(record);
            return {};
        },
        static_cast<int>(wire::Record::kSchedule)));
    return std::move(*newest.mutable_schedule());
}

Result<std::vector<wire::Appointment>> appointments(Vault& vault, Timestamp from, Timestamp to) {
    std::vector<wire::Appointment> out;
    TRY(vault.connection().each(
        "SELECT body FROM appointment WHERE from_ms >= $1 AND from_ms < $2 ORDER BY from_ms, id",
        [&](const database::Row& row) -> Status {
            const ByteView body = row.bytes(0);
            wire::Appointment appointment;
            if (!appointment.ParseFromArray(body.data(), static_cast<int>(body.size())))
                return Error(ErrorCode::kCorrupt, "a kept appointment cannot be read");
            out.push_back(std::move(appointment));
            return {};
        },
        from, to));
    return out;
}

}  // namespace dayroom::store
