// VaultWriter: orders, from what is queued here to what the hub makes of it.
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"

namespace dayroom::store {

using database::blob;

namespace {

wire::Order queued_order(const wire::Command& command) {
    const wire::SubmitOrder& submit = command.submit_order();
    wire::Order order;
    order.set_window_id(submit.window_id());
    for (const auto& line : submit.lines()) {
        auto& added = *order.add_lines();
        added.set_item(line.item());
        added.set_units(line.units());
        added.set_price_cents(line.price_seen_cents());
    }
    order.set_total_cents(submit.total_seen_cents());
    order.set_receipt_code(submit.receipt_code());
    order.set_submitted_ms(command.made_ms());
    return order;
}

}  // namespace

Status VaultWriter::put_order(const wire::Record& record) {
    const wire::Order& order = record.order();
    return connection_.run("INSERT OR REPLACE INTO customer_order VALUES($1,$2,$3,'',$4,$5)", blob(record.id()),
                           order.submitted_ms(), static_cast<int>(order.state()), blob(order.window_id()),
                           blob(order.SerializeAsString()));
}

/// One that replaces another shows as a change that waits (Vault::orders): what the hub has stays until it decides.
Status VaultWriter::show_queued_order(const wire::Command& command) {
    if (!makes_a_thing(command)) return {};
    return connection_.run("INSERT OR IGNORE INTO customer_order VALUES($1,$2,$3,'',$4,$5)",
                           blob(command.submit_order().order_id()), command.made_ms(), kStateQueuedHere,
                           blob(command.submit_order().window_id()), blob(queued_order(command).SerializeAsString()));
}

/// What was chosen is not lost: the order stays in the list with the reason, and can be begun again from there.
Status VaultWriter::refuse_order(const wire::Command& command, const std::string& code) {
    if (!makes_a_thing(command)) return {};
    return connection_.run("UPDATE customer_order SET state=$2, refusal=$3 WHERE id=$1 AND state=$4",
                           blob(command.submit_order().order_id()), kStateRefused, code, kStateQueuedHere);
}

Status VaultWriter::cancel_order_here(const OrderId& id, Timestamp now) {
    wire::Order body;
    TRY(connection_.each(
        "SELECT body FROM customer_order WHERE id=$1",
        [&](const database::Row& row) -> Status {
            body = TRY(parse_kept<wire::Order>(row.bytes(0)));
            return {};
        },
        id));
    body.set_changed_ms(now.ms());
    TRY(connection_.run("UPDATE customer_order SET state=$2, body=$3 WHERE id=$1 AND state=$4", id,
                        static_cast<int>(wire::Order::CANCELLED), blob(body.SerializeAsString()), kStateQueuedHere));
    if (connection_.changes() == 0) return Error(ErrorCode::kConflict, "the order is in another state");
    changed_.commissary = changed_.money = true;
    return connection_.run("UPDATE intent SET state=$2, reserved=0 WHERE entity=$1", id, kIntentSettled);
}

Status VaultWriter::drop_refused_order(const OrderId& id) {
    TRY(connection_.run("DELETE FROM customer_order WHERE id=$1 AND state=$2", id, kStateRefused));
    if (connection_.changes() == 0) return Error(ErrorCode::kConflict, "the order is in another state");
    changed_.commissary = true;
    return {};
}

Status VaultWriter::drop_transfer(const TransferId& id) {
    changed_.money = true;
    return connection_.run("UPDATE intent SET state=$2, reserved=0 WHERE entity=$1", id, kIntentSettled);
}

}  // namespace dayroom::store
