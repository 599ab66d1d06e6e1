// Transfers of some days leave page by page, each once, wherever they lie in the ledger and whatever the clock did.
#include "platform/facility/books/account_documents.h"

#include <map>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "platform/facility/books/document_files.h"
#include "platform/facility/books/read_off.h"
#include "platform/rules/calendar.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::HubFixture;
using dayroom::test::must;
using dayroom::test::Person;

namespace {

constexpr const char* kClocks = "America/Chicago";

/// 120 deposits over ten days; the clock is set back by up to four days now and then, and half is read off.
struct Week {
    HubFixture hub;
    Person person = hub.add_resident();
    std::map<std::string, std::set<std::int64_t>> by_day;  // the numbers of the transfers, as they were made

    explicit Week(std::uint64_t seed) : hub(seed) {
        SeededRandom random(seed);
        const Timestamp monday = rules::local_moment(must(rules::day_named("2026-03-02")), {}, kClocks);
        for (int i = 0; i < 120; ++i) {
            const std::int64_t back = random.below(8) == 0 ? static_cast<std::int64_t>(random.below(4 * 24)) : 0;
            hub.clock.set_now(monday + std::chrono::hours(2 * i) - std::chrono::hours(back));
            hub.give(person, 100 + i);
            by_day[rules::local_day(hub.clock.now(), kClocks).name].insert(
                hub.count("SELECT max(no) FROM transfer WHERE phase = 1"));
            if (i % 7 == 0 && i < 60)
                must(hub.run([](Work& work) -> Status {
                    TRY(read_off(work, 5));
                    return {};
                }));
        }
    }
    std::set<std::int64_t> numbers(const std::string& from, const std::string& to, int limit) {
        std::set<std::int64_t> all;
        DocumentPage page;
        page.limit = limit;
        do {
            const auto document = must(transactions_document(*hub.reader, page, from, to));
            for (const auto& each : document["transactions"])
                CHECK(all.insert(each["transaction"].get<std::int64_t>()).second);
            CHECK(document["transactions"].size() <= static_cast<std::size_t>(limit));
            page.after = document["next_after"].get<std::int64_t>();
        } while (page.after != 0);
        return all;
    }
};

}  // namespace

TEST_CASE("an export of some days has each of their transfers once, read off or not") {
    Week week(GENERATE(3U, 4U));
    const auto check = [&] {
        for (const int limit : {1, 3, 1'000}) {
            for (const auto& [day, numbers] : week.by_day) CHECK(week.numbers(day, day, limit) == numbers);
            std::set<std::int64_t> middle;
            for (const char* day : {"2026-03-04", "2026-03-05", "2026-03-06"})
                middle.insert(week.by_day[day].begin(), week.by_day[day].end());
            CHECK(week.numbers("2026-03-04", "2026-03-06", limit) == middle);
            CHECK(week.numbers("2020-01-01", "2020-01-02", limit).empty());
        }
    };
    check();
    must(week.hub.run([](Work& work) -> Status {
        TRY(read_off(work, 1'000));
        return {};
    }));
    check();
    const TransferRange read = must(transfers_dated(*week.hub.reader, "2026-03-04", "2026-03-04"));
    CHECK(read.last - read.first < 80);  // not all of the ledger
    CHECK(must(transfers_dated(*week.hub.reader, "2020-01-01", "2020-01-02")).last == -1);
}

TEST_CASE("a file is all pages in one document, and a full disk is an error") {
    Week week(5);
    DocumentPage first;
    first.facility = week.hub.facility;
    first.at = week.hub.clock.now();
    first.limit = GENERATE(1, 7, 1'000);
    std::ostringstream accounts;
    const std::int64_t written = must(write_accounts_file(*week.hub.reader, first, accounts));
    const auto document = nlohmann::json::parse(accounts.str());
    CHECK(document["format"] == kAccountsFormat);
    CHECK(document["next_after"] == 0);
    CHECK(document["accounts"].size() == static_cast<std::size_t>(written));
    CHECK(written == week.hub.count("SELECT count(*) FROM account"));
    std::int64_t sum = 0;
    for (const auto& account : document["accounts"])
        if (account["unit"] == "cents") sum += account["balance"].get<std::int64_t>();
    CHECK(sum == 0);

    std::ostringstream transactions;
    CHECK(must(write_transactions_file(*week.hub.reader, first, "2026-03-04", "2026-03-04", transactions)) ==
          static_cast<std::int64_t>(week.by_day["2026-03-04"].size()));
    CHECK(nlohmann::json::parse(transactions.str())["transactions"].size() == week.by_day["2026-03-04"].size());
    std::ostringstream none;
    CHECK(must(write_transactions_file(*week.hub.reader, first, "2020-01-01", "2020-01-02", none)) == 0);
    CHECK(nlohmann::json::parse(none.str())["transactions"].empty());
    CHECK_FALSE(write_transactions_file(*week.hub.reader, first, "x", "2020-01-02", none).ok());
    std::ostringstream full;
    full.setstate(std::ios::badbit);
    CHECK_FALSE(write_accounts_file(*week.hub.reader, first, full).ok());
}
