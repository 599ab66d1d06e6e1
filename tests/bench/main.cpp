// dayroom-bench [PART…]: measures the programs' inner parts and a real hub, and prints each figure beside a limit or a
// peer of the same run. Parts: repaint ledger money sign-in messages shelves first-sync feed filter review requests hub
// crash; none named: all. It asserts no time. Exit code 0; 1 when something could not be measured; 2 for a part that it
// does not know.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <map>
#include <string>

#include "tests/bench/parts.h"

int main(int argc, char** argv) {
    using namespace dayroom::bench;
    const auto own = std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path();
    ::setenv("DAYROOM_BINARY_DIR", own.c_str(), 0);
    const std::pair<const char*, void (*)()> parts[] = {{"repaint", bench_repaint},
                                                        {"ledger", bench_ledger},
                                                        {"money", bench_money},
                                                        {"sign-in", bench_sign_in},
                                                        {"messages", bench_messages},
                                                        {"shelves", bench_shelves},
                                                        {"first-sync", bench_first_sync},
                                                        {"feed", bench_feed},
                                                        {"filter", bench_filter},
                                                        {"review", bench_review},
                                                        {"requests", bench_requests},
                                                        {"fleet", bench_fleet},
                                                        {"hub", bench_hub},
                                                        {"crash", bench_crash}};
    for (int i = 1; i < argc; ++i) {
        bool known = false;
        for (const auto& [name, run] : parts) known = known || std::string(argv[i]) == name;
        if (known) continue;
        std::fprintf(stderr, "dayroom-bench: no part \"%s\"; there are:", argv[i]);
        for (const auto& [name, run] : parts) std::fprintf(stderr, " %s", name);
        std::fputc('\n', stderr);
        return 2;
    }
    int failed = 0;
    for (const auto& [name, run] : parts) {
        bool wanted = argc == 1;
        for (int i = 1; i < argc; ++i) wanted = wanted || std::string(argv[i]) == name;
        if (!wanted) continue;
        try {
            run();
        } catch (const std::exception& error) {
            std::fprintf(stderr, "dayroom-bench: %s: %s\n", name, error.what());
            failed = 1;
        }
    }
    return failed;
}
