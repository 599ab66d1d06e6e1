#include "tests/bench/ledger/bank.h"

#include <fstream>

#include <time.h>

#include "platform/crypto/hash.h"
#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/admin/tie_out.h"
#include "platform/facility/books/read_off.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::bench {

using namespace facility;

namespace {

constexpr std::int64_t kAtOnce = 2'000;  // charges in one transaction while growing
constexpr std::int64_t kLinesADay = 3;   // of a resident
constexpr const char* kKeyFile = "key";
constexpr int kOpenedDays = 10 * 365;  // ago: before everything that grows
constexpr std::int64_t kStartCents = 100'000'000;

Status add_residents(Bank& bank, Work& work, int count, const UnitId& unit) {
    for (int i = 0; i < count; ++i) {
        const ResidentId id = work.make_id<ResidentId>();
        const crypto::Digest key = crypto::blake2b(id.bytes());
        TRY(work.db().run(
            "INSERT INTO resident (id, number, given_name, family_name, unit, vault_key, vault_public_key, "
            "made_ms) VALUES ($1, $2, 'A', 'B', $3, $4, $4, $5)",
            id, std::to_string(i), unit, key, work.now()));
        TRY(bank.ledger.open_accounts(work, id));
        TRY(bank.ledger.pay(work, {work.make_id<TransferId>(), id, TRY(PositiveCents::of(kStartCents)), kCash, {}}));
        bank.residents.push_back(id);
    }
    return {};
}

Status charge_many(Bank& bank, Work& work, SeededRandom& random, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) {
        const ResidentId& resident = bank.residents[random.below(bank.residents.size())];
        TRY(bank.ledger.charge(work, {work.make_id<TransferId>(),
                                      resident,
                                      TRY(PositiveCents::of(25)),
                                      "revenue/copy",
                                      {TransferKind::kRequestFee, "request_fee", "copy", {}}}));
    }
    return {};
}

}  // namespace

Status set_up(Bank& bank, const std::filesystem::path& folder, int residents) {
    bank.file = folder / "hub.db";
    const FacilityId facility = FacilityId::make(bank.clock, bank.random);
    bank.context = {facility, &bank.clock, &bank.random, &bank.seal};
    auto connection = TRY(open_writer(bank.file, bank.key));
    wire::Facility body;
    body.set_name("Bench");
    body.set_time_zone("UTC");
    body.add_languages("en");
    TRY(create_facility(*connection, facility, body, bank.clock, bank.random));
    bank.writer = std::make_unique<Writer>(std::move(connection), bank.context, bank.notifier);
    bank.clock.set_back(std::chrono::hours(24 * kOpenedDays));
    Status opened = bank.writer->run(Actor::system(), [&](Work& work) -> Status {
        const UnitId unit = work.make_id<UnitId>();
        TRY(put_unit(work, {unit, "A", ""}));
        TRY(work.db().run("INSERT INTO form (id, code, revision, body) VALUES ($1, 'copy', 1, $2)", bank.form,
                          ByteView()));
        return add_residents(bank, work, residents, unit);
    });
    bank.clock.set_back({});
    return opened;
}

Status set_up_kept(Bank& bank, const std::filesystem::path& folder, int residents) {
    std::ifstream known(folder / kKeyFile, std::ios::binary);
    if (!known) {
        TRY(set_up(bank, folder, residents));
        std::ofstream(folder / kKeyFile, std::ios::binary)
            .write(reinterpret_cast<const char*>(bank.key.bytes().data()), kKeyBytes);
        return {};
    }
    std::string key(kKeyBytes, '\0');
    if (!known.read(key.data(), kKeyBytes)) return Error(ErrorCode::kIo, "cannot read the key of the kept books");
    bank.key = Secret::take_from(key);
    bank.file = folder / "hub.db";
    auto connection = TRY(open_writer(bank.file, bank.key));
    bank.context = {TRY(read_identity(*connection)).facility, &bank.clock, &bank.random, &bank.seal};
    TRY(connection->each("SELECT id FROM resident ORDER BY made_ms, id",
                         [&](const database::Row& row) { bank.residents.push_back(row.id<ResidentId>(0)); }));
    TRY(connection->each("SELECT id FROM form", [&](const database::Row& row) { bank.form = row.id<FormId>(0); }));
    bank.writer = std::make_unique<Writer>(std::move(connection), bank.context, bank.notifier);
    return {};
}

Status grow(Bank& bank, std::int64_t entries) {
    auto reader = TRY(open_reader(bank.file, bank.key));
    SeededRandom random(static_cast<std::uint64_t>(entries));
    const std::int64_t apart_ms = 86'400'000 / (kLinesADay * static_cast<std::int64_t>(bank.residents.size()));
    for (;;) {
        const std::int64_t there = 2 * TRY(reader->number("SELECT coalesce(max(no), 0) FROM transfer"));
        if (there >= entries) break;
        const std::int64_t count = std::min(kAtOnce, (entries - there + 1) / 2);
        bank.clock.set_back(Milliseconds((entries - there) / 2 * apart_ms));
        TRY(bank.writer->run(Actor::system(), [&](Work& work) { return charge_many(bank, work, random, count); }));
    }
    bank.clock.set_back({});
    return {};
}

Status read_off_all(Bank& bank) {
    for (int read = kReadOffChunk; read == kReadOffChunk;) {
        read = TRY(bank.writer->make(Actor::system(), [](Work& work) { return read_off(work, kReadOffChunk); }));
    }
    return {};
}

Result<bool> ties(const Bank& bank) {
    auto reader = TRY(open_reader(bank.file, bank.key));
    return TRY(tie_out(*reader, bank.clock)).ties();
}

double process_cpu_seconds() {
    timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

double process_written_bytes() {
    std::ifstream io("/proc/self/io");
    std::string name;
    double value = 0;
    while (io >> name >> value) {
        if (name == "wchar:") return value;
    }
    return 0;
}

double percentile(const std::vector<float>& sorted, double share) {
    if (sorted.empty()) return 0;
    return static_cast<double>(sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))]);
}

}  // namespace dayroom::bench
