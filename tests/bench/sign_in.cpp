// From the PIN to a home screen that can be used, with 12,000 messages in the vault, and what the screens then ask.
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

#include "tests/bench/letters.h"
#include "tests/bench/parts.h"
#include "tests/bench/report.h"
#include "tests/bench/vault_world.h"

namespace dayroom::bench {
namespace {

constexpr int kVaultMessages = 12'000;
constexpr int kTimes = 15;

/// What the home screen shows, and what the terminal asks right behind it.
void ask_home(VaultWorld& world, store::Vault& vault) {
    (void)must(vault.profile());
    (void)must(vault.counts());
    (void)must(vault.money(Timestamp()));
    (void)must(vault.notices(world.clock.now(), must(world.device->notices(world.clock.now(), false))));
    (void)must(vault.threads(store::ThreadFilter::kAll, {0, 50}));
}

/// As after a restart: nothing of the file is in memory.
void drop_from_memory(const std::filesystem::path& file) {
    for (const char* end : {"", "-wal"}) {
        const int fd = ::open((file.string() + end).c_str(), O_RDONLY | O_CLOEXEC);
        if (fd < 0) continue;
        ::fdatasync(fd);
        ::posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
        ::close(fd);
    }
}

struct SignIns {
    Times argon;
    Times home;
};

SignIns sign_in_often(VaultWorld& world, int waiting, bool cold) {
    SignIns taken;
    for (int i = 0; i < kTimes; ++i) {
        world.vault.reset();
        if (waiting > 0) world.deliver(waiting);
        if (cold) drop_from_memory(world.place().file());
        const MonotonicTime begin = SystemClock().steady();
        auto opened = must(world.device->sign_in().unwrap(VaultWorld::kNumber, as_bytes(VaultWorld::kPin)));
        taken.argon.add(ms_since(begin));
        const MonotonicTime key_known = SystemClock().steady();
        world.vault = must(store::Vault::open(world.place(), opened.vault_key));
        while (must(world.vault->absorb(*world.device, world.keys)).more) {
        }
        ask_home(world, *world.vault);
        taken.home.add(ms_since(key_known));
    }
    return taken;
}

void measure_sign_in(VaultWorld& world) {
    const SignIns warm = sign_in_often(world, 0, false);
    report({"sign-in to usable home, nothing new",
            warm.home.median(),
            "ms",
            {},
            Goal::at_most(150),
            "worst of " + std::to_string(kTimes) + ": " + std::to_string(warm.home.worst()) + " ms"});
    const SignIns cold = sign_in_often(world, 0, true);
    report({"the same, the vault's file not in memory", cold.home.median(), "ms", {}, Goal::at_most(150)});
    const SignIns news = sign_in_often(world, 50, false);
    report({"the same, 50 new messages waiting in envelopes", news.home.median(), "ms", {}, Goal::at_most(150)});
    report({"beside it: the PIN's Argon2id (64 MiB, 2 passes)", warm.argon.median(), "ms"});
}

void measure_first_fill(VaultWorld& world) {
    const MonotonicTime begin = SystemClock().steady();
    while (must(world.vault->absorb(*world.device, world.keys)).more) {
    }
    const double each_us = ms_since(begin) * 1000 / kVaultMessages;
    report({"first sign-in here: one message from envelope to vault",
            each_us,
            "us",
            Peer{"opening box and seal alone", world.open_alone_us(500)},
            {},
            std::to_string(each_us * kVaultMessages / 1e6) + " s for 12,000"});
}

void measure_queries(store::Vault& vault, const ContactId& contact) {
    constexpr int kOften = 200;
    const auto ask = [&](const char* what, auto&& query, std::optional<Peer> peer = {}) {
        report({what, time_each(kOften, query).median(), "ms", std::move(peer)});
    };
    ask("list of threads, 50", [&] { (void)must(vault.threads(store::ThreadFilter::kAll, {0, 50})); });
    ask("a conversation of 6,000, newest 50", [&] { (void)must(vault.messages(contact, {0, 50})); });
    ask("a conversation of 6,000, 50 at 5,900", [&] { (void)must(vault.messages(contact, {5'900, 50})); });
    // The way without an index: every text is looked at.
    const auto scan = [&](const std::string& word) {
        return time_each(5,
                         [&] {
                             (void)must(vault.connection().number("SELECT count(*) FROM message WHERE text LIKE $1",
                                                                  "%" + word + "%"));
                         })
            .median();
    };
    ask(
        "search for a rare word, 50",
        [&] {
            (void)must(vault.search(kRareWord, {0, 50}));
        },
        Peer{"looking at every text", scan(kRareWord)});
    ask(
        "search for two common words, 50",
        [&] {
            (void)must(vault.search("birthday dinner", {0, 50}));
        },
        Peer{"looking at every text", scan("birthday")});
    ask(
        "search for the beginning \"lig\", 50",
        [&] {
            (void)must(vault.search("lig", {0, 50}));
        },
        Peer{"looking at every text", scan("lig")});
    ask("counts of the home screen", [&] { (void)must(vault.counts()); });
}

}  // namespace

void bench_sign_in() {
    heading("The terminal's vault with 12,000 messages");
    VaultWorld world;
    world.deliver_contacts(40);
    for (int done = 0; done < kVaultMessages; done += 500) world.deliver(500);
    measure_first_fill(world);
    measure_sign_in(world);
    measure_queries(*world.vault, world.contacts.front());
}

}  // namespace dayroom::bench
