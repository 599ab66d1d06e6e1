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

}  // namespace

TEST_CASE("each envelope is opened once and handed over in its order, and a broken one says so in its place") {
    const auto rows = numbered_rows(GENERATE(1U, 15U, 16U, 1'000U));
    std::atomic<std::size_t> opened{0};
    std::size_t wanted = 0;
    EnvelopeOpener opener(rows, [&] {
        return [&](const EnvelopeRow& row) {
            ++opened;
            return open_number(row);
        };
    });
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
        EnvelopeOpener opener(rows, [&] {
            return [&](const EnvelopeRow& row) {
                ++opened;
                return open_number(row);
            };
        });
        REQUIRE(opener.take(3).ok());
    }
    CHECK(opened < 200);
}
