// The service manager's side of sd_notify, for a program that a test starts: hears what it says and who says it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/temp_dir.h"

namespace dayroom::journey {

class ServiceManager {
public:
    ServiceManager();
    ~ServiceManager();
    ServiceManager(const ServiceManager&) = delete;
    ServiceManager& operator=(const ServiceManager&) = delete;

    /// What the program is started with. `watchdog`: it must say that it lives within this time; zero: no watchdog.
    std::vector<std::string> environment(std::chrono::microseconds watchdog = {}) const;
    /// Takes what was said up to the next such line and returns the process that said it; throws when nobody ever does.
    pid_t wait_for(const std::string& line);

private:
    struct Said {
        std::string line;
        pid_t by;
    };
    void listen();

    test::TempDir dir_;
    std::string address_ = dir_ / "notify";
    int socket_ = -1;
    std::mutex mutex_;
    std::condition_variable more_;
    std::deque<Said> said_;
    std::thread ear_;  // takes at once what is said: the kernel keeps little, and programs do not wait
};

}  // namespace dayroom::journey
