// A real hub in this process for tests: certified by a root of the test's own, with two housing units, residents, a
// priced form, and terminals that enrol over the wire.
#pragma once

#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "platform/facility/hub/hub.h"
#include "platform/facility/hub/set_up.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/platform/facility/support/tls_client.h"

namespace dayroom::test {

struct TestResident {
    ResidentId id;
    std::string number;
    std::string pin;
    bool must_change = false;
};

/// A terminal's keys and certificate, as enrolment left them.
struct TestTerminal {
    DeviceId id;
    crypto::CertifiedKey certificate;
    crypto::SigningKey signing;
    crypto::BoxKey box;
    std::string ca_pem;
};

/// What an enrolment asks for; tests spoil one thing.
struct EnrollPlan {
    wire::EnrollToken token;
    std::optional<crypto::SigningKey> signer;  // instead of the facility root
    bool break_proof = false;
    bool break_csr = false;
};

class TestHub {
public:
    explicit TestHub(facility::HubOptions options = {});
    ~TestHub();

    facility::Services& services() { return hub->services(); }
    UnitId unit(int number) const { return units.at(static_cast<std::size_t>(number)); }
    /// A resident of that unit with money to spend. PINs are hashed cheaply.
    TestResident add_resident(const std::string& number, int unit_number, const std::string& pin,
                              bool must_change = false, std::int64_t cents = 10'000);
    /// "document_copy", $1.00 held at submission.
    void add_form();

    wire::EnrollToken token(int unit_number, const std::string& name = "kiosk") const;
    wire::EnrollRequest enroll_request(const EnrollPlan& plan, const crypto::SigningRequest& csr,
                                       const crypto::SigningKey& signing, const crypto::BoxKey& box) const;
    ClientAnswer enroll_raw(const EnrollPlan& plan);
    TestTerminal enroll(int unit_number, const std::string& name = "kiosk");

    std::unique_ptr<TlsClient> connect(const TestTerminal& terminal) const;
    std::unique_ptr<TlsClient> staff() const;
    std::string api_token(const std::string& role);
    /// One call of the staff API with a token of that role. Throws when the hub answers what docs/api does not
    /// describe.
    ClientAnswer api(const std::string& role, const std::string& method, const std::string& path,
                     const nlohmann::json& body = nullptr);

    /// A signed command batch of one request of the form.
    std::string request_command(const TestTerminal& terminal, const TestResident& resident, const CommandId& id,
                                std::int64_t price_seen = 100);

    TempDir dir;
    SystemClock clock;
    SystemRandom random;
    crypto::SigningKey root;
    std::vector<UnitId> units;
    FormId form;
    std::unique_ptr<facility::Hub> hub;

private:
    std::map<std::string, std::string> tokens_;
};

/// The answer of a call of the JSON API, which docs/api describes; throws when it is another.
ClientAnswer as_described(ClientAnswer answer, const std::string& method, const std::string& path,
                          const nlohmann::json& sent);

/// A protobuf answer, parsed; the test fails when it is none.
template <typename Message>
Message read_answer(const ClientAnswer& answer) {
    Message message;
    if (!message.ParseFromString(answer.body)) throw std::runtime_error("not the message expected");
    return message;
}
inline std::string problem_code(const ClientAnswer& answer) { return read_answer<wire::Problem>(answer).code(); }

}  // namespace dayroom::test
