// What the kernel says about a program that runs, looked at from outside.
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

namespace dayroom::journey {

/// Every thread of it has a system-call filter and can gain no privileges, and it leaves no core dump.
bool is_locked_in(pid_t program);
/// Paths of what it has open. Empty when we may not look: only root may, at programs that hide themselves.
std::vector<std::string> open_files(pid_t program);

}  // namespace dayroom::journey
