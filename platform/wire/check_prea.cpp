#include "platform/wire/check_prea.h"

#include "platform/crypto/keys.h"
#include "platform/wire/check.h"
#include "platform/wire/parse.h"

namespace dayroom::wire {
namespace {

void check_hotline(Checker& check, const PreaStatement::Hotline& hotline) {
    check.local_texts(hotline.name(), kMaxNameCharacters, true, "hotline.name");
    check.required_text(hotline.phone(), kMaxNameCharacters, "hotline.phone");
    check.local_texts(hotline.note(), kMaxLineCharacters, false, "hotline.note");
}

void check_statement(Checker& check, const PreaStatement& statement) {
    check.id(statement.facility_id(), "facility_id");
    check.range(statement.serial(), 1, INT64_MAX, "serial");
    check.text(statement.name(), kMaxNameCharacters, "name");
    check.bytes_between(statement.box_key(), 0, crypto::kPublicKeyBytes, "box_key");
    if (!statement.box_key().empty()) {
        check.bytes_exactly(statement.box_key(), crypto::kPublicKeyBytes, "box_key");
        check.required_text(statement.name(), kMaxNameCharacters, "name");
        check.time(statement.not_after_ms(), "not_after_ms");
    }
    check.count(statement.hotlines_size(), kMaxHotlines, "hotlines");
    for (const auto& hotline : statement.hotlines()) check_hotline(check, hotline);
    check.range(statement.delay_minutes(), 0, kMaxPreaDelayMinutes, "delay_minutes");
    check.code(statement.inside_form_code(), "inside_form_code");
}

}  // namespace

void check_body(Checker& check, const PreaBody& body) {
    check.bytes_between(body.payload(), 1, kMaxPreaStatementBytes, "payload");
    check.bytes_exactly(body.signature(), crypto::kSignatureBytes, "signature");
}

void check_body(Checker& check, const PreaAnswer& body) {
    check.bytes_exactly(body.tag(), kPreaTagBytes, "tag");
    check.bytes_exactly(body.box(), kPreaAnswerBoxBytes, "box");
}

void check_fairness(Checker& check, const Policy& policy) {
    check.range(policy.sessions_per_day(), 0, 1'000, "sessions_per_day");
    check.range(policy.session_wait_s(), 0, 86'400, "session_wait_s");
    check.range(policy.quick_look_s(), 0, 600, "quick_look_s");
    check.range(policy.quick_looks_per_day(), 0, 1'000, "quick_looks_per_day");
    check.range(policy.session_warning_s(), 0, 3'600, "session_warning_s");
    check.range(policy.busy_session_limit_s(), 0, 86'400, "busy_session_limit_s");
    check.range(policy.line_call_s(), 0, 3'600, "line_call_s");
}

Result<PreaStatement> parse_prea_statement(ByteView payload) {
    auto statement = TRY(parse_bounded<PreaStatement>(payload, kMaxPreaStatementBytes));
    Checker check;
    check_statement(check, statement);
    TRY(check.status());
    return statement;
}

Result<PreaReport> parse_prea_report(ByteView plain) {
    auto report = TRY(parse_bounded<PreaReport>(plain, kPreaReportPlainBytes));
    Checker check;
    check.id(report.facility_id(), "facility_id");
    check.language(report.language(), "language");
    check.required_text(report.text(), kMaxPreaTextBytes, "text");
    check.bytes_exactly(report.answer_key(), crypto::kPublicKeyBytes, "answer_key");
    check.bytes_exactly(report.answer_tag(), kPreaTagBytes, "answer_tag");
    TRY(check.status());
    return report;
}

Result<PreaAnswerText> parse_prea_answer_text(ByteView plain) {
    auto answer = TRY(parse_bounded<PreaAnswerText>(plain, kPreaAnswerPlainBytes));
    Checker check;
    check.required_text(answer.text(), kMaxPreaAnswerTextBytes, "text");
    check.optional_time(answer.written_ms(), "written_ms");
    TRY(check.status());
    return answer;
}

Result<PreaDelivery> parse_prea_delivery(ByteView body) {
    auto delivery = TRY(parse_bounded<PreaDelivery>(body, kMaxCommandBodyBytes));
    Checker check;
    check.no_unknown_fields(delivery);
    check.require(delivery.reports_size() >= 1, "no report");
    check.count(delivery.reports_size(), kMaxPreaReportsInDelivery, "reports");
    for (const PreaBox& report : delivery.reports()) {
        check.bytes_exactly(report.id(), kPreaIdBytes, "report.id");
        check.bytes_exactly(report.key_id(), crypto::kKeyIdBytes, "report.key_id");
        check.bytes_exactly(report.box(), kPreaReportBoxBytes, "report.box");
    }
    TRY(check.status());
    return delivery;
}

Result<PreaReceived> parse_prea_received(ByteView body) {
    auto received = TRY(parse_bounded<PreaReceived>(body, kMaxCommandBodyBytes));
    Checker check;
    check.count(received.ids_size(), kMaxPreaReportsInDelivery, "ids");
    for (const std::string& id : received.ids()) check.bytes_exactly(id, kPreaIdBytes, "id");
    TRY(check.status());
    return received;
}

}  // namespace dayroom::wire
