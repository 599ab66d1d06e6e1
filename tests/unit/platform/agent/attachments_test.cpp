// A document from staff at the terminal: its pages and their words are brought here when the request is opened, and are
// read without a connection.
#include <catch2/catch.hpp>

#include "platform/crypto/hash.h"
#include "tests/unit/platform/agent/agent_rig.h"
#include "tests/unit/platform/photo/sample_pictures.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::Rig;

namespace {

struct AttachedDocument {
    Rig rig;
    std::string id;
    std::vector<std::string> pictures;
    std::vector<std::string> words;

    AttachedDocument() {
        auto& resident = rig.hub.add_resident("A100", "4711", 5000);
        rig.hub.add_resident("B200", "4712", 5000);
        wire::Record record;
        auto& request = *record.mutable_request();
        request.set_form_id(std::string(16, 'f'));
        request.set_form_code("general");
        request.set_form_revision(1);
        request.set_state(wire::Request::ANSWERED);
        request.set_receipt_code("K7P39QXD");
        request.set_submitted_ms(1'780'000'000'000);
        auto& step = *request.add_steps();
        step.set_state(wire::Request::ANSWERED);
        step.set_at_ms(1'780'000'100'000);
        step.set_by_role("records");
        auto& attachment = *step.add_attachments();
        attachment.set_id(std::string(16, 'd'));
        attachment.set_name("Decision");
        for (const unsigned side : {80U, 60U}) {
            auto& page = *attachment.add_pages();
            pictures.push_back(keep(to_string(photo::test::make_png(side, 60))));
            auto& strip = *page.add_strips();
            strip.set_sha256(pictures.back());
            strip.set_width(static_cast<std::int32_t>(side));
            strip.set_height(60);
            strip.set_bytes(static_cast<std::int32_t>(rig.hub.blobs[pictures.back()].size()));
            const std::string text = "Page of " + std::to_string(side);
            words.push_back(keep(text));
            page.set_text_sha256(words.back());
            page.set_text_bytes(static_cast<std::int32_t>(text.size()));
        }
        id = rig.hub.put(FakeHub::scope_of(resident), record);
        rig.start();
    }
    std::string keep(const std::string& bytes) {
        const std::string sha = to_string(crypto::sha256(as_bytes(bytes)));
        rig.hub.blobs[sha] = bytes;
        return sha;
    }
    local::ToAgent request() const {
        local::ToAgent query;
        query.mutable_get_request()->set_id(id);
        return query;
    }
};

local::ToAgent words_query(const std::string& sha) {
    local::ToAgent query;
    query.mutable_get_page_text()->set_sha256(sha);
    return query;
}
local::ToAgent picture_query(const std::string& sha) {
    local::ToAgent query;
    query.mutable_get_photo()->set_sha256(sha);
    query.mutable_get_photo()->set_max_width(40);
    query.mutable_get_photo()->set_max_height(40);
    return query;
}

}  // namespace

TEST_CASE_METHOD(AttachedDocument, "pages and words of a request that was opened are read without a connection") {
    auto terminal = rig.connect_synced();
    CHECK(terminal->ask(words_query(words[0])).problem().code() == "signed_out");
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    // Nothing of a request that was not opened in this session.
    CHECK(terminal->ask(words_query(words[0])).problem().code() == "not_found");
    CHECK(terminal->ask(picture_query(pictures[0])).problem().code() == "not_found");
    const auto shown = terminal->until(request(), [](const auto& answer) { return answer.has_request(); });
    const auto& attachment = shown.request().steps(0).attachments(0);
    CHECK(attachment.name() == "Decision");
    REQUIRE(attachment.pages_size() == 2);
    CHECK(attachment.pages(1).text_sha256() == words[1]);
    // The first is asked for; the rest comes by itself.
    terminal->until(words_query(words[0]),
                    [](const auto& answer) { return answer.page_text().state() == local::Pixels::READY; });
    terminal->until(picture_query(pictures[1]),
                    [](const auto& answer) { return answer.photo().state() == local::Pixels::READY; });
    terminal->until(words_query(words[1]),
                    [](const auto& answer) { return answer.page_text().state() == local::Pixels::READY; });

    rig.go_offline(*terminal);
    const auto pixels = terminal->ask(picture_query(pictures[1])).photo();
    CHECK(pixels.state() == local::Pixels::READY);
    CHECK(pixels.width() == 40);
    CHECK(terminal->ask(words_query(words[1])).page_text().text() == "Page of 60");
}

TEST_CASE_METHOD(AttachedDocument, "another resident gets nothing of it") {
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("B200", "4712").has_signed_in());
    CHECK(terminal->ask(request()).problem().code() == "not_found");
    CHECK(terminal->ask(words_query(words[0])).problem().code() == "not_found");
    CHECK(terminal->ask(picture_query(pictures[0])).problem().code() == "not_found");
}

}  // namespace dayroom::agent
