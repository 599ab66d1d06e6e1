#include "platform/facility/documents/documents.h"

#include <catch2/catch.hpp>

#include "platform/documents/document_text.h"
#include "tests/unit/platform/facility/hub_fixture/feed_client.h"

using namespace dayroom;
using namespace dayroom::facility;
using dayroom::test::FeedClient;
using dayroom::test::HubFixture;
using dayroom::test::must;

namespace {

wire::Document document_in(const std::string& language, const std::string& words) {
    auto reading = documents::read_text("dayroom-document-1\ncode: handbook\nlanguage: " + language +
                                        "\ntitle: Handbook\n\n# Visits\n" + words + "\n");
    REQUIRE(reading.faults.empty());
    return std::move(reading.document);
}

/// What terminals hold: language and revision of each.
std::map<std::string, int> held_by_terminals(HubFixture& hub) {
    FeedClient client(hub);
    client.sync();
    std::map<std::string, int> out;
    for (const auto& [name, record] : client.held(Scope::facility(hub.facility)))
        if (record.has_document()) out[record.document().language()] = record.document().revision();
    return out;
}

}  // namespace

TEST_CASE("a document is put in force, replaced by a newer version, and withdrawn, and its versions stay") {
    HubFixture hub;
    Documents documents;
    const auto put = [&](const wire::Document& document) {
        StoredDocument stored;
        must(hub.run([&](Work& work) -> Status {
            stored = TRY(documents.put(work, document));
            return {};
        }));
        return stored;
    };
    const StoredDocument first = put(document_in("en", "On Saturday."));
    put(document_in("es", "El sábado."));
    CHECK(held_by_terminals(hub) == std::map<std::string, int>{{"en", 1}, {"es", 1}});
    CHECK(put(document_in("en", "On Saturday.")).document.revision() == 1);
    hub.clock.advance(std::chrono::hours(1));
    const StoredDocument second = put(document_in("en", "On Sunday."));
    CHECK(second.id == first.id);
    CHECK(second.document.revision() == 2);
    CHECK(second.document.in_force_ms() == hub.clock.now().ms());
    CHECK(held_by_terminals(hub) == std::map<std::string, int>{{"en", 2}, {"es", 1}});
    const auto versions = must(documents.versions(*hub.reader, first.id));
    REQUIRE(versions.size() == 2);
    CHECK(versions[0].document.revision() == 2);
    CHECK(versions[1].document.chapters(0).sections(0).blocks(0).texts(0) == "On Saturday.");
    CHECK(versions[1].until == hub.clock.now());
    must(hub.run([&](Work& work) { return documents.withdraw(work, first.id); }));
    CHECK_FALSE(hub.run([&](Work& work) { return documents.withdraw(work, first.id); }).ok());
    CHECK(held_by_terminals(hub) == std::map<std::string, int>{{"es", 1}});
    CHECK(must(documents.list(*hub.reader, false)).size() == 1);
    CHECK(must(documents.list(*hub.reader, true)).size() == 2);
    CHECK(put(document_in("en", "On Sunday.")).document.revision() == 3);
    CHECK(held_by_terminals(hub) == std::map<std::string, int>{{"en", 3}, {"es", 1}});
}
