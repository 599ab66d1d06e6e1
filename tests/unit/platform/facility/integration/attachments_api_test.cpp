// Documents that staff attach to an answer: put in, looked at, sent, fetched by the resident's terminal alone, and
// proven by the record.
#include "platform/facility/requests/attachments.h"
#include "platform/facility/requests/desks.h"
#include "platform/facility/statements/pdf_writer.h"
#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::facility;
using namespace dayroom::test;
using nlohmann::json;

namespace {

constexpr const char* kAnswers = "request_staff";

HubOptions with_pages() {
    HubOptions options;
    options.services.pages_program = std::string(std::getenv("DAYROOM_BINARY_DIR")) + "/bin/dayroom-pages";
    return options;
}

std::string decision_pdf(int pages) {
    auto writer = PdfWriter::create("Decision").take();
    for (int page = 1; page <= pages; ++page) {
        writer.begin_page();
        writer.text(60, 700, 14, Weight::kRegular, "Page " + std::to_string(page) + " of the decision");
    }
    return writer.finish().take();
}

/// One request at nobody's desk.
struct Asked {
    TestHub hub{with_pages()};
    TestTerminal terminal = hub.enroll(0);
    TestTerminal elsewhere = hub.enroll(1, "other unit");
    std::string id;

    Asked() {
        hub.add_form();
        const TestResident resident = hub.add_resident("20481", 0, "7391", false, 1'000);
        hub.connect(terminal)->call("POST", "/v1/commands",
                                    hub.request_command(terminal, resident, CommandId::make(hub.clock, hub.random)));
        id = body_of(hub.api(kAnswers, "GET", "/api/v1/requests"))["requests"][0]["id"];
    }
    std::string path(const std::string& rest = {}) const { return "/api/v1/requests/" + id + rest; }
    ClientAnswer put(const std::string& pdf, const std::string& role = kAnswers) {
        return hub.api(role, "POST", path("/attachments"),
                       {{"name", "Decision of the board"}, {"pdf", base64(as_bytes(pdf))}});
    }
    json page() { return body_of(hub.api(kAnswers, "GET", path())); }
    int fetch(const TestTerminal& by, const std::string& sha256) {
        return hub.connect(by)->call("GET", "/v1/blobs/" + sha256, "").status;
    }
    std::vector<std::string> blobs() {
        std::vector<std::string> names;
        REQUIRE(hub.services()
                    .writer
                    ->run(Actor::system(),
                          [&](Work& work) {
                              return work.db().each(
                                  "SELECT sha256 FROM attachment_blob WHERE is_file = 0",
                                  [&](const database::Row& row) { names.push_back(to_hex(row.bytes(0))); });
                          })
                    .ok());
        return names;
    }
};

}  // namespace

TEST_CASE("a document is put in, looked at, sent with the answer, and only then fetched, by that unit alone") {
    Asked asked;
    const ClientAnswer made = asked.put(decision_pdf(2));
    REQUIRE(made.status == 201);
    const json document = body_of(made);
    CHECK(document["name"] == "Decision of the board");
    REQUIRE(document["pages"].size() == 2);
    CHECK(document["pages"][1]["has_text"] == true);
    const std::string one = "/attachments/" + document["id"].get<std::string>();
    const json second = body_of(asked.hub.api(kAnswers, "GET", asked.path(one + "/pages/2")));
    CHECK(second["text"] == "Page 2 of the decision");
    CHECK(second["strips"].size() == 3);
    CHECK(asked.hub.api(kAnswers, "GET", asked.path(one + "/pages/3")).status == 404);
    CHECK(asked.page()["attachments"].size() == 1);

    const auto names = asked.blobs();
    REQUIRE(names.size() > 2);
    CHECK(asked.fetch(asked.terminal, names[0]) == 404);
    REQUIRE(asked.hub
                .api(kAnswers, "POST", asked.path("/answer"),
                     {{"text", "Read the decision."}, {"attachments", {document["id"]}}})
                .status == 200);
    const json page = asked.page();
    CHECK(page["attachments"].empty());
    CHECK(page["steps"].back()["attachments"][0]["name"] == "Decision of the board");
    for (const std::string& name : names) {
        CHECK(asked.fetch(asked.terminal, name) == 200);
        CHECK(asked.fetch(asked.elsewhere, name) == 404);
    }
    CHECK(code_of(asked.hub.api(kAnswers, "DELETE", asked.path(one))) == "attachment_sent");
}

TEST_CASE("the file is for who may save the record, which names its hash") {
    Asked asked;
    const std::string pdf = decision_pdf(1);
    const std::string document = body_of(asked.put(pdf))["id"];
    REQUIRE(asked.hub.api(kAnswers, "POST", asked.path("/say"), {{"text", "See this."}, {"attachments", {document}}})
                .status == 200);
    const ClientAnswer file = asked.hub.api("auditor", "GET", asked.path("/attachments/" + document + "/file"));
    CHECK(file.status == 200);
    CHECK(file.body == pdf);
    const std::string record = body_of(asked.hub.api("auditor", "GET", asked.path("/record")))["html"];
    CHECK(record.find(to_hex(ByteView(crypto::sha256(as_bytes(pdf))))) != std::string::npos);
    CHECK(record.find("Decision of the board") != std::string::npos);
}

TEST_CASE("what is not sent is taken away, and leaves no blob behind") {
    Asked asked;
    const std::string first = body_of(asked.put(decision_pdf(1)))["id"];
    const std::string second = body_of(asked.put(decision_pdf(1)))["id"];
    CHECK(asked.hub.api(kAnswers, "DELETE", asked.path("/attachments/" + first)).status == 200);
    CHECK_FALSE(asked.blobs().empty());  // the second has the same pages
    CHECK(asked.hub.api(kAnswers, "GET", asked.path("/attachments/" + second + "/pages/1")).status == 200);
    CHECK(asked.hub.api(kAnswers, "DELETE", asked.path("/attachments/" + second)).status == 200);
    CHECK(asked.blobs().empty());
    CHECK(code_of(asked.hub.api(kAnswers, "POST", asked.path("/answer"),
                                {{"text", "No."}, {"attachments", {second}}})) == "attachment_gone");
    CHECK(asked.page()["state"] == "received");
}

TEST_CASE("another desk neither puts in nor looks, and a closed request takes none") {
    Asked asked;
    const std::string document = body_of(asked.put(decision_pdf(1)))["id"];
    CHECK(asked.put(decision_pdf(1), "trust_office").status == 403);
    CHECK(asked.put(decision_pdf(1), "reviewer").status == 403);
    REQUIRE(asked.hub.api(kAnswers, "POST", asked.path("/assign"), {{"role", "medical"}}).status == 200);
    CHECK(code_of(asked.put(decision_pdf(1))) == "other_desk");
    CHECK(code_of(asked.hub.api(kAnswers, "GET", asked.path("/attachments/" + document + "/pages/1"))) == "other_desk");
    // About health: its record, and so its files, are for who has its desk.
    CHECK(code_of(asked.hub.api("auditor", "GET", asked.path("/attachments/" + document + "/file"))) ==
          "health_staff_only");
}

TEST_CASE("a document that cannot be shown says why, and is not kept") {
    Asked asked;
    CHECK(code_of(asked.put("hello")) == "pdf_not_pdf");
    CHECK(code_of(asked.put("%PDF-1.7 nothing")) == "pdf_damaged");
    CHECK(code_of(asked.put(decision_pdf(21))) == "pdf_too_many_pages");
    CHECK(asked.hub.api(kAnswers, "POST", asked.path("/attachments"), {{"name", "a"}, {"pdf", "no base64!"}}).status ==
          400);
    CHECK(asked.page()["attachments"].empty());
    CHECK(asked.blobs().empty());
}
