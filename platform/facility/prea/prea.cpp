#include "platform/facility/prea/prea.h"

#include "platform/facility/feed/facility_record.h"
#include "platform/rules/calendar.h"
#include "platform/wire/check.h"
#include "platform/wire/prea.h"

namespace dayroom::facility {
namespace {

Result<std::int64_t> today(Work& work) {
    const std::string zone = TRY(read_facility(work.db())).time_zone();
    return std::int64_t{rules::local_date(work.now(), zone).time_since_epoch().count()};
}

/// `what`: a column of prea_day.
Status count(Work& work, const char* what, std::int64_t how_many) {
    const std::int64_t day = TRY(today(work));
    TRY(work.db().run("INSERT INTO prea_day (day) VALUES ($1) ON CONFLICT (day) DO NOTHING", day));
    return work.db().run(std::string("UPDATE prea_day SET ") + what + " = " + what + " + $2 WHERE day = $1", day,
                         how_many);
}

}  // namespace

Status Prea::install(Work& work, const wire::PreaBody& body, const crypto::SigningPublic& root) {
    const auto statement = TRY(wire::verify_prea_statement(body, root, work.facility()));
    const auto before = TRY(
        work.db().first("SELECT serial FROM prea_statement", [](const database::Row& row) { return row.integer(0); }));
    if (before && *before >= statement.serial())
        return Error(ErrorCode::kConflict, "a PREA statement with this serial or a newer one is in force");
    TRY(
        work.db().run("INSERT INTO prea_statement (one, serial, body) VALUES (1, $1, $2) "
                      "ON CONFLICT (one) DO UPDATE SET serial = excluded.serial, body = excluded.body",
                      statement.serial(), database::blob(body.SerializeAsString())));
    wire::Record record;
    *record.mutable_prea_body() = body;
    const ThingId id = third_companion_of(work.facility());
    TRY(work.release(Scope::facility(work.facility()), RecordKind::kPreaBody, id, std::move(record)));
    return work.audit(record::Event::kPreaStatementInstalled, id, std::to_string(statement.serial()));
}

Status Prea::receive(Work& work, const wire::PreaDelivery& delivery) {
    if (TRY(count_waiting(work.db())) + delivery.reports_size() > kMaxPreaReports)
        return Error(ErrorCode::kTooLarge, "too many PREA reports wait for the outside body");
    const std::int64_t day = TRY(today(work));
    std::int64_t fresh = 0;
    for (const wire::PreaBox& report : delivery.reports()) {
        TRY(work.db().run(
            "INSERT INTO prea_report (id, key_id, box, day) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT (id) DO NOTHING",
            database::blob(report.id()), database::blob(report.key_id()), database::blob(report.box()), day));
        fresh += work.db().changes();
    }
    return count(work, "received", fresh);
}

Result<std::vector<StoredPreaReport>> Prea::waiting(database::Connection& connection, int limit) {
    std::vector<StoredPreaReport> all;
    TRY(connection.each(
        "SELECT id, key_id, box, day FROM prea_report ORDER BY id LIMIT $1",
        [&](const database::Row& row) {
            StoredPreaReport& report = all.emplace_back();
            report.box.set_id(to_string(row.bytes(0)));
            report.box.set_key_id(to_string(row.bytes(1)));
            report.box.set_box(to_string(row.bytes(2)));
            report.day = row.integer(3);
        },
        limit));
    return all;
}

Result<std::int64_t> Prea::count_waiting(database::Connection& connection) {
    return connection.number("SELECT count(*) FROM prea_report");
}

Result<int> Prea::take(Work& work, const std::vector<std::string>& ids) {
    std::int64_t gone = 0;
    for (const std::string& id : ids) {
        TRY(work.db().run("DELETE FROM prea_report WHERE id = $1", database::blob(id)));
        gone += work.db().changes();
    }
    TRY(count(work, "taken", gone));
    return static_cast<int>(gone);
}

Status Prea::answer(Work& work, const ThingId& id, const wire::PreaAnswer& answer) {
    if (TRY(work.db().number("SELECT count(*) FROM prea_answer")) >= kMaxPreaAnswers)
        return Error(ErrorCode::kTooLarge, "too many PREA answers are out");
    const Timestamp until = work.now() + std::chrono::hours(24 * kPreaAnswerDays);
    TRY(work.db().run("INSERT INTO prea_answer (id, tag, box, until_ms) VALUES ($1, $2, $3, $4)", id,
                      database::blob(answer.tag()), database::blob(answer.box()), until));
    wire::Record record;
    *record.mutable_prea_answer() = answer;
    TRY(work.release(Scope::facility(work.facility()), RecordKind::kPreaAnswer, id, std::move(record)));
    return count(work, "answered", 1);
}

Result<std::vector<PreaDay>> Prea::days(database::Connection& connection, int limit) {
    std::vector<PreaDay> all;
    TRY(connection.each(
        "SELECT day, received, taken, answered FROM prea_day ORDER BY day DESC LIMIT $1",
        [&](const database::Row& row) {
            all.push_back({row.integer(0), row.integer(1), row.integer(2), row.integer(3)});
        },
        limit));
    return all;
}

Status Prea::tick(Work& work, int limit) {
    const std::int64_t day = TRY(today(work));
    std::vector<PreaDay> over;
    TRY(work.db().each(
        "SELECT day, received, taken, answered FROM prea_day WHERE audited = 0 AND day < $1 ORDER BY day LIMIT $2",
        [&](const database::Row& row) {
            over.push_back({row.integer(0), row.integer(1), row.integer(2), row.integer(3)});
        },
        day, limit));
    for (const PreaDay& one : over) {
        TRY(work.audit(
            record::Event::kPreaDay, ThingId(),
            std::to_string(one.received) + "_" + std::to_string(one.taken) + "_" + std::to_string(one.answered)));
        TRY(work.db().run("UPDATE prea_day SET audited = 1 WHERE day = $1", one.day));
    }
    std::vector<ThingId> old;
    TRY(work.db().each(
        "SELECT id FROM prea_answer WHERE until_ms <= $1 LIMIT $2",
        [&](const database::Row& row) { old.push_back(row.id<ThingId>(0)); }, work.now(), limit));
    for (const ThingId& id : old) {
        TRY(work.withdraw(Scope::facility(work.facility()), RecordKind::kPreaAnswer, id));
        TRY(work.db().run("DELETE FROM prea_answer WHERE id = $1", id));
    }
    return {};
}

}  // namespace dayroom::facility
