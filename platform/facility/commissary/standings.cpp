#include "platform/facility/commissary/standings.h"

#include <algorithm>
#include <set>

#include "platform/facility/feed/order_week.h"
#include "platform/facility/feed/plain_text.h"
#include "platform/facility/feed/record_parts.h"
#include "platform/facility/feed/records.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

Status check_codes(const std::vector<std::string>& codes, int most) {
    if (codes.size() > static_cast<std::size_t>(most)) return Error(ErrorCode::kTooLarge, "too many codes");
    if (std::all_of(codes.begin(), codes.end(), &is_plain_code)) return {};
    return Error(ErrorCode::kInvalid, "a code has 1 to 48 of a-z, 0-9, '_', '.', '-'");
}

Status check_classes(const std::vector<SpendingClass>& classes) {
    if (classes.size() > kMaxSpendingClasses) return Error(ErrorCode::kTooLarge, "at most 100 spending classes");
    std::set<std::string> met;
    int defaults = 0;
    for (const SpendingClass& one : classes) {
        if (!is_plain_code(one.code) || !met.insert(one.code).second)
            return Error(ErrorCode::kInvalid, "each class has a code of its own");
        if (one.limit.is_negative() || one.limit.units() > kMaxCommandUnits)
            return Error(ErrorCode::kInvalid, "a limit is 0 to 100,000,000 cents");
        defaults += one.is_default ? 1 : 0;
    }
    return defaults <= 1 ? Status() : Status(Error(ErrorCode::kInvalid, "one class at most is the default"));
}

Status touch_everybody(Work& work) {
    return work.db().each("SELECT id FROM resident WHERE state = 1",
                          [&](const database::Row& row) { Standings::touch(work, row.id<ResidentId>(0)); });
}

/// Of the same person in the same week, as lines of the newest revision; cancelled orders hold nothing.
constexpr const char* kOrderedSql =
    "SELECT l.item, l.category, l.units, l.price_cents, l.exempt FROM commissary_order o JOIN commissary_line l "
    "ON l.ordered = o.no AND l.revision = o.revision WHERE o.resident = $1 AND o.window_id IN (SELECT id FROM "
    "order_window WHERE cut_off_ms >= $2 AND cut_off_ms < $3) AND o.state <> 4 AND ($4 IS NULL OR o.id <> $4)";

Status add_ordered(rules::Ordered& to, std::int64_t units, Cents cents) {
    to.units += units;
    to.cents = TRY(to.cents.plus(cents));
    return {};
}

}  // namespace

void Standings::touch(Work& work, const ResidentId& resident) {
    work.touch(Scope::resident(resident), RecordKind::kCommissaryStanding, second_companion_of(resident));
}

Status Standings::set_classes(Work& work, const std::vector<SpendingClass>& classes) {
    TRY(check_classes(classes));
    std::set<std::string> kept;
    for (const SpendingClass& one : classes) kept.insert(one.code);
    // None is the default while the rows are written one by one.
    TRY(work.db().run("UPDATE spending_class SET is_default = 0"));
    for (const SpendingClass& before : TRY(Standings::classes(work.db()))) {
        if (kept.contains(before.code)) continue;
        Status removed = work.db().run("DELETE FROM spending_class WHERE code = $1", before.code);
        if (!removed.ok() && database::violation(removed.error()))
            return Error(ErrorCode::kConflict, "somebody has the class " + before.code);
        TRY(std::move(removed));
    }
    for (const SpendingClass& one : classes) {
        TRY(
            work.db().run("INSERT INTO spending_class (code, limit_cents, is_default) VALUES ($1, $2, $3) "
                          "ON CONFLICT (code) DO UPDATE SET limit_cents = excluded.limit_cents, "
                          "is_default = excluded.is_default",
                          one.code, one.limit, one.is_default));
    }
    TRY(touch_everybody(work));
    return work.audit(record::Event::kCommissaryChanged, work.facility(), "classes");
}

Result<std::vector<SpendingClass>> Standings::classes(database::Connection& connection) {
    std::vector<SpendingClass> all;
    TRY(connection.each("SELECT code, limit_cents, is_default FROM spending_class ORDER BY limit_cents DESC, code",
                        [&](const database::Row& row) {
                            all.push_back({row.string(0), row.cents(1), row.flag(2)});
                        }));
    return all;
}

