// Bodies and records of messaging: every field is checked. One table a direction.
#include <functional>

#include <catch2/catch.hpp>

#include "tests/unit/platform/wire/messaging_sample.h"

using namespace dayroom;
using namespace dayroom::wire;
using namespace dayroom::wire::sample;

namespace {

struct BrokenCommand {
    const char* what;
    Command (*good)();
    std::function<void(Command&)> spoil;
    ErrorCode code = ErrorCode::kInvalid;
};
struct BrokenRecord {
    const char* what;
    Record (*good)();
    std::function<void(Record&)> spoil;
    ErrorCode code = ErrorCode::kInvalid;
};

const std::string kLong(200, 'x');
constexpr ErrorCode kTooLarge = ErrorCode::kTooLarge;
constexpr ErrorCode kUnsupported = ErrorCode::kUnsupported;

std::vector<BrokenCommand> broken_messages() {
    const auto send = [](Command& c) -> SendMessage& { return *c.mutable_send_message(); };
    const auto appeal = [](Command& c) -> AppealMessage& { return *c.mutable_appeal_message(); };
    return {
        {"no message id", &send_message, [=](Command& c) { send(c).clear_message_id(); }},
        {"a nil contact", &send_message, [=](Command& c) { send(c).set_contact_id(std::string(16, '\0')); }},
        {"no text", &send_message, [=](Command& c) { send(c).clear_text(); }},
        {"too much text", &send_message,
         [=](Command& c) { send(c).set_text(std::string(kMaxMessageCharacters + 1, 'x')); }, kTooLarge},
        {"a bell in the text", &send_message, [=](Command& c) { send(c).set_text("ding \a"); }},
        {"a negative price", &send_message, [=](Command& c) { send(c).set_price_seen_credits(-1); }},
        {"a price beyond one command", &send_message,
         [=](Command& c) { send(c).set_price_seen_credits(kMaxCommandUnits + 1); }},
        {"a receipt code in lower case", &send_message, [=](Command& c) { send(c).set_receipt_code("34679acd"); }},
        {"a short card id", &send_message, [=](Command& c) { send(c).set_card_id("card"); }},
        {"a short draft id", &send_message, [=](Command& c) { send(c).set_draft_id("draft"); }},
        {"prepaid, and with a price", &send_message, [=](Command& c) { send(c).set_prepaid(true); }},
        {"a language that is none", &send_message, [=](Command& c) { send(c).set_language("EN US"); }},
        {"withdrawing nothing", &withdraw_message,
         [](Command& c) { c.mutable_withdraw_message()->clear_message_id(); }},
        {"appealing nothing", &appeal_message, [=](Command& c) { appeal(c).clear_message_id(); }},
        {"an appeal without words", &appeal_message, [=](Command& c) { appeal(c).clear_text(); }},
        {"an appeal as long as a book", &appeal_message,
         [=](Command& c) { appeal(c).set_text(std::string(kMaxAppealCharacters + 1, 'x')); }, kTooLarge},
    };
}

std::vector<BrokenCommand> broken_others() {
    const auto request = [](Command& c) -> RequestContact& { return *c.mutable_request_contact(); };
    const auto change = [](Command& c) -> ChangeContact& { return *c.mutable_change_contact(); };
    const auto buy = [](Command& c) -> BuyCredits& { return *c.mutable_buy_credits(); };
    const auto draft = [](Command& c) -> SaveDraft& { return *c.mutable_save_draft(); };
    return {
        {"a contact without an id", &request_contact, [=](Command& c) { request(c).clear_contact_id(); }},
        {"a contact without a name", &request_contact, [=](Command& c) { request(c).clear_name(); }},
        {"a contact with a long name", &request_contact, [=](Command& c) { request(c).set_name(kLong); }, kTooLarge},
        {"a name with an escape sequence", &request_contact, [=](Command& c) { request(c).set_name("\x1b[2J"); }},
        {"a relationship that is no code", &request_contact,
         [=](Command& c) { request(c).set_relationship("My Friend"); }},
        {"no relationship", &request_contact, [=](Command& c) { request(c).clear_relationship(); }},
        {"no address", &request_contact, [=](Command& c) { request(c).clear_address(); }},
        {"a long address", &request_contact, [=](Command& c) { request(c).set_address(kLong); }, kTooLarge},
        {"a change of nobody", &change_contact, [=](Command& c) { change(c).clear_contact_id(); }},
        {"no change", &change_contact, [=](Command& c) { change(c).clear_change(); }},
        {"an unknown change", &change_contact,
         [=](Command& c) { change(c).set_change(static_cast<ChangeContact::Change>(77)); }},
        {"no bundle", &buy_credits, [=](Command& c) { buy(c).clear_price_code(); }},
        {"a bundle that is no code", &buy_credits, [=](Command& c) { buy(c).set_price_code("Small!"); }},
        {"a negative price of credits", &buy_credits, [=](Command& c) { buy(c).set_price_seen_cents(-500); }},
        {"no credits", &buy_credits, [=](Command& c) { buy(c).clear_credits_seen(); }},
        {"negative credits", &buy_credits, [=](Command& c) { buy(c).set_credits_seen(-20); }},
        {"credits beyond one command", &buy_credits,
         [=](Command& c) { buy(c).set_credits_seen(kMaxCommandUnits + 1); }},
        {"a draft without an id", &save_draft, [=](Command& c) { draft(c).clear_draft_id(); }},
        {"a draft without content", &save_draft, [=](Command& c) { draft(c).clear_draft(); }},
        {"an empty box", &save_draft, [=](Command& c) { draft(c).mutable_draft()->clear_box(); }},
        {"a box beyond its limit", &save_draft,
         [=](Command& c) { draft(c).mutable_draft()->set_box(std::string(kMaxDraftBoxBytes + 1, 'b')); }, kTooLarge},
        {"a draft of no time", &save_draft, [=](Command& c) { draft(c).mutable_draft()->clear_saved_ms(); }},
        {"a draft of the far future", &save_draft,
         [=](Command& c) { draft(c).mutable_draft()->set_saved_ms(kMaxTimestampMs + 1); }},
        {"saved and removed at once", &save_draft, [=](Command& c) { draft(c).set_remove(true); }},
    };
}

std::vector<BrokenRecord> broken_records() {
    const auto contact = [](Record& r) -> Contact& { return *r.mutable_contact(); };
    const auto message = [](Record& r) -> Message& { return *r.mutable_message(); };
    const auto card = [](Record& r) -> Card& { return *r.mutable_card(); };
    const auto elsewhere = [](ScopeKind kind) { return [kind](Record& r) { r.mutable_scope()->set_kind(kind); }; };
    return {
        {"a contact for everybody", &contact_record, elsewhere(FACILITY)},
        {"a contact without a name", &contact_record, [=](Record& r) { contact(r).clear_name(); }},
        {"an unknown state", &contact_record, [=](Record& r) { contact(r).set_state(static_cast<Contact::State>(77)); },
         kUnsupported},
        {"fewer than no replies", &contact_record, [=](Record& r) { contact(r).set_prepaid_replies(-1); }},
        {"more replies than there can be", &contact_record,
         [=](Record& r) { contact(r).set_prepaid_replies(kMaxPrepaidReplies + 1); }},
        {"a long reason", &contact_record, [=](Record& r) { contact(r).set_reason(std::string(401, 'x')); }, kTooLarge},
        {"an unknown appeal", &appealed_record,
         [=](Record& r) { message(r).set_appeal(static_cast<Message::Appeal>(77)); }, kUnsupported},
        {"appealed before time began", &appealed_record, [=](Record& r) { message(r).set_appealed_ms(-1); }},
        {"answered before time began", &appealed_record, [=](Record& r) { message(r).set_appeal_decided_ms(-1); }},
        {"an answer with a bell", &appealed_record, [=](Record& r) { message(r).set_appeal_reason("\a"); }},
        {"a receipt code in lower case", &appealed_record, [=](Record& r) { message(r).set_receipt_code("34679acd"); }},
        {"more photos rejected than there can be", &appealed_record,
         [=](Record& r) { message(r).set_photos_rejected(kMaxPhotosInMessage + 1); }},
        {"a short card id", &appealed_record, [=](Record& r) { message(r).set_card_id("card"); }},
        {"a card for one resident", &card_record, elsewhere(RESIDENT)},
        {"a card without a code", &card_record, [=](Record& r) { card(r).clear_code(); }},
        {"a card without a name in English", &card_record,
         [=](Record& r) { card(r).mutable_name(0)->set_language("es"); }},
        {"a card without a picture", &card_record, [=](Record& r) { card(r).clear_picture(); }},
        {"a card beyond the set", &card_record, [=](Record& r) { card(r).set_position(kMaxCards + 1); }},
        {"a draft for a unit", &draft_record, elsewhere(HOUSING_UNIT)},
        {"a draft without a box", &draft_record, [](Record& r) { r.mutable_draft()->clear_box(); }},
    };
}

template <typename Broken, typename Parse>
void check_all(const std::vector<Broken>& table, Parse parse) {
    for (const Broken& row : table) {
        INFO(row.what);
        auto body = row.good();
        REQUIRE(parse(bytes_of(body)).ok());
        row.spoil(body);
        const auto result = parse(bytes_of(body));
        REQUIRE_FALSE(result.ok());
        CHECK(result.error().code == row.code);
    }
}

}  // namespace

