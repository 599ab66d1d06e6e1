// A whole facility on loopback: a real hub process with the synthetic sample, a terminal that enrolled with it and
// whose keys the bench holds, and a person of the staff.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "platform/store/device_store.h"
#include "platform/wire/dayroom.pb.h"
#include "tests/journey/facility.h"
#include "tests/unit/platform/facility/support/tls_client.h"

namespace dayroom::bench {

class LiveHub {
public:
    LiveHub();

    journey::Facility& facility() { return facility_; }
    pid_t pid() const { return pid_; }
    const store::Enrolment& terminal() const { return *terminal_; }
    /// `dayroom-provision enroll` into a new folder, which it returns. `through`: the address that the terminal calls,
    /// the hub's own by default.
    std::filesystem::path enroll(const std::string& name, const std::string& through = {});

    /// A new mutual TLS connection as the enrolled terminal.
    std::unique_ptr<test::TlsClient> dial();
    /// One call over it: any other status than 200 is an error.
    static std::string call(test::TlsClient& client, const std::string& path, const std::string& body);
    /// POST of protobuf, as bytes of HTTP.
    static std::string post_text(const std::string& path, const std::string& body);
    /// Everything that the terminal may hold, once: where the feed stands then.
    wire::FeedRequest sync();
    /// The records of the facility that came with it.
    const std::vector<wire::Record>& facility_records() const { return facility_records_; }

    /// A long-lived connection to the staff API with a token of this role.
    class Staff {
    public:
        Staff(LiveHub& hub, const std::string& role);
        nlohmann::json get(const std::string& path) { return call("GET", path, {}); }
        nlohmann::json post(const std::string& path, const nlohmann::json& body) {
            return call("POST", path, body.dump());
        }

    private:
        nlohmann::json call(const char* method, const std::string& path, const std::string& body);
        std::string headers_;
        std::unique_ptr<test::TlsClient> client_;
    };
    /// The resident's id, from the number on the sample's sheet.
    ResidentId resident(const std::string& number);

private:
    journey::Facility facility_;
    pid_t pid_ = -1;
    std::string ca_pem_;
    std::unique_ptr<store::Enrolment> terminal_;
    crypto::CertifiedKey certificate_;
    std::vector<wire::Record> facility_records_;
};

/// Proportional set size of a process in KiB; CPU seconds that it has used.
double pss_kib(pid_t pid);
double cpu_seconds(pid_t pid);

}  // namespace dayroom::bench
