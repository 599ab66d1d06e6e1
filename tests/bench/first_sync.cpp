// A new terminal, and a person with 10,000 messages of 500 characters who signs in at it: from the start of the agent
// until all of them can be read. Counted is all of it: start, TLS, the feed, every check and seal, the envelopes
// opened, the vault written durably, the sign-in with its Argon2id. The search index is filled behind it; a search
// asked at once, which has to fill it first, is timed by itself. Beside it the same bytes as a plain TLS download, and
// mbsync with the same texts.
#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <thread>

#include <unistd.h>

#include "platform/facility/services/services.h"
#include "platform/wire/check.h"
#include "tests/bench/cursors.h"
#include "tests/bench/letters.h"
#include "tests/bench/live_hub.h"
#include "tests/bench/mail_server.h"
#include "tests/bench/own_agent.h"
#include "tests/bench/parts.h"
#include "tests/bench/report.h"
#include "tests/journey/network.h"

namespace dayroom::bench {
namespace {

constexpr int kNewMessages = 10'000;
constexpr std::size_t kCharacters = 500;
constexpr std::size_t kInOneCommit = 250;  // messages
constexpr double kSyncPatienceMs = 120'000;
constexpr std::size_t kSlowLine = 100'000'000 / 8;  // bytes a second

std::vector<std::string> make_texts() {
    Letters letters(11);
    std::vector<std::string> texts;
    for (int i = 0; i < kNewMessages; ++i) {
        std::string text;
        while (text.size() < kCharacters) text += letters.next();
        text.resize(kCharacters);
        if ((static_cast<unsigned char>(text.back()) & 0x80) != 0)
            text.replace(kCharacters - 2, 2, "..");  // half a letter
        texts.push_back(std::move(text));
    }
    return texts;
}

struct Owner {
    journey::SamplePerson person;
    ResidentId resident;
    ContactId contact;
};

Owner find_owner(LiveHub& hub) {
    Owner owner;
    owner.person = hub.facility().person(hub.facility().first_unit());
    owner.resident = hub.resident(owner.person.number);
    LiveHub::Staff office(hub, "trust_office");
    const auto known = office.get("/api/v1/residents/" + owner.resident.to_string() + "/contacts");
    for (const auto& each : known.at("contacts")) {
        if (each.at("state") == "approved") owner.contact = must(ContactId::parse(each.at("id").get<std::string>()));
    }
    return owner;
}

/// What the provider network brings, by the hub's own way in: received, screened, delivered, sealed, durable. A few
/// hundred a commit, while the hub does not serve; over its API each would wait for two commits of its own.
void fill(LiveHub& hub, const Owner& owner, const std::vector<std::string>& texts) {
    const MonotonicTime begin = SystemClock().steady();
    hub.facility().stop_hub();
    {
        const SystemClock clock;
        SystemRandom random;
        facility::ServicesOptions options;
        options.needs_root = false;
        const auto services =
            must(facility::Services::open(facility::HubFiles(hub.facility().hub_data()), clock, random, options));
        const auto reviewer = facility::Actor::staff("reviewer", facility::ThingId::make(clock, random));
        const auto deliver = [&](facility::Work& work, const std::string& text) -> Status {
            facility::InboundMessage message;
            message.id = work.make_id<MessageId>();
            message.resident = owner.resident;
            message.contact = owner.contact;
            message.text = text;
            message.language = "en";
            message.sent = work.now();
            TRY(services->messages.receive(work, message));
            const auto kept = TRY(services->messages.find(work.db(), message.id));
            const bool waits = kept && kept->message.state() == wire::Message::HELD;
            return waits ? services->moderation.approve(work, message.id) : Status();
        };
        for (std::size_t done = 0; done < texts.size(); done += kInOneCommit) {
            must(services->writer->run(reviewer, [&](facility::Work& work) -> Status {
                for (std::size_t at = done; at < std::min(texts.size(), done + kInOneCommit); ++at)
                    TRY(deliver(work, texts[at]));
                return {};
            }));
        }
        services->stop();
    }
    hub.facility().serve();
    report({"the hub is filled", ms_since(begin), "ms"});
}

struct Fetched {
    std::string bytes;  // of all answers
    double ms = 0;
};

/// The feed for a new terminal, by a client that keeps nothing but its place.
Fetched fetch_feed(LiveHub& hub) {
    Fetched fetched;
    const MonotonicTime begin = SystemClock().steady();
    const auto client = hub.dial();
    wire::FeedRequest request = first_request();
    for (bool more = true; more;) {
        const std::string body = LiveHub::call(*client, "/v1/feed", request.SerializeAsString());
        const auto answer = must(wire::parse_feed_response(as_bytes(body)));
        take_answer(answer, request);
        more = answer.more();
        fetched.bytes += body;
    }
    fetched.ms = ms_since(begin);
    return fetched;
}

/// A file over TLS 1.3 by `openssl s_server`, fetched by curl, from its start to its end.
class PlainDownload {
public:
    PlainDownload(const MailServer& mail, const std::filesystem::path& folder, const std::string& bytes)
        : mail_(mail), port_(free_port()), folder_(folder) {
        std::ofstream(folder / "feed.bin", std::ios::binary) << bytes;
        server_ = std::make_unique<test::Process>(test::Process::Options{
            .arguments = {"/bin/sh", "-c",
                          "cd '" + folder.string() +
                              "' && exec openssl s_server -accept 127.0.0.1:" + std::to_string(port_) + " -cert '" +
                              mail.certificate().string() + "' -key '" + mail.key().string() + "' -tls1_3 -quiet -WWW"},
            .environment = {},
            .log = folder / "s_server.log",
            .input = {}});
        for (const MonotonicTime begin = SystemClock().steady(); ms_since(begin) < kSyncPatienceMs;
             std::this_thread::yield()) {
            const int probe = test::TlsClient::connect_tcp(static_cast<std::uint16_t>(port_));
            if (probe < 0) continue;
            ::close(probe);
            return;
        }
        throw std::runtime_error("openssl s_server does not start");
    }
    ~PlainDownload() { server_->kill_now(); }

