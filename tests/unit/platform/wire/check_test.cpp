#include <catch2/catch.hpp>

#include "tests/unit/platform/wire/sample.h"

using namespace dayroom;
using namespace dayroom::wire;
using namespace dayroom::wire::sample;

namespace {

ErrorCode refused(const Command& command) {
    const auto result = parse_command(bytes_of(command));
    REQUIRE_FALSE(result.ok());
    return result.error().code;
}
ErrorCode refused(const Record& record) {
    const auto result = parse_record(bytes_of(record));
    REQUIRE_FALSE(result.ok());
    return result.error().code;
}

SignInRequest sign_in() {
    SignInRequest request;
    request.set_resident_number("A-1042");
    request.set_pin("4711");
    return request;
}

// One more field, of a number that no version has.
Bytes with_unknown_field(Bytes bytes) {
    for (const int byte : {0xfa, 0x3f, 0x01, 0x78}) bytes.push_back(static_cast<std::uint8_t>(byte));  // field 1023
    return bytes;
}

}  // namespace

TEST_CASE("good messages pass") {
    CHECK(parse_command(bytes_of(request_command())).ok());
    CHECK(parse_record(bytes_of(message_record())).ok());
    CHECK(parse_record(bytes_of(balances_record())).ok());
    CHECK(parse_sign_in_request(bytes_of(sign_in())).ok());
}

TEST_CASE("commands: every field is checked") {
    Command command = request_command();
    SubmitRequest& submit = *command.mutable_submit_request();
    SECTION("short id") { command.set_id("short"); }
    SECTION("nil id") { command.set_resident_id(std::string(16, '\0')); }
    SECTION("no time") { command.set_made_ms(0); }
    SECTION("time beyond reason") { command.set_made_ms(INT64_MAX); }
    SECTION("no body") { command.clear_submit_request(); }
    SECTION("negative price") { submit.set_price_seen_cents(-1); }
    SECTION("price beyond one command") { submit.set_price_seen_cents(kMaxCommandUnits + 1); }
    SECTION("receipt code in lower case") { submit.set_receipt_code("34679acd"); }
    SECTION("field name is no code") { submit.mutable_answers(0)->set_field("Pages!"); }
    SECTION("control character") { submit.mutable_answers(0)->set_value(std::string("a\0b", 3)); }
    SECTION("an escape sequence") { submit.mutable_answers(0)->set_value("\x1b[2J"); }
    CHECK(refused(command) == ErrorCode::kInvalid);
}

TEST_CASE("commands: what is too much is too large") {
    Command command = request_command();
    SubmitRequest& submit = *command.mutable_submit_request();
    SECTION("answers") {
        for (int i = 0; i < kMaxAnswers; ++i) *submit.add_answers() = submit.answers(0);
    }
    SECTION("characters") { submit.mutable_answers(0)->set_value(std::string(kMaxAnswerCharacters + 1, 'x')); }
    SECTION("marks") {
        for (int i = 0; i <= kMaxMessagesInMarkRead; ++i) command.mutable_mark_read()->add_message_ids(id(i + 1));
    }
    SECTION("message text") {
        command.mutable_send_message()->set_message_id(id(9));
        command.mutable_send_message()->set_contact_id(id(8));
        command.mutable_send_message()->set_text(std::string(kMaxMessageCharacters + 1, 'x'));
    }
    SECTION("bytes") { submit.mutable_answers(0)->set_value(std::string(kMaxCommandBytes, 'x')); }
    CHECK(refused(command) == ErrorCode::kTooLarge);
}

TEST_CASE("the longest message of four-byte characters still fits") {
    Command command = request_command();
    std::string text;
    for (std::size_t i = 0; i < kMaxMessageCharacters; ++i) text += "😀";
    command.mutable_send_message()->set_message_id(id(9));
    command.mutable_send_message()->set_contact_id(id(8));
    command.mutable_send_message()->set_text(text);
    CHECK(parse_command(bytes_of(command)).ok());
}

TEST_CASE("text that is not UTF-8 is refused") {
    Bytes bytes = bytes_of(request_command());
    // Overlong, surrogate, beyond the last code point, cut off.
    for (const char* bad : {"\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82"}) {
        Command command = request_command();
        command.mutable_submit_request()->mutable_answers(0)->set_value("....");
        std::string raw = command.SerializeAsString();
        const std::size_t at = raw.find("....");
        raw.replace(at, std::string(bad).size(), bad);
        CHECK_FALSE(parse_command(as_bytes(raw)).ok());
    }
}

