// Technicians' certificates, the file on the stick, the list of revoked ones, and what is said over a telephone.
#include "platform/wire/technician.h"

#include <catch2/catch.hpp>

#include "platform/wire/seal.h"
#include "tests/unit/platform/wire/sample.h"

using namespace dayroom;
using namespace dayroom::wire;
using dayroom::wire::sample::id;

namespace {

constexpr crypto::ArgonCost kQuick{.memory_kib = 8, .passes = 1};

struct Ceremony {
    SeededRandom random{440};
    crypto::SigningKey root = crypto::SigningKey::make(random);
    FacilityId facility = FacilityId::from_bytes(id(1)).take();
    Timestamp now = Timestamp::from_ms(sample::kNow);

    NewTechnician wish() const { return {facility, "Pat Ruiz", now, 7}; }
    IssuedTechnician issued(std::string_view pin = "80412759") {
        return issue_technician(wish(), root, as_bytes(pin), kQuick, random).take();
    }
    Result<KeyStatement> verify(const TechnicianFile& file, const std::vector<std::string>& revoked = {},
                                Milliseconds later = Milliseconds(0)) const {
        TechnicianRevocations list;
        for (const std::string& serial : revoked) list.add_revoked(serial);
        return verify_technician(file, root.public_key(), facility, list, now + later);
    }
};

constexpr Milliseconds kDay{24LL * 3'600'000};

}  // namespace

TEST_CASE_METHOD(Ceremony, "a technician's file opens with its PIN alone, for its days alone") {
    const auto made = issued();
    const auto file = parse_technician_file(as_bytes(made.file.SerializeAsString()));
    REQUIRE(file.ok());
    const auto statement = verify(*file);
    REQUIRE(statement.ok());
    CHECK(statement->name() == "Pat Ruiz");
    CHECK(statement->serial() == made.serial);
    CHECK(open_technician(*file, as_bytes(std::string_view("80412758"))).error().text_key == "technician_pin");
    const auto key = open_technician(*file, as_bytes(std::string_view("80412759")));
    REQUIRE(key.ok());
    CHECK(key->public_key().raw() == statement->signing_key());

    CHECK(verify(*file, {}, 7 * kDay).ok());
    CHECK(verify(*file, {}, 7 * kDay + Milliseconds(1)).error().text_key == "technician_expired");
    CHECK(verify(*file, {}, -kDay).error().text_key == "technician_expired");
    CHECK(verify(*file, {"xxxxxxxx", made.serial}).error().text_key == "technician_revoked");
}

TEST_CASE_METHOD(Ceremony, "a certificate of another root, facility, purpose or of too many days is foreign") {
    const auto made = issued();
    const auto other_root = crypto::SigningKey::make(random);
    CHECK(verify_technician(made.file, other_root.public_key(), facility, {}, now).error().text_key ==
          "technician_foreign");
    CHECK(verify_technician(made.file, root.public_key(), FacilityId::from_bytes(id(2)).take(), {}, now)
              .error()
              .text_key == "technician_foreign");
    auto statement = parse_key_statement(as_bytes(made.file.certificate().payload())).take();
    auto forged = made.file;
    statement.set_purpose(KeyStatement::POLICY);
    *forged.mutable_certificate() = certify_key(statement, root);
    CHECK(verify(forged).error().text_key == "technician_foreign");
    statement.set_purpose(KeyStatement::TECHNICIAN);
    statement.set_not_after_ms((now + 365 * kDay).ms());
    *forged.mutable_certificate() = certify_key(statement, root);
    CHECK(verify(forged).error().text_key == "technician_foreign");
}

TEST_CASE_METHOD(Ceremony, "a key does not move to another certificate, not even one of the same technician") {
    auto made = issued();
    const auto longer =
        issue_technician({facility, "Pat Ruiz", now, 60}, root, as_bytes(std::string_view("80412759")), kQuick, random)
            .take();
    *made.file.mutable_certificate() = longer.file.certificate();
    CHECK(open_technician(made.file, as_bytes(std::string_view("80412759"))).error().text_key == "technician_pin");
}

