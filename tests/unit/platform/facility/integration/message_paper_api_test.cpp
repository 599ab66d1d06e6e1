// A message on paper: who works on the request for it gets that one message, and nothing else of anybody.
#include <cstdio>
#include <fstream>

#include "platform/forms/marked_answer.h"
#include "platform/forms/message_print.h"
#include "platform/rules/receipt_code.h"
#include "tests/unit/platform/facility/integration/api_calls.h"

using namespace dayroom;
using namespace dayroom::facility;
using namespace dayroom::test;
using nlohmann::json;

namespace {

constexpr const char* kMailRoomRole = "request_staff";
constexpr const char* kPorchWords = "We painted the porch.\nIt looks like the old one.";

struct MailRoom {
    TestHub hub{with_photos()};
    TestResident resident = hub.add_resident("20481", 0, "7391");
    ContactId contact = approved_contact(hub, resident);
    FormId form = FormId::make(hub.clock, hub.random);

    explicit MailRoom(const std::string& code = std::string(forms::kMessagePrintForm)) {
        wire::Form body;
        body.set_code(code);
        auto* name = body.add_name();
        name->set_language("en");
        name->set_text("A message on paper");
        auto* field = body.add_fields();
        field->set_code(std::string(forms::kMessageField));
        field->set_kind(wire::Form::Field::TEXT);
        field->set_required(true);
        field->set_max_characters(240);
        *field->add_label() = body.name(0);
        body.set_answer_within_hours(72);
        body.set_icon("printer");
        REQUIRE(
            hub.services()
                .writer->run(Actor::system(), [&](Work& work) { return hub.services().forms.put(work, form, body); })
                .ok());
    }
    std::string receive(const std::string& key, bool photo) {
        json message = {{"resident_id", resident.id.to_string()},
                        {"contact_id", contact.to_string()},
                        {"text", kPorchWords},
                        {"idempotency_key", key}};
        if (photo) message["photos"] = {painted_base64(5)};
        const ClientAnswer put = hub.api("provider", "POST", "/api/v1/inbound", message);
        INFO(put.body);
        REQUIRE(put.status == 201);
        return body_of(put)["id"];
    }
    void approve(const std::string& message) {
        REQUIRE(hub.api("reviewer", "POST", "/api/v1/messages/" + message + "/approve").status == 200);
    }
    std::string ask(const TestResident& who, const std::string& answer) {
        RequestId id = RequestId::make(hub.clock, hub.random);
        REQUIRE(as_resident(hub, who, [&](Work& work) -> Status {
                    wire::SubmitRequest body;
                    body.set_request_id(id.raw());
                    body.set_form_id(form.raw());
                    body.set_form_revision(TRY(hub.services().forms.find(work.db(), form))->form.revision());
                    body.set_receipt_code(rules::make_receipt_code(hub.random));
                    body.set_language("en");
                    wire::Answer& said = *body.add_answers();
                    said.set_field(std::string(forms::kMessageField));
                    said.set_value(answer);
                    return hub.services().requests.submit(work, who.id, {}, work.make_id<CommandId>(), body,
                                                          work.now());
                }).ok());
        return id.to_string();
    }
    std::string ask_for(const std::string& message) {
        return ask(resident, forms::marked_answer("Rosa Diaz · today · Received", forms::message_mark(message)));
    }
    ClientAnswer paper(const std::string& request, const std::string& role = kMailRoomRole) {
        return hub.api(role, "GET", "/api/v1/requests/" + request + "/message.pdf");
    }
    std::string words_of(const std::string& pdf) const {
        const std::string file = (hub.dir.path() / "message.pdf").string();
        std::ofstream(file, std::ios::binary) << pdf;
        std::FILE* reader = ::popen(("pdftotext -layout '" + file + "' -").c_str(), "r");
        REQUIRE(reader != nullptr);
        std::string text;
        std::array<char, 4'096> buffer{};
        while (const std::size_t read = std::fread(buffer.data(), 1, buffer.size(), reader))
            text.append(buffer.data(), read);
        REQUIRE(::pclose(reader) == 0);
        return text;
    }
};

}  // namespace

TEST_CASE("who works on the request prints the message that it marks, with its photo") {
    MailRoom room;
    const std::string message = room.receive("m1", true);
    room.approve(message);
    const std::string request = room.ask_for(message);
    const ClientAnswer paper = room.paper(request);
    REQUIRE(paper.status == 200);
    CHECK(paper.headers.at("content-type") == "application/pdf");
    const std::string words = room.words_of(paper.body);
    INFO(words);
    CHECK(words.find("We painted the porch.") != std::string::npos);
    CHECK(words.find("It looks like the old one.") != std::string::npos);
    CHECK(words.find("Rosa Diaz") != std::string::npos);
    CHECK(words.find("20481") != std::string::npos);
    CHECK(paper.body.find("/DCTDecode") != std::string::npos);  // the photo, as it is
    CHECK(room.paper(request, "reviewer").status == 403);
    CHECK(room.paper(request, "auditor").status == 403);

    REQUIRE(room.hub.api(kMailRoomRole, "POST", "/api/v1/requests/" + request + "/answer", {{"text", "It is printed."}})
                .status == 200);
    CHECK(room.paper(request).status == 409);
}

TEST_CASE("no mark, another's mark and what was not delivered print nothing") {
    MailRoom room;
    const std::string message = room.receive("m1", false);
    const std::string waiting = room.ask_for(message);
    CHECK(room.paper(waiting).status == 404);
    room.approve(message);
    CHECK(room.paper(waiting).status == 200);

    const TestResident other = room.hub.add_resident("20482", 0, "7392");
    CHECK(room.paper(room.ask(other, "that one · " + message.substr(message.size() - 8))).status == 404);
    CHECK(room.paper(room.ask(room.resident, "the one about the porch")).status == 404);
    CHECK(room.paper(room.ask(room.resident, "x · 0a1b2c3d")).status == 404);
    CHECK(room.paper(message).status == 404);
}

TEST_CASE("a request of another form prints no message") {
    MailRoom room("library_book");
    const std::string message = room.receive("m1", false);
    room.approve(message);
    CHECK(room.paper(room.ask_for(message)).status == 404);
}

TEST_CASE("who has not the desk of the request does not print what it asks for") {
    MailRoom room;
    const std::string message = room.receive("m1", false);
    room.approve(message);
    const std::string request = room.ask_for(message);
    REQUIRE(
        room.hub.api(kMailRoomRole, "POST", "/api/v1/requests/" + request + "/assign", {{"role", "records"}}).status ==
        200);
    CHECK(code_of(room.paper(request)) == "other_desk");
}