Status Standings::restrict(Work& work, const ResidentId& resident, const Restrictions& restrictions) {
    TRY(check_codes(restrictions.barred_items, wire::kMaxBarred));
    TRY(check_codes(restrictions.barred_categories, wire::kMaxBarred));
    TRY(check_codes(restrictions.diets, wire::kMaxItemCodes));
    if (TRY(work.db().number("SELECT count(*) FROM resident WHERE id = $1", resident)) != 1)
        return Error(ErrorCode::kNotFound, "no such resident");
    std::optional<std::string> own;
    if (!restrictions.spending_class.empty()) own = restrictions.spending_class;
    if (own && TRY(work.db().number("SELECT count(*) FROM spending_class WHERE code = $1", *own)) != 1)
        return Error(ErrorCode::kNotFound, "no such spending class");
    TRY(work.db().run(
        "INSERT INTO commissary_resident (resident, class, barred_items, barred_categories, diets, barred, "
        "barred_until_ms) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (resident) DO UPDATE SET "
        "class = excluded.class, barred_items = excluded.barred_items, barred_categories = "
        "excluded.barred_categories, diets = excluded.diets, barred = excluded.barred, "
        "barred_until_ms = excluded.barred_until_ms",
        resident, own, join_lines(restrictions.barred_items), join_lines(restrictions.barred_categories),
        join_lines(restrictions.diets), restrictions.barred,
        restrictions.barred ? restrictions.barred_until : Timestamp()));
    touch(work, resident);
    return work.audit(record::Event::kCommissaryChanged, resident, "restrictions");
}

Result<Restrictions> Standings::restrictions(database::Connection& connection, const ResidentId& resident) {
    auto found = TRY(connection.first(
        "SELECT class, barred_items, barred_categories, diets, barred, barred_until_ms FROM commissary_resident "
        "WHERE resident = $1",
        [](const database::Row& row) {
            return Restrictions{row.string(0),
                                split_lines(row.text(1)),
                                split_lines(row.text(2)),
                                split_lines(row.text(3)),
                                row.flag(4),
                                row.time(5)};
        },
        resident));
    return found.value_or(Restrictions());
}

Status Standings::tick(Work& work, int limit) {
    std::vector<ResidentId> over;
    TRY(work.db().each(
        "SELECT resident FROM commissary_resident WHERE barred = 1 AND barred_until_ms > 0 AND barred_until_ms <= $1 "
        "LIMIT $2",
        [&](const database::Row& row) { over.push_back(row.id<ResidentId>(0)); }, work.now(), limit));
    for (const ResidentId& resident : over) {
        TRY(work.db().run("UPDATE commissary_resident SET barred = 0, barred_until_ms = 0 WHERE resident = $1",
                          resident));
        touch(work, resident);
    }
    return {};
}

Result<rules::OrderAllowance> Standings::allowance(Work& work, const ResidentId& resident, const OrderWindowId& window,
                                                   const std::optional<OrderId>& except) {
    const auto standing = TRY(load_standing(work.db(), resident, work.now()));
    if (!standing) return Error(ErrorCode::kNotFound, "no such resident");
    rules::OrderAllowance out;
    out.limit = Cents::of(standing->limit_cents());
    out.barred = standing->barred();
    out.barred_items.assign(standing->barred_items().begin(), standing->barred_items().end());
    out.barred_categories.assign(standing->barred_categories().begin(), standing->barred_categories().end());
    out.diets.assign(standing->diets().begin(), standing->diets().end());
    TRY(work.db().each("SELECT code, max_units, max_cents FROM catalog_category WHERE active = 1",
                       [&](const database::Row& row) {
                           out.categories[row.string(0)] = {row.small(1), row.cents(2)};
                       }));
    const rules::LocalWeek week = TRY(week_of_window(work.db(), thing(window)));
    TRY(work.db().each(
        kOrderedSql,
        [&](const database::Row& row) -> Status {
            const std::int64_t units = row.integer(2);
            const Cents cents = TRY(row.cents(3).times(units));
            TRY(add_ordered(out.by_item[row.string(0)], units, cents));
            TRY(add_ordered(out.by_category[row.string(1)], units, cents));
            if (!row.flag(4)) out.counted = TRY(out.counted.plus(cents));
            return {};
        },
        resident, week.begin, week.end, except));
    return out;
}

}  // namespace dayroom::facility