TEST_CASE("unknown fields: refused in what asks, kept in what tells") {
    CHECK_FALSE(parse_command(with_unknown_field(bytes_of(request_command()))).ok());
    CHECK_FALSE(parse_sign_in_request(with_unknown_field(bytes_of(sign_in()))).ok());
    const auto record = parse_record(with_unknown_field(bytes_of(message_record())));
    REQUIRE(record.ok());
    CHECK(bytes_of(record.value()) == with_unknown_field(bytes_of(message_record())));
    // Deep inside too.
    Command nested = request_command();
    nested.mutable_submit_request()
        ->mutable_answers(0)
        ->GetReflection()
        ->MutableUnknownFields(nested.mutable_submit_request()->mutable_answers(0))
        ->AddVarint(999, 1);
    CHECK_FALSE(parse_command(bytes_of(nested)).ok());
}

TEST_CASE("sign-in: numbers and PINs have a shape") {
    SignInRequest request = sign_in();
    SECTION("empty number") { request.set_resident_number(""); }
    SECTION("a space in it") { request.set_resident_number("A 1"); }
    SECTION("too long") { request.set_resident_number(std::string(25, 'A')); }
    SECTION("short PIN") { request.set_pin("123"); }
    SECTION("letters") { request.set_pin("12a4"); }
    SECTION("long PIN") { request.set_pin(std::string(13, '1')); }
    SECTION("bad new PIN") { request.set_new_pin("12"); }
    CHECK_FALSE(parse_sign_in_request(bytes_of(request)).ok());
}

TEST_CASE("batches are bounded and whole") {
    CommandBatch batch;
    CHECK_FALSE(parse_command_batch(bytes_of(batch)).ok());
    QueuedCommand& queued = *batch.add_commands();
    queued.set_command_id(id(1));
    CHECK_FALSE(parse_command_batch(bytes_of(batch)).ok());
    queued.set_box(std::string(100, 'b'));
    CHECK(parse_command_batch(bytes_of(batch)).ok());
    queued.set_box("b");
    CHECK_FALSE(parse_command_batch(bytes_of(batch)).ok());
    queued.mutable_command()->set_payload("p");
    queued.mutable_command()->set_session_proof(std::string(32, 'p'));
    queued.mutable_command()->set_device_signature(std::string(63, 's'));
    CHECK_FALSE(parse_command_batch(bytes_of(batch)).ok());
    queued.mutable_command()->set_device_signature(std::string(64, 's'));
    CHECK(parse_command_batch(bytes_of(batch)).ok());
    while (batch.commands_size() <= kMaxCommandsInBatch) *batch.add_commands() = batch.commands(0);
    CHECK(parse_command_batch(bytes_of(batch)).error().code == ErrorCode::kTooLarge);
    CHECK(parse_command_batch(Bytes(kMaxCommandBodyBytes + 1, 0)).error().code == ErrorCode::kTooLarge);
}

TEST_CASE("feed requests and responses keep their order and shape") {
    FeedRequest request;
    ScopeCursor& cursor = *request.add_cursors();
    cursor.mutable_scope()->set_kind(RESIDENT);
    cursor.mutable_scope()->set_id(id(50));
    CHECK(parse_feed_request(bytes_of(request)).ok());
    request.set_wait_ms(kMaxFeedWaitMs + 1);
    CHECK_FALSE(parse_feed_request(bytes_of(request)).ok());

    FeedResponse response;
    response.set_epoch(id(5));
    response.set_now_ms(kNow);
    FeedPage& page = *response.add_pages();
    *page.mutable_scope() = cursor.scope();
    page.set_from_seq(4);
    page.set_to_seq(6);
    Change& change = *page.add_changes();
    change.set_seq(5);
    change.set_id(id(100));
    change.set_envelope(std::string(200, 'e'));
    CHECK(parse_feed_response(bytes_of(response)).ok());
    SECTION("backwards") { page.set_to_seq(3); }
    SECTION("before the page") { change.set_seq(4); }
    SECTION("beyond the page") { change.set_seq(7); }
    SECTION("open content in a resident's scope") { change.mutable_item()->set_record("r"); }
    SECTION("removed with a body") { change.set_removed(true); }
    SECTION("no body") { change.clear_envelope(); }
    SECTION("unknown scope kind") { page.mutable_scope()->set_kind(static_cast<ScopeKind>(9)); }
    SECTION("a snapshot that cannot go on") { page.set_kind(FeedPage::SNAPSHOT); }
    CHECK_FALSE(parse_feed_response(bytes_of(response)).ok());
}

