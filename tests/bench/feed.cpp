// What the hub builds for a terminal that begins anew: a resident with 12,000 released messages, page by page.
#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "tests/bench/cursors.h"
#include "tests/bench/letters.h"
#include "tests/bench/parts.h"
#include "tests/bench/report.h"
#include "tests/unit/platform/facility/hub_fixture/hub_fixture.h"

namespace dayroom::bench {

using namespace facility;

namespace {

constexpr int kMessages = 12'000;
constexpr int kInOneTransaction = 500;

void deliver_messages(test::HubFixture& hub, const test::Person& person, int count) {
    const ContactId contact = hub.add_contact(person);
    Letters letters(5);
    for (int done = 0; done < count; done += kInOneTransaction) {
        must(hub.run([&](Work& work) -> Status {
            for (int i = 0; i < kInOneTransaction; ++i) {
                const MessageId id = work.make_id<MessageId>();
                TRY(hub.messages.receive(work, {id, person.id, contact, letters.next(), "en", work.now(), {}}));
                TRY(hub.moderation.approve(work, id));
            }
            return {};
        }));
    }
}

struct Whole {
    int pages = 0;
    int changes = 0;
    std::size_t bytes = 0;
    double ms = 0;
    Times page_ms;
};

/// As a new terminal asks: from nothing, until there is no more.
Whole read_everything(test::HubFixture& hub, FeedReader& reader) {
    Whole whole;
    wire::FeedRequest request = first_request();
    const MonotonicTime begin = SystemClock().steady();
    for (bool more = true; more;) {
        const MonotonicTime page_begin = SystemClock().steady();
        const auto answer = must(reader.read({hub.device, hub.unit}, request, hub.clock.now()));
        whole.bytes += answer.response.SerializeAsString().size();
        whole.page_ms.add(ms_since(page_begin));
        ++whole.pages;
        more = answer.response.more();
        for (const auto& page : answer.response.pages()) whole.changes += page.changes_size();
        take_answer(answer.response, request);
    }
    whole.ms = ms_since(begin);
    return whole;
}

/// The limit of a page that was never built: its envelopes, sealed by libsodium and nothing else.
double seal_us(const test::Person& person, std::size_t bytes) {
    const Bytes content(bytes, 7);
    constexpr int kTimes = 2'000;
    const MonotonicTime begin = SystemClock().steady();
    for (int i = 0; i < kTimes; ++i) (void)must(crypto::seal_to(person.vault_public, content));
    return ms_since(begin) * 1000 / kTimes;
}

}  // namespace

void bench_feed() {
    heading("The hub's feed: a new terminal takes one resident with 12,000 messages");
    test::HubFixture hub;
    const test::Person person = hub.add_resident();
    deliver_messages(hub, person, kMessages);
    auto connection = must(open_reader(hub.database(), hub.key));
    FeedCache cache(64 * 1024 * 1024);
    FeedReader reader(*connection, hub.facility, cache);
    const Whole cold = read_everything(hub, reader);
    const Whole warm = read_everything(hub, reader);
    const double changes = cold.changes;
    const double limit = seal_us(person, cold.bytes / static_cast<std::size_t>(cold.changes));
    report({"a change, first terminal of the unit (sealed now)", cold.ms * 1000 / changes, "us",
            Peer{"crypto_box_seal alone", limit}});
    report({"a change, next terminal (envelopes kept)", warm.ms * 1000 / changes, "us",
            Peer{"first terminal", cold.ms * 1000 / changes}});
    report({"all of it, first terminal",
            cold.ms,
            "ms",
            {},
            {},
            std::to_string(cold.changes) + " changes, " + std::to_string(cold.pages) + " pages, " +
                std::to_string(cold.bytes / 1024) + " KiB"});
    report({"all of it, next terminal",
            warm.ms,
            "ms",
            {},
            {},
            std::to_string(static_cast<double>(warm.bytes) / 1048.576 / warm.ms) + " MiB/s"});
    report({"one page, first terminal, median", cold.page_ms.median(), "ms"});
    report({"one page, next terminal, median", warm.page_ms.median(), "ms"});
}

}  // namespace dayroom::bench
