// What is measured at one real hub process, one after the other.
#pragma once

#include "tests/bench/live_hub.h"

namespace dayroom::bench {

void bench_idle_terminals(LiveHub& hub);
void bench_emergency(LiveHub& hub);
void bench_commands(LiveHub& hub);
void bench_commit_to_visible(LiveHub& hub);

}  // namespace dayroom::bench