TEST_CASE("records: kind, scope and numbers are checked") {
    Record record = message_record();
    SECTION("a message in the facility's scope") { record.mutable_scope()->set_kind(FACILITY); }
    SECTION("no version") { record.set_version(0); }
    SECTION("no release") { record.set_released_ms(0); }
    SECTION("photo without its hash") { record.mutable_message()->add_photos(); }
    SECTION("negative price") { record.mutable_message()->set_price_credits(-1); }
    SECTION("balances beyond the ledger") { record.mutable_balances()->set_spendable_cents(kMaxLedgerUnits + 1); }
    CHECK(refused(record) == ErrorCode::kInvalid);
}

TEST_CASE("records of a newer hub are unsupported, not broken") {
    Record record = message_record();
    SECTION("unknown kind") { record.clear_message(); }
    SECTION("unknown state") { record.mutable_message()->set_state(static_cast<Message::State>(77)); }
    SECTION("unknown direction") { record.mutable_message()->set_direction(static_cast<Message::Direction>(77)); }
    CHECK(refused(record) == ErrorCode::kUnsupported);
}

TEST_CASE("texts in several languages must include English") {
    Record record = record_in(FACILITY, 30);
    Notice& notice = *record.mutable_notice();
    auto add = [](auto* texts, const char* language) {
        LocalText& text = *texts->Add();
        text.set_language(language);
        text.set_text("t");
    };
    add(notice.mutable_title(), "es");
    add(notice.mutable_text(), "en");
    CHECK(refused(record) == ErrorCode::kInvalid);
    add(notice.mutable_title(), "en");
    CHECK(parse_record(bytes_of(record)).ok());
}

TEST_CASE("truncated, mutated and random input never gets through by crashing") {
    SeededRandom random(77);
    const Bytes good = bytes_of(request_command());
    for (std::size_t size = 0; size < good.size(); ++size) (void)parse_command(ByteView(good).first(size));
    for (int round = 0; round < 3000; ++round) {
        Bytes bad = round % 2 == 0 ? good : bytes_of(message_record());
        for (int flips = 0; flips < 4; ++flips)
            bad[random.below(bad.size())] = static_cast<std::uint8_t>(random.below(256));
        const auto command = parse_command(bad);
        if (command.ok()) CHECK(check_command(command.value()).ok());
        const auto record = parse_record(bad);
        if (record.ok()) CHECK(check_record(record.value()).ok());
        (void)parse_feed_response(bad);
        (void)parse_enroll_request(bad);
        (void)parse_renew_request(bad);
        (void)parse_renew_response(bad);
    }
}

TEST_CASE("a renewal asks with a request and a signature, and is answered with a certificate") {
    RenewRequest request;
    request.set_csr_pem("a request");
    request.set_proof(std::string(64, 's'));
    CHECK(parse_renew_request(bytes_of(request)).ok());
    CHECK_FALSE(parse_renew_request(with_unknown_field(bytes_of(request))).ok());
    RenewResponse response;
    response.set_certificate_pem("a certificate");
    response.set_now_ms(1);
    CHECK(parse_renew_response(bytes_of(response)).ok());
    CHECK(parse_renew_response(with_unknown_field(bytes_of(response))).ok());
    SECTION("no request") { request.clear_csr_pem(); }
    SECTION("a request that is too long") { request.set_csr_pem(std::string(kMaxPemBytes + 1, 'x')); }
    SECTION("a body that is too long") { request.set_csr_pem(std::string(kMaxSmallBodyBytes, 'x')); }
    SECTION("a short proof") { request.set_proof(std::string(63, 's')); }
    CHECK_FALSE(parse_renew_request(bytes_of(request)).ok());
    response.clear_certificate_pem();
    CHECK_FALSE(parse_renew_response(bytes_of(response)).ok());
}
