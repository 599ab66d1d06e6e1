// What the agent is told at its start. Checked by main; tests fill it themselves.
#pragma once

#include <filesystem>
#include <functional>

#include <sys/types.h>

#include "platform/base/time.h"
#include "platform/device/tpm/place.h"

namespace dayroom::agent {

struct AgentOptions {
    std::filesystem::path data_dir;
    std::filesystem::path socket_path;
    std::filesystem::path photo_program;          // dayroom-photo
    uid_t terminal_user = 0;                      // the only user id that may connect
    bool sandbox = true;                          // off only where several programs share a process: tests
    std::function<void()> rights_given_up = {};   // tests: called once it has no more rights than it keeps
    device::tpm::Place tpm = {};                  // none, unless main finds or is told one
    std::filesystem::path technician_media = {};  // where sticks are mounted; empty: none are looked at
    std::filesystem::path machine_root = "/";     // tests: what stands below it is measured
};

/// What is not policy: how much one terminal may ask.
inline constexpr int kQueriesInBurst = 400;
inline constexpr int kQueriesASecond = 200;
inline constexpr int kRefusedQueriesUntilCut = 400;  // in a row, beyond the rate
inline constexpr std::size_t kMaxFrameUp = 2 * 1024 * 1024;
inline constexpr std::size_t kMaxFrameDown = 8 * 1024 * 1024;
inline constexpr std::size_t kMaxUnreadBytes = 32 * 1024 * 1024;  // answers that the terminal has not taken
inline constexpr std::size_t kMaxWaitingJobs = 64;
/// The screen signs out by itself; the agent does it this much later if the screen does not.
inline constexpr Seconds kIdleGrace{10};

}  // namespace dayroom::agent
