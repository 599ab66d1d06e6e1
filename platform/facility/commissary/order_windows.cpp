#include "platform/facility/commissary/order_windows.h"

#include <algorithm>

#include "platform/facility/feed/facility_record.h"
#include "platform/facility/feed/order_week.h"

namespace dayroom::facility {
namespace {

constexpr const char* kWindowColumns = "SELECT id, unit, opens_ms, cut_off_ms, delivery_ms, state FROM order_window ";

StoredWindow read_window(const database::Row& row) {
    StoredWindow out;
    out.id = row.id<OrderWindowId>(0);
    out.unit = row.optional_id<UnitId>(1);
    out.times = {row.time(2), row.time(3), row.time(4)};
    out.state = static_cast<WindowState>(row.integer(5));
    return out;
}

Scope scope_of(Work& work, const std::optional<UnitId>& unit) {
    return unit ? Scope::unit(*unit) : Scope::facility(work.facility());
}

template <typename... Values>
Result<std::vector<StoredWindow>> select_windows(database::Connection& connection, const std::string& where,
                                                 const Values&... values) {
    std::vector<StoredWindow> all;
    TRY(connection.each(
        kWindowColumns + where, [&](const database::Row& row) { all.push_back(read_window(row)); }, values...));
    return all;
}

Status check_rules(Work& work, const std::vector<StoredWindowRule>& rules) {
    if (rules.size() > kMaxWindowRules) return Error(ErrorCode::kTooLarge, "at most 50 order windows a week");
    for (auto a = rules.begin(); a != rules.end(); ++a) {
        TRY(rules::check_weekly_window(a->rule));
        if (a->unit && TRY(work.db().number("SELECT count(*) FROM housing_unit WHERE id = $1", *a->unit)) != 1)
            return Error(ErrorCode::kNotFound, "no such housing unit");
        for (auto b = rules.begin(); b != a; ++b) {
            const bool meet = !a->unit || !b->unit || *a->unit == *b->unit;
            if (meet && rules::overlap(a->rule, b->rule))
                return Error(ErrorCode::kInvalid, "two windows overlap: an order would have two cut-offs");
        }
    }
    return {};
}

Status release_window(Work& work, const StoredWindow& window) {
    wire::Record record;
    wire::OrderWindow& body = *record.mutable_order_window();
    body.set_opens_ms(window.times.opens.ms());
    body.set_cut_off_ms(window.times.cut_off.ms());
    body.set_delivery_ms(window.times.delivery.ms());
    return work.release(scope_of(work, window.unit), RecordKind::kOrderWindow, thing(window.id), std::move(record));
}

/// Never two at a time for one person, those that are over included, and none before the first that there was: a clock
/// that was set back makes no second one.
Status release_ahead(Work& work) {
    const std::string time_zone = TRY(read_facility(work.db())).time_zone();
    const auto first = Timestamp::from_ms(TRY(work.db().number("SELECT coalesce(min(opens_ms), 0) FROM order_window")));
    for (const StoredWindowRule& rule : TRY(OrderWindows::rules(work.db()))) {
        for (const rules::WindowTimes& times : rules::windows_after(rule.rule, work.now(), time_zone, kWindowsAhead)) {
            if (times.opens < first) continue;
            const std::int64_t others =
                TRY(work.db().number("SELECT count(*) FROM order_window WHERE opens_ms < $2 AND cut_off_ms > $1 AND "
                                     "(unit IS NULL OR $3 IS NULL OR unit = $3)",
                                     times.opens, times.cut_off, rule.unit));
            if (others > 0) continue;
            const StoredWindow window{work.make_id<OrderWindowId>(), rule.unit, times, WindowState::kWaits};
            TRY(
                work.db().run("INSERT INTO order_window (id, unit, opens_ms, cut_off_ms, delivery_ms) "
                              "VALUES ($1, $2, $3, $4, $5)",
                              window.id, window.unit, times.opens, times.cut_off, times.delivery));
            TRY(release_window(work, window));
        }
    }
    return {};
}

/// Whoever has ordered in its week sees what is left of the next window's from now on.
Status cut_off(Work& work, const StoredWindow& window) {
    TRY(work.db().run("UPDATE order_window SET state = 3 WHERE id = $1", window.id));
    const rules::LocalWeek week = TRY(order_week(work.db(), window.times.cut_off));
    TRY(work.db().each(
        "SELECT DISTINCT resident FROM commissary_order WHERE window_id IN (SELECT id FROM order_window WHERE "
        "cut_off_ms >= $1 AND cut_off_ms < $2)",
        [&](const database::Row& row) {
            const auto resident = row.id<ResidentId>(0);
            work.touch(Scope::resident(resident), RecordKind::kCommissaryStanding, second_companion_of(resident));
        },
        week.begin, week.end));
    return work.withdraw(scope_of(work, window.unit), RecordKind::kOrderWindow, thing(window.id));
}

}  // namespace

bool is_open(const StoredWindow& window, Timestamp now) {
    return !is_cut_off(window, now) && window.times.opens <= now;
}

bool is_cut_off(const StoredWindow& window, Timestamp now) {
    return window.state >= WindowState::kCutOff || window.times.cut_off <= now;
}

Status OrderWindows::set_rules(Work& work, const std::vector<StoredWindowRule>& rules) {
    TRY(check_rules(work, rules));
    TRY(work.db().run("DELETE FROM order_window_rule"));
    for (const auto& [unit, rule] : rules) {
        TRY(
            work.db().run("INSERT INTO order_window_rule (id, unit, opens_weekday, opens_minute, cut_off_weekday, "
                          "cut_off_minute, delivery_weekday) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                          work.make_id<OrderWindowRuleId>(), unit, rule.opens_weekday, rule.opens_minute,
                          rule.cut_off_weekday, rule.cut_off_minute, rule.delivery_weekday));
    }
    for (const StoredWindow& window : TRY(select_windows(work.db(), "WHERE state = 1 AND opens_ms > $1", work.now()))) {
        TRY(work.db().run("DELETE FROM order_window WHERE id = $1", window.id));
        TRY(work.withdraw(scope_of(work, window.unit), RecordKind::kOrderWindow, thing(window.id)));
    }
    TRY(release_ahead(work));
    return work.audit(record::Event::kCommissaryChanged, work.facility(), "windows");
}

Result<std::vector<StoredWindowRule>> OrderWindows::rules(database::Connection& connection) {
    std::vector<StoredWindowRule> all;
    TRY(
        connection.each("SELECT unit, opens_weekday, opens_minute, cut_off_weekday, cut_off_minute, delivery_weekday "
                        "FROM order_window_rule ORDER BY opens_weekday, opens_minute, id",
                        [&](const database::Row& row) {
                            all.push_back({row.optional_id<UnitId>(0),
                                           {row.small(1), row.small(2), row.small(3), row.small(4), row.small(5)}});
                        }));
    return all;
}

Status OrderWindows::tick(Work& work) {
    TRY(work.db().run("UPDATE order_window SET state = 2 WHERE state = 1 AND opens_ms <= $1", work.now()));
    for (const StoredWindow& window :
         TRY(select_windows(work.db(), "WHERE state < 3 AND cut_off_ms <= $1", work.now()))) {
        TRY(cut_off(work, window));
    }
    return release_ahead(work);
}

Result<std::optional<StoredWindow>> OrderWindows::find(database::Connection& connection, const OrderWindowId& id) {
    return connection.first(std::string(kWindowColumns) + "WHERE id = $1", &read_window, id);
}

Result<std::vector<StoredWindow>> OrderWindows::list(database::Connection& connection, int limit) {
    return select_windows(connection, "ORDER BY opens_ms DESC, id LIMIT $1", std::clamp(limit, 1, kOrderPage));
}

}  // namespace dayroom::facility
