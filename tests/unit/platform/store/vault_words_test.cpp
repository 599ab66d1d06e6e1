// The search index of messages that came in large batches: filled behind them, never behind a search.
#include "tests/unit/platform/store/world.h"

using namespace dayroom;
using namespace dayroom::store;

TEST_CASE_METHOD(World, "messages of a large batch are found before their words are in the index, and after it") {
    constexpr int kMany = 100;
    std::vector<wire::Record> batch;
    std::vector<MessageId> ids;
    for (int i = 0; i < kMany; ++i) {
        ids.push_back(make<MessageId>());
        batch.push_back(message(ids.back(), "letter number" + std::to_string(i)));
    }
    REQUIRE(device->apply_page(changes(batch)).ok());
    absorb();
    const auto total = [&](std::string_view text) { return vault->search(text, {}).value().total; };
    const auto is_whole = [&] {
        return vault->connection()
            .run("INSERT INTO message_words(message_words, rank) VALUES('integrity-check', 1)")
            .ok();
    };
    REQUIRE(vault->words_wait().value());

    SECTION("a search finds all of them") {
        CHECK(total("letter") == kMany);
        CHECK(total("number77") == 1);
        CHECK_FALSE(vault->words_wait().value());
    }
    SECTION("a few at a time, and at the next sign-in") {
        CHECK(vault->index_words(60).value());
        vault.reset();
        open_vault();
        REQUIRE(vault->words_wait().value());
        CHECK_FALSE(vault->index_words(60).value());
        CHECK_FALSE(vault->words_wait().value());
        CHECK(total("letter") == kMany);
    }
    SECTION("what is changed or removed meanwhile is found by its new words, or not at all") {
        REQUIRE(vault->apply(message(ids[3], "postcard", 2), false).value());
        REQUIRE(vault->remove(ids[4].raw()).value());
        CHECK(vault->index_words(50).value());
        REQUIRE(vault->apply(message(ids[5], "parcel", 2), false).value());
        REQUIRE(vault->remove(ids[99].raw()).value());
        CHECK(total("letter") == kMany - 4);
        CHECK(total("postcard") == 1);
        CHECK(total("parcel") == 1);
        for (const char* gone : {"number3", "number4", "number5", "number99"}) {
            const auto found = vault->search(gone, {}).value();
            for (const auto& each : found.messages) CHECK(each.message.text() != "letter " + std::string(gone));
        }
    }
    SECTION("a batch that changes all of them again") {
        for (std::size_t i = 0; i < batch.size(); ++i) batch[i] = message(ids[i], "postcard", 2);
        REQUIRE(device->apply_page(changes(batch)).ok());
        absorb();
        CHECK(total("letter") == 0);
        CHECK(total("postcard") == kMany);
    }
    CHECK(is_whole());
}
