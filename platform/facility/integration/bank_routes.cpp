// The bank's statement beside the books.
#include "platform/base/csv_table.h"
#include "platform/facility/books/bank.h"
#include "platform/facility/integration/books_body.h"
#include "platform/facility/integration/file_import.h"
#include "platform/wire/names.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr std::size_t kMaxBankCsv = 200 * 1024;  // bytes
constexpr int kMaxReconciledDays = 400;

const char* name_of(BankDirection direction) { return direction == BankDirection::kIn ? "in" : "out"; }

json view(const BankLine& line) {
    json entries = json::array();
    for (const TransferId& entry : line.entries) entries.push_back(entry.to_string());
    const bool is_matched = line.matched != BankMatch::kNone;
    return {{"id", line.id.to_string()},
            {"day", line.day},
            {"direction", name_of(line.direction)},
            {"cents", line.amount.units()},
            {"reference", line.reference},
            {"text", line.text},
            {"state", line.struck  ? "struck"
                      : is_matched ? "matched"
                                   : "unmatched"},
            {"matched_by", !is_matched                          ? ""
                           : line.matched == BankMatch::kByHand ? "hand"
                                                                : "reference"},
            {"transfer_ids", entries},
            {"struck_reason", line.struck_reason}};
}

json view(const CashEntry& entry) {
    return {{"transfer_id", entry.transfer.to_string()},
            {"day", entry.day},
            {"at_ms", entry.at.ms()},
            {"direction", name_of(entry.direction)},
            {"cents", entry.amount.units()},
            {"kind", wire::name_of(static_cast<wire::Transaction::Kind>(static_cast<int>(entry.kind)))},
            {"reference", entry.reference},
            {"resident_number", entry.resident_number}};
}

struct LineProblem {
    int line = 0;
    std::string what;
};
struct ReadLines {
    std::vector<NewBankLine> lines;
    std::vector<LineProblem> problems;
};

Result<BankDirection> direction_named(std::string_view name) {
    if (name == "in") return BankDirection::kIn;
    if (name == "out") return BankDirection::kOut;
    return Error(ErrorCode::kInvalid, "\"direction\" must be in or out.");
}

/// Errors: of one line.
Result<NewBankLine> line_of(std::string day, std::string_view direction, std::int64_t cents, std::string reference,
                            std::string text) {
    NewBankLine line{std::move(day), TRY(direction_named(direction)), TRY(PositiveCents::of(cents)),
                     std::move(reference), std::move(text)};
    TRY(Bank::check(line));
    return line;
}

constexpr std::string_view kBankColumns[] = {"day", "direction", "cents", "reference"};
constexpr std::string_view kOptionalBankColumns[] = {"text"};

Result<NewBankLine> read_row(const CsvRow& head, const CsvRow& row) {
    TableRow cells(head, row);
    const std::int64_t cents = cells.number("cents", 1, kMaxCommandUnits, 0);
    if (!cells.problem().empty()) return Error(ErrorCode::kInvalid, cells.problem());
    return line_of(cells.text("day"), cells.text("direction"), cents, cells.text("reference"), cells.text("text"));
}

Result<ReadLines> read_csv(StaffCall& call) {
    const std::string csv = call.body.text("csv", kMaxBankCsv);
    if (csv.empty()) return ReadLines();
    const std::vector<CsvRow> rows = TRY(parse_csv(csv, kMaxBankLines + 1));
    if (rows.empty()) return Error(ErrorCode::kInvalid, "The table has no rows.");
    if (std::string problem = problem_of_head(rows.front(), {kBankColumns, kOptionalBankColumns, {}}); !problem.empty())
        return Error(ErrorCode::kInvalid, "The first row names the columns: " + problem);
    ReadLines read;
    for (std::size_t at = 1; at < rows.size(); ++at) {
        auto line = read_row(rows.front(), rows[at]);
        if (line.ok())
            read.lines.push_back(line.take());
        else
            read.problems.push_back({rows[at].line, line.error().detail});
    }
    return read;
}

