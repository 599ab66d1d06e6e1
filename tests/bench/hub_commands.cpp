// Paid requests over mutual TLS: each is a signed command of its own, checked, held in the ledger, durable before its
// answer. The commands are signed beforehand: the clients share the machine's cores with the hub.
#include <atomic>
#include <stdexcept>
#include <thread>

#include "platform/crypto/hash.h"
#include "platform/crypto/labels.h"
#include "platform/rules/receipt_code.h"
#include "platform/wire/check.h"
#include "platform/wire/seal.h"
#include "tests/bench/hub_parts.h"
#include "tests/bench/ledger/ledger_bench.h"
#include "tests/bench/report.h"

namespace dayroom::bench {
namespace {

constexpr int kConnections = 64;
constexpr int kCommandsEach = 500;
constexpr int kAlone = 4'000;

struct Writer {
    ResidentId resident;
    Secret command_key;
};

/// Everybody of the unit whose PIN is chosen signs in once, and is given money.
std::vector<Writer> sign_in_all(LiveHub& hub) {
    std::vector<Writer> writers;
    LiveHub::Staff staff(hub, "trust_office");
    const auto client = hub.dial();
    const auto box = must(crypto::BoxKey::from_seed(hub.terminal().box_seed));
    for (const auto& person : hub.facility().people()) {
        if (person.unit != hub.facility().first_unit() || person.pin_is_first) continue;
        wire::SignInRequest request;
        request.set_resident_number(person.number);
        request.set_pin(person.pin);
        const auto answer = must(
            wire::parse_sign_in_response(as_bytes(LiveHub::call(*client, "/v1/sign-in", request.SerializeAsString()))));
        if (answer.result() != wire::SignInResponse::SIGNED_IN) throw std::runtime_error("a sign-in was refused");
        const Secret key = must(box.open_secret(as_bytes(answer.vault_key_box())));
        writers.push_back({must(ResidentId::from_bytes(std::string_view(answer.resident_id()))),
                           crypto::derive_key(key, crypto::kLabelCommand)});
        (void)staff.post("/api/v1/deposits", {{"resident_id", writers.back().resident.to_string()},
                                              {"cents", 100'000'000},
                                              {"source", "family"},
                                              {"idempotency_key", "bench-" + person.number}});
    }
    if (writers.empty()) throw std::runtime_error("nobody of the unit has a PIN");
    return writers;
}

std::string answer_for(const wire::Form::Field& field) {
    switch (field.kind()) {
        case wire::Form::Field::CHOICE:
            return field.choices(0).code();
        case wire::Form::Field::DATE:
            return "2026-03-02";
        case wire::Form::Field::NUMBER:
            return "2";
        case wire::Form::Field::CHECK:
            return "yes";
        default:
            return "Page 3";
    }
}

/// A request on the sample's paid form, with everything but who and when.
wire::SubmitRequest paid_request(const std::vector<wire::Record>& records) {
    for (const wire::Record& record : records) {
        if (!record.has_form() || record.form().code() != "document_copy") continue;
        wire::SubmitRequest request;
        request.set_form_id(record.id());
        request.set_form_revision(record.form().revision());
        for (const auto& field : record.form().fields()) {
            if (!field.required()) continue;
            request.add_answers()->set_field(field.code());
            request.mutable_answers(request.answers_size() - 1)->set_value(answer_for(field));
        }
        for (const wire::Record& prices : records) {
            for (const auto& price : prices.prices().prices())
                if (price.code() == record.form().price_code()) request.set_price_seen_cents(price.cents());
        }
        return request;
    }
    throw std::runtime_error("the sample has no paid form");
}

class Orders {
public:
    Orders(LiveHub& hub, std::vector<Writer> writers)
        : hub_(hub),
          writers_(std::move(writers)),
          form_(paid_request(hub.facility_records())),
          device_key_(must(crypto::SigningKey::from_seed(hub.terminal().signing_seed))) {}

