// One month's statement, as on paper: what was there, what came in and went out by kind, what is left; and the form for
// a printed copy. Pure: the sums are the agent's, checked against the ledger's balances.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/features/base/month.h"
#include "terminal/features/base/place.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

inline constexpr const char* kStatementForm = "statement_print";  // the facility's form for one on paper, if it has it,
inline constexpr const char* kDocumentForm = "document_copy";     // else the one for copies, with this choice
inline constexpr const char* kStatementChoice = "account_statement";

struct StatementLine {
    std::string label;
    std::string amount;
    bool is_total = false;
};

struct StatementModel {
    Month month;
    std::string title;                 // "June 2026"
    std::string note;                  // that it is not over yet, and as of when; empty: it is over
    std::string warning;               // lines are missing here; empty: it is complete
    std::vector<StatementLine> lines;  // opening, in by kind, out by kind, closing
    std::vector<std::pair<std::string, std::string>> totals;  // in, out, how many lines
    std::string sum;                                          // "$10.00 + $50.50 − $28.24 = $32.26"
    std::vector<Month> months;                                // to choose from, newest first
    int chosen = 0;                                           // of them
};

/// How the page leads to the paper, which counts spendable, savings and phone together with what is on hold.
struct PaperModel {
    std::string text;                  // what the paper counts, and where it says the page's own number
    std::vector<StatementLine> lines;  // of the newest month: from what can be spent to what the paper says; else none
};
PaperModel make_paper(const local::Statement& statement, const local::Money& money, const ui::Texts& texts);

StatementModel make_statement(const local::Statement& statement, const ui::Texts& texts, Timestamp now);

/// The form that brings a statement on paper; null: the facility has none.
const local::Form* statement_form(const local::Forms& forms);
/// That form, filled in with which month it is.
Place statement_print_place(const local::Form& form, const Month& month, const ui::Texts& texts);

}  // namespace dayroom::features
