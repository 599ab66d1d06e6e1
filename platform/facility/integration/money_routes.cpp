// The trust office: deposits, charges, statements.
#include "platform/facility/integration/staff_api.h"
#include "platform/facility/integration/trust_view.h"
#include "platform/facility/integration/views.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

Result<ApiAnswer> deposit(StaffCall& call) {
    const ResidentId resident = call.body.id<ResidentId>("resident_id");
    const std::int64_t cents = call.body.integer("cents", 1, kMaxCommandUnits);
    const std::int64_t fee = call.body.optional_integer("fee_cents", 0, kMaxCommandUnits, 0);
    const std::string source = call.body.text("source", wire::kMaxCodeCharacters);
    const std::string detail = call.body.optional_text("detail", wire::kMaxNameCharacters);
    const std::string reference = call.body.optional_text("reference", kMaxDepositReference);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    const PositiveCents gross = TRY(PositiveCents::of(cents));
    const PositiveCents arrived = TRY(PositiveCents::of(cents - fee));
    return once(call, "deposit", key, [&](Work& work) -> Result<ApiAnswer> {
        const DeductionResult preview =
            TRY(call.services.deposits.preview(work.db(), resident, arrived, source, work.now()));
        const Deposit booked{work.make_id<TransferId>(), resident, gross, Cents::of(fee), source, detail};
        TRY(call.services.deposits.deposit(work, booked));
        if (!reference.empty()) TRY(DepositBatches::remember(work, booked, reference));
        const DeductionNames names = TRY(deduction_names(work.db(), work.now()));
        return ApiAnswer{{{"id", booked.id.to_string()}, {"parts", parts_view(preview.parts, names)}}, 201};
    });
}

/// What deposit() would book of the same members, and what the resident may spend before it. Books nothing.
Result<ApiAnswer> preview_deposit(StaffCall& call) {
    const ResidentId resident = call.body.id<ResidentId>("resident_id");
    const std::int64_t cents = call.body.integer("cents", 1, kMaxCommandUnits);
    const std::int64_t fee = call.body.optional_integer("fee_cents", 0, kMaxCommandUnits, 0);
    const std::string source = call.body.text("source", wire::kMaxCodeCharacters);
    TRY(call.body.done());
    const PositiveCents arrived = TRY(PositiveCents::of(cents - fee));
    const BalanceSheet before = TRY(call.services.ledger.balances(call.db, resident));
    const Timestamp now = call.services.clock.now();
    const DeductionResult preview = TRY(call.services.deposits.preview(call.db, resident, arrived, source, now));
    const DeductionNames names = TRY(deduction_names(call.db, now));
    return ApiAnswer{{{"parts", parts_view(preview.parts, names)},
                      {"left_cents", preview.left.units()},
                      {"spendable_cents", before.spendable.units()}}};
}

Result<ApiAnswer> charge(StaffCall& call) {
    const ResidentId resident = call.body.id<ResidentId>("resident_id");
    const std::int64_t cents = call.body.integer("cents", 1, kMaxCommandUnits);
    const std::string reason = call.body.text("reason", wire::kMaxCodeCharacters);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    const PositiveCents amount = TRY(PositiveCents::of(cents));
    return once(call, "charge", key, [&](Work& work) -> Result<ApiAnswer> {
        const TransferId id = work.make_id<TransferId>();
        TRY(call.services.ledger.charge(
            work,
            {id, resident, amount, "revenue/charges", {TransferKind::kAdjustment, "charge", reason, RequestId()}}));
        return ApiAnswer{{{"id", id.to_string()}}, 201};
    });
}

Result<ApiAnswer> statement(StaffCall& call) {
    const ResidentId resident = TRY(call.path_id<ResidentId>(0));
    TRY(call.body.done());
    const std::int64_t before = TRY(call.query_number("before", 0, INT64_MAX, 0));
    const auto limit = TRY(call.query_limit(kStatementPageLines));
    const StatementPage page = TRY(read_statement(call.db, resident, before, limit));
    json lines = json::array();
    for (const StatementLine& line : page.lines) lines.push_back(view(line));
    return ApiAnswer{{{"transactions", lines}, {"next_before", page.next}}};
}

}  // namespace

void add_money_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kPost, "/api/v1/deposits", "trust_office", &deposit);
    add_api_route(router, api, Method::kPost, "/api/v1/deposits/preview", "trust_office", &preview_deposit);
    add_api_route(router, api, Method::kPost, "/api/v1/charges", "trust_office", &charge);
    add_api_route(router, api, Method::kGet, "/api/v1/residents/{id}/transactions", "trust_office auditor", &statement);
}

}  // namespace dayroom::facility
