#include "tests/bench/live_hub.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include <unistd.h>

#include "platform/device/key_protection.h"
#include "platform/wire/check.h"
#include "tests/bench/cursors.h"
#include "tests/bench/report.h"

namespace dayroom::bench {
namespace {

std::string file_text(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::uint16_t port_of(const std::string& address) {
    return static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
}

/// The one child of this process that serves.
pid_t find_child(const std::string& name) {
    std::ifstream children("/proc/self/task/" + std::to_string(::getpid()) + "/children");
    for (pid_t child = 0; children >> child;) {
        if (file_text("/proc/" + std::to_string(child) + "/comm").starts_with(name)) return child;
    }
    throw std::runtime_error("no process " + name);
}

}  // namespace

LiveHub::LiveHub() : facility_(1) {
    facility_.serve();
    pid_ = find_child("dayroom-hub");
    ca_pem_ = file_text(facility_.hub_data() / "tls" / "ca.pem");
    const auto folder = enroll("bench");
    SystemRandom random;
    const Secret key = must(device::HostKeyFile(folder / "store.key", random).store_key());
    auto store = must(store::DeviceStore::open({folder, nullptr}, key));
    auto enrolment = must(store->enrolment());
    if (!enrolment) throw std::runtime_error("the terminal is not enrolled");
    terminal_ = std::make_unique<store::Enrolment>(std::move(*enrolment));
    certificate_ = {terminal_->certificate_pem, terminal_->tls_key_pem.duplicate()};
}

std::filesystem::path LiveHub::enroll(const std::string& name, const std::string& through) {
    const auto folder = facility_.path("terminal-" + name);
    const std::string token = facility_.make_token(facility_.first_unit(), "Bench " + name, through);
    const auto done = test::run({test::program("dayroom-provision"), "enroll", "--data", folder, "--token", token});
    if (done.exit_code != 0) throw std::runtime_error("enroll: " + done.output);
    return folder;
}

std::unique_ptr<test::TlsClient> LiveHub::dial() {
    auto client =
        test::TlsClient::connect(port_of(facility_.terminal_address()), {ca_pem_, "hub.dayroom", &certificate_, 0});
    if (client == nullptr) throw std::runtime_error("the hub takes no connection");
    return client;
}

std::string LiveHub::call(test::TlsClient& client, const std::string& path, const std::string& body) {
    auto answer = client.call("POST", path, body, "Content-Type: application/x-protobuf\r\n");
    if (answer.status != 200)
        throw std::runtime_error(path + ": status " + std::to_string(answer.status) + " " + answer.body);
    return std::move(answer.body);
}

std::string LiveHub::post_text(const std::string& path, const std::string& body) {
    return "POST " + path +
           " HTTP/1.1\r\nHost: hub.dayroom\r\nContent-Type: application/x-protobuf\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

wire::FeedRequest LiveHub::sync() {
    const auto client = dial();
    wire::FeedRequest request = first_request();
    facility_records_.clear();
    for (bool more = true; more;) {
        const auto answer =
            must(wire::parse_feed_response(as_bytes(call(*client, "/v1/feed", request.SerializeAsString()))));
        for (const auto& page : answer.pages()) {
            if (page.scope().kind() != wire::FACILITY) continue;
            for (const auto& change : page.changes()) {
                if (!change.removed())
                    facility_records_.push_back(must(wire::parse_record(as_bytes(change.item().sealed().payload()))));
            }
        }
        take_answer(answer, request);
        more = answer.more() || answer.pages_size() > 0;
    }
    return request;
}

LiveHub::Staff::Staff(LiveHub& hub, const std::string& role)
    : headers_("Authorization: Bearer " + hub.facility_.staff_token(role) + "\r\nContent-Type: application/json\r\n"),
      client_(
          test::TlsClient::connect(port_of(hub.facility_.staff_address()), {hub.ca_pem_, "hub.dayroom", nullptr, 0})) {
    if (client_ == nullptr) throw std::runtime_error("the staff API takes no connection");
}

nlohmann::json LiveHub::Staff::call(const char* method, const std::string& path, const std::string& body) {
    const auto answer = client_->call(method, path, body, headers_);
    if (answer.status != 200 && answer.status != 201)
        throw std::runtime_error(path + ": status " + std::to_string(answer.status) + " " + answer.body);
    return nlohmann::json::parse(answer.body);
}

ResidentId LiveHub::resident(const std::string& number) {
    Staff staff(*this, "trust_office");
    const auto found = staff.get("/api/v1/residents?number=" + number);
    return must(ResidentId::parse(found.at("residents").at(0).at("id").get<std::string>()));
}

double pss_kib(pid_t pid) {
    std::istringstream lines(file_text("/proc/" + std::to_string(pid) + "/smaps_rollup"));
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("Pss:")) return std::stod(line.substr(4));
    }
    throw std::runtime_error("no memory figures of the process");
}

double cpu_seconds(pid_t pid) {
    const std::string stat = file_text("/proc/" + std::to_string(pid) + "/stat");
    std::istringstream fields(stat.substr(stat.rfind(')') + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    double user = 0, system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace dayroom::bench
