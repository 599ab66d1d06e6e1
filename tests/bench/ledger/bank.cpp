#include "tests/bench/ledger/bank.h"

#include <fstream>

#include <time.h>

#include "platform/crypto/hash.h"
#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/admin/tie_out.h"
#include "platform/facility/schema/hub_database.h"

namespace dayroom::bench {

using namespace facility;

namespace {

constexpr std::int64_t kAtOnce = 2'000;  // charges in one transaction while growing

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
    return bank.writer->run(Actor::system(), [&](Work& work) -> Status {
        const UnitId unit = work.make_id<UnitId>();
        TRY(put_unit(work, {unit, "A", ""}));
        TRY(work.db().run("INSERT INTO form (id, code, revision, body) VALUES ($1, 'copy', 1, $2)", bank.form,
                          ByteView()));
        return add_residents(bank, work, residents, unit);
    });
}

Status grow(Bank& bank, std::int64_t entries) {
    auto reader = TRY(open_reader(bank.file, bank.key));
    SeededRandom random(17);
    for (;;) {
        const std::int64_t there = 2 * TRY(reader->number("SELECT coalesce(max(no), 0) FROM transfer"));
        if (there >= entries) return {};
        const std::int64_t count = std::min(kAtOnce, (entries - there + 1) / 2);
        TRY(bank.writer->run(Actor::system(), [&](Work& work) { return charge_many(bank, work, random, count); }));
    }
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
