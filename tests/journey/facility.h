// One real facility for one test: keys, a hub with a small sample, and terminals that enrol with it. Everything in a
// folder of its own.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace dayroom::journey {

/// A person of the sample, from sample-residents.txt.
struct SamplePerson {
    std::string unit;
    std::string number;
    std::string pin;
    bool pin_is_first = false;  // must be changed at the first sign-in
    std::string given_name;
};

class Facility {
public:
    /// Ceremony, init with a sample from `seed`, certification. The hub is not serving yet.
    explicit Facility(int seed = 1);

    /// Starts `serve`; the address stays the same over restarts.
    void serve();
    /// SIGTERM: graceful. Returns the exit code.
    int stop_hub();
    /// SIGKILL.
    void kill_hub();
    /// From the next serve() on its clock is so far ahead of the machine's.
    void put_clock_ahead(std::chrono::minutes by) { ahead_ = by; }
    /// From the next serve() on terminals that enrol get certificates as if they had them so long.
    void age_certificates(int days) { certificate_age_days_ = days; }
    /// It dies of a bad pointer, as it were.
    void crash_hub();
    /// It ends hard when it next meets this point (platform/base/crash_point.h).
    void crash_hub_at(std::string_view point);
    /// Until it has; its exit code.
    int wait_for_hub_end();
    pid_t hub_pid() const { return hub_->pid(); }

    const std::string& terminal_address() const { return terminal_address_; }
    const std::string& staff_address() const { return staff_address_; }
    std::filesystem::path path(const std::string& name) const { return dir_ / name; }
    const std::filesystem::path& hub_data() const { return hub_data_; }
    /// From the next serve() on the hub lives there: what a restore made.
    void move_hub(const std::filesystem::path& data) { hub_data_ = data; }
    const std::vector<SamplePerson>& people() const { return people_; }
    /// The first person of a unit whose PIN is already chosen, or still the first one.
    const SamplePerson& person(const std::string& unit, bool pin_is_first = false) const;
    const std::string& first_unit() const { return people_.front().unit; }

    /// A new one-time token file for a device in `unit` that will call `address` (the hub's own by default: a proxy's
    /// in network tests).
    std::string make_token(const std::string& unit, const std::string& device_name, const std::string& address = {});
    /// A role token for the staff API; without desks request staff have those of the forms that most journeys fill in.
    std::string staff_token(const std::string& role, const std::vector<std::string>& desks = {});
    /// A command of dayroom-hub on the hub's data, beside the serving hub too: "session-policy" and its options.
    void run_hub_command(std::vector<std::string> words) const;
    /// `dayroom-hub tie-out`: exit code 0 means that every balance is proven.
    test::Finished tie_out() const;
    /// Everything that hub and terminals have logged so far.
    std::string logs() const;
    const std::filesystem::path& folder() const { return dir_.path(); }

private:
    void read_people();
    /// Where the hub's sandbox lets it look.
    std::filesystem::path crash_file() const { return hub_data_ / "crash"; }

    test::TempDir dir_;
    std::filesystem::path hub_data_ = dir_ / "hub";
    std::unique_ptr<test::Process> hub_;
    std::string terminal_address_ = "127.0.0.1:0";
    std::string staff_address_ = "127.0.0.1:0";
    std::vector<SamplePerson> people_;
    int tokens_ = 0;
    std::chrono::minutes ahead_{0};
    int certificate_age_days_ = 0;
};

}  // namespace dayroom::journey
