// What the money screens show: the amounts, the transactions in plain words, a deposit as arithmetic. Pure: it adds
// nothing up that counts; every number comes from the agent.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
#include "terminal/features/base/month.h"
#include "terminal/ui/catalog/texts.h"

namespace dayroom::features {

struct AmountCard {
    std::string id;
    std::string icon;
    std::string title;
    std::string amount;
    std::string detail;
};

struct MonthBar {
    std::string label;
    std::string amount;                                       // "−$18.65"
    float share = 0;                                          // of the longest bar, 0–1
    enum class Kind { kIn, kOut, kPart } kind = Kind::kPart;  // kPart: of what went out
};

struct MoneyModel {
    std::string spendable;          // "$48.15"
    std::string as_of;              // "As of today 9:41 AM"
    std::string reserved;           // "$5.00 is set aside for what is not yet sent"; empty: none
    std::vector<AmountCard> cards;  // savings, phone, credits, on hold, owed: those that matter
};

/// In and out of one month, and where it went.
struct MonthModel {
    std::string title;  // "June so far", "May 2026"
    std::vector<MonthBar> bars;
};

struct TransactionRow {
    std::string id;
    std::int64_t day = 0;  // rows of one day stand under one heading
    std::string day_heading;
    std::string icon;
    std::string title;
    std::string subtitle;
    std::string change;         // "+$30.00"
    std::string balance;        // "Balance $48.40"; empty while not charged
    std::string balance_after;  // "$48.40"
    bool in = false;
    bool waiting = false;  // held or not yet sent
    std::string spoken;
};

struct ArithmeticLine {
    std::string label = {};
    std::string note = {};  // percent and legal basis, what is still owed
    std::string amount = {};
    bool is_total = false;
    // Its bar of the waterfall, as shares of what was sent; both 0: none.
    float from = 0;
    float to = 0;
};

struct TransactionDetail {
    TransactionRow row;
    std::string when;
    std::string state;                  // what the state means, in one sentence
    std::vector<ArithmeticLine> lines;  // a deposit: gross, fee, parts, what is left
    std::string explanation;
    bool may_take_back = false;  // money on its way out, not yet decided
    bool paid_debts = false;     // some of it went to what is owed
};

MoneyModel make_money(const local::Money& money, const ui::Texts& texts, Timestamp now);
/// The month so far.
MonthModel make_month(const local::Money& money, const ui::Texts& texts, Timestamp now);
/// A month that was chosen.
MonthModel make_month(const local::Statement& statement, const ui::Texts& texts);

/// Every kind of transaction there is: its code, and its name.
std::vector<std::pair<std::string, std::string>> transaction_kinds(const ui::Texts& texts);
/// "Money in · Phone · June 2026"; empty: everything is shown.
std::string finding_words(local::MoneyFilter filter, const std::string& kind, const Month& month,
                          const ui::Texts& texts);
/// Names of the facility's forms by their code, in the person's language: fees carry the code.
using FormNames = std::map<std::string, std::string>;

TransactionRow make_transaction(const local::Transaction& transaction, const FormNames& forms, const ui::Texts& texts,
                                Timestamp now);
TransactionDetail make_detail(const local::Transaction& transaction, const FormNames& forms, const ui::Texts& texts,
                              Timestamp now);

}  // namespace dayroom::features
