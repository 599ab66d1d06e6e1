// The trust office: deposits, charges, statements, tie-out.
#include "platform/facility/admin/tie_out.h"
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
        return ApiAnswer{{{"id", booked.id.to_string()}, {"parts", parts_view(preview.parts)}}, 201};
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
    const DeductionResult preview =
        TRY(call.services.deposits.preview(call.db, resident, arrived, source, call.services.clock.now()));
    return ApiAnswer{{{"parts", parts_view(preview.parts)},
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
    const auto limit = static_cast<int>(TRY(call.query_number("limit", 1, kStatementPageLines, kApiPage)));
    const StatementPage page = TRY(read_statement(call.db, resident, before, limit));
    json lines = json::array();
    for (const StatementLine& line : page.lines) lines.push_back(view(line));
    return ApiAnswer{{{"transactions", lines}, {"next_before", page.next}}};
}

json report_view(const TieOutReport& report) {
    json differences = json::array();
    for (const TieOutDifference& difference : report.differences) {
        differences.push_back({{"what", difference.what},
                               {"account", difference.account},
                               {"stored", difference.stored},
                               {"computed", difference.computed}});
    }
    return {{"at_ms", report.at.ms()},
            {"ties", report.ties()},
            {"through", report.through},
            {"accounts", report.accounts},
            {"transfers", report.transfers},
            {"entries", report.entries},
            {"open_holds", report.open_holds},
            {"resident_cents", report.resident_cents},
            {"house_cents", report.house_cents},
            {"resident_credits", report.resident_credits},
            {"house_credits", report.house_credits},
            {"differences", differences}};
}

/// Proves the books now, and keeps the result.
Result<ApiAnswer> run_tie_out(StaffCall& call) {
    TRY(call.body.done());
    const TieOutReport report = TRY(tie_out(call.db, call.services.clock.now()));
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return record_tie_out(work, report); }));
    if (!report.ties())
        call.services.alarm("the books do not tie out: " + std::to_string(report.differences.size()) + " differences");
    return ApiAnswer{report_view(report)};
}

Result<ApiAnswer> last_tie_out(StaffCall& call) {
    TRY(call.body.done());
    const auto last = TRY(call.db.first(
        "SELECT at_ms, through, entries, differences, report FROM tie_out ORDER BY at_ms DESC LIMIT 1",
        [](const database::Row& row) {
            return json{{"at_ms", row.integer(0)},   {"ties", row.integer(3) == 0},   {"through", row.integer(1)},
                        {"entries", row.integer(2)}, {"differences", row.integer(3)}, {"report", row.string(4)}};
        }));
    if (!last) return Error(ErrorCode::kNotFound, "The books were not tied out yet.");
    return ApiAnswer{*last};
}

}  // namespace

void add_money_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kPost, "/api/v1/deposits", "trust_office", &deposit);
    add_api_route(router, api, Method::kPost, "/api/v1/deposits/preview", "trust_office", &preview_deposit);
    add_api_route(router, api, Method::kPost, "/api/v1/charges", "trust_office", &charge);
    add_api_route(router, api, Method::kGet, "/api/v1/residents/{id}/transactions", "trust_office auditor", &statement);
    add_api_route(router, api, Method::kPost, "/api/v1/tie-out", "trust_office auditor", &run_tie_out);
    add_api_route(router, api, Method::kGet, "/api/v1/tie-out", "trust_office auditor", &last_tie_out);
}

}  // namespace dayroom::facility