Result<std::vector<NewBankLine>> read_lines(StaffCall& call) {
    std::vector<NewBankLine> lines;
    for (JsonBody& one : call.body.objects("lines", kMaxBankLines)) {
        std::string day = one.text("day", 10);
        const std::string direction = one.text("direction", 3);
        const std::int64_t cents = one.integer("cents", 1, kMaxCommandUnits);
        std::string reference = one.text("reference", kMaxBankReference);
        std::string text = one.optional_text("text", kMaxBankText);
        TRY(one.done());
        lines.push_back(TRY(line_of(std::move(day), direction, cents, std::move(reference), std::move(text))));
    }
    return lines;
}

Result<ApiAnswer> added_answer(Work& work, const std::vector<NewBankLine>& lines) {
    const Bank::Added added = TRY(Bank::add(work, lines));
    json list = json::array();
    int matched = 0;
    for (const BankLineId& id : added.ids) {
        const BankLine line = TRY(Bank::find(work.db(), id));
        matched += line.matched != BankMatch::kNone ? 1 : 0;
        list.push_back(view(line));
    }
    return ApiAnswer{{{"added", added.added},
                      {"known", added.known},
                      {"matched", matched},
                      {"lines", list},
                      {"errors", json::array()},
                      {"applied", true}},
                     201};
}

Result<ApiAnswer> add_lines(StaffCall& call) {
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    const std::vector<NewBankLine> lines = TRY(read_lines(call));
    TRY(call.body.done());
    TRY(read_off_now(call));
    return once(call, "bank_lines", key, [&](Work& work) { return added_answer(work, lines); });
}

Result<ApiAnswer> import_lines(StaffCall& call) {
    const bool dry_run = call.body.optional_flag("dry_run");
    const std::string key = read_import_key(call.body, dry_run);
    const ReadLines read = TRY(read_csv(call));
    TRY(call.body.done());
    json errors = json::array();
    for (const LineProblem& problem : read.problems) errors.push_back({{"line", problem.line}, {"what", problem.what}});
    if (dry_run || !errors.empty()) {
        json body{{"added", 0},       {"known", 0},      {"matched", 0}, {"lines", json::array()},
                  {"errors", errors}, {"applied", false}};
        if (!dry_run) {
            body["code"] = "lines_refused";
            body["detail"] = "Nothing was added: see errors for the lines that are wrong.";
        }
        return ApiAnswer{body, dry_run ? 200 : 400};
    }
    TRY(read_off_now(call));
    return once(call, "bank_import", key, [&](Work& work) { return added_answer(work, read.lines); });
}

Result<BankFilter> filter_named(const std::string& name) {
    if (name.empty() || name == "all") return BankFilter::kAll;
    if (name == "unmatched") return BankFilter::kUnmatched;
    if (name == "matched") return BankFilter::kMatched;
    if (name == "struck") return BankFilter::kStruck;
    return Error(ErrorCode::kInvalid, "\"state\" must be all, unmatched, matched or struck.");
}

Result<ApiAnswer> list_lines(StaffCall& call) {
    TRY(call.body.done());
    const BankFilter filter = TRY(filter_named(call.query_text("state")));
    const std::string from = TRY(query_day(call, "from", "0000-00-00"));
    const std::string to = TRY(query_day(call, "to", "9999-99-99"));
    const auto after = TRY(call.query_id<BankLineId>("after"));
    const auto limit = TRY(call.query_limit(kBankPage));
    const auto lines = TRY(Bank::list(call.db, filter, from, to, after, limit));
    json list = json::array();
    for (const BankLine& line : lines) list.push_back(view(line));
    const bool more = lines.size() == static_cast<std::size_t>(limit);
    return ApiAnswer{{{"lines", list}, {"next_after", more ? lines.back().id.to_string() : ""}}};
}

