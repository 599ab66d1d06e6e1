// A terminal's certificate: renewed by itself while people use it, and given anew by a technician.
#include <catch2/catch.hpp>

#include "platform/device/key_protection.h"
#include "platform/net/https_client.h"
#include "platform/store/device_store.h"
#include "tests/journey/steps.h"

using namespace dayroom;
using namespace dayroom::journey;

namespace {

constexpr Milliseconds kDay{24LL * 3'600'000};

bool is_requests_tab(const Node& node) { return node.id == "nav.requests"; }

Timestamp now() { return SystemClock().now(); }

std::unique_ptr<store::DeviceStore> open_store(const Terminal& terminal) {
    SystemRandom random;
    const Secret key = device::HostKeyFile((terminal.data() / "store.key").string(), random).store_key().take();
    auto opened = store::DeviceStore::open({terminal.data()}, key);
    if (!opened.ok()) FAIL(opened.error().detail);
    return opened.take();
}

/// What the hub says to a call over this pair.
net::HttpResponse call(const store::Enrolment& enrolment, const crypto::CertifiedKey& pair) {
    net::HttpsOptions options;
    options.address = enrolment.hub_address;
    options.ca_pem = enrolment.ca_pem;
    options.certificate_pem = pair.certificate_pem;
    options.key_pem = pair.key_pem.duplicate();
    auto client = net::HttpsClient::create(std::move(options));
    if (!client.ok()) FAIL(client.error().detail);
    net::HttpRequest question;
    question.path = "/v1/sign-out";
    question.body = "nothing of use";
    auto answer = (*client)->send(question);
    if (!answer.ok()) FAIL(answer.error().detail);
    return answer.take();
}

Timestamp certificate_end(const nlohmann::json& device) {
    return Timestamp::from_ms(device["certificate_not_after_ms"].get<std::int64_t>());
}

/// The one terminal of the facility, once its certificate is good for almost a year.
nlohmann::json until_renewed(Staff& it) {
    return until(
        "a renewed certificate", [&] { return it.get("/api/v1/devices").body["devices"][0]; },
        [](const nlohmann::json& device) { return certificate_end(device) - now() > kDay * 360; });
}

}  // namespace

TEST_CASE("a terminal whose certificate ends soon renews it by itself, goes on, and the old one is refused") {
    Facility facility;
    facility.age_certificates(320);
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit);
    Staff it(facility, "it");
    Staff staff(facility, "request_staff");
    until_renewed(it);
    terminal.sign_in(person);
    terminal.wait_for("the rail", is_requests_tab);
    ask_for_copy(terminal, "Case papers");
    const std::string receipt = confirm_and_read_receipt(terminal);
    const std::string id = resident(staff, person.number)["id"];
    until(
        "the request at the hub", [&] { return requests(staff, id, "received"); },
        [&](const nlohmann::json& all) { return !all.empty() && all[0]["receipt_code"] == receipt; });
    CHECK(facility.logs().find("certificate_renewed") != std::string::npos);
    terminal.stop();
    {
        const auto store = open_store(terminal);
        const auto enrolment = store->enrolment().take();
        const auto old = store->certificates().before().take();
        REQUIRE(enrolment.has_value());
        REQUIRE(old.has_value());
        CHECK(crypto::read_certificate(old->certificate_pem)->not_after - now() < kDay * 46);
        const auto refused = call(*enrolment, *old);
        CHECK(refused.status == 403);
        CHECK(refused.body.find("certificate_replaced") != std::string::npos);
        CHECK(call(*enrolment, store->certificates().in_use().take()).status == 400);  // let in, and not understood
    }
    terminal.start_agent();
    terminal.start_screen();
    terminal.sign_in(person);
    terminal.wait_for("the rail", is_requests_tab);
    must_tie_out(facility);
}

TEST_CASE("a technician enrols a terminal again: it is the same one, and what waited there is sent") {
    Facility facility;
    facility.serve();
    const auto& person = facility.person(facility.first_unit());
    Terminal terminal(facility, "kiosk", person.unit);
    Staff it(facility, "it");
    Staff staff(facility, "request_staff");
    const auto before = it.get("/api/v1/devices").body["devices"];
    terminal.sign_in(person);
    terminal.wait_for("the rail", is_requests_tab);
    facility.stop_hub();
    ask_for_copy(terminal, "Case papers");
    const std::string receipt = confirm_and_read_receipt(terminal);
    terminal.stop();
    facility.serve();
    const auto old = open_store(terminal)->certificates().in_use().take();
    const auto enrol = [&](const std::string& unit, bool again) {
        std::vector<std::string> words = {
            test::program("dayroom-provision"),  "enroll", "--data", terminal.data(), "--token",
            facility.make_token(unit, "Kiosk 1")};
        if (again) words.emplace_back("--again");
        return test::run(words);
    };
    CHECK(enrol(person.unit, false).output.find("--again") != std::string::npos);
    const auto done = enrol(person.unit, true);
    INFO(done.output);
    REQUIRE(done.exit_code == 0);
    const auto after = it.get("/api/v1/devices").body["devices"];
    REQUIRE(after.size() == 1);
    CHECK(after[0]["id"] == before[0]["id"]);
    CHECK(call(open_store(terminal)->enrolment()->value(), old).status == 403);
    terminal.start_agent();
    terminal.start_screen();
    const std::string id = resident(staff, person.number)["id"];
    until(
        "the request at the hub", [&] { return requests(staff, id, "received"); },
        [&](const nlohmann::json& all) { return !all.empty() && all[0]["receipt_code"] == receipt; });
    terminal.sign_in(person);
    terminal.wait_for("the rail", is_requests_tab);
    must_tie_out(facility);
}
