// A real hub process, real terminals over mutual TLS on loopback, a real agent.
#include <stdexcept>

#include "tests/bench/hub_parts.h"
#include "tests/bench/parts.h"
#include "tests/bench/report.h"

namespace dayroom::bench {

void bench_hub() {
    heading("A hub on loopback: 24 residents of the sample in 3 units, mutual TLS 1.3");
    LiveHub hub;
    bench_commit_to_visible(hub);
    bench_idle_terminals(hub);
    bench_emergency(hub);
    bench_commands(hub);
    if (hub.facility().stop_hub() != 0) throw std::runtime_error("the hub did not end well");
    if (const auto books = hub.facility().tie_out(); books.exit_code != 0)
        throw std::runtime_error("the books do not tie out: " + books.output);
    heading("  the books tie out after it");
}

}  // namespace dayroom::bench
