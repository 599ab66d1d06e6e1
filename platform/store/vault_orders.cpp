// Vault: orders at the commissary, what one may order, and what is owed.
#include <algorithm>
#include <map>
#include <tuple>

#include "platform/store/page.h"
#include "platform/store/vault.h"
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"
#include "platform/wire/names.h"

namespace dayroom::store {

using database::blob;

namespace {

constexpr std::string_view kOrderColumns = "SELECT id, state, refusal, body FROM customer_order ";

std::string order_word(int state) {
    if (state == kStateQueuedHere) return "queued";
    if (state == kStateRefused) return "refused";
    return wire::name_of(static_cast<wire::Order::State>(state));
}

struct Change {
    const char* word = "";
    std::optional<wire::SubmitOrder> wanted;
};
/// Changes of orders that the hub has not shown, by order.
using Changes = std::map<std::string, Change>;

Result<Changes> waiting_changes(database::Connection& connection) {
    Changes out;
    TRY(connection.each(
        "SELECT entity, kind, body FROM intent WHERE state IN (1, 2) AND makes=0 AND kind IN ($1,$2,$3) "
        "ORDER BY made_ms, command",
        [&](const database::Row& row) -> Status {
            Change& change = out[to_string(row.bytes(0))];
            const int kind = row.small(1);
            change.word = kind == static_cast<int>(wire::Command::kCancelOrder)   ? "cancel"
                          : kind == static_cast<int>(wire::Command::kSubmitOrder) ? "change"
                                                                                  : "hand_over";
            if (kind == static_cast<int>(wire::Command::kSubmitOrder))
                change.wanted = TRY(parse_kept<wire::Command>(row.bytes(2))).submit_order();
            return {};
        },
        static_cast<int>(wire::Command::kSubmitOrder), static_cast<int>(wire::Command::kCancelOrder),
        static_cast<int>(wire::Command::kAcceptDelivery)));
    return out;
}

Result<OrderView> read_order(const database::Row& row, const Changes& changes) {
    OrderView view;
    view.id = row.id<OrderId>(0);
    view.state = order_word(row.small(1));
    view.refusal_code = row.string(2);
    view.order = TRY(parse_kept<wire::Order>(row.bytes(3)));
    const auto change = changes.find(view.id.raw());
    if (change == changes.end()) return view;
    view.waiting = change->second.word;
    view.wanted = change->second.wanted;
    return view;
}

}  // namespace

Result<OrdersView> Vault::orders(PageRange range) {
    const PageRange page = clamped(range);
    OrdersView out;
    out.total = static_cast<int>(TRY(connection_->number("SELECT count(*) FROM customer_order")));
    const auto changes = TRY(waiting_changes(*connection_));
    TRY(connection_->each(
        std::string(kOrderColumns) + "ORDER BY submitted_ms DESC, id DESC LIMIT $1 OFFSET $2",
        [&](const database::Row& row) -> Status {
            out.orders.push_back(TRY(read_order(row, changes)));
            return {};
        },
        page.count, page.offset));
    return out;
}

Result<std::optional<OrderView>> Vault::order(const OrderId& id) {
    std::optional<OrderView> found;
    const auto changes = TRY(waiting_changes(*connection_));
    TRY(connection_->each(
        std::string(kOrderColumns) + "WHERE id=$1",
        [&](const database::Row& row) -> Status {
            found = TRY(read_order(row, changes));
            return {};
        },
        id));
    return found;
}

Result<std::vector<OrderView>> Vault::orders_of_window(const std::string& window_id) {
    std::vector<OrderView> out;
    const auto changes = TRY(waiting_changes(*connection_));
    TRY(connection_->each(
        std::string(kOrderColumns) + "WHERE window_id=$1 AND state NOT IN ($2,$3,$4)",
        [&](const database::Row& row) -> Status {
            out.push_back(TRY(read_order(row, changes)));
            return {};
        },
        blob(window_id), static_cast<int>(wire::Order::CANCELLED), static_cast<int>(wire::Order::REFUSED),
        kStateRefused));
    return out;
}

Status Vault::cancel_order_here(const OrderId& id, Timestamp now) {
    return write([&](VaultWriter& writer) { return writer.cancel_order_here(id, now); });
}

Status Vault::drop_refused_order(const OrderId& id) {
    return write([&](VaultWriter& writer) { return writer.drop_refused_order(id); });
}

Status Vault::drop_transfer(const TransferId& id) {
    return write([&](VaultWriter& writer) { return writer.drop_transfer(id); });
}

Result<std::optional<wire::CommissaryStanding>> Vault::standing() {
    std::optional<wire::CommissaryStanding> found;
    TRY(connection_->each("SELECT body FROM standing", [&](const database::Row& row) -> Status {
        found = TRY(parse_kept<wire::CommissaryStanding>(row.bytes(0)));
        return {};
    }));
    return found;
}

Result<std::vector<ObligationView>> Vault::obligations() {
    std::vector<ObligationView> out;
    TRY(connection_->each("SELECT id, body FROM obligation", [&](const database::Row& row) -> Status {
        out.push_back({to_string(row.bytes(0)), TRY(parse_kept<wire::Obligation>(row.bytes(1)))});
        return {};
    }));
    std::sort(out.begin(), out.end(), [](const ObligationView& left, const ObligationView& right) {
        const auto key = [](const ObligationView& view) {
            return std::tuple(view.obligation.state(), view.obligation.code(), view.id);
        };
        return key(left) < key(right);
    });
    return out;
}

}  // namespace dayroom::store
