#include "platform/wire/check_technicians.h"

#include "platform/crypto/keys.h"
#include "platform/crypto/password.h"
#include "platform/crypto/secretbox.h"
#include "platform/wire/check.h"
#include "platform/wire/parse.h"
#include "platform/wire/technician.h"

namespace dayroom::wire {

void check_body(Checker& check, const TechnicianList& body) {
    check.bytes_between(body.payload(), 1, kMaxTechnicianListBytes, "payload");
    check.bytes_exactly(body.signature(), crypto::kSignatureBytes, "signature");
}

void check_service(Checker& check, const HealthReport& report) {
    check.optional_time(report.serviced_ms(), "serviced_ms");
    check.code(report.serviced_by(), "serviced_by");
    check.bytes_between(report.serviced_by(), 0, 2 * kTechnicianSerialBytes, "serviced_by");
    check.optional_time(report.tested_ms(), "tested_ms");
    check.range(report.tests_passed(), 0, kMaxFailedTests, "tests_passed");
    check.range(report.tests_failed(), 0, kMaxFailedTests, "tests_failed");
    check.range(report.tests_skipped(), 0, kMaxFailedTests, "tests_skipped");
    check.count(report.failed_tests_size(), kMaxFailedTests, "failed_tests");
    for (const std::string& test : report.failed_tests()) check.required_code(test, "failed_tests");
}

Result<TechnicianRevocations> parse_technician_revocations(ByteView payload) {
    auto list = TRY(parse_bounded<TechnicianRevocations>(payload, kMaxTechnicianListBytes));
    Checker check;
    check.id(list.facility_id(), "facility_id");
    check.range(list.serial(), 1, INT64_MAX, "serial");
    check.count(list.revoked_size(), kMaxRevokedTechnicians, "revoked");
    for (const std::string& serial : list.revoked()) check.bytes_exactly(serial, kTechnicianSerialBytes, "revoked");
    if (!list.box_key().empty()) check.bytes_exactly(list.box_key(), crypto::kPublicKeyBytes, "box_key");
    TRY(check.status());
    return list;
}

Result<TechnicianFile> parse_technician_file(ByteView bytes) {
    auto file = TRY(parse_bounded<TechnicianFile>(bytes, kMaxTechnicianFileBytes));
    Checker check;
    check.no_unknown_fields(file);
    check.require(file.format() == kTechnicianFileFormat, "format");
    check.bytes_between(file.certificate().payload(), 1, kMaxTechnicianFileBytes, "certificate.payload");
    check.bytes_exactly(file.certificate().signature(), crypto::kSignatureBytes, "certificate.signature");
    check.bytes_exactly(file.salt(), crypto::kSaltBytes, "salt");
    check.require(file.memory_kib() >= 8 && file.memory_kib() <= kMaxTechnicianMemoryKib, "memory_kib");
    check.require(file.passes() >= 1 && file.passes() <= kMaxTechnicianPasses, "passes");
    check.bytes_exactly(file.sealed(), kKeyBytes + crypto::kSecretboxOverheadBytes, "sealed");
    TRY(check.status());
    return file;
}

}  // namespace dayroom::wire
