// Vault: one month of spendable money.
//
// A line of a hold is the hold: when it is released, its line is voided; when only a part of it is taken, its change
// becomes that part. Nothing says when. So the months are added up as they are known now, from the newest balance
// backwards, and each line's own balance may be lower by what was on hold then and given back since, and by nothing
// else.
#include <map>

#include "platform/store/month_sums.h"
#include "platform/store/vault.h"
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"

namespace dayroom::store {
namespace {

constexpr int kVoided = static_cast<int>(wire::Transaction::VOIDED);

/// What was given back of what was held up to some time.
class GivenBack {
public:
    static Result<GivenBack> read(database::Connection& connection, Timestamp before) {
        GivenBack out;
        out.sum_ = Cents::of(TRY(connection.number(
            "SELECT coalesce(sum(-change), 0) FROM line WHERE state=$1 AND change<0 AND at_ms<$2", kVoided, before)));
        TRY(connection.each("SELECT body FROM customer_order ORDER BY submitted_ms",
                            [&](const database::Row& row) -> Status {
                                const auto order = TRY(parse_kept<wire::Order>(row.bytes(0)));
                                if (order.given_back_cents() > 0)
                                    out.orders_.emplace(order.submitted_ms(), Cents::of(order.given_back_cents()));
                                return {};
                            }));
        return out;
    }
    Status add_voided(Cents change) {
        sum_ = TRY(sum_.minus(change));
        return {};
    }
    Result<Cents> up_to(Timestamp at) {
        while (!orders_.empty() && orders_.begin()->first <= at.ms()) {
            sum_ = TRY(sum_.plus(orders_.begin()->second));
            orders_.erase(orders_.begin());
        }
        return sum_;
    }

private:
    Cents sum_;
    std::multimap<std::int64_t, Cents> orders_;  // by when they were submitted
};

/// Lines of one millisecond: their order is not known, so one of them must agree.
struct Moment {
    Timestamp at;
    std::vector<Cents> balances;
    bool agrees(Cents running, Cents given_back) const {
        for (const Cents balance : balances) {
            const auto lower = running.minus(balance);
            if (lower.ok() && !lower->is_negative() && *lower <= given_back) return true;
        }
        return balances.empty();
    }
};

class MonthReader {
public:
    MonthReader(StatementView& out, GivenBack given_back)
        : out_(out), given_back_(std::move(given_back)), running_(out.opening) {}

    Status take(const database::Row& row) {
        const auto line = TRY(parse_kept<wire::Transaction>(row.bytes(0)));
        const auto at = Timestamp::from_ms(line.at_ms());
        if (at != moment_.at) TRY(close());
        moment_.at = at;
        const Cents change = Cents::of(line.change_cents());
        ++out_.lines;
        if (line.state() == wire::Transaction::VOIDED) {
            if (change.is_negative()) TRY(given_back_.add_voided(change));
        } else {
            running_ = TRY(running_.plus(change));
        }
        // A line that leaves spendable as it was knows no balance.
        if (!change.is_zero()) moment_.balances.push_back(Cents::of(line.balance_after_cents()));
        return {};
    }
    Status close() {
        agrees_ = agrees_ && moment_.agrees(running_, TRY(given_back_.up_to(moment_.at)));
        moment_ = {};
        return {};
    }
    bool agrees() const { return agrees_; }

private:
    StatementView& out_;
    GivenBack given_back_;
    Cents running_;
    Moment moment_;
    bool agrees_ = true;
};

Status add_up(database::Connection& connection, Timestamp begin, Timestamp end, StatementView& out) {
    MonthSums sums;
    TRY(connection.each(
        "SELECT kind, change FROM line WHERE at_ms>=$1 AND at_ms<$2 AND state<>$3",
        [&](const database::Row& row) { return sums.add(row.small(0), row.cents(1)); }, begin, end, kVoided));
    out.in = sums.in();
    out.out = sums.out();
    out.parts = sums.parts();
    return {};
}

}  // namespace

Result<std::optional<Timestamp>> Vault::oldest_line() {
    return connection_->first("SELECT at_ms FROM line ORDER BY at_ms LIMIT 1",
                              [](const database::Row& row) { return row.time(0); });
}

Result<StatementView> Vault::statement(Timestamp begin, Timestamp end) {
    StatementView out;
    wire::Balances now;
    TRY(connection_->each("SELECT body FROM balances", [&](const database::Row& row) -> Status {
        now = TRY(parse_kept<wire::Balances>(row.bytes(0)));
        return {};
    }));
    const auto sum_since = [&](Timestamp from) -> Result<Cents> {
        return Cents::of(TRY(connection_->number(
            "SELECT coalesce(sum(change), 0) FROM line WHERE at_ms>=$1 AND state<>$2", from, kVoided)));
    };
    const Cents spendable = Cents::of(now.spendable_cents());
    out.as_of = Timestamp::from_ms(now.as_of_ms());
    out.closing = TRY(spendable.minus(TRY(sum_since(end))));
    out.opening = TRY(spendable.minus(TRY(sum_since(begin))));
    TRY(add_up(*connection_, begin, end, out));
    MonthReader reader(out, TRY(GivenBack::read(*connection_, begin)));
    TRY(connection_->each(
        "SELECT body FROM line WHERE at_ms>=$1 AND at_ms<$2 ORDER BY at_ms, id",
        [&](const database::Row& row) { return reader.take(row); }, begin, end));
    TRY(reader.close());
    // An account begins with nothing: if that is what the first line here found, every line is here.
    const auto oldest = TRY(oldest_line());
    const bool from_the_first = spendable == TRY(sum_since({}));
    out.complete = now.as_of_ms() != 0 && reader.agrees() && (from_the_first || (oldest && *oldest < begin));
    return out;
}

}  // namespace dayroom::store
