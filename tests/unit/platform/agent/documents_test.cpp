// Handbook and rules at the agent: in the reader's language, searched, and signed out only what is public.
#include <catch2/catch.hpp>

#include "platform/documents/document_text.h"
#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using test::Rig;

namespace {

wire::Record handbook_in(const std::string& language, const std::string& code, bool shown, const std::string& words) {
    auto reading = documents::read_text("dayroom-document-1\ncode: " + code + "\nlanguage: " + language +
                                        "\ntitle: " + code + " " + language + "\npublic: " + (shown ? "yes" : "no") +
                                        "\n\n# Visits\n" + words + "\n## Lockers\n- Free\n");
    REQUIRE(reading.faults.empty());
    wire::Record record;
    *record.mutable_document() = std::move(reading.document);
    record.mutable_document()->set_revision(1);
    return record;
}

std::vector<std::string> titles(const local::ToTerminal& answer) {
    std::vector<std::string> out;
    for (const auto& document : answer.documents().documents()) out.push_back(document.title());
    return out;
}

local::ToAgent contents(const std::string& language) {
    local::ToAgent query;
    query.mutable_get_documents()->set_language(language);
    return query;
}

}  // namespace

TEST_CASE("documents are read in the reader's language, signed out only the public ones") {
    Rig rig;
    rig.hub.add_resident("A100", "4711", 5000);
    const auto facility = rig.hub.scope_of_facility();
    const std::string open = rig.hub.put(facility, handbook_in("en", "handbook", true, "On Saturday."));
    rig.hub.put(facility, handbook_in("es", "handbook", true, "El sábado."));
    const std::string closed = rig.hub.put(facility, handbook_in("en", "rules", false, "No glass."));
    rig.start();
    auto terminal = rig.connect_synced();
    const auto chapter = [&](const std::string& id, int at) {
        local::ToAgent query;
        query.mutable_get_chapter()->set_document_id(id);
        query.mutable_get_chapter()->set_chapter(at);
        return terminal->ask(query);
    };
    const auto search = [&](const std::string& id, const std::string& text) {
        local::ToAgent query;
        query.mutable_search_document()->set_document_id(id);
        query.mutable_search_document()->set_text(text);
        return terminal->ask(query);
    };
    local::ToAgent status;
    status.mutable_get_status();
    CHECK(terminal->ask(status).status().public_documents());
    CHECK(titles(terminal->ask(contents("es"))) == std::vector<std::string>{"handbook es"});
    CHECK(titles(terminal->ask(contents("vi"))) == std::vector<std::string>{"handbook en"});
    CHECK(chapter(open, 0).chapter().sections(0).blocks(0).texts(0) == "On Saturday.");
    CHECK(chapter(closed, 0).problem().code() == "not_found");
    CHECK(search(closed, "glass").problem().code() == "not_found");
    CHECK(search("", "glass").passages().total() == 0);

    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    CHECK(titles(terminal->ask(contents("es"))) == std::vector<std::string>{"handbook es", "rules en"});
    CHECK(chapter(closed, 0).chapter().sections(1).blocks(0).kind() == "bullets");
    for (const int at : {-1, 1}) CHECK(chapter(closed, at).problem().code() == "not_found");
    const auto found = search(closed, "visit free");
    REQUIRE(found.passages().passages_size() == 1);
    CHECK(found.passages().passages(0).section() == 1);
    CHECK(found.passages().passages(0).title() == "Visits · Lockers");
    CHECK(search("", "glass").passages().total() == 1);
    CHECK(terminal->home().home().documents());
}

}  // namespace dayroom::agent
