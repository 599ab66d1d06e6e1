// The record of a request proves itself: to the letter, by the log, and against another hub's hand.
#include "platform/facility/request_records/record_file.h"

#include "platform/facility/requests/pieces.h"
#include "platform/wire/seal.h"
#include "tests/unit/platform/facility/requests/filing_desk.h"

using namespace dayroom;
using namespace dayroom::facility;
using namespace dayroom::test;

namespace {

constexpr const char* kWords = "No <b>copy</b> & no \"receipt\"</script>.";

struct Court {
    FilingDesk desk;
    crypto::SigningKey root = crypto::SigningKey::make(desk.hub.random);
    RequestId request = desk.filed();

    Court() {
        must(desk.act(request, "start"));
        must(desk.act(request, "return"));
        must(desk.reply(request, kWords));
    }
    wire::KeyCertificate certificate() {
        wire::KeyStatement statement;
        statement.set_facility_id(desk.hub.facility.raw());
        statement.set_purpose(wire::KeyStatement::HUB);
        statement.set_signing_key(desk.hub.seal->public_key().raw());
        statement.set_box_key(desk.hub.box->public_key().raw());
        statement.set_not_before_ms(desk.hub.clock.now().ms() - 1'000);
        statement.set_not_after_ms(desk.hub.clock.now().ms() + 86'400'000);
        return wire::certify_key(statement, root);
    }
    nlohmann::json record() {
        // Rows are chained behind the commit that they belong to.
        for (int behind = 0; behind < 2; ++behind) must(desk.hub.run([](Work&) { return Status(); }));
        const RecordSource source{desk.hub.facility, "Cedar Ridge", desk.hub.clock.now(), {{"code", "copy"}}};
        return must(describe_request(*desk.hub.reader, request, source));
    }
    std::string file() { return write_record(record(), *desk.hub.seal, certificate()); }
    FacilityRoot trusted() { return {desk.hub.facility, "root", root.public_key()}; }
};

}  // namespace

TEST_CASE("a record is proven: every piece is on record, and the hub's own log has its rows") {
    Court court;
    const std::string file = court.file();
    const RecordProof proof = must(prove_record(file, court.trusted()));
    CHECK(proof.pieces == 4);
    CHECK(proof.on_record == 4);
    CHECK(proof.whole());
    CHECK(proof.request == court.request);
    CHECK(proof.form_code == "copy");
    CHECK(proof.head.sequence >= proof.entries.back().sequence);
    CHECK(compare_with_log(*court.desk.hub.reader, proof).ok());
    CHECK(must(claim_of(file)).facility == court.desk.hub.facility);
}

TEST_CASE("a person reads it word for word, and no word of it becomes markup") {
    Court court;
    const std::string file = court.file();
    CHECK(file.find("Papeles de la corte") != std::string::npos);
    CHECK(file.find("No &lt;b&gt;copy&lt;/b&gt; &amp; no &quot;receipt&quot;&lt;/script&gt;.") != std::string::npos);
    CHECK(file.find("<b>copy</b>") == std::string::npos);
}

TEST_CASE("a letter that was changed anywhere shows") {
    Court court;
    const std::string file = court.file();
    const FacilityRoot root = court.trusted();
    for (std::size_t at = 0; at < file.size(); at += 41) {
        std::string changed = file;
        changed[at] = changed[at] == 'x' ? 'y' : 'x';
        INFO(at);
        CHECK_FALSE(prove_record(changed, root).ok());
    }
    CHECK_FALSE(prove_record(file + " ", root).ok());
    CHECK_FALSE(prove_record(file.substr(0, file.size() / 2), root).ok());
    CHECK_FALSE(prove_record("", root).ok());
}

TEST_CASE("another root, another hub's key, or a day on which the key was not vouched for proves nothing") {
    Court court;
    const std::string file = court.file();
    FacilityRoot other = court.trusted();
    other.root = crypto::SigningKey::make(court.desk.hub.random).public_key();
    CHECK(prove_record(file, other).error().code == ErrorCode::kUnauthenticated);
    const auto key = crypto::SigningKey::make(court.desk.hub.random);
    CHECK(prove_record(write_record(court.record(), key, court.certificate()), court.trusted()).error().code ==
          ErrorCode::kUnauthenticated);
    nlohmann::json late = court.record();
    late["made_ms"] = court.desk.hub.clock.now().ms() + 86'400'000 * 2;
    CHECK_FALSE(prove_record(write_record(late, *court.desk.hub.seal, court.certificate()), court.trusted()).ok());
}

TEST_CASE("what was changed in the tables since, by whoever has the hub's own key, is not on record") {
    Court court;
    const auto proven = [&] { return must(prove_record(court.file(), court.trusted())); };
    REQUIRE(proven().whole());
    SECTION("a step says something else") {
        must(court.desk.hub.run(
            [](Work& work) { return work.db().run("UPDATE request_step SET text = 'Nothing.' WHERE position = 2"); }));
        CHECK(proven().on_record == 3);
    }
    SECTION("a step was left out") {
        must(court.desk.hub.run(
            [](Work& work) { return work.db().run("UPDATE request_step SET at_ms = at_ms - 1 WHERE position = 1"); }));
        CHECK_FALSE(proven().whole());
    }
    SECTION("it was filed at another time") {
        must(court.desk.hub.run(
            [](Work& work) { return work.db().run("UPDATE request SET submitted_ms = submitted_ms - 1"); }));
        CHECK(proven().on_record == 3);
    }
    SECTION("a row of the log in the record was made up") {
        nlohmann::json record = court.record();
        record["audit"][0]["at_ms"] = record["audit"][0]["at_ms"].get<std::int64_t>() + 1;
        const auto proof =
            prove_record(write_record(record, *court.desk.hub.seal, court.certificate()), court.trusted());
        CHECK(proof.error().text_key == "broken_chain");
    }
}

TEST_CASE("the hash of a piece covers each of its parts, and parts never run together") {
    const RequestStep step{RequestId(), 1, "answered", Timestamp::from_ms(7), "records", {}, 0, "Yes."};
    std::vector<RequestStep> others(6, step);
    others[0].position = 2;
    others[1].state = "declined";
    others[2].at = Timestamp::from_ms(8);
    others[3].by_role = "medical";
    others[4].level = 1;
    others[5].text = "Yes";
    for (const RequestStep& other : others) CHECK(digest_of(other) != digest_of(step));
    Filing filing;
    filing.answers = {{"a", "bc", "", ""}};
    Filing moved = filing;
    moved.answers = {{"ab", "c", "", ""}};
    CHECK(digest_of(filing) != digest_of(moved));
}
