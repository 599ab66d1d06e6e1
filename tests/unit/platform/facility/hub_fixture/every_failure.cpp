#include "tests/unit/platform/facility/hub_fixture/every_failure.h"

#include <map>

#include <catch2/catch.hpp>

#include "platform/crypto/hash.h"
#include "tests/unit/platform/facility/hub_fixture/hub_killer.h"

namespace dayroom::test {

using namespace facility;

namespace {

constexpr std::int64_t kMostOperations = 2'000;

/// What the hub's tables hold, by table. The queue of the audit log empties by itself.
class Tables {
public:
    explicit Tables(HubFixture& hub) : hub_(hub) {
        std::vector<std::string> names;
        must(
            hub.reader->each("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND "
                             "name NOT LIKE 'audit%' ORDER BY name",
                             [&](const database::Row& row) { names.push_back(row.string(0)); }));
        for (const std::string& name : names) {
            std::string columns;
            must(hub.reader->each(
                "SELECT name FROM pragma_table_info($1)",
                [&](const database::Row& row) {
                    columns += (columns.empty() ? "quote(" : " || ',' || quote(") + row.string(0) + ")";
                },
                name));
            queries_[name] = "SELECT " + columns + " FROM " + name;
        }
    }
    std::map<std::string, std::string> read() {
        std::map<std::string, std::string> all;
        for (const auto& [name, query] : queries_) {
            std::string rows;
            must(hub_.reader->each(query, [&](const database::Row& row) { rows += row.string(0) + "\n"; }));
            all[name] = rows.empty() ? "" : to_hex(crypto::blake2b(as_bytes(rows)));
        }
        return all;
    }

private:
    HubFixture& hub_;
    std::map<std::string, std::string> queries_;
};

std::vector<std::string> changed(const std::map<std::string, std::string>& before,
                                 const std::map<std::string, std::string>& after) {
    std::vector<std::string> names;
    for (const auto& [name, digest] : before) {
        if (after.at(name) != digest) names.push_back(name);
    }
    return names;
}

}  // namespace

int fail_at_every_operation(HubFixture& hub, const std::function<Status()>& act) {
    using After = database::FaultSeam::After;
    const std::vector<std::string> nothing;
    Tables tables(hub);
    HubKiller killer(hub);
    const auto before = tables.read();
    int failed = 0;
    for (std::int64_t n = 1; n < kMostOperations; ++n) {
        for (const After after : {After::kGoesOn, After::kStaysBroken}) {
            INFO("operation " << n << (after == After::kGoesOn ? "" : ", then killed"));
            hub.fail_at(n, after);
            const Status tried = act();
            const auto left = tables.read();
            if (after == After::kStaysBroken) killer.kill();
            hub.faults.disarm();
            REQUIRE(changed(left, tables.read()) == nothing);
            if (tried.ok()) {
                REQUIRE(changed(before, left) != nothing);
                const TieOutReport report = hub.tie();
                INFO(report.text());
                REQUIRE(report.ties());
                REQUIRE(report.resident_cents + report.house_cents == 0);
                return failed;
            }
            INFO(to_string(tried.error().code) << ": " << tried.error().detail);
            REQUIRE((tried.error().code == ErrorCode::kIo || tried.error().code == ErrorCode::kUnavailable));
            REQUIRE(changed(before, left) == nothing);
            ++failed;
        }
    }
    FAIL("more operations than were tried");
    return failed;
}

}  // namespace dayroom::test
