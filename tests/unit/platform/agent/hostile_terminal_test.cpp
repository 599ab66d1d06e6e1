#include <fstream>
#include <map>
#include <set>

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/agent/terminal_link.h"
#include "tests/unit/platform/agent/agent_rig.h"

namespace dayroom::agent {
using dayroom::test::FakeHub;
using test::Rig;
using test::Terminal;

namespace {

std::string length_of(std::uint32_t length) {
    std::string bytes;
    for (int at = 0; at < 4; ++at) bytes.push_back(static_cast<char>(length >> (8 * at) & 0xFF));
    return bytes;
}

}  // namespace

TEST_CASE("garbage, empty and oversized frames cut the connection, and the agent goes on") {
    Rig rig;
    rig.start();
    for (const std::string& bytes : {length_of(3) + "\xFF\xFF\xFF", length_of(0), length_of(0xFFFFFFFF),
                                     length_of(kMaxFrameUp + 1), length_of(2) + std::string("\x08\x00", 2)}) {
        Terminal terminal = rig.connect();
        terminal.send_raw(bytes);
        CHECK(terminal.is_cut());
    }
    CHECK(rig.connect_synced() != nullptr);
}

TEST_CASE("random bytes never do more than that") {
    Rig rig;
    rig.start();
    SeededRandom random(5);
    for (int round = 0; round < 40; ++round) {
        Terminal terminal = rig.connect();
        Bytes noise(1 + random.below(4000));
        random.fill(noise);
        std::string frame =
            round % 2 == 0 ? to_string(noise) : length_of(static_cast<std::uint32_t>(noise.size())) + to_string(noise);
        terminal.send_raw(frame);
    }
    CHECK(rig.connect_synced() != nullptr);
}

TEST_CASE("a flood is slowed down, then cut off, other queries of a burst are answered") {
    Rig rig;
    rig.start();
    auto terminal = rig.connect_synced();
    local::ToAgent query;
    query.mutable_get_status();
    std::string flood;
    for (std::uint32_t number = 1; number <= 2000; ++number) {
        query.set_number(number);
        flood += make_frame(query, kMaxFrameUp).take();
    }
    terminal->send_raw(flood);
    CHECK(terminal->is_cut());
    CHECK(rig.connect_synced() != nullptr);
}

TEST_CASE("the ids of other residents are not found, whoever asks") {
    Rig rig;
    rig.hub.add_resident("A100", "4711", 5000);
    auto& other = rig.hub.add_resident("B200", "1234", 7777);
    const auto contact = rig.hub.put_contact(other, "Their mother");
    rig.hub.put_message(other, contact, "for their eyes only");
    wire::Record record;
    auto& request = *record.mutable_request();
    request.set_form_id(rig.hub.form_id("general"));
    request.set_form_code("general");
    request.set_form_revision(1);
    request.set_state(wire::Request::RECEIVED);
    request.set_submitted_ms(rig.clock.now().ms());
    const auto request_id = rig.hub.put(FakeHub::scope_of(other), record);
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    local::ToAgent query;
    query.mutable_get_messages()->set_contact_id(contact);
    CHECK(terminal->ask(query).messages().total() == 0);
    query.mutable_search_messages()->set_text("eyes");
    CHECK(terminal->ask(query).messages().total() == 0);
    query.mutable_get_request()->set_id(request_id);
    CHECK(terminal->ask(query).problem().code() == "not_found");
    query.mutable_mark_read()->add_message_ids(std::string(16, 'm'));
    CHECK(terminal->ask(query).has_done());
    query.mutable_mark_read()->add_message_ids("short");
    CHECK(terminal->ask(query).problem().code() == "invalid");
    CHECK(terminal->home().home().spendable_cents() == 5000);
}

TEST_CASE("without a session every personal query is refused") {
    Rig rig;
    rig.hub.add_resident("A100", "4711", 5000);
    rig.start();
    auto terminal = rig.connect_synced();
    const auto* kinds = local::ToAgent::descriptor()->oneof_decl(0);
    REQUIRE(kinds->field_count() > 28);
    const std::set<std::string> open_to_all = {"get_status",    "sign_in",          "sign_out",
                                               "get_documents", "get_chapter",      "search_document",
                                               "get_prea",      "send_prea_report", "read_prea_answers"};
    // A technician's, who has not come in: the door says what it takes, and nothing behind it answers.
    const std::map<std::string, std::string> at_the_door = {{"get_door", ""},
                                                            {"enter_diagnostics", "technician_answer"},
                                                            {"leave_diagnostics", "denied"},
                                                            {"run_test", "denied"},
                                                            {"keep_result", "denied"},
                                                            {"get_readiness", "denied"},
                                                            {"save_readiness", "denied"},
                                                            {"save_bundle", "denied"}};
    for (int at = 0; at < kinds->field_count(); ++at) {
        const auto* field = kinds->field(at);
        const std::string name = field->name();
        if (open_to_all.contains(name)) continue;
        const auto door = at_the_door.find(name);
        local::ToAgent query;  // an empty message of this kind
        query.GetReflection()->MutableMessage(&query, field);
        CAPTURE(name);
        CHECK(terminal->ask(query).problem().code() == (door == at_the_door.end() ? "signed_out" : door->second));
    }
    local::ToAgent nothing;
    CHECK(terminal->ask(nothing).problem().code() == "unsupported");
}

TEST_CASE("odd values in queries are answered, not obeyed") {
    Rig rig;
    rig.hub.add_resident("A100", "4711", 5000);
    rig.start();
    auto terminal = rig.connect_synced();
    REQUIRE(terminal->sign_in("A100", "4711").has_signed_in());
    local::ToAgent query;
    query.mutable_get_threads()->mutable_page()->set_offset(-5);
    query.mutable_get_threads()->mutable_page()->set_count(2'000'000'000);
    CHECK(terminal->ask(query).has_threads());
    query.mutable_save_draft()->set_key("request/general");
    query.mutable_save_draft()->set_content(std::string(1'500'000, 'x'));
    CHECK(terminal->ask(query).problem().code() == "too_large");
    query.mutable_search_messages()->set_text("\" OR 1=1 -- * NEAR(");
    CHECK(terminal->ask(query).has_messages());
    query.mutable_set_preferences()->set_theme(std::string(5000, 't'));
    CHECK(terminal->ask(query).has_problem());
    CHECK(terminal->home().has_home());
}

TEST_CASE("only the terminal's user id may connect") {
    Rig rig;
    rig.options.terminal_user = 64'999;
    rig.start();
    Terminal terminal = rig.connect();
    CHECK(terminal.is_cut());
}

TEST_CASE("a file in the socket's place is not removed") {
    Rig rig;
    std::ofstream(rig.options.socket_path) << "precious";
    const device::ServiceNotifier notifier("");
    const auto result = run_agent(rig.options, rig.clock, rig.random, notifier,
                                  [&](const net::HttpsOptions&) { return Result(rig.hub.connect(true)); }, {});
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().code == ErrorCode::kConflict);
    CHECK(std::filesystem::is_regular_file(rig.options.socket_path));
}

TEST_CASE("frames come in pieces and stay bounded") {
    FrameReader reader(100);
    local::ToAgent query;
    query.set_number(7);
    query.mutable_get_status();
    const std::string frame = make_frame(query, 100).take();
    for (const char c : frame) {
        CHECK_FALSE(reader.next().take().has_value());
        reader.add(as_bytes(std::string_view(&c, 1)));
    }
    CHECK(reader.next().take().has_value());
    CHECK(reader.waiting() == 0);
    reader.add(as_bytes(length_of(101)));
    CHECK(reader.next().error().code == ErrorCode::kTooLarge);
    CHECK(make_frame(query, 1).error().code == ErrorCode::kTooLarge);
}

TEST_CASE("the rate refills with time") {
    FakeClock clock;
    RateLimit rate(3, 10, clock.steady());
    CHECK(rate.allow(clock.steady()));
    CHECK(rate.allow(clock.steady()));
    CHECK(rate.allow(clock.steady()));
    CHECK_FALSE(rate.allow(clock.steady()));
    clock.advance(Milliseconds(100));
    CHECK(rate.allow(clock.steady()));
    CHECK_FALSE(rate.allow(clock.steady()));
}

}  // namespace dayroom::agent