TEST_CASE("good commands and records of messaging pass, and come back as they were") {
    for (const auto& [name, command] : messaging_commands()) {
        INFO(name);
        const auto parsed = parse_command(bytes_of(command));
        REQUIRE(parsed.ok());
        CHECK(bytes_of(parsed.value()) == bytes_of(command));
    }
    for (const auto& [name, record] : messaging_records()) {
        INFO(name);
        const auto parsed = parse_record(bytes_of(record));
        REQUIRE(parsed.ok());
        CHECK(bytes_of(parsed.value()) == bytes_of(record));
    }
}

TEST_CASE("commands of messaging: each thing that is wrong is refused") {
    check_all(broken_messages(), &parse_command);
    check_all(broken_others(), &parse_command);
}

TEST_CASE("records of messaging: each thing that is wrong is refused") { check_all(broken_records(), &parse_record); }

TEST_CASE("what the hub vouches for and what is state") {
    CHECK(must_be_sealed(Record::kCard));
    CHECK(must_be_sealed(Record::kMessage));
    CHECK_FALSE(must_be_sealed(Record::kDraft));
    CHECK_FALSE(must_be_sealed(Record::kContact));
}

TEST_CASE("mutated commands of messaging never get through by crashing") {
    SeededRandom random(78);
    for (const auto& [name, command] : messaging_commands()) {
        const Bytes good = bytes_of(command);
        for (int round = 0; round < 400; ++round) {
            Bytes bad = good;
            for (int flips = 0; flips < 3; ++flips)
                bad[random.below(bad.size())] = static_cast<std::uint8_t>(random.below(256));
            const auto parsed = parse_command(bad);
            if (parsed.ok()) CHECK(check_command(parsed.value()).ok());
        }
    }
}
