// PREA: reports of one size, what the root signs, and codes that open answers.
#include "platform/wire/prea.h"

#include <set>

#include <catch2/catch.hpp>

#include "platform/wire/check.h"
#include "tests/unit/platform/wire/sample.h"

using namespace dayroom;
using namespace dayroom::wire;
using dayroom::wire::sample::id;

namespace {

struct PreaKeys {
    SeededRandom random{80};
    crypto::SigningKey root = crypto::SigningKey::make(random);
    crypto::BoxKey body = crypto::BoxKey::make(random);
    FacilityId facility = FacilityId::from_bytes(id(1)).take();

    PreaStatement statement() const {
        PreaStatement out;
        out.set_facility_id(facility.raw());
        out.set_serial(1);
        out.set_name("State Ombuds");
        out.set_box_key(body.public_key().raw());
        out.set_not_after_ms(sample::kNow);
        auto* hotline = out.add_hotlines();
        hotline->add_name()->set_language("en");
        hotline->mutable_name(0)->set_text("Hotline");
        hotline->set_phone("#77");
        return out;
    }
    PreaReport report(const std::string& text) const {
        PreaReport out;
        out.set_facility_id(facility.raw());
        out.set_language("en");
        out.set_text(text);
        out.set_answer_key(body.public_key().raw());
        out.set_answer_tag(std::string(kPreaTagBytes, 't'));
        return out;
    }
};

}  // namespace

TEST_CASE_METHOD(PreaKeys, "every report has the same size in its box, and only the outside body opens it") {
    for (const std::string& text : {std::string("x"), std::string(500, 'y'), std::string(kMaxPreaTextBytes, 'z')}) {
        const Bytes box = close_prea_report(report(text), body.public_key()).take();
        CHECK(box.size() == kPreaReportBoxBytes);
        CHECK(open_prea_report(box, body).value().text() == text);
        CHECK_FALSE(open_prea_report(box, crypto::BoxKey::make(random)).ok());
    }
    CHECK(close_prea_report(report(std::string(kPreaReportPlainBytes, 'a')), body.public_key()).error().code ==
          ErrorCode::kTooLarge);
    const Bytes other = crypto::seal_to(body.public_key(), as_bytes("short")).take();
    CHECK_FALSE(open_prea_report(other, body).ok());
    const Bytes lies = crypto::seal_to(body.public_key(), Bytes(kPreaReportPlainBytes, 0xff)).take();
    CHECK_FALSE(open_prea_report(lies, body).ok());
}

TEST_CASE_METHOD(PreaKeys, "what is said of the outside body counts with the root's signature, for this facility") {
    PreaBody signed_body = sign_prea_statement(statement(), root);
    CHECK(verify_prea_statement(signed_body, root.public_key(), facility).value().name() == "State Ombuds");
    CHECK_FALSE(verify_prea_statement(signed_body, root.public_key(), FacilityId::from_bytes(id(2)).take()).ok());
    const auto another = crypto::SigningKey::make(random);
    CHECK(verify_prea_statement(sign_prea_statement(statement(), another), root.public_key(), facility).error().code ==
          ErrorCode::kUnauthenticated);
    signed_body.mutable_payload()->at(30) ^= 1;
    CHECK_FALSE(verify_prea_statement(signed_body, root.public_key(), facility).ok());
}

TEST_CASE_METHOD(PreaKeys, "a statement's parts are checked") {
    PreaStatement bad = statement();
    SECTION("a short key") { bad.set_box_key("abc"); }
    SECTION("a key without an end") { bad.clear_not_after_ms(); }
    SECTION("a key without a name") { bad.clear_name(); }
    SECTION("a hotline without a number") { bad.mutable_hotlines(0)->clear_phone(); }
    SECTION("no serial") { bad.clear_serial(); }
    SECTION("an endless delay") { bad.set_delay_minutes(kMaxPreaDelayMinutes + 1); }
    CHECK_FALSE(parse_prea_statement(as_bytes(bad.SerializeAsString())).ok());
}

TEST_CASE_METHOD(PreaKeys, "a report code is read as people copy it, and a mistake is noticed") {
    const Secret code = make_prea_code(random);
    REQUIRE(code.size() == kPreaCodeCharacters);
    const std::string text(as_text(code.bytes()));
    std::string copied;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at % 4 == 0) copied += at % 8 == 0 ? " " : "-";
        copied += text[at] == '0' ? 'o' : text[at] == '1' ? 'l' : static_cast<char>(std::tolower(text[at]));
    }
    CHECK(read_prea_code(as_bytes(copied)).value().equals(code));
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string wrong = text;
        wrong[at] = wrong[at] == 'X' ? 'Y' : 'X';
        CHECK(read_prea_code(as_bytes(wrong)).error().text_key == "prea_code_wrong");
    }
    CHECK_FALSE(read_prea_code(as_bytes(text + "7")).ok());
    CHECK_FALSE(read_prea_code({}).ok());
}

TEST_CASE_METHOD(PreaKeys, "the code opens the answer, another code does not even find it") {
    const Secret code = make_prea_code(random);
    const auto address = prea_answer_address(code, facility).take();
    CHECK(prea_answer_address(code, facility).value().tag == address.tag);
    const auto stranger = prea_answer_address(make_prea_code(random), facility).take();
    CHECK(stranger.tag != address.tag);
    PreaAnswerText answer;
    answer.set_text("We will come on Monday.");
    const Bytes box = close_prea_answer(answer, address.key.public_key()).take();
    CHECK(box.size() == kPreaAnswerBoxBytes);
    CHECK(open_prea_answer(box, address.key).value().text() == "We will come on Monday.");
    CHECK_FALSE(open_prea_answer(box, stranger.key).ok());
}

TEST_CASE_METHOD(PreaKeys, "a delivery says nothing but boxes") {
    PreaDelivery delivery;
    auto* one = delivery.add_reports();
    one->set_id(std::string(kPreaIdBytes, 'i'));
    one->set_key_id(prea_key_id(body.public_key()));
    one->set_box(to_string(close_prea_report(report("x"), body.public_key()).take()));
    CHECK(parse_prea_delivery(as_bytes(delivery.SerializeAsString())).ok());
    // A field that the hub does not know could be a name.
    CHECK_FALSE(parse_prea_delivery(as_bytes(delivery.SerializeAsString() + "\x7a\x01x")).ok());
    one->mutable_box()->pop_back();
    CHECK_FALSE(parse_prea_delivery(as_bytes(delivery.SerializeAsString())).ok());
    CHECK_FALSE(parse_prea_delivery({}).ok());
}

TEST_CASE_METHOD(PreaKeys, "a fingerprint has six groups of four") {
    const std::string digits = prea_fingerprint(body.public_key());
    CHECK(digits.size() == 29);
    CHECK(std::count(digits.begin(), digits.end(), ' ') == 5);
    CHECK(digits != prea_fingerprint(crypto::BoxKey::make(random).public_key()));
}