    /// One HTTP request with one signed command.
    std::string next() {
        const Writer& writer = writers_[made_++ % writers_.size()];
        wire::Command command;
        command.set_id(CommandId::make(clock_, random_).raw());
        command.set_facility_id(hub_.terminal().facility.raw());
        command.set_device_id(hub_.terminal().device.raw());
        command.set_resident_id(writer.resident.raw());
        command.set_made_ms(clock_.now().ms());
        *command.mutable_submit_request() = form_;
        command.mutable_submit_request()->set_request_id(RequestId::make(clock_, random_).raw());
        command.mutable_submit_request()->set_receipt_code(rules::make_receipt_code(random_));
        wire::CommandBatch batch;
        batch.add_commands()->set_command_id(command.id());
        *batch.mutable_commands(0)->mutable_command() =
            must(wire::sign_command(command, writer.command_key, device_key_));
        return LiveHub::post_text("/v1/commands", batch.SerializeAsString());
    }
    std::vector<std::string> some(int count) {
        std::vector<std::string> all;
        for (int i = 0; i < count; ++i) all.push_back(next());
        return all;
    }

private:
    LiveHub& hub_;
    std::vector<Writer> writers_;
    wire::SubmitRequest form_;
    crypto::SigningKey device_key_;
    SystemClock clock_;
    SystemRandom random_;
    std::size_t made_ = 0;
};

struct Run {
    Times times;
    int declined = 0;
};

void send_all(test::TlsClient& client, const std::vector<std::string>& orders, Run& run) {
    for (const std::string& order : orders) {
        const MonotonicTime begin = SystemClock().steady();
        if (!client.send(order)) throw std::runtime_error("the hub has cut a connection");
        const auto answer = client.receive();
        run.times.add(ms_since(begin));
        const auto outcomes = wire::parse_outcome_batch(as_bytes(answer.body));
        if (answer.status != 200 || !outcomes.ok() || outcomes->outcomes(0).result() != wire::Outcome::DONE)
            ++run.declined;
    }
}

void measure(LiveHub& hub, Orders& orders, int connections, int each, double limit) {
    std::vector<std::vector<std::string>> prepared;
    std::vector<std::unique_ptr<test::TlsClient>> clients;
    std::vector<Run> runs(static_cast<std::size_t>(connections));
    for (int i = 0; i < connections; ++i) {
        prepared.push_back(orders.some(each));
        clients.push_back(hub.dial());
    }
    const double cpu_before = cpu_seconds(hub.pid());
    const MonotonicTime begin = SystemClock().steady();
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < clients.size(); ++i)
            threads.emplace_back([&, i] { send_all(*clients[i], prepared[i], runs[i]); });
    }
    const double seconds = ms_since(begin) / 1000;
    const double cpu = cpu_seconds(hub.pid()) - cpu_before;
    const int count = connections * each;
    Times all;
    int declined = 0;
    for (const Run& run : runs) {
        declined += run.declined;
        for (double share = 0.005; share < 1; share += 0.01) all.add(run.times.at(share));
    }
    const std::string who = std::to_string(connections) + (connections == 1 ? " connection" : " connections");
    report({"paid requests over mutual TLS, " + who,
            count / seconds,
            "/s",
            Peer{"the ledger without network", limit},
            {},
            std::to_string(declined) + " not done"});
    report({"answer, " + who, all.median(), "ms", {}, {}, "p99 " + std::to_string(all.at(0.99)) + " ms"});
    report({"CPU of the hub a request, " + who, cpu * 1e6 / count, "us"});
}

double ledger_alone(int clients) {
    const test::TempDir folder;
    LedgerBenchOptions options;
    options.clients = clients;
    options.seconds = 2;
    return must(bench_ledger(folder.path(), options)).per_second();
}

}  // namespace

void bench_commands(LiveHub& hub) {
    if (hub.facility_records().empty()) (void)hub.sync();
    Orders orders(hub, sign_in_all(hub));
    const double alone = ledger_alone(1);
    measure(hub, orders, 1, kAlone, alone);
    const double many = ledger_alone(kConnections);
    measure(hub, orders, kConnections, kCommandsEach, many);
}

}  // namespace dayroom::bench
