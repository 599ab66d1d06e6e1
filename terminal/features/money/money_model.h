// What the money screens show: the amounts, the transactions in plain words, a deposit as arithmetic. Pure: it adds
// nothing up that counts; every number comes from the agent.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/agent/local.pb.h"
#include "platform/base/time.h"
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
    std::string amount;  // "−$18.65"
    float share = 0;     // of the longest bar, 0–1
    bool in = false;
};

struct MoneyModel {
    std::string spendable;          // "$48.15"
    std::string as_of;              // "As of today 9:41 AM"
    std::string reserved;           // "$5.00 is set aside for what is not yet sent"; empty: none
    std::vector<AmountCard> cards;  // savings, phone, credits, on hold, owed: those that matter
    std::string month_title;
    std::vector<MonthBar> month;
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
    std::string label;
    std::string note;  // percent and legal basis, what is still owed
    std::string amount;
    bool is_total = false;
};

struct TransactionDetail {
    TransactionRow row;
    std::string when;
    std::string state;                  // what the state means, in one sentence
    std::vector<ArithmeticLine> lines;  // a deposit: gross, fee, parts, what is left
    std::string explanation;
    bool may_take_back = false;  // money on its way out, not yet decided
};

MoneyModel make_money(const local::Money& money, const ui::Texts& texts, Timestamp now);
/// Names of the facility's forms by their code, in the person's language: fees carry the code.
using FormNames = std::map<std::string, std::string>;

TransactionRow make_transaction(const local::Transaction& transaction, const FormNames& forms, const ui::Texts& texts,
                                Timestamp now);
TransactionDetail make_detail(const local::Transaction& transaction, const FormNames& forms, const ui::Texts& texts,
                              Timestamp now);

}  // namespace dayroom::features
