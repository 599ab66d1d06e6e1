#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "platform/crypto/hash.h"
#include "platform/facility/ledger/statement.h"
#include "platform/facility/schema/hub_database.h"
#include "platform/facility/statements/month_statement.h"
#include "tests/bench/ledger/bank.h"
#include "tests/bench/ledger/ledger_bench.h"

namespace dayroom::bench {

using namespace facility;

namespace {

constexpr int kReaders = 2;  // as the hub has them
constexpr std::int64_t kYearLines = 1'000;
constexpr int kPages = 50;
constexpr int kMonths = 20;
constexpr int kPageLines = 20;

/// Threads "bench reader": each a connection, as the hub's readers.
class Readers {
public:
    using Read = std::function<void(database::Connection&)>;
    static Result<std::unique_ptr<Readers>> open(const Bank& bank) {
        auto readers = std::unique_ptr<Readers>(new Readers);
        for (int i = 0; i < kReaders; ++i) {
            auto connection = TRY(open_reader(bank.file, bank.key));
            readers->threads_.emplace_back(
                [own = readers.get(), connection = std::move(connection)] { own->work(*connection); });
        }
        return readers;
    }
    ~Readers() {
        {
            const std::lock_guard lock(mutex_);
            ends_ = true;
        }
        changed_.notify_all();
        for (std::thread& thread : threads_) thread.join();
    }
    Readers(const Readers&) = delete;
    Readers& operator=(const Readers&) = delete;
    void submit(Read read) {
        {
            const std::lock_guard lock(mutex_);
            waiting_.push_back(std::move(read));
        }
        changed_.notify_one();
    }

private:
    Readers() = default;
    void work(database::Connection& connection) {
        std::unique_lock lock(mutex_);
        for (;;) {
            changed_.wait(lock, [&] { return ends_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            const Read read = std::move(waiting_.front());
            waiting_.pop_front();
            lock.unlock();
            read(connection);
            lock.lock();
        }
    }
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Read> waiting_;
    bool ends_ = false;
    std::vector<std::thread> threads_;
};

/// One client: its next operation starts when its last one is durable, or read.
class MixedClient {
public:
    MixedClient(Bank& bank, Readers& readers, std::atomic<int>& running, MonotonicTime end, std::uint64_t seed)
        : bank_(bank), readers_(readers), running_(running), end_(end), random_(seed) {}

    void next() {
        begun_ = bank_.clock.steady();
        if (begun_ >= end_ || failed) return finish();
        resident_ = bank_.residents[random_.below(bank_.residents.size())];
        const std::uint64_t dice = random_.below(10);
        if (dice < 7) return write([this](Work& work) { return debit(work); });
        if (dice == 9) return read();
        if (hold_.is_nil()) return write([this](Work& work) { return hold(work); });
        write([this](Work& work) {
            Status done = bank_.ledger.post(work, hold_);
            hold_ = {};
            return done;
        });
    }

    std::vector<float> waits_ms;
    bool failed = false;

private:
    Charge charge() {
        return {TransferId::make(bank_.clock, random_),
                resident_,
                PositiveCents::of(25).take(),
                "revenue/copy",
                {TransferKind::kRequestFee, "request_fee", "copy", {}}};
    }
    Status debit(Work& work) {
        const CommandId command = CommandId::make(bank_.clock, random_);
        TRY(bank_.ledger.charge(work, charge()));
        return work.db().run(
            "INSERT INTO command_outcome (id, content, resident, device, result, code, receipt_code, at_ms) "
            "VALUES ($1, $2, $3, $4, 1, '', '', $5)",
            command, crypto::blake2b(command.bytes()), resident_, bank_.device, work.now());
    }
    Status hold(Work& work) {
        const Charge one = charge();
        hold_ = one.id;
        return bank_.ledger.hold(work, one, work.now() + std::chrono::hours(24));
    }
    void read() {
        readers_.submit(
            [this](database::Connection& connection) { took(bank_.ledger.balances(connection, resident_).ok()); });
    }
    void write(Writer::Job job) {
        const Status queued =
            bank_.writer->submit(Actor::system(), std::move(job), [this](const Status& status) { took(status.ok()); });
        if (!queued.ok()) took(false);
    }
    void took(bool done) {
        failed = failed || !done;
        waits_ms.push_back(static_cast<float>((bank_.clock.steady() - begun_).count()) / 1e6F);
        next();
    }
    void finish() {
        if (--running_ == 0) running_.notify_all();
    }

    Bank& bank_;
    Readers& readers_;
    std::atomic<int>& running_;
    MonotonicTime end_;
    SeededRandom random_;
    ResidentId resident_;
    TransferId hold_;
    MonotonicTime begun_;
};

double seconds_since(const Bank& bank, MonotonicTime begin) {
    return static_cast<double>((bank.clock.steady() - begin).count()) / 1e9;
}

Status run_clients(Bank& bank, const MixedBenchOptions& options, MixedBenchResult& result) {
    const auto readers = TRY(Readers::open(bank));
    std::atomic<int> running = options.clients;
    const MonotonicTime begin = bank.clock.steady();
    const MonotonicTime end = begin + std::chrono::nanoseconds(static_cast<std::int64_t>(options.seconds * 1e9));
    std::vector<std::unique_ptr<MixedClient>> clients;
    for (int i = 0; i < options.clients; ++i)
        clients.push_back(std::make_unique<MixedClient>(bank, *readers, running, end, static_cast<std::uint64_t>(i)));
    for (auto& client : clients) client->next();
    for (int left = running.load(); left > 0; left = running.load()) running.wait(left);
    std::vector<float> waits;
    for (auto& client : clients) {
        if (client->failed) return Error(ErrorCode::kInvalid, "an operation failed");
        waits.insert(waits.end(), client->waits_ms.begin(), client->waits_ms.end());
    }
    std::sort(waits.begin(), waits.end());
    result.per_second = static_cast<double>(waits.size()) / seconds_since(bank, begin);
    result.p50_ms = percentile(waits, 0.5);
    result.p99_ms = percentile(waits, 0.99);
    return {};
}

/// A statement that a resident may well have: about three lines a day.
Status read_year(Bank& bank, MixedBenchResult& result) {
    const ResidentId& resident = bank.residents.front();
    for (std::int64_t i = 0; i < kYearLines; ++i) {
        TRY(bank.writer->run(Actor::system(), [&](Work& work) -> Status {
            return bank.ledger.charge(work, {work.make_id<TransferId>(),
                                             resident,
                                             TRY(PositiveCents::of(1)),
                                             "revenue/copy",
                                             {TransferKind::kRequestFee, "request_fee", "copy", {}}});
        }));
    }
    auto reader = TRY(open_reader(bank.file, bank.key));
    const MonotonicTime begin = bank.clock.steady();
    std::int64_t before = 0;
    while (result.year_lines < kYearLines) {
        const StatementPage page = TRY(read_statement(*reader, resident, before, kStatementPageLines));
        result.year_lines += static_cast<std::int64_t>(page.lines.size());
        before = page.next;
        if (before == 0) break;
    }
    result.year_ms = seconds_since(bank, begin) * 1'000;
    return {};
}

/// Each on a connection that has seen no page of it, as a reader is after each commit.
Status read_pages(Bank& bank, MixedBenchResult& result) {
    const std::string month = rules::name_of(rules::month_of(bank.clock.now(), "UTC"));
    for (int i = 1; i <= kPages; ++i) {
        auto fresh = TRY(open_reader(bank.file, bank.key));
        const MonotonicTime opened = bank.clock.steady();
        TRY(read_statement(*fresh, bank.residents[static_cast<std::size_t>(i)], 0, kPageLines));
        result.page_ms += seconds_since(bank, opened) * 1'000 / kPages;
    }
    for (int i = 1; i <= kMonths; ++i) {
        auto fresh = TRY(open_reader(bank.file, bank.key));
        const MonotonicTime opened = bank.clock.steady();
        const MonthStatement read =
            TRY(read_month(*fresh, bank.residents[static_cast<std::size_t>(kPages + i)], month));
        result.month_ms += seconds_since(bank, opened) * 1'000 / kMonths;
        result.month_lines += static_cast<double>(read.lines.size()) / kMonths;
    }
    return {};
}

Result<MixedBenchResult> measure(Bank& bank, const MixedBenchOptions& options) {
    MixedBenchResult result;
    auto reader = TRY(open_reader(bank.file, bank.key));
    result.entries = 2 * TRY(reader->number("SELECT coalesce(max(no), 0) FROM transfer"));
    TRY(run_clients(bank, options, result));
    TRY(read_off_all(bank));
    TRY(read_pages(bank, result));
    TRY(read_year(bank, result));
    const MonotonicTime begin = bank.clock.steady();
    result.ties = TRY(ties(bank));
    result.tie_out_seconds = seconds_since(bank, begin);
    return result;
}

}  // namespace

Result<std::vector<MixedBenchResult>> bench_mixed(const std::filesystem::path& folder,
                                                  const MixedBenchOptions& options) {
    Bank bank;
    TRY(set_up(bank, folder, options.residents));
    std::vector<MixedBenchResult> results;
    for (const std::int64_t entries : options.entries) {
        TRY(grow(bank, entries));
        results.push_back(TRY(measure(bank, options)));
    }
    bank.writer->stop();
    return results;
}

Status keep_books(const std::filesystem::path& folder, std::int64_t entries, int residents) {
    Bank bank;
    TRY(set_up_kept(bank, folder, residents));
    TRY(grow(bank, entries));
    TRY(read_off_all(bank));
    bank.writer->stop();
    return {};
}

Result<MixedBenchResult> bench_kept(const std::filesystem::path& folder, const MixedBenchOptions& options) {
    Bank bank;
    TRY(set_up_kept(bank, folder, options.residents));
    auto result = measure(bank, options);
    bank.writer->stop();
    return result;
}

}  // namespace dayroom::bench
