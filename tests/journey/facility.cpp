#include "tests/journey/facility.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include <signal.h>

namespace dayroom::journey {
namespace {

constexpr const char* kPassphrase = "correct horse battery staple";

std::string must(const std::vector<std::string>& arguments) {
    const test::Finished done = test::run(arguments);
    if (done.exit_code != 0) throw std::runtime_error(arguments[0] + " " + arguments[1] + " failed: " + done.output);
    return done.output;
}

std::string word_after(const std::string& line, const std::string& word) {
    const auto at = line.find(word + " ");
    if (at == std::string::npos) throw std::runtime_error("no \"" + word + "\" in: " + line);
    std::istringstream rest(line.substr(at + word.size()));
    std::string found;
    rest >> found;
    return found;
}

}  // namespace

Facility::Facility(int seed) {
    std::ofstream(dir_ / "passphrase") << kPassphrase << "\n";
    must({test::program("dayroom-provision"), "keys", "init", "--out", dir_ / "root.key", "--passphrase-file",
          dir_ / "passphrase"});
    must({test::program("dayroom-hub"), "init", "--data", hub_data(), "--name", "Cedar Ridge County Jail", "--sample",
          std::to_string(seed), "--sample-residents", "24", "--sample-messages", "400"});
    must({test::program("dayroom-provision"), "hub", "certify", "--root", dir_ / "root.key", "--passphrase-file",
          dir_ / "passphrase", "--request", hub_data() / "hub-key.request", "--out", dir_ / "hub.certificate"});
    must({test::program("dayroom-hub"), "hub-key", "install", "--data", hub_data(), dir_ / "hub.certificate"});
    read_people();
}

void Facility::serve() {
    std::vector<std::string> words = {test::program("dayroom-hub"),
                                      "serve",
                                      "--data",
                                      hub_data(),
                                      "--listen",
                                      terminal_address_,
                                      "--staff-listen",
                                      staff_address_,
                                      "--log-level",
                                      "debug"};
    if (certificate_age_days_ > 0)
        words.insert(words.end(), {"--certificate-age", std::to_string(certificate_age_days_)});
    hub_ = std::make_unique<test::Process>(test::Process::Options{
        .arguments = std::move(words),
        .environment = {test::kNoLeakCheck, "DAYROOM_CLOCK_AHEAD_MINUTES=" + std::to_string(ahead_.count()),
                        "DAYROOM_CRASH_FILE=" + crash_file().string()},
        .log = dir_ / "hub.log",
        .input = {}});
    const std::string line = hub_->wait_for_line("listening");
    terminal_address_ = word_after(line, "terminals");
    staff_address_ = word_after(line, "staff");
}

int Facility::stop_hub() {
    const int code = hub_->stop();
    hub_.reset();
    return code;
}

void Facility::kill_hub() {
    hub_->kill_now();
    hub_.reset();
}

void Facility::crash_hub() {
    hub_->send_signal(SIGSEGV);
    hub_->wait();
    hub_.reset();
}

void Facility::crash_hub_at(std::string_view point) { std::ofstream(crash_file()) << point; }

int Facility::wait_for_hub_end() {
    const int code = hub_->wait();
    hub_.reset();
    return code;
}

const SamplePerson& Facility::person(const std::string& unit, bool pin_is_first) const {
    for (const SamplePerson& each : people_) {
        if (each.unit == unit && each.pin_is_first == pin_is_first) return each;
    }
    throw std::runtime_error("the sample has nobody like that in " + unit);
}

std::string Facility::make_token(const std::string& unit, const std::string& device_name, const std::string& address) {
    const std::string file = dir_ / ("token-" + std::to_string(++tokens_));
    must({test::program("dayroom-provision"), "token", "create", "--root", dir_ / "root.key", "--passphrase-file",
          dir_ / "passphrase", "--request", hub_data() / "hub-key.request", "--unit", unit, "--name", device_name,
          "--hub", address.empty() ? terminal_address_ : address, "--out", file});
    return file;
}

void Facility::run_hub_command(std::vector<std::string> words) const {
    words.insert(words.begin(), test::program("dayroom-hub"));
    words.insert(words.begin() + 2, {"--data", hub_data()});
    must(words);
}

std::string Facility::staff_token(const std::string& role, const std::vector<std::string>& desks) {
    std::vector<std::string> command = {
        test::program("dayroom-hub"), "token", "create", "--data", hub_data(), "--role", role};
    for (const std::string& desk : desks) command.insert(command.end(), {"--desk", desk});
    if (desks.empty() && role == "request_staff")
        command.insert(command.end(), {"--desk", "records", "--desk", "barber"});
    const std::string output = must(command);
    std::istringstream words(output);
    std::string last;
    for (std::string word; words >> word;) last = word;
    return last;
}

test::Finished Facility::tie_out() const {
    return test::run({test::program("dayroom-hub"), "tie-out", "--data", hub_data()});
}

std::string Facility::logs() const {
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(dir_.path())) {
        if (entry.path().extension() != ".log") continue;
        std::ifstream file(entry.path());
        all.append(std::istreambuf_iterator<char>(file), {});
    }
    return all;
}

void Facility::read_people() {
    std::ifstream sheet(hub_data() / "sample-residents.txt");
    std::string unit;
    for (std::string line; std::getline(sheet, line);) {
        std::istringstream words(line);
        std::string first;
        words >> first;
        if (first == "unit") {
            std::getline(words >> std::ws, unit);
        } else if (!first.empty() && first[0] != '#') {
            SamplePerson person{.unit = unit, .number = first, .pin = {}, .pin_is_first = false, .given_name = {}};
            std::string state;
            words >> person.pin >> state >> person.given_name;
            person.pin_is_first = state == "first";
            if (state == "first" || state == "ready") people_.push_back(person);
        }
    }
    if (people_.empty()) throw std::runtime_error("the sample left no sheet of people");
}

}  // namespace dayroom::journey
