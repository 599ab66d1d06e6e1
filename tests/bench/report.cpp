#include "tests/bench/report.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>

#include <time.h>

namespace dayroom::bench {
namespace {

std::string number(double value) {
    char text[32];
    const double size = std::fabs(value);
    std::snprintf(text, sizeof text,
                  size >= 1000  ? "%.0f"
                  : size >= 10  ? "%.1f"
                  : size >= 0.1 ? "%.2f"
                                : "%.4f",
                  value);
    return text;
}

std::string judged(const Figure& figure) {
    if (figure.goal.kind == Goal::Kind::kNone) return {};
    const bool at_most = figure.goal.kind == Goal::Kind::kAtMost;
    const bool met = at_most ? figure.ours <= figure.goal.value : figure.ours >= figure.goal.value;
    return (at_most ? "goal <= " : "goal >= ") + number(figure.goal.value) + (met ? " met" : " MISSED");
}

}  // namespace

void report(const Figure& figure) {
    std::string line = "  " + figure.what;
    line.resize(std::max<std::size_t>(line.size() + 1, 58), ' ');
    std::string ours = number(figure.ours) + " " + figure.unit;
    ours.resize(std::max<std::size_t>(ours.size(), 16), ' ');
    line += ours;
    if (figure.peer) {
        line += " | " + figure.peer->what + " " + number(figure.peer->value) + " " + figure.unit + ", ratio " +
                number(figure.peer->value > 0 ? figure.ours / figure.peer->value : 0);
    }
    if (const std::string goal = judged(figure); !goal.empty()) line += " | " + goal;
    if (!figure.note.empty()) line += " | " + figure.note;
    std::printf("%s\n", line.c_str());
    std::fflush(stdout);
}

void heading(std::string_view text) {
    std::printf("%.*s\n", static_cast<int>(text.size()), text.data());
    std::fflush(stdout);
}

void must(const Status& status) {
    if (!status.ok())
        throw std::runtime_error(std::string(to_string(status.error().code)) + ": " + status.error().detail);
}

double Times::at(double share) const {
    if (all_.empty()) return 0;
    std::vector<double> sorted = all_;
    std::sort(sorted.begin(), sorted.end());
    const double rank = std::ceil(share * static_cast<double>(sorted.size()));
    return sorted[static_cast<std::size_t>(std::clamp(rank - 1, 0.0, static_cast<double>(sorted.size() - 1)))];
}

MonotonicTime ThreadCpuClock::steady() const {
    timespec used{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return MonotonicTime::from_ns(std::int64_t{used.tv_sec} * 1'000'000'000 + used.tv_nsec);
}

double ms_since(MonotonicTime begin) { return static_cast<double>((SystemClock().steady() - begin).count()) / 1e6; }

}  // namespace dayroom::bench