    int port() const { return port_; }
    double best_ms(int port, int times) {
        Times taken;
        for (int i = 0; i < times; ++i) {
            const auto to = folder_ / "downloaded.bin";
            const MonotonicTime begin = SystemClock().steady();
            const auto done =
                test::run({"/usr/bin/curl", "--silent", "--show-error", "--tlsv1.3", "--cacert", mail_.certificate(),
                           "--output", to, "https://localhost:" + std::to_string(port) + "/feed.bin"});
            taken.add(ms_since(begin));
            if (done.exit_code != 0 ||
                std::filesystem::file_size(to) != std::filesystem::file_size(folder_ / "feed.bin"))
                throw std::runtime_error("curl: " + done.output);
        }
        return taken.at(0);
    }

private:
    const MailServer& mail_;
    int port_;
    std::filesystem::path folder_;
    std::unique_ptr<test::Process> server_;
};

struct FirstSync {
    double ms = 0;
    double signed_in_ms = 0;
    double agent_cpu_s = 0;
    double search_ms = 0;  // asked at once: what waits for the index goes into it first
};

int messages_here(LocalClient& screen, const ContactId& contact) {
    local::ToAgent query;
    query.mutable_get_messages()->set_contact_id(contact.raw());
    query.mutable_get_messages()->mutable_page()->set_count(1);
    return screen.ask(query).messages().total();
}

FirstSync first_sync(LiveHub& hub, const Owner& owner, const std::string& name, const std::string& through) {
    const auto data = hub.enroll(name, through);
    FirstSync taken;
    const MonotonicTime begin = SystemClock().steady();
    OwnAgent agent(data, hub.facility().path(name + ".sock"));
    LocalClient screen(agent.socket());
    (void)sign_in(screen, owner.person.number, owner.person.pin);
    taken.signed_in_ms = ms_since(begin);
    while (messages_here(screen, owner.contact) < kNewMessages) {
        if (ms_since(begin) > kSyncPatienceMs) throw std::runtime_error("the first sync does not end");
        (void)screen.next(Milliseconds(50));
    }
    taken.ms = ms_since(begin);
    taken.agent_cpu_s = cpu_seconds(agent.pid());
    const MonotonicTime asked = SystemClock().steady();
    local::ToAgent query;
    query.mutable_search_messages()->set_text("the");
    query.mutable_search_messages()->mutable_page()->set_count(1);
    if (screen.ask(query).messages().total() == 0) throw std::runtime_error("what was synced is not found");
    taken.search_ms = ms_since(asked);
    return taken;
}

void report_sync(const char* how, const FirstSync& sync, double plain_ms, std::size_t bytes) {
    const auto text = [](double value) { return std::to_string(value); };
    const double mib = static_cast<double>(bytes) / 1'048'576;
    report({std::string("first sync, ") + how,
            sync.ms,
            "ms",
            Peer{"plain TLS download of the same bytes", plain_ms},
            {},
            text(mib * 1000 / sync.ms) + " MiB/s; signed in after " + text(sync.signed_in_ms) +
                " ms; processor time of the agent " + text(sync.agent_cpu_s) +
                " s; a search asked at once, which first indexes what waits " + text(sync.search_ms) + " ms"});
    report({std::string("its speed against the plain download, ") + how,
            100 * plain_ms / sync.ms,
            "%",
            {},
            Goal::at_least(60)});
}

void measure(LiveHub& hub, const Owner& owner, const std::vector<std::string>& texts) {
    const FirstSync first = first_sync(hub, owner, "first", {});
    const Fetched fetched = fetch_feed(hub);
    MailServer mail(texts);
    PlainDownload plain(mail, hub.facility().path("."), fetched.bytes);
    const double plain_ms = plain.best_ms(plain.port(), 5);
    report_sync("first terminal of the unit (the hub closes each envelope)", first, plain_ms, fetched.bytes.size());
    const FirstSync next = first_sync(hub, owner, "next", {});
    report_sync("next terminal of the unit", next, plain_ms, fetched.bytes.size());
    report({"the feed alone, by a client that keeps nothing", fetched.ms, "ms"});
    {
        journey::Cable slow(hub.facility().terminal_address(), kSlowLine);
        journey::Cable slow_plain("127.0.0.1:" + std::to_string(plain.port()), kSlowLine);
        const std::string address = slow_plain.address();
        const double slow_ms = plain.best_ms(std::stoi(address.substr(address.rfind(':') + 1)), 3);
        const FirstSync over = first_sync(hub, owner, "slow", slow.address());
        report_sync("over a line of 100 Mbit/s", over, slow_ms, fetched.bytes.size());
    }
    (void)mail.fetch_ms(false);  // its own index is made now
    const double quick = mail.fetch_ms(false);
    const double durable = mail.fetch_ms(true);
    report({"faster than mbsync from Dovecot over TLS, same texts (fsync, as it does by itself)",
            durable / next.ms,
            "x",
            {},
            Goal::at_least(10),
            "mbsync: " + std::to_string(durable) + " ms"});
    report(
        {"faster than mbsync without fsync", quick / next.ms, "x", {}, {}, "mbsync: " + std::to_string(quick) + " ms"});
}

}  // namespace

void bench_first_sync() {
    heading(
        "A new terminal takes a person's 10,000 messages of 500 characters: fetched, checked, stored, opened, indexed");
    const auto texts = make_texts();
    LiveHub hub;
    const Owner owner = find_owner(hub);
    fill(hub, owner, texts);
    measure(hub, owner, texts);
}

}  // namespace dayroom::bench
