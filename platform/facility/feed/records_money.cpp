// The money of a resident as the terminal sees it: balances, debts, and one line of the statement.
#include "platform/facility/feed/counted_spending.h"
#include "platform/facility/feed/records.h"

namespace dayroom::facility {
namespace {

constexpr int kSpendable = 1;
constexpr int kSavings = 2;
constexpr int kPhone = 3;
constexpr int kCredits = 4;
constexpr int kHouse = 10;

constexpr int kPhasePending = 2;
constexpr int kHoldPosted = 2;

// What the row says about spendable, by the side that the resident's spendable account stands on.
std::int64_t change_of(const database::Row& row, bool pending) {
    const bool takes = row.integer(9) == kSpendable;
    const bool gives = row.integer(10) == kSpendable;
    if (!row.is_null(13)) return row.integer(15);  // a deposit: what was left
    const std::int64_t amount = pending && row.integer(11) == kHoldPosted ? row.integer(12) : row.integer(3);
    if (takes) return -amount;
    return gives ? amount : 0;
}

wire::Transaction::State state_of(const database::Row& row, bool pending) {
    if (!pending) return wire::Transaction::POSTED;
    switch (row.integer(11)) {
        case 1:
            return wire::Transaction::PENDING;
        case kHoldPosted:
            return wire::Transaction::POSTED;
        default:
            return wire::Transaction::VOIDED;
    }
}

void read_line(const database::Row& row, wire::Transaction& line) {
    const bool pending = row.integer(1) == kPhasePending;
    line.set_kind(static_cast<wire::Transaction::Kind>(row.integer(2)));
    line.set_state(state_of(row, pending));
    line.set_change_cents(change_of(row, pending));
    line.set_balance_after_cents(row.is_null(5) ? 0 : row.integer(5));
    line.set_at_ms(row.integer(4));
    line.set_reason_code(row.string(6));
    line.set_reason_detail(row.string(7));
    if (!row.is_null(8)) line.set_request_id(row.id<RequestId>(8).raw());
    if (!row.is_null(13)) {
        line.set_gross_cents(row.integer(13));
        line.set_fee_cents(row.integer(14));
    }
    if (!row.is_null(16)) line.set_corrects_id(row.id<TransferId>(16).raw());
}

/// Of the price that was set last.
Result<Names> names_of_price(database::Connection& connection, const std::string& code) {
    Names names;
    TRY(connection.each(
        "SELECT body FROM price WHERE code = $1 ORDER BY valid_from_ms DESC LIMIT 1",
        [&](const database::Row& row) -> Status {
            wire::PriceList::Price price;
            if (!price.ParseFromString(to_string(row.bytes(0))))
                return Error(ErrorCode::kCorrupt, "a stored price cannot be read");
            names = names_of(price.name());
            return {};
        },
        code));
    return names;
}

}  // namespace

Result<std::optional<wire::Balances>> load_balances(database::Connection& connection, const ResidentId& id,
                                                    Timestamp now) {
    std::optional<wire::Balances> balances;
    TRY(connection.each(
        "SELECT kind, balance, held FROM account WHERE resident = $1 AND kind < 5",
        [&](const database::Row& row) {
            if (!balances) balances.emplace();
            const std::int64_t available = row.integer(1) - row.integer(2);
            switch (row.integer(0)) {
                case kSpendable:
                    balances->set_spendable_cents(available);
                    balances->set_on_hold_cents(row.integer(2));
                    break;
                case kSavings:
                    balances->set_savings_cents(available);
                    break;
                case kPhone:
                    balances->set_phone_cents(available);
                    break;
                case kCredits:
                    balances->set_credits(available);
                    break;
                default:
                    break;
            }
        },
        id));
    if (!balances) return balances;
    balances->set_owed_cents(TRY(
        connection.number("SELECT coalesce(sum(-a.balance), 0) FROM obligation o JOIN account a ON a.no = o.account "
                          "WHERE o.resident = $1 AND o.state = 1",
                          id)));
    balances->set_as_of_ms(now.ms());
    const CountedSpending brake = TRY(read_counted_spending(connection, id, now));
    balances->set_brake_cents(brake.in_force());
    balances->set_brake_left_cents(brake.left());
    balances->set_brake_next_cents(brake.next);
    balances->set_brake_next_from_ms(brake.next_from.ms());
    return balances;
}

Result<Names> load_debt_names(database::Connection& connection, const std::string& code, bool of_court) {
    Names names;
    const auto take = [&](const database::Row& row) { names = split_names(row.text(0)); };
    TRY(connection.each(
        "SELECT names FROM deduction_rule WHERE code = $1 AND names <> '' ORDER BY revision DESC, position LIMIT 1",
        take, code));
    if (of_court) return names;
    if (names.empty()) TRY(connection.each("SELECT names FROM charge_kind WHERE code = $1", take, code));
    return names.empty() ? names_of_price(connection, code) : Result<Names>(std::move(names));
}

Result<std::optional<wire::Obligation>> load_obligation(database::Connection& connection, const ObligationId& id) {
    bool of_court = false;
    auto found = TRY(connection.first(
        "SELECT o.code, o.legal_basis, o.state, -a.balance, o.set_total, o.of_court "
        "FROM obligation o JOIN account a ON a.no = o.account WHERE o.id = $1",
        [&](const database::Row& row) {
            wire::Obligation out;
            out.set_code(row.string(0));
            out.set_legal_basis(row.string(1));
            out.set_state(static_cast<wire::Obligation::State>(row.integer(2)));
            out.set_owed_cents(row.integer(3));
            out.set_set_cents(row.integer(4));
            of_court = row.flag(5);
            return out;
        },
        id));
    if (found) put_names(TRY(load_debt_names(connection, found->code(), of_court)), *found->mutable_name());
    return found;
}

Result<std::optional<wire::Transaction>> load_transaction(database::Connection& connection, const TransferId& id) {
    std::optional<wire::Transaction> line;
    std::int64_t no = 0;
    bool to_the_house = false;
    TRY(connection.each(
        "SELECT t.no, t.phase, t.kind, t.amount, t.at_ms, t.available_after, t.reason_code, t.reason_detail, "
        "t.request, "
        "a.kind, b.kind, h.state, h.taken, d.gross, d.fee, d.left_over, coalesce(p.id, c.id), k.names "
        "FROM transfer t JOIN account a ON a.no = t.debit JOIN account b ON b.no = t.credit "
        "LEFT JOIN hold h ON h.transfer = t.no LEFT JOIN deposit d ON d.transfer = t.no "
        "LEFT JOIN transfer c ON c.no = t.corrects LEFT JOIN transfer p ON p.no = c.pending "
        "LEFT JOIN charge_kind k ON t.reason_code IN ('charge', 'charge_owed') AND k.code = substr(b.code, 9) "
        "WHERE t.id = $1",
        [&](const database::Row& row) {
            no = row.integer(0);
            to_the_house = row.integer(10) == kHouse;
            read_line(row, line.emplace());
            if (!row.is_null(17)) put_names(split_names(row.text(17)), *line->mutable_reason_name());
        },
        id));
    if (line && line->reason_code() == "obligation_payment")
        // Of a court's debt the money goes on to payable/<code>, of the facility's own to the debt itself.
        put_names(TRY(load_debt_names(connection, line->reason_detail(), to_the_house)), *line->mutable_reason_name());
    if (!line || line->gross_cents() == 0) return line;
    // The legal basis in the resident's language where the rule has it, else as it stood in English.
    TRY(connection.each(
        "SELECT p.code, coalesce(x.legal_basis, p.legal_basis), p.basis_points, p.amount, p.into_savings, "
        "p.still_owed, d.names FROM deposit_part p JOIN transfer t ON t.no = p.deposit "
        "LEFT JOIN resident r ON r.id = t.resident "
        "LEFT JOIN deduction_rule d ON d.revision = p.revision AND d.position = p.rule "
        "LEFT JOIN deduction_rule_text x ON x.revision = p.revision AND x.position = p.rule "
        "AND x.language = r.language WHERE p.deposit = $1 ORDER BY p.position",
        [&](const database::Row& row) {
            wire::Transaction::Part& part = *line->add_parts();
            part.set_code(row.string(0));
            part.set_legal_basis(row.string(1));
            part.set_basis_points(row.integer(2));
            part.set_cents(row.integer(3));
            part.set_into_savings(row.flag(4));
            part.set_still_owed_cents(row.integer(5));
            if (!row.is_null(6)) put_names(split_names(row.text(6)), *part.mutable_name());
        },
        no));
    return line;
}

}  // namespace dayroom::facility
