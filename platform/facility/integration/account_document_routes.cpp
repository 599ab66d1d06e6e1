// Accounts and transactions in their published formats; one resident's month, as data and on paper; one line on paper.
#include "platform/facility/books/account_documents.h"
#include "platform/facility/integration/books_body.h"
#include "platform/facility/statements/slip.h"
#include "platform/facility/statements/statement_pdf.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr int kMaxExportDays = 400;

Result<DocumentPage> page_of(StaffCall& call) {
    DocumentPage page;
    page.facility = call.services.context.facility;
    page.at = call.services.clock.now();
    page.after = TRY(call.query_number("after", 0, INT64_MAX, 0));
    page.limit = TRY(call.query_limit(kDocumentPage, kDocumentPage));
    return page;
}

/// Taking the books out of the hub is put on record, each page of it: where to begin is the caller's to say.
Status note_export(StaffCall& call, const char* format) {
    return call.services.writer->run(
        call.caller.actor(), [&](Work& work) { return work.audit(record::Event::kExported, work.facility(), format); });
}

Result<ApiAnswer> export_accounts(StaffCall& call) {
    TRY(call.body.done());
    const DocumentPage page = TRY(page_of(call));
    TRY(note_export(call, kAccountsFormat));
    return ApiAnswer{TRY(accounts_document(call.db, page))};
}

Result<ApiAnswer> export_transactions(StaffCall& call) {
    TRY(call.body.done());
    const DocumentPage page = TRY(page_of(call));
    const DayRange range = TRY(query_days(call, kMaxExportDays));
    TRY(note_export(call, kTransactionsFormat));
    return ApiAnswer{TRY(transactions_document(call.db, page, range.from, range.to))};
}

Result<MonthStatement> statement_of(StaffCall& call) {
    const ResidentId resident = TRY(call.path_id<ResidentId>(0));
    TRY(call.body.done());
    return read_month(call.db, resident, call.query_text("month"));
}

json view(const MonthSplit& split, const PaperWords& words) {
    json parts = json::array();
    for (const MonthPart& part : split.parts) {
        parts.push_back({{"code", part.code},
                         {"text", words_for(part, words)},
                         {"legal_basis", name_in(part.legal_basis, words.language())},
                         {"basis_points", part.basis_points},
                         {"cents", part.amount.units()},
                         {"into_savings", part.into_savings},
                         {"still_owed_cents", part.still_owed.units()}});
    }
    return {{"gross_cents", split.gross.units()},
            {"fee_cents", split.fee.units()},
            {"parts", parts},
            {"left_cents", split.left.units()}};
}

json view(const MonthLine& line, const PaperWords& words) {
    json shown = {{"at_ms", line.at.ms()},
                  {"id", line.id.to_string()},
                  {"kind", wire::name_of(static_cast<wire::Transaction::Kind>(static_cast<int>(line.kind)))},
                  {"text", words_for(line, words)},
                  {"cents", line.change.units()},
                  {"balance_cents", line.balance.units()}};
    if (line.split) shown["split"] = view(*line.split, words);
    return shown;
}

Result<ApiAnswer> month_statement(StaffCall& call) {
    const MonthStatement statement = TRY(statement_of(call));
    const PaperWords words = TRY(PaperWords::in("en"));
    json lines = json::array();
    for (const MonthLine& line : statement.lines) lines.push_back(view(line, words));
    return ApiAnswer{{{"month", rules::name_of(statement.month)},
                      {"resident_id", statement.resident.id.to_string()},
                      {"resident_number", statement.resident.number},
                      {"opening_cents", statement.opening.units()},
                      {"in_cents", statement.in.units()},
                      {"out_cents", statement.out.units()},
                      {"closing_cents", statement.closing.units()},
                      {"savings_cents", statement.savings.units()},
                      {"phone_cents", statement.phone.units()},
                      {"owed_cents", statement.owed.units()},
                      {"lines", lines},
                      {"truncated", statement.truncated}}};
}

/// Those of the resident, if no other language is asked for.
Result<PaperWords> words_of(StaffCall& call, const StoredResident& resident) {
    const std::string asked = call.query_text("language");
    return PaperWords::in(asked.empty() ? resident.language : asked);
}

Result<ApiAnswer> line_slip(StaffCall& call) {
    const ResidentId resident = TRY(call.path_id<ResidentId>(0));
    const TransferId line = TRY(call.path_id<TransferId>(1));
    TRY(call.body.done());
    const AccountSlip slip = TRY(read_slip(call.db, resident, line));
    const PaperWords words = TRY(words_of(call, slip.resident));
    ApiAnswer answer;
    answer.pdf = TRY(slip_pdf(slip, words, call.services.clock.now()));
    return answer;
}

Result<ApiAnswer> month_pdf(StaffCall& call) {
    const MonthStatement statement = TRY(statement_of(call));
    const PaperWords words = TRY(words_of(call, statement.resident));
    ApiAnswer answer;
    answer.pdf = TRY(statement_pdf(statement, words, call.services.clock.now()));
    return answer;
}

}  // namespace

void add_account_document_routes(http::Router& router, StaffApi& api) {
    const char* readers = "trust_office auditor";
    add_api_route(router, api, Method::kGet, "/api/v1/exports/accounts", readers, &export_accounts);
    add_api_route(router, api, Method::kGet, "/api/v1/exports/transactions", readers, &export_transactions);
    add_api_route(router, api, Method::kGet, "/api/v1/residents/{id}/statement", readers, &month_statement);
    add_api_route(router, api, Method::kGet, "/api/v1/residents/{id}/statement.pdf", readers, &month_pdf);
    add_api_route(router, api, Method::kGet, "/api/v1/residents/{id}/transactions/{line}/slip.pdf", readers,
                  &line_slip);
}

}  // namespace dayroom::facility
