// Vault: balances and the statement.
#include <algorithm>

#include "platform/store/month_sums.h"
#include "platform/store/page.h"
#include "platform/store/search_words.h"
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

/// Kind of the line that it will become, and the id by which the feed will name it.
struct Queued {
    wire::Transaction::Kind kind;
    std::string id;
};
Queued queued_of(const wire::Command& command) {
    switch (command.body_case()) {
        case wire::Command::kBuyCredits:
            return {wire::Transaction::MESSAGE_CREDITS, command.id()};
        case wire::Command::kMoveMoney: {
            const bool phone = command.move_money().to() == wire::MoveMoney::PHONE;
            return {phone ? wire::Transaction::PHONE : wire::Transaction::TRANSFER, command.move_money().transfer_id()};
        }
        case wire::Command::kSendMoney:
            return {wire::Transaction::SEND_MONEY, command.send_money().transfer_id()};
        case wire::Command::kSubmitOrder:
            return {wire::Transaction::COMMISSARY, command.submit_order().order_id()};
        case wire::Command::kBookVisit:
            return {wire::Transaction::VISIT, command.book_visit().visit_id()};
        case wire::Command::kChangeVisit:
            return {wire::Transaction::VISIT, command.change_visit().visit_id()};
        default:
            return {wire::Transaction::REQUEST_FEE, command.submit_request().request_id()};
    }
}

Result<TransactionView> read_queued(const database::Row& row) {
    const auto command = TRY(parse_kept<wire::Command>(row.bytes(0)));
    const Queued queued = queued_of(command);
    TransactionView view;
    view.id = TRY(TransferId::from_bytes(queued.id));
    view.state = "queued";
    view.line.set_kind(queued.kind);
    view.line.set_change_cents(-row.integer(1));
    view.line.set_at_ms(command.made_ms());
    view.line.set_reason_code(wire::name_of(queued.kind));
    view.line.set_request_id(command.submit_request().request_id());
    return view;
}

Result<TransactionView> read_line(const database::Row& row) {
    TransactionView view;
    view.id = row.id<TransferId>(0);
    view.line = TRY(parse_kept<wire::Transaction>(row.bytes(1)));
    view.state = wire::name_of(view.line.state());
    return view;
}

/// Unknown: kInvalid. 0: every kind.
Result<int> kind_by_name(const std::string& name) {
    if (name.empty()) return 0;
    for (int kind = wire::Transaction::Kind_MIN + 1; kind <= wire::Transaction::Kind_MAX; ++kind)
        if (wire::name_of(static_cast<wire::Transaction::Kind>(kind)) == name) return kind;
    return Error(ErrorCode::kInvalid, "no such kind of transaction");
}

/// Whether each word may stand for this kind.
bool means_kind(const std::vector<LineWord>& words, wire::Transaction::Kind kind) {
    return std::all_of(words.begin(), words.end(), [&](const LineWord& word) {
        return std::find(word.codes.begin(), word.codes.end(), wire::name_of(kind)) != word.codes.end();
    });
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
    MonthSums sums;
    TRY(connection_->each(
        "SELECT kind, change FROM line WHERE at_ms>=$1 AND state IN ($2,$3)",
        [&](const database::Row& row) { return sums.add(row.small(0), row.cents(1)); }, month_start,
        static_cast<int>(wire::Transaction::POSTED), static_cast<int>(wire::Transaction::PENDING)));
    out.month_in = sums.in();
    out.month_out = sums.out();
    out.parts = sums.parts();
    return out;
}

Result<Cents> Vault::queued_spending() {
    Cents sum;
    TRY(connection_->each(
        std::string("SELECT body, reserved") + kReserving + " AND kind<>$1",
        [&](const database::Row& row) -> Status {
            const auto command = TRY(parse_kept<wire::Command>(row.bytes(0)));
            if (command.move_money().to() != wire::MoveMoney::SAVINGS) sum = TRY(sum.plus(row.cents(1)));
            return {};
        },
        static_cast<int>(wire::Command::kSubmitRequest)));
    return sum;
}

Result<std::vector<TransactionView>> Vault::queued_transactions(const TransactionQuery& query) {
    std::vector<TransactionView> out;
    if (query.filter == MoneyFilter::kIn) return out;
    const int kind = TRY(kind_by_name(query.kind));
    TRY(connection_->each(std::string("SELECT body, reserved") + kReserving + " ORDER BY made_ms DESC, command DESC",
                          [&](const database::Row& row) -> Status {
                              auto view = TRY(read_queued(row));
                              const auto at = Timestamp::from_ms(view.line.at_ms());
                              const bool outside = (query.from && at < *query.from) || (query.to && at >= *query.to);
                              const bool wanted = !outside && (kind == 0 || kind == view.line.kind());
                              if (wanted && means_kind(query.search, view.line.kind())) out.push_back(std::move(view));
                              return {};
                          }));
    return out;
}

Result<std::optional<TransactionView>> Vault::transaction(const TransferId& id) {
    std::optional<TransactionView> found;
    TRY(connection_->each(
        "SELECT id, body FROM line WHERE id=$1",
        [&](const database::Row& row) -> Status {
            found = TRY(read_line(row));
            return {};
        },
        id));
    return found;
}

Result<TransactionsView> Vault::transactions(const TransactionQuery& query, PageRange range) {
    const PageRange page = clamped(range);
    TransactionsView out;
    const std::string match = match_expression(query.search);
    if (!query.search.empty() && match.empty()) return out;
    auto waiting = TRY(queued_transactions(query));
    const int kind = TRY(kind_by_name(query.kind));
    const Timestamp from = query.from.value_or(Timestamp());
    const Timestamp to = query.to.value_or(Timestamp::from_ms(INT64_MAX));
    std::string rows = match.empty()
                           ? " FROM line WHERE $1=''"
                           : " FROM line_words JOIN line ON line.no=line_words.rowid WHERE line_words MATCH $1";
    rows += std::string(" AND at_ms>=$2 AND at_ms<$3 AND ($4=0 OR kind=$4) AND ") + filter_sql(query.filter);
    const auto lines = TRY(connection_->number("SELECT count(*)" + rows, match, from, to, kind));
    const int queued = static_cast<int>(waiting.size());
    out.total = static_cast<int>(lines) + queued;
    for (int at = page.offset; at < queued && at < page.offset + page.count; ++at)
        out.transactions.push_back(std::move(waiting[static_cast<std::size_t>(at)]));
    const int left = page.count - static_cast<int>(out.transactions.size());
    if (left == 0) return out;
    TRY(connection_->each(
        "SELECT id, body" + rows + " ORDER BY at_ms DESC, id DESC LIMIT $5 OFFSET $6",
        [&](const database::Row& row) -> Status {
            out.transactions.push_back(TRY(read_line(row)));
            return {};
        },
        match, from, to, kind, left, std::max(page.offset - queued, 0)));
    return out;
}

}  // namespace dayroom::store
