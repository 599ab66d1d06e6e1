// Invariants. A failed check is a bug in this program, never bad input: it prints where and stops, in release too.
#pragma once

namespace dayroom {
[[noreturn]] void stop_on_failed_check(const char* condition, const char* file, int line);
}

#define DAYROOM_ASSERT(condition) \
    (__builtin_expect(!!(condition), 1) ? (void)0 : ::dayroom::stop_on_failed_check(#condition, __FILE__, __LINE__))
