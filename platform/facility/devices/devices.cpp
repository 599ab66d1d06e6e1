#include "platform/facility/devices/devices.h"

#include <fmt/format.h>

#include "platform/base/utf8.h"
#include "platform/record/event.h"

namespace dayroom::facility {
namespace {

Status put_new(Work& work, const Device& device, const attestation::Finding& finding) {
    if (TRY(work.db().number("SELECT COUNT(*) FROM device WHERE signing_key = $1", device.signing_key.bytes())) != 0)
        return Error(ErrorCode::kConflict, "This terminal is being enrolled already.");
    return work.db().run(
        "INSERT INTO device (id, name, unit, kind, signing_key, box_key, certificate_sha256, certificate_issued_ms, "
        "certificate_not_after_ms, serial, enrolled_ms, attested, attested_why, attested_maker) VALUES ($1, $2, $3, "
        "$4, "
        "$5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        device.id, device.name, device.unit, device.kind, device.signing_key.bytes(), device.box_key.bytes(),
        device.certificate.sha256, device.certificate.issued, device.certificate.not_after, device.serial, work.now(),
        attestation::to_string(finding.level), finding.why, finding.maker);
}

/// The same device with another certificate; every one before is refused.
Status put_again(Work& work, const Device& device, const attestation::Finding& finding) {
    TRY(work.db().run(
        "UPDATE device SET name = $2, kind = $3, box_key = $4, replaced_certificate_sha256 = certificate_sha256, "
        "certificate_sha256 = $5, certificate_issued_ms = $6, certificate_not_after_ms = $7, serial = $8, "
        "next_certificate_sha256 = NULL, next_certificate_issued_ms = 0, next_certificate_not_after_ms = 0, "
        "next_certificate_pem = '', next_request_sha256 = NULL, attested = $9, attested_why = $10, "
        "attested_maker = $11 WHERE id = $1 AND state = 1",
        device.id, device.name, device.kind, device.box_key.bytes(), device.certificate.sha256,
        device.certificate.issued, device.certificate.not_after, device.serial, attestation::to_string(finding.level),
        finding.why, finding.maker));
    if (work.db().changes() == 1) return {};
    return Error(ErrorCode::kRevoked, "This terminal was revoked.", "revoked");
}

}  // namespace

Status Devices::enroll(Work& work, const Device& device, const TokenId& token, const attestation::Finding& finding) {
    if (TRY(work.db().number("SELECT COUNT(*) FROM enroll_token WHERE id = $1", token)) != 0) {
        return Error(ErrorCode::kConflict, "This enrolment token was used before. Make a new one for this terminal.",
                     "token_used");
    }
    TRY(device.replaced ? put_again(work, device, finding) : put_new(work, device, finding));
    TRY(work.db().run("INSERT INTO enroll_token (id, device, used_ms) VALUES ($1, $2, $3)", token, device.id,
                      work.now()));
    work.touch(Scope::device(device.id), RecordKind::kDevice, device.id);
    TRY(work.audit(record::Event::kTokenUsed, token, device.id.to_string()));
    TRY(work.audit(record::Event::kDeviceEnrolled, device.id, device.unit.to_string()));
    if (finding.level == attestation::Level::kNone) return {};
    return work.audit(record::Event::kDeviceAttested, device.id, attestation::to_string(finding.level));
}

Status Devices::revoke(Work& work, const DeviceId& id, std::string_view why) {
    TRY(work.db().run("UPDATE device SET state = 2, revoked_ms = $2, revoked_why = $3 WHERE id = $1 AND state = 1", id,
                      work.now(), utf8::sanitize(why, kMaxRevokeReason)));
    if (work.db().changes() == 0) {
        if (TRY(work.db().number("SELECT COUNT(*) FROM device WHERE id = $1", id)) == 1) return {};
        return Error(ErrorCode::kNotFound, "There is no such terminal.");
    }
    TRY(work.db().run("UPDATE session SET ended_ms = $2 WHERE device = $1 AND ended_ms = 0", id, work.now()));
    work.touch(Scope::device(id), RecordKind::kDevice, id);
    return work.audit(record::Event::kDeviceRevoked, id);
}

Result<AuditAnchor> Devices::report(Work& work, const DeviceId& id, const wire::HealthReport& report) {
    struct Before {
        std::int64_t sequence;
        Bytes head;
    };
    const auto before = TRY(work.db().first(
        "SELECT audit_sequence, audit_head FROM device_health WHERE device = $1",
        [](const database::Row& row) {
            return Before{row.integer(0), Bytes(row.bytes(1).begin(), row.bytes(1).end())};
        },
        id));
    AuditAnchor anchor = AuditAnchor::kGood;
    if (before && report.audit_sequence() < before->sequence) anchor = AuditAnchor::kBackwards;
    if (before && report.audit_sequence() == before->sequence && as_text(before->head) != report.audit_head()) {
        anchor = AuditAnchor::kForked;
    }
    const std::string failed =
        fmt::format("{}", fmt::join(report.failed_tests().begin(), report.failed_tests().end(), ","));
    TRY(work.db().run(
        "INSERT INTO device_health (device, seen_ms, version, assurance, outbox_depth, uptime_s, clock_ms, faults, "
        "audit_sequence, audit_head, policy_version, serviced_ms, serviced_by, tested_ms, tests_passed, tests_failed, "
        "tests_skipped, failed_tests, image_version, image_state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
        "$11, $12, $13, $14, $15, $16, "
        "$17, $18, $19, $20) ON CONFLICT (device) DO UPDATE "
        "SET "
        "seen_ms = excluded.seen_ms, version = excluded.version, assurance = excluded.assurance, "
        "outbox_depth = excluded.outbox_depth, uptime_s = excluded.uptime_s, clock_ms = excluded.clock_ms, "
        "faults = excluded.faults, audit_sequence = excluded.audit_sequence, audit_head = excluded.audit_head, "
        "policy_version = excluded.policy_version, "
        "serviced_ms = excluded.serviced_ms, serviced_by = excluded.serviced_by, tested_ms = excluded.tested_ms, "
        "tests_passed = excluded.tests_passed, tests_failed = excluded.tests_failed, "
        "tests_skipped = excluded.tests_skipped, failed_tests = excluded.failed_tests, "
        "image_version = excluded.image_version, image_state = excluded.image_state",
        id, work.now(), report.version(), report.assurance(), report.outbox_depth(), report.uptime_s(),
        report.clock_ms(), report.faults(), report.audit_sequence(), database::blob(report.audit_head()),
        report.policy_version(), report.serviced_ms(), report.serviced_by(), report.tested_ms(), report.tests_passed(),
        report.tests_failed(), report.tests_skipped(), failed, report.image_version(), report.image_state()));
    if (anchor != AuditAnchor::kGood) {
        const std::string detail = std::to_string(before->sequence) + "-" + std::to_string(report.audit_sequence());
        TRY(work.audit(record::Event::kDeviceLogBroken, id, detail));
    }
    return anchor;
}

Result<std::vector<ListedDevice>> Devices::list(database::Connection& connection) {
    std::vector<ListedDevice> all;
    TRY(connection.each(
        "SELECT device.id, device.name, device.unit, housing_unit.name, device.kind, serial, device.state, "
        "revoked_why, "
        "enrolled_ms, revoked_ms, certificate_not_after_ms, COALESCE(seen_ms, 0), COALESCE(version, ''), "
        "COALESCE(assurance, ''), COALESCE(outbox_depth, 0), COALESCE(uptime_s, 0), COALESCE(clock_ms - seen_ms, 0), "
        "COALESCE(faults, 0), COALESCE(audit_sequence, 0), COALESCE(policy_version, 0), COALESCE(serviced_ms, 0), "
        "COALESCE(serviced_by, ''), COALESCE(tested_ms, 0), COALESCE(tests_passed, 0), COALESCE(tests_failed, 0), "
        "COALESCE(tests_skipped, 0), COALESCE(failed_tests, ''), device.box_key, COALESCE(image_version, ''), "
        "COALESCE(image_state, ''), attested, attested_why, attested_maker FROM device JOIN housing_unit "
        "ON housing_unit.id = "
        "device.unit "
        "LEFT JOIN device_health ON device_health.device = device.id ORDER BY housing_unit.name, device.name",
        [&](const database::Row& row) {
            ListedDevice device;
            device.id = row.id<DeviceId>(0);
            device.name = row.string(1);
            device.unit = row.id<UnitId>(2);
            device.unit_name = row.string(3);
            device.kind = row.string(4);
            device.serial = row.string(5);
            device.revoked = row.integer(6) == 2;
            device.revoked_why = row.string(7);
            device.enrolled = row.time(8);
            device.revoked_at = row.time(9);
            device.certificate_not_after = row.time(10);
            device.health.seen = row.time(11);
            device.health.version = row.string(12);
            device.health.assurance = row.string(13);
            device.health.outbox_depth = row.integer(14);
            device.health.uptime_s = row.integer(15);
            device.health.clock_ahead = Milliseconds(row.integer(16));
            device.health.faults = row.integer(17);
            device.health.audit_sequence = row.integer(18);
            device.health.policy_version = row.integer(19);
            device.health.serviced = row.time(20);
            device.health.serviced_by = row.string(21);
            device.health.tested = row.time(22);
            device.health.tests_passed = row.integer(23);
            device.health.tests_failed = row.integer(24);
            device.health.tests_skipped = row.integer(25);
            device.health.failed_tests = row.string(26);
            device.box_key.assign(row.bytes(27).begin(), row.bytes(27).end());
            device.health.image_version = row.string(28);
            device.health.image_state = row.string(29);
            device.attested = row.string(30);
            device.attested_why = row.string(31);
            device.attested_maker = row.string(32);
            all.push_back(std::move(device));
        }));
    return all;
}

std::optional<std::string> warning_of_certificates(const std::vector<ListedDevice>& devices, Timestamp now) {
    constexpr int kNamed = 10;
    constexpr Milliseconds kDay{24LL * 3'600'000};
    int count = 0;
    std::string named;
    for (const ListedDevice& device : devices) {
        const Milliseconds left = device.certificate_not_after - now;
        if (device.revoked || left >= kCertificateWarning) continue;
        if (++count > kNamed) continue;
        named += (count > 1 ? ", \"" : "\"") + device.name + "\" (" +
                 (left.count() <= 0 ? "over" : std::to_string(left / kDay) + " days left") + ")";
    }
    if (count == 0) return std::nullopt;
    if (count > kNamed) named += ", …";
    return std::to_string(count) + " terminals have not renewed their certificates: " + named;
}

}  // namespace dayroom::facility
