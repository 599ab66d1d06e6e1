#include "provisioning/enroll/salvage.h"

#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "platform/crypto/labels.h"
#include "platform/device/tpm/store_key.h"
#include "platform/store/device_store.h"
#include "platform/wire/limits.h"
#include "platform/wire/salvage.h"
#include "provisioning/keys/files.h"

namespace dayroom::provisioning {
namespace {

struct Opened {
    std::unique_ptr<store::DeviceStore> store;
    store::Enrolment enrolment;
};

/// Without making anything: an empty folder is no terminal.
Result<Opened> open_enrolled(const std::filesystem::path& data, device::tpm::StoreKey store_key) {
    if (!store_key.exists())
        return Error(ErrorCode::kNotFound, data.string() + " is not the data folder of a terminal");
    const Secret key = TRY(store_key.store_key());
    Opened opened{TRY(store::DeviceStore::open({.directory = data}, key)), {}};
    auto enrolment = TRY(opened.store->enrolment());
    if (!enrolment) return Error(ErrorCode::kNotFound, data.string() + " was never enrolled");
    opened.enrolment = std::move(*enrolment);
    return opened;
}

Result<wire::Salvage> unsent_of(Opened& opened, Timestamp now) {
    wire::Salvage salvage;
    salvage.facility = opened.enrolment.facility;
    salvage.device = opened.enrolment.device;
    salvage.made = now;
    salvage.commands = TRY(opened.store->outbox().to_send(store::kOutboxLimit));
    // Reports wait for a time of their own, so that nobody can tell when they were written: here all come along.
    salvage.reports = TRY(opened.store->prea().due(Timestamp::from_ms(wire::kMaxTimestampMs), store::kMaxPreaWaiting));
    return salvage;
}

std::set<std::string> ids_of(const wire::Salvage& salvage) {
    std::set<std::string> ids;
    for (const auto& command : salvage.commands) ids.insert(command.command_id());
    for (const auto& report : salvage.reports) ids.insert(report.id());
    return ids;
}

/// How much of what waits is not in the file. A file of another terminal holds none of it.
Result<std::size_t> not_in(const std::filesystem::path& salvaged, const wire::Salvage& waits) {
    std::set<std::string> kept;
    if (!salvaged.empty()) {
        const std::string text = TRY(read_small_file(salvaged, wire::kMaxSalvageBytes));
        kept = ids_of(TRY(wire::read_salvage(text)));
    }
    std::size_t lost = 0;
    for (const std::string& id : ids_of(waits))
        if (!kept.contains(id)) ++lost;
    return lost;
}

/// The last word of the key: it is handed out only once everything is gone. Commands and reports are counted together,
/// so that it tells nobody whether there was a report.
Result<std::string> wipe_statement(const store::Enrolment& enrolment, const Wiped& wiped, Timestamp now) {
    const auto key = TRY(crypto::SigningKey::from_seed(enrolment.signing_seed));
    const std::size_t unsent = wiped.unsent.commands + wiped.unsent.reports;
    const nlohmann::json said = {{"format", "dayroom-wipe-1"},
                                 {"device", to_hex(enrolment.device.bytes())},
                                 {"name", enrolment.device_name},
                                 {"facility", to_hex(enrolment.facility.bytes())},
                                 {"version", DAYROOM_VERSION},
                                 {"at_ms", now.ms()},
                                 {"unsent", unsent},
                                 {"salvaged", unsent - wiped.lost}};
    const std::string text = said.dump();
    const nlohmann::json file = {{"format", "dayroom-wipe-1"},
                                 {"report", text},
                                 {"key", to_hex(key.public_key().bytes())},
                                 {"signature", to_base64url(key.sign(crypto::kDomainWipe, as_bytes(text)))}};
    return file.dump(2) + "\n";
}

}  // namespace

Result<Unsent> salvage(const std::filesystem::path& data, const device::tpm::Place& tpm,
                       const std::filesystem::path& out, const Clock& clock, Random& random) {
    Opened opened = TRY(open_enrolled(data, {data, tpm, random}));
    const wire::Salvage waits = TRY(unsent_of(opened, clock.now()));
    TRY(write_whole_file(out, wire::write_salvage(waits), FileAudience::kOwnerOnly));
    return Unsent{opened.enrolment.device_name, waits.commands.size(), waits.reports.size()};
}

Result<Wiped> wipe(const std::filesystem::path& data, const device::tpm::Place& tpm,
                   const std::filesystem::path& salvaged, std::size_t lose, const Clock& clock, Random& random) {
    Wiped wiped;
    {
        Opened opened = TRY(open_enrolled(data, {data, tpm, random}));
        const wire::Salvage waits = TRY(unsent_of(opened, Timestamp()));
        wiped.unsent = {opened.enrolment.device_name, waits.commands.size(), waits.reports.size()};
        wiped.lost = TRY(not_in(salvaged, waits));
        if (wiped.lost != lose)
            return Error(
                ErrorCode::kConflict,
                fmt::format("{} things that residents entered at \"{}\" would be lost. Nothing was wiped. Take them "
                            "off first with dayroom-provision salvage, or say --lose {}",
                            wiped.lost, wiped.unsent.device_name, wiped.lost));
        wiped.statement = TRY(wipe_statement(opened.enrolment, wiped, clock.now()));
    }
    // What was sealed under the key is lost with it.
    TRY(device::tpm::StoreKey(data, tpm, random).destroy());
    std::error_code failed;
    for (const auto& each : std::filesystem::directory_iterator(data, failed)) {
        std::error_code kept;
        std::filesystem::remove_all(each.path(), kept);
        if (kept)
            return Error(ErrorCode::kIo, "its key is gone, but " + each.path().string() + " could not be removed");
    }
    if (failed) return Error(ErrorCode::kIo, "its key is gone, but " + data.string() + " could not be read");
    return wiped;
}

}  // namespace dayroom::provisioning
