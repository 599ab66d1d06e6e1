// Vault: balances and the statement.
#include <map>

#include "platform/store/page.h"
#include "platform/store/vault.h"
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"
#include "platform/wire/names.h"

namespace dayroom::store {
namespace {

constexpr const char* kReserving = " FROM intent WHERE reserved>0 AND state IN (1, 2)";

const char* filter_sql(MoneyFilter filter) {
    switch (filter) {
        case MoneyFilter::kEverything:
            return "1";
        case MoneyFilter::kIn:
            return "change>0";
        case MoneyFilter::kOut:
            return "change<0";
    }
    return "1";
}

Result<TransactionView> read_queued(const database::Row& row) {
    const auto command = TRY(parse_kept<wire::Command>(row.bytes(0)));
    const bool credits = command.has_buy_credits();
    TransactionView view;
    view.id = TRY(TransferId::from_bytes(credits ? command.id() : command.submit_request().request_id()));
    view.state = "queued";
    view.line.set_kind(credits ? wire::Transaction::MESSAGE_CREDITS : wire::Transaction::REQUEST_FEE);
    view.line.set_change_cents(-row.integer(1));
    view.line.set_at_ms(command.made_ms());
    view.line.set_reason_code(wire::name_of(view.line.kind()));
    view.line.set_request_id(command.submit_request().request_id());
    return view;
}

}  // namespace

Result<MoneyView> Vault::money(Timestamp month_start) {
    MoneyView out;
    TRY(connection_->each("SELECT body FROM balances", [&](const database::Row& row) -> Status {
        out.balances = TRY(parse_kept<wire::Balances>(row.bytes(0)));
        return {};
    }));
    out.queued = Cents::of(TRY(connection_->number(std::string("SELECT coalesce(sum(reserved), 0)") + kReserving)));
    out.queued_credits = Credits::of(TRY(connection_->number(
        "SELECT coalesce(sum(reserved_credits), 0) FROM intent WHERE reserved_credits>0 AND state IN (1, 2)")));
    out.held_credits = Credits::of(
        TRY(connection_->number("SELECT coalesce(sum(price), 0) FROM message WHERE own=1 AND state IN (0, 1)")));
    std::map<int, Cents> by_kind;
    TRY(connection_->each(
        "SELECT kind, change FROM line WHERE at_ms>=$1 AND state IN ($2,$3)",
        [&](const database::Row& row) -> Status {
            const Cents change = row.cents(1);
            Cents& side = change.is_negative() ? out.month_out : out.month_in;
            side = TRY(change.is_negative() ? side.minus(change) : side.plus(change));
            Cents& part = by_kind[row.small(0)];
            part = TRY(part.plus(change));
            return {};
        },
        month_start, static_cast<int>(wire::Transaction::POSTED), static_cast<int>(wire::Transaction::PENDING)));
    for (const auto& [kind, cents] : by_kind)
        out.parts.push_back({wire::name_of(static_cast<wire::Transaction::Kind>(kind)), cents});
    return out;
}

Result<TransactionsView> Vault::transactions(MoneyFilter filter, PageRange range) {
    const PageRange page = clamped(range);
    TransactionsView out;
    const std::string where = filter_sql(filter);
    const int lines = static_cast<int>(TRY(connection_->number("SELECT count(*) FROM line WHERE " + where)));
    int queued = 0;
    if (filter != MoneyFilter::kIn)
        queued = static_cast<int>(TRY(connection_->number(std::string("SELECT count(*)") + kReserving)));
    out.total = lines + queued;
    if (page.offset < queued) {
        TRY(connection_->each(
            std::string("SELECT body, reserved") + kReserving +
                " ORDER BY made_ms DESC, command DESC LIMIT $1 OFFSET $2",
            [&](const database::Row& row) -> Status {
                out.transactions.push_back(TRY(read_queued(row)));
                return {};
            },
            page.count, page.offset));
    }
    const int left = page.count - static_cast<int>(out.transactions.size());
    if (left == 0) return out;
    TRY(connection_->each(
        "SELECT id, body FROM line WHERE " + where + " ORDER BY at_ms DESC, id DESC LIMIT $1 OFFSET $2",
        [&](const database::Row& row) -> Status {
            TransactionView view;
            view.id = row.id<TransferId>(0);
            view.line = TRY(parse_kept<wire::Transaction>(row.bytes(1)));
            view.state = wire::name_of(view.line.state());
            out.transactions.push_back(std::move(view));
            return {};
        },
        left, std::max(page.offset - queued, 0)));
    return out;
}

}  // namespace dayroom::store
