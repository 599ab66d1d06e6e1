#include "platform/store/envelope_opener.h"

#include <atomic>

#include <catch2/catch.hpp>

using namespace dayroom;
using namespace dayroom::store;

namespace {

std::vector<EnvelopeRow> numbered_rows(std::size_t count) {
    std::vector<EnvelopeRow> rows;
    for (std::size_t at = 0; at < count; ++at)
        rows.push_back({static_cast<std::int64_t>(at), std::to_string(at), at % 11 == 10, false, std::to_string(at)});
    return rows;
}

Result<wire::Record> open_number(const EnvelopeRow& row) {
    if (std::stoul(row.content) % 7 == 6) return Error(ErrorCode::kUnauthenticated, row.id);
    wire::Record record;
    record.set_id(row.content);
    return record;
}

/// Counts what it opens.
EnvelopeOpener::MakeOpen numbers_opener(std::atomic<std::size_t>& opened) {
    return [&opened] {
        return [&opened](std::span<const EnvelopeRow> rows) {
            std::vector<Result<wire::Record>> records;
            for (const EnvelopeRow& row : rows) {
                opened += row.removed ? 0 : 1;
                records.push_back(open_number(row));
            }
            return records;
        };
    };
}

}  // namespace

TEST_CASE("each envelope is opened once and handed over in its order, and a broken one says so in its place") {
    const auto rows = numbered_rows(GENERATE(1U, 15U, 16U, 17U, 1'000U));
    std::atomic<std::size_t> opened{0};
    std::size_t wanted = 0;
    EnvelopeOpener opener(rows, numbers_opener(opened));
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (rows[at].removed) continue;
        ++wanted;
        const auto record = opener.take(at);
        if (at % 7 == 6) {
            REQUIRE_FALSE(record.ok());
            CHECK(record.error().detail == rows[at].id);
        } else {
            REQUIRE(record.ok());
            CHECK(record->id() == rows[at].id);
        }
    }
    CHECK(opened == wanted);
}

TEST_CASE("whoever stops in the middle of a batch leaves the rest closed") {
    const auto rows = numbered_rows(1'000);
    std::atomic<std::size_t> opened{0};
    {
        EnvelopeOpener opener(rows, numbers_opener(opened));
        REQUIRE(opener.take(3).ok());
    }
    CHECK(opened < 200);
}
