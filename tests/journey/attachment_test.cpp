// Staff answer with a document; the resident reads it page by page at the terminal, and goes on reading when the cable
// is cut.
#include <catch2/catch.hpp>

#include "platform/base/bytes.h"
#include "platform/facility/statements/pdf_writer.h"
#include "tests/journey/network.h"
#include "tests/journey/steps.h"

using namespace dayroom::journey;

namespace {

std::string decision(int pages) {
    using dayroom::facility::PdfWriter;
    auto writer = PdfWriter::create("Decision").take();
    for (int page = 1; page <= pages; ++page) {
        writer.begin_page();
        writer.text(60, 700, 16, dayroom::facility::Weight::kBold, "Decision, part " + std::to_string(page));
        writer.text(60, 660, 12, dayroom::facility::Weight::kRegular, "Your radio stays in the property office.");
    }
    return writer.finish().take();
}

std::string base64_of(const std::string& bytes) {
    std::string text = dayroom::to_base64url(dayroom::as_bytes(bytes));
    for (char& letter : text) letter = letter == '-' ? '+' : letter == '_' ? '/' : letter;
    while (text.size() % 4 != 0) text += '=';
    return text;
}

/// The page is on the screen, drawn, with its words for who hears it.
void page_shows(Terminal& terminal, const std::string& head, const std::string& words) {
    terminal.wait_for(head, [&](const Node& node) {
        return node.id.ends_with("attachment.picture") && node.label.find(head) == 0 &&
               node.label.find(words) != std::string::npos;
    });
    terminal.wait_until_gone("Getting the page");
    CHECK_FALSE(terminal.shows("not on this terminal yet"));
}

}  // namespace

TEST_CASE("a document that staff attach is read page by page, and with the cable cut too") {
    Facility facility;
    facility.serve();
    Cable cable(facility.terminal_address());
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit, cable.address());
    Staff staff(facility, "request_staff");
    terminal.sign_in(person);
    ask_for_copy(terminal, "The decision about my radio");
    const std::string receipt = confirm_and_read_receipt(terminal);
    const std::string resident_id = resident(staff, person.number)["id"];
    std::string request;
    for (const auto& each : requests(staff, resident_id, "received"))
        if (each["receipt_code"] == receipt) request = each["id"];
    REQUIRE_FALSE(request.empty());

    const std::string path = "/api/v1/requests/" + request;
    const auto made =
        staff.post(path + "/attachments", {{"name", "Decision about a radio"}, {"pdf", base64_of(decision(3))}});
    REQUIRE(made.status == 201);
    REQUIRE(staff.post(path + "/answer", {{"text", "It is attached."}, {"attachments", {made.body["id"]}}}).status ==
            200);

    terminal.drive({"click nav.requests", "wait request.0"});
    terminal.wait_for_text("Answered");
    terminal.drive({"click request.0", "wait request.attachment.0", "click request.attachment.0"});
    page_shows(terminal, "Page 1 of 3", "Decision, part 1");
    terminal.drive({"click attachment.next"});
    page_shows(terminal, "Page 2 of 3", "Decision, part 2");
    // All of it is here once the last page is, whose words come last.
    terminal.drive({"click attachment.next"});
    page_shows(terminal, "Page 3 of 3", "Decision, part 3");

    cable.cut();
    terminal.sign_out();
    terminal.sign_in(person);  // offline: the wrapped key opens the vault
    terminal.drive({"click nav.requests", "wait request.0", "click request.0", "wait request.attachment.0",
                    "click request.attachment.0"});
    page_shows(terminal, "Page 1 of 3", "Decision, part 1");
    terminal.drive({"click attachment.next"});
    page_shows(terminal, "Page 2 of 3", "Your radio stays in the property office.");
    terminal.drive({"click attachment.words"});
    terminal.wait_for_text("Decision, part 2");
}
