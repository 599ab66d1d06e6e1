#include "tests/unit/platform/facility/hub_support/test_hub.h"

#include <fstream>
#include <stdexcept>

#include "platform/crypto/labels.h"
#include "platform/facility/admin/facility_setup.h"
#include "platform/facility/http/tls.h"
#include "platform/rules/receipt_code.h"
#include "platform/wire/seal.h"
#include "platform/wire/token.h"
#include "tests/support/api_description.h"

namespace dayroom::test {

using facility::Actor;
using facility::Work;

namespace {

template <typename T>
T must(Result<T> result) {
    if (!result.ok()) throw std::runtime_error(result.error().detail);
    return result.take();
}
void must(const Status& status) {
    if (!status.ok()) throw std::runtime_error(status.error().detail);
}

/// What `dayroom-provision hub certify` writes.
void certify(const facility::HubFiles& files, const crypto::SigningKey& root, Timestamp now) {
    std::ifstream in(files.request());
    const auto request = nlohmann::json::parse(in);
    wire::KeyStatement statement;
    statement.set_facility_id(must(FacilityId::parse(request["facility_id"].get<std::string>())).raw());
    statement.set_purpose(wire::KeyStatement::HUB);
    statement.set_signing_key(to_string(must(from_hex(request["signing_key"].get<std::string>()))));
    statement.set_box_key(to_string(must(from_hex(request["box_key"].get<std::string>()))));
    statement.set_not_before_ms((now - Seconds(60)).ms());
    statement.set_not_after_ms((now + std::chrono::hours(24)).ms());
    statement.set_name("test hub");
    const std::string certificate = wire::certify_key(statement, root).SerializeAsString();
    const nlohmann::json object = {{"format", "dayroom-hub-key-certificate-1"},
                                   {"certificate", to_base64url(as_bytes(certificate))},
                                   {"root_key", to_hex(root.public_key().bytes())}};
    const std::string file = files.request().string() + ".answer";
    std::ofstream(file) << object.dump();
    must(files.install(file, must(FacilityId::parse(request["facility_id"].get<std::string>())), now));
}

}  // namespace

TestHub::TestHub(facility::HubOptions options) : root(crypto::SigningKey::make(random)) {
    const facility::HubFiles files(dir / "hub");
    facility::SetUp wish;
    wish.name = "Test County";
    wish.units = {"B-East", "C-West"};
    {
        auto making = must(facility::set_up_hub(files, wish, clock, random));
        must(facility::write_key_request(*making));
    }
    certify(files, root, clock.now());
    if (!options.staff) options.staff = facility::ListenAddress{};
    hub = must(facility::Hub::start(files, std::move(options), clock, random));
    must(services().writer->run(Actor::system(), [&](Work& work) -> Status {
        for (const auto& each : TRY(facility::read_units(work.db()))) units.push_back(each.id);
        return {};
    }));
}

TestHub::~TestHub() { hub->stop(); }

TestResident TestHub::add_resident(const std::string& number, int unit_number, const std::string& pin, bool must_change,
                                   std::int64_t cents) {
    TestResident made{ResidentId::make(clock, random), number, pin, must_change};
    const std::string hash = must(facility::hash_pin(as_bytes(pin), crypto::ArgonCost{8 * 1024, 1}));
    must(services().writer->run(Actor::system(), [&](Work& work) -> Status {
        TRY(services().residents.add(work, made.id, {number, "Given", "Family", unit(unit_number), "en"}));
        TRY(services().residents.set_pin(work, made.id, hash, must_change));
        if (cents == 0) return {};
        return services().deposits.deposit(
            work, {work.make_id<TransferId>(), made.id, TRY(PositiveCents::of(cents)), Cents(), "family", "a friend"});
    }));
    return made;
}

void TestHub::add_form() {
    form = FormId::make(clock, random);
    wire::Form body;
    body.set_code("document_copy");
    auto* name = body.add_name();
    name->set_language("en");
    name->set_text("Copy of a document");
    auto* field = body.add_fields();
    field->set_code("details");
    field->set_kind(wire::Form::Field::TEXT);
    field->set_required(true);
    field->set_max_characters(100);
    *field->add_label() = body.name(0);
    body.set_fee_when(wire::Form::FEE_ON_COMPLETION);
    body.set_price_code("document_copy");
    body.set_answer_within_hours(72);
    body.set_icon("file-text");
    must(services().writer->run(Actor::system(), [&](Work& work) -> Status {
        TRY(services().prices.set(work, {{"document_copy", Cents::of(100), Credits(), {{"en", "Copy"}}}}, work.now()));
        return services().forms.put(work, form, body);
    }));
}

wire::EnrollToken TestHub::token(int unit_number, const std::string& name) const {
    wire::EnrollToken token;
    SystemRandom fresh;
    token.set_token_id(TokenId::make(clock, fresh).raw());
    token.set_facility_id(hub->services().context.facility.raw());
    token.set_unit_id(unit(unit_number).raw());
    token.set_device_name(name);
    token.set_hub_address(hub->terminals().to_string());
    token.set_hub_ca_sha256(
        std::string(as_text(must(crypto::read_certificate(hub->services().authority.certificate_pem)).sha256)));
    token.set_root_key(root.public_key().raw());
    token.set_not_after_ms((clock.now() + std::chrono::hours(1)).ms());
    token.set_kind("kiosk");
    return token;
}

wire::EnrollRequest TestHub::enroll_request(const EnrollPlan& plan, const crypto::SigningRequest& csr,
                                            const crypto::SigningKey& signing, const crypto::BoxKey& box) const {
    wire::EnrollRequest request;
    const std::string payload = plan.token.SerializeAsString();
    const crypto::SigningKey& signer = plan.signer ? *plan.signer : root;
    const crypto::Signature signature = signer.sign(crypto::kDomainToken, as_bytes(payload));
    request.mutable_token()->set_payload(payload);
    request.mutable_token()->set_signature(std::string(as_text(signature)));
    request.set_csr_pem(csr.request_pem);
    if (plan.break_csr) request.mutable_csr_pem()->at(csr.request_pem.size() / 2) ^= 1;
    request.set_signing_key(signing.public_key().raw());
    request.set_box_key(box.public_key().raw());
    const Bytes message = wire::enroll_proof_message(
        request.token(), must(crypto::signing_request_sha256(csr.request_pem)), box.public_key());
    crypto::Signature proof = signing.sign(crypto::kDomainEnroll, message);
    if (plan.break_proof) proof[10] ^= 1;
    request.set_proof(std::string(as_text(proof)));
    request.set_serial("S-1");
    request.set_version("0.1.0");
    return request;
}

ClientAnswer TestHub::enroll_raw(const EnrollPlan& plan) {
    const auto csr = must(crypto::make_signing_request());
    const auto request = enroll_request(plan, csr, crypto::SigningKey::make(random), crypto::BoxKey::make(random));
    const ClientIdentity newcomer{services().authority.certificate_pem, http::kEnrollName, nullptr, 0};
    auto client = TlsClient::connect(hub->terminals().port, newcomer);
    return client ? client->call("POST", "/v1/enroll", request.SerializeAsString()) : ClientAnswer();
}

TestTerminal TestHub::enroll(int unit_number, const std::string& name) {
    auto csr = must(crypto::make_signing_request());
    TestTerminal terminal{DeviceId(),
                          {},
                          crypto::SigningKey::make(random),
                          crypto::BoxKey::make(random),
                          services().authority.certificate_pem};
    EnrollPlan plan;
    plan.token = token(unit_number, name);
    const auto request = enroll_request(plan, csr, terminal.signing, terminal.box);
    const ClientIdentity newcomer{terminal.ca_pem, http::kEnrollName, nullptr, 0};
    auto client = TlsClient::connect(hub->terminals().port, newcomer);
    const ClientAnswer answer = client->call("POST", "/v1/enroll", request.SerializeAsString());
    if (answer.status != 200) throw std::runtime_error("enrolment refused: " + problem_code(answer));
    const auto response = read_answer<wire::EnrollResponse>(answer);
    terminal.id = must(DeviceId::from_bytes(response.device_id()));
    terminal.certificate = {response.certificate_pem(), std::move(csr.key_pem)};
    return terminal;
}

std::unique_ptr<TlsClient> TestHub::connect(const TestTerminal& terminal) const {
    return TlsClient::connect(hub->terminals().port, {terminal.ca_pem, facility::kHubName, &terminal.certificate, 0});
}

std::unique_ptr<TlsClient> TestHub::staff() const {
    return TlsClient::connect(hub->staff()->port,
                              {hub->services().authority.certificate_pem, facility::kHubName, nullptr, 0});
}

std::string TestHub::api_token(const std::string& role) {
    std::string& token = tokens_[role];
    if (token.empty()) {
        token = must(services().writer->make(Actor::system(), [&](Work& work) {
            return facility::ApiTokens::create(work, work.make_id<facility::ApiTokenId>(), "test", role);
        }));
    }
    return token;
}

ClientAnswer TestHub::api(const std::string& role, const std::string& method, const std::string& path,
                          const nlohmann::json& body) {
    const std::string headers = role.empty() ? "" : "Authorization: Bearer " + api_token(role) + "\r\n";
    return as_described(staff()->call(method, path, body.is_null() ? "" : body.dump(), headers), method, path, body);
}

ClientAnswer as_described(ClientAnswer answer, const std::string& method, const std::string& path,
                          const nlohmann::json& sent) {
    const auto type = answer.headers.find("content-type");
    const ApiExchange exchange{method,     path, sent, answer.status, type == answer.headers.end() ? "" : type->second,
                               answer.body};
    const std::string findings = ApiDescription::of_the_hub().findings(exchange);
    if (!findings.empty())
        throw std::runtime_error(method + " " + path + " answered " + std::to_string(answer.status) +
                                 ", not as described: " + findings + answer.body);
    return answer;
}

std::string TestHub::request_command(const TestTerminal& terminal, const TestResident& resident, const CommandId& id,
                                     std::int64_t price_seen) {
    wire::Command command;
    command.set_id(id.raw());
    command.set_facility_id(services().context.facility.raw());
    command.set_device_id(terminal.id.raw());
    command.set_resident_id(resident.id.raw());
    command.set_made_ms(clock.now().ms());
    auto& submit = *command.mutable_submit_request();
    submit.set_request_id(RequestId::from_bytes(id.bytes()).take().raw());
    submit.set_form_id(form.raw());
    submit.set_form_revision(1);
    auto* answer = submit.add_answers();
    answer->set_field("details");
    answer->set_value("four pages");
    submit.set_price_seen_cents(price_seen);
    submit.set_receipt_code(rules::make_receipt_code(random));
    Secret vault;
    must(services().writer->run(Actor::system(), [&](Work& work) -> Status {
        TRY(work.db().each(
            "SELECT vault_key FROM resident WHERE id = $1",
            [&](const database::Row& row) { vault = Secret::copy_of(row.bytes(0)); }, resident.id));
        return {};
    }));
    wire::CommandBatch batch;
    auto* queued = batch.add_commands();
    queued->set_command_id(id.raw());
    *queued->mutable_command() =
        must(wire::sign_command(command, crypto::derive_key(vault, crypto::kLabelCommand), terminal.signing));
    return batch.SerializeAsString();
}

}  // namespace dayroom::test
