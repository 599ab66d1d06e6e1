#include "platform/facility/admin/tie_out.h"

#include "platform/facility/admin/entry_proof.h"
#include "platform/facility/schema/read_transaction.h"

namespace dayroom::facility {
namespace {

/// Beside the proof of the entries: each finds the rows that do not tie: account, transfer, stored, computed.
struct Check {
    const char* what;
    const char* sql;
};
constexpr Check kChecks[] = {
    {"held",
     "SELECT a.no, 0, a.held, coalesce(h.total, 0) FROM account a LEFT JOIN (SELECT account, sum(amount) AS total "
     "FROM hold WHERE state = 1 GROUP BY account) h ON h.account = a.no WHERE a.held <> coalesce(h.total, 0)"},
    {"hold_end",
     "SELECT h.account, h.transfer, h.state, coalesce(t.phase, 0) FROM hold h LEFT JOIN transfer t "
     "ON t.pending = h.transfer WHERE (h.state = 1) <> (t.no IS NULL) OR (h.state > 1 AND (t.phase <> h.state + 1 "
     "OR t.amount <> h.taken))"},
    {"deposit",
     "SELECT t.credit, d.transfer, d.gross, d.fee + d.left_over + coalesce(p.total, 0) FROM deposit d "
     "JOIN transfer t ON t.no = d.transfer LEFT JOIN (SELECT deposit, sum(amount) AS total FROM deposit_part "
     "GROUP BY deposit) p ON p.deposit = d.transfer WHERE d.gross <> d.fee + d.left_over + coalesce(p.total, 0) "
     "OR d.gross <> t.amount"},
    // An order's money is its hold: open, posted with what was handed over, or void. Its lines say the same.
    {"order_hold",
     "SELECT h.account, h.transfer, o.total_cents, h.amount FROM commissary_order o JOIN transfer t ON t.id = o.hold "
     "JOIN hold h ON h.transfer = t.no WHERE h.amount <> o.total_cents OR h.taken <> o.charged_cents OR (o.state < 3) "
     "<> (h.state = 1) OR (o.state = 3) <> (h.state = 2)"},
    {"order_no_hold",
     "SELECT 0, o.no, o.total_cents, 0 FROM commissary_order o LEFT JOIN transfer t ON t.id = o.hold "
     "LEFT JOIN hold h ON h.transfer = t.no WHERE h.transfer IS NULL"},
    {"order_replaced",
     "SELECT h.account, h.transfer, 3, h.state FROM commissary_replaced r JOIN transfer t ON t.id = r.hold "
     "JOIN hold h ON h.transfer = t.no WHERE h.state <> 3 OR h.amount <> r.total_cents"},
    {"order_lines",
     "SELECT h.account, h.transfer, o.total_cents, s.total FROM commissary_order o JOIN transfer t ON t.id = o.hold "
     "JOIN hold h ON h.transfer = t.no JOIN (SELECT l.ordered, sum(l.units * l.price_cents) AS total, "
     "sum(l.delivered * l.price_cents) AS delivered FROM commissary_line l JOIN commissary_order q ON q.no = l.ordered "
     "AND q.revision = l.revision GROUP BY l.ordered) s ON s.ordered = o.no WHERE s.total <> o.total_cents OR "
     "s.delivered <> o.charged_cents"},
    {"order_refund",
     "SELECT t.credit, t.no, r.cents, t.amount FROM commissary_refund r JOIN commissary_order o ON o.no = r.ordered "
     "JOIN transfer t ON t.id = r.transfer LEFT JOIN transfer c ON c.no = t.corrects LEFT JOIN transfer h "
     "ON h.no = c.pending WHERE t.amount <> r.cents OR r.cents > o.charged_cents OR h.id IS DISTINCT FROM o.hold"},
    // A call is charged once, to the phone account of who made it; what came back names that charge.
    {"phone_call",
     "SELECT coalesce(t.debit, 0), coalesce(t.no, 0), c.charged, coalesce(t.amount, 0) FROM phone_call c "
     "LEFT JOIN transfer t ON t.id = c.id LEFT JOIN account a ON a.no = t.debit WHERE (c.charged > 0) <> (t.no IS NOT "
     "NULL) OR t.amount <> c.charged OR a.kind <> 3 OR a.resident <> c.resident"},
    {"phone_charge",
     "SELECT t.debit, t.no, 0, t.amount FROM transfer t LEFT JOIN phone_call c ON c.id = t.id WHERE t.reason_code = "
     "'phone_call' AND t.corrects IS NULL AND c.no IS NULL"},
    {"phone_batch",
     "SELECT 0, 0, b.charged, coalesce(s.charged, 0) FROM phone_batch b LEFT JOIN (SELECT batch, count(*) AS calls, "
     "sum(charged) AS charged, sum(price - charged) AS unpaid FROM phone_call GROUP BY batch) s ON s.batch = b.no "
     "WHERE b.booked <> coalesce(s.calls, 0) OR b.charged <> coalesce(s.charged, 0) OR b.uncovered <> "
     "coalesce(s.unpaid, 0)"},
    {"phone_refund",
     "SELECT coalesce(f.credit, 0), coalesce(f.no, 0), c.given_back, coalesce(f.amount, 0) FROM phone_call c "
     "LEFT JOIN transfer f ON f.id = c.refund LEFT JOIN transfer t ON t.no = f.corrects WHERE (c.given_back > 0) <> "
     "(f.no IS NOT NULL) OR f.amount <> c.given_back OR t.id <> c.id"},
    // A visit's money is its hold: open, posted with what was charged, or void; what came back later corrects it.
    {"visit_hold",
     "SELECT h.account, h.transfer, v.held, h.amount FROM visit v JOIN transfer t ON t.id = v.hold JOIN hold h "
     "ON h.transfer = t.no WHERE h.amount <> v.held OR h.taken <> v.charged + v.refunded OR (v.state IN (1, 2)) <> "
     "(h.state = 1) OR (h.taken > 0) <> (h.state = 2)"},
    {"visit_no_hold",
     "SELECT 0, 0, v.held, 0 FROM visit v LEFT JOIN transfer t ON t.id = v.hold LEFT JOIN hold h ON h.transfer = t.no "
     "WHERE (v.held > 0) <> (h.transfer IS NOT NULL)"},
    {"visit_charge",
     "SELECT t.debit, t.no, 0, h.taken FROM transfer t JOIN hold h ON h.transfer = t.no LEFT JOIN visit v "
     "ON v.hold = t.id WHERE t.kind = 12 AND h.state IN (1, 2) AND v.id IS NULL"},
    {"visit_refund",
     "SELECT coalesce(t.credit, 0), coalesce(t.no, 0), v.refunded, coalesce(t.amount, 0) FROM visit v LEFT JOIN "
     "transfer t ON t.id = v.refund LEFT JOIN transfer c ON c.no = t.corrects LEFT JOIN transfer h ON h.no = c.pending "
     "WHERE (v.refunded > 0) <> (t.no IS NOT NULL) OR t.amount <> v.refunded OR (t.no IS NOT NULL AND h.id IS DISTINCT "
     "FROM v.hold)"},
    {"remittance",
     "SELECT coalesce(a.no, 0), coalesce(t.no, 0), m.cents, coalesce(t.amount, 0) FROM remittance m "
     "LEFT JOIN transfer t ON t.id = m.id LEFT JOIN transfer v ON v.corrects = t.no "
     "LEFT JOIN account a ON a.no = CASE m.direction WHEN 1 THEN t.debit ELSE t.credit END "
     "WHERE (m.state IN (2, 4)) <> (t.no IS NOT NULL) OR t.amount <> m.cents OR a.code <> m.account "
     "OR (m.state = 4) <> (v.no IS NOT NULL)"},
};

Status run_check(database::Connection& connection, const Check& check, TieOutReport& report) {
    return connection.each(check.sql, [&](const database::Row& row) {
        add_difference(report, {check.what, row.integer(0), row.integer(1), row.integer(2), row.integer(3)});
    });
}

}  // namespace

Result<TieOutReport> tie_out(database::Connection& connection, const Clock& clock) {
    auto transaction = TRY(ReadTransaction::begin(connection));
    const MonotonicTime begun = clock.steady();
    TieOutReport report;
    report.at = clock.now();
    report.open_holds = TRY(connection.number("SELECT count(*) FROM hold WHERE state = 1"));
    TRY(prove_entries(connection, report));
    for (const Check& check : kChecks) TRY(run_check(connection, check, report));
    report.duration_ms = std::chrono::duration_cast<Milliseconds>(clock.steady() - begun).count();
    return report;
}

std::string TieOutReport::text() const {
    const auto line = [](const char* name, std::int64_t value) {
        return std::string(name) + ": " + std::to_string(value) + "\n";
    };
    std::string out = ties() ? "The books tie out.\n" : "THE BOOKS DO NOT TIE OUT.\n";
    out += line("through transfer", through) + line("accounts", accounts) + line("transfers", transfers);
    out += line("entries", entries) + line("open holds", open_holds);
    out += line("residents, cents", resident_cents) + line("house, cents", house_cents);
    out += line("residents, credits", resident_credits) + line("house, credits", house_credits);
    for (const TieOutDifference& difference : differences) {
        out += "difference " + difference.what;
        if (difference.account != 0) out += " account " + std::to_string(difference.account);
        if (difference.transfer != 0) out += " transfer " + std::to_string(difference.transfer);
        out += ": stored " + std::to_string(difference.stored) + ", computed " + std::to_string(difference.computed) +
               "\n";
    }
    return out;
}

}  // namespace dayroom::facility
