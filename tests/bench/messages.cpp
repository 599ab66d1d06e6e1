// Messages at the terminal with 105,000 of them in one vault: search, opening a thread of 5,000, scrolling one of
// 100,000. A real agent process with a real vault, the real screens, the local protocol between them.
#include "tests/bench/live_terminal.h"
#include "tests/bench/own_agent.h"
#include "tests/bench/parts.h"
#include "tests/bench/report.h"
#include "tests/bench/vault_world.h"

namespace dayroom::bench {
namespace {

constexpr int kLongThread = 100'000;
constexpr int kThread = 5'000;
constexpr int kHeldMessages = kLongThread + kThread;
constexpr int kInOnePage = 500;
constexpr int kOpenings = 25;
constexpr int kSearches = 40;
constexpr Milliseconds kFrame{1000 / 60};
constexpr float kStepPx = 64;  // of the wheel
constexpr const char* kRow = "reader.bubbles.message.";
constexpr const char* kOldest = "reader.bubbles.message.0";

struct Search {
    const char* what;
    const char* typed;
    const char* like;  // the way without an index
};
constexpr Search kSearchesAsked[] = {{"a rare word", kRareWord, kRareWord},
                                     {"two common words", "birthday dinner", "birthday"},
                                     {"three common words", "the you with", "the"},
                                     {"a common word", "school", "school"},
                                     {"the beginning \"lig\"", "lig", "lig"},
                                     {"the beginning \"th\"", "th", "th"},
                                     {"an accent left out", kAccentedWordTyped, kAccentedWord}};

/// One message in 21 belongs to the shorter thread: both go over the same time, as conversations do.
void fill(VaultWorld& world) {
    world.deliver_contacts(40);
    int made = 0;
    for (int done = 0; done < kHeldMessages; done += kInOnePage) {
        world.deliver(kInOnePage, [&](int) { return std::size_t{made++ % (kHeldMessages / kThread) == 0 ? 0U : 1U}; });
        while (must(world.vault->absorb(*world.device, world.keys)).more) {
        }
    }
}

void measure_search(store::Vault& vault) {
    for (const Search& search : kSearchesAsked) {
        const Times taken = time_each(kSearches, [&] { (void)must(vault.search(search.typed, {0, 50})); });
        const int found = must(vault.search(search.typed, {0, 1})).total;
        const auto look = [&] {
            (void)must(vault.connection().number("SELECT count(*) FROM message WHERE text LIKE $1",
                                                 "%" + std::string(search.like) + "%"));
        };
        report({std::string("search, ") + search.what + ", the newest 50", taken.median(), "ms",
                Peer{"looking at every text", time_each(3, look).median()}, Goal::at_most(20),
                std::to_string(found) + " found; worst of " + std::to_string(kSearches) + ": " +
                    std::to_string(taken.worst()) + " ms"});
    }
}

void measure_search(const OwnAgent& agent) {
    LocalClient screen(agent.socket());
    (void)sign_in(screen, VaultWorld::kNumber, VaultWorld::kPin);
    for (const Search& search : kSearchesAsked) {
        local::ToAgent query;
        query.mutable_search_messages()->set_text(search.typed);
        query.mutable_search_messages()->mutable_page()->set_count(50);
        const Times taken = time_each(kSearches, [&] { (void)screen.ask(query); });
        report({std::string("the same through the agent's socket, ") + search.what,
                taken.median(),
                "ms",
                {},
                Goal::at_most(20),
                "worst: " + std::to_string(taken.worst()) + " ms"});
    }
}

void measure_opening(LiveTerminal& terminal) {
    const auto newest = [](int count) { return kRow + std::to_string(count - 1); };
    Times thread, long_thread;
    for (int i = 0; i < kOpenings; ++i) {
        thread.add(terminal.press_until("thread.1", newest(kThread)));
        long_thread.add(terminal.press_until("thread.0", newest(kLongThread)));
    }
    const auto worst = [](const Times& times) {
        return "worst of " + std::to_string(kOpenings) + ": " + std::to_string(times.worst()) + " ms";
    };
    report({"press to painted thread of 5,000", thread.median(), "ms", {}, Goal::at_most(50), worst(thread)});
    report({"the same, a thread of 100,000", long_thread.median(), "ms", {}, Goal::at_most(50), worst(long_thread)});
}

/// Each frame as it comes: one wheel event 60 times a second, and those between when the agent answers. Ends early at
/// the oldest message.
void scroll(LiveTerminal& terminal, ui::Point at, const char* how, float px_a_frame, int most_steps) {
    terminal.forget_frames();
    int empty = 0, steps = 0;
    for (; steps < most_steps && !terminal.has(kOldest); ++steps) {
        terminal.wheel(at, px_a_frame / kStepPx);
        terminal.run_for(kFrame);
        empty += terminal.dump().find(kRow) == std::string::npos ? 1 : 0;
    }
    const auto& wall = terminal.wall();
    report({std::string("scroll 100,000, ") + how + ", worst frame", wall.worst(), "ms",
            Peer{"its processor time", terminal.processor().worst()}, Goal::at_most(8),
            std::to_string(wall.count()) + " frames, p50 " + std::to_string(wall.median()) + ", p99 " +
                std::to_string(wall.at(0.99)) + " ms; no row was there yet after " + std::to_string(empty) + " of " +
                std::to_string(steps) + " steps"});
}

void measure_scrolling(LiveTerminal& terminal) {
    const ui::Node* list = terminal.node("reader.bubbles");
    if (list == nullptr) throw std::runtime_error("no thread is open:\n" + terminal.dump());
    const ui::Point at = list->visible().center();
    scroll(terminal, at, "as one reads (64 px a frame)", kStepPx, 300);
    scroll(terminal, at, "flung (2,000 px a frame)", 2'000, 300);
    scroll(terminal, at, "to its other end (20,000 px a frame)", 20'000, 3'000);
    if (!terminal.has(kOldest)) throw std::runtime_error("the oldest message did not come into sight");
}

}  // namespace

void bench_messages() {
    heading("Messages at the terminal: 105,000 in one vault, one thread of 5,000 and one of 100,000; 1280 x 800");
    VaultWorld world;
    fill(world);
    measure_search(*world.vault);
    world.leave_to_agent();
    const OwnAgent agent(world.dir.path(), world.dir / "agent.sock");
    measure_search(agent);
    LiveTerminal terminal(agent.socket(), 1280, 800);
    terminal.sign_in(VaultWorld::kNumber, VaultWorld::kPin);
    terminal.press("nav.messages");
    measure_opening(terminal);
    measure_scrolling(terminal);
}

}  // namespace dayroom::bench