/// With the entries that it is matched to.
Result<ApiAnswer> show_line(StaffCall& call) {
    const BankLineId id = TRY(call.path_id<BankLineId>(0));
    TRY(call.body.done());
    json body = view(TRY(Bank::find(call.db, id)));
    json& entries = body["entries"] = json::array();
    for (const CashEntry& entry : TRY(Bank::entries_of(call.db, id))) entries.push_back(view(entry));
    return ApiAnswer{body};
}

Result<ApiAnswer> change_line(StaffCall& call, const BankLineId& id, const Writer::Job& job) {
    TRY(call.services.writer->run(call.caller.actor(), job));
    return ApiAnswer{view(TRY(Bank::find(call.db, id)))};
}

Result<ApiAnswer> match_line(StaffCall& call) {
    const BankLineId id = TRY(call.path_id<BankLineId>(0));
    const auto texts = call.body.list("transfer_ids", kMaxMatchedEntries, 36);
    TRY(call.body.done());
    std::vector<TransferId> entries;
    for (const std::string& text : texts) {
        auto entry = TransferId::parse(text);
        if (!entry.ok()) return Error(ErrorCode::kInvalid, "\"transfer_ids\" must hold ids.");
        entries.push_back(entry.take());
    }
    TRY(read_off_now(call));
    return change_line(call, id, [&](Work& work) { return Bank::match(work, id, entries); });
}

Result<ApiAnswer> unmatch_line(StaffCall& call) {
    const BankLineId id = TRY(call.path_id<BankLineId>(0));
    TRY(call.body.done());
    return change_line(call, id, [&](Work& work) { return Bank::unmatch(work, id); });
}

Result<ApiAnswer> strike_line(StaffCall& call) {
    const BankLineId id = TRY(call.path_id<BankLineId>(0));
    const std::string reason = call.body.text("reason", kMaxBankText);
    TRY(call.body.done());
    return change_line(call, id, [&](Work& work) { return Bank::strike(work, id, reason); });
}

json view(const SideTotal& total, const char* what) {
    return {{"in_cents", total.in.units()}, {"out_cents", total.out.units()}, {what, total.lines}};
}

Result<ApiAnswer> reconcile(StaffCall& call) {
    TRY(call.body.done());
    const DayRange range = TRY(query_days(call, kMaxReconciledDays));
    TRY(read_off_now(call));
    const Reconciliation all = TRY(Bank::reconcile(call.db, range.from, range.to));
    json bank = json::array();
    for (const BankLine& line : all.unmatched_bank) bank.push_back(view(line));
    json books = json::array();
    for (const CashEntry& entry : all.unmatched_books) books.push_back(view(entry));
    return ApiAnswer{{{"bank", view(all.bank, "lines")},
                      {"books", view(all.books, "entries")},
                      {"matched", view(all.matched, "lines")},
                      {"unmatched_bank", bank},
                      {"unmatched_books", books},
                      {"truncated", all.truncated}}};
}

}  // namespace

void add_bank_routes(http::Router& router, StaffApi& api) {
    const std::string lines = "/api/v1/bank-lines";
    add_api_route(router, api, Method::kGet, lines, "trust_office auditor", &list_lines);
    add_api_route(router, api, Method::kGet, lines + "/{id}", "trust_office auditor", &show_line);
    add_api_route(router, api, Method::kPost, lines, "trust_office", &add_lines);
    add_api_route(router, api, Method::kPost, lines + "/import", "trust_office", &import_lines);
    add_api_route(router, api, Method::kPost, lines + "/{id}/match", "trust_office", &match_line);
    add_api_route(router, api, Method::kPost, lines + "/{id}/unmatch", "trust_office", &unmatch_line);
    add_api_route(router, api, Method::kPost, lines + "/{id}/strike", "trust_office", &strike_line);
    add_api_route(router, api, Method::kGet, "/api/v1/bank-reconciliation", "trust_office auditor", &reconcile);
}

}  // namespace dayroom::facility