TEST_CASE_METHOD(Ceremony, "what is no technician's file is refused before anything costs time") {
    const auto made = issued();
    CHECK_FALSE(parse_technician_file({}).ok());
    CHECK(parse_technician_file(Bytes(kMaxTechnicianFileBytes + 1)).error().code == ErrorCode::kTooLarge);
    const auto refused = [&](auto change) {
        TechnicianFile file = made.file;
        change(file);
        return !parse_technician_file(as_bytes(file.SerializeAsString())).ok();
    };
    CHECK(refused([](auto& file) { file.set_format("dayroom-technician-2"); }));
    CHECK(refused([](auto& file) { file.set_memory_kib(1024 * 1024); }));
    CHECK(refused([](auto& file) { file.set_passes(1'000'000); }));
    CHECK(refused([](auto& file) { file.set_salt("short"); }));
    CHECK(refused([](auto& file) { file.mutable_sealed()->pop_back(); }));
    CHECK(refused([](auto& file) { file.clear_certificate(); }));
    const std::string whole = made.file.SerializeAsString();
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK_FALSE(parse_technician_file(as_bytes(whole.substr(0, size))).ok());
}

TEST_CASE_METHOD(Ceremony, "a PIN is 8 to 12 digits that are not easily guessed, days and name have limits") {
    const auto code = [&](std::string_view pin, int days = 7, std::string name = "Pat") {
        const auto made = issue_technician({facility, std::move(name), now, days}, root, as_bytes(pin), kQuick, random);
        return made.ok();
    };
    CHECK(code("80412759"));
    for (const char* pin : {"8041275", "8041275980412", "8041275a", "11111111", "12345678", "98765432"}) {
        INFO(pin);
        CHECK_FALSE(code(pin));
    }
    CHECK(code("80412759", 60));
    CHECK_FALSE(code("80412759", 61));
    CHECK_FALSE(code("80412759", 0));
    CHECK_FALSE(code("80412759", 7, ""));
    CHECK_FALSE(code("80412759", 7, std::string(121, 'x')));
}

TEST_CASE_METHOD(Ceremony, "the list of revoked technicians is the root's, of this facility") {
    TechnicianRevocations list;
    list.set_facility_id(facility.raw());
    list.set_serial(3);
    list.add_revoked("12345678");
    const TechnicianList said = sign_technician_list(list, root);
    const auto read = verify_technician_list(said, root.public_key(), facility);
    REQUIRE(read.ok());
    CHECK(read->revoked(0) == "12345678");
    CHECK_FALSE(verify_technician_list(said, crypto::SigningKey::make(random).public_key(), facility).ok());
    CHECK_FALSE(verify_technician_list(said, root.public_key(), FacilityId::from_bytes(id(2)).take()).ok());
    list.add_revoked("short");
    CHECK_FALSE(verify_technician_list(sign_technician_list(list, root), root.public_key(), facility).ok());
}

TEST_CASE_METHOD(Ceremony, "by telephone: IT's answer fits one challenge of one terminal") {
    const auto terminal = crypto::BoxKey::make(random);
    const auto other = crypto::BoxKey::make(random);
    const std::string challenge = make_technician_challenge(terminal.public_key(), random);
    CHECK(challenge.size() == 11);
    const auto answer = answer_technician_challenge(challenge, terminal.public_key(), root);
    REQUIRE(answer.ok());
    CHECK(check_technician_answer(challenge, *answer, terminal, root.public_key()).ok());

    SECTION("as it is heard and typed") {
        std::string typed;
        for (const char c : *answer) {
            typed += c == '0' ? 'o' : c == '1' ? 'l' : static_cast<char>(std::tolower(c));
            typed += ' ';
        }
        CHECK(check_technician_answer(challenge, typed, terminal, root.public_key()).ok());
    }
    SECTION("no other answer, no other challenge, no other root") {
        std::string wrong = *answer;
        wrong[0] = wrong[0] == '7' ? '8' : '7';
        for (const std::string& typed : {wrong, std::string(), *answer + "0", answer->substr(0, 9)})
            CHECK(check_technician_answer(challenge, typed, terminal, root.public_key()).error().text_key ==
                  "technician_answer");
        const std::string next = make_technician_challenge(terminal.public_key(), random);
        CHECK_FALSE(check_technician_answer(next, *answer, terminal, root.public_key()).ok());
        CHECK_FALSE(
            check_technician_answer(challenge, *answer, terminal, crypto::SigningKey::make(random).public_key()).ok());
    }
    SECTION("IT is told when the challenge is not of the terminal that it has chosen") {
        CHECK_FALSE(answer_technician_challenge("ABCDE-FGHJK", terminal.public_key(), root).ok());
        CHECK_FALSE(answer_technician_challenge("", terminal.public_key(), root).ok());
        int taken = 0;
        for (int round = 0; round < 200; ++round) {
            const std::string made = make_technician_challenge(terminal.public_key(), random);
            taken += answer_technician_challenge(made, other.public_key(), root).ok() ? 1 : 0;
        }
        CHECK(taken <= 3);  // one in a thousand fits by chance; its answer would be wrong all the same
    }
}
