// Documents, receipts, schedules and appointments: every field is checked.
#include <functional>

#include <catch2/catch.hpp>

#include "platform/wire/document_limits.h"
#include "platform/wire/limits.h"
#include "platform/wire/schedule_limits.h"
#include "tests/unit/platform/wire/sample.h"

using namespace dayroom;
using namespace dayroom::wire;
using namespace dayroom::wire::sample;

namespace {

struct SpoiltReading {
    const char* what;
    Record (*good)();
    std::function<void(Record&)> spoil;
    ErrorCode code = ErrorCode::kInvalid;
};

Record document_record() {
    Record record = record_in(FACILITY, 31);
    Document& document = *record.mutable_document();
    document.set_code("handbook");
    document.set_language("en");
    document.set_title("Handbook");
    document.set_revision(1);
    Document::Block& block = *document.add_chapters()->add_sections()->add_blocks();
    document.mutable_chapters(0)->set_title("Visits");
    block.set_kind(Document::Block::BULLETS);
    block.add_texts("A photo ID");
    return record;
}

Record receipt_of_notice() {
    Record record = record_in(RESIDENT, 32);
    record.mutable_notice_receipt()->set_notice_id(id(33));
    record.mutable_notice_receipt()->set_at_ms(kNow);
    return record;
}

Record schedule_record() {
    Record record = record_in(HOUSING_UNIT, 34);
    Schedule& schedule = *record.mutable_schedule();
    Schedule::Entry& entry = *schedule.add_entries();
    entry.set_weekdays(0x7F);
    entry.set_from_minute(0);
    entry.set_to_minute(1440);
    entry.set_kind("meal");
    Schedule::Day& day = *schedule.add_days();
    day.set_date(20'000);
    *day.add_entries() = entry;
    day.mutable_entries(0)->set_weekdays(0);
    return record;
}

Record appointment_of_resident() {
    Record record = record_in(RESIDENT, 35);
    record.mutable_appointment()->set_kind("court");
    record.mutable_appointment()->set_from_ms(kNow);
    record.mutable_appointment()->set_to_ms(kNow + 1);
    return record;
}

void name_in_spanish(google::protobuf::RepeatedPtrField<LocalText>& texts) {
    texts.Add()->set_language("es");
    texts.rbegin()->set_text("Comida");
}

std::vector<SpoiltReading> spoilt_documents() {
    const auto doc = [](Record& r) -> Document& { return *r.mutable_document(); };
    const auto block = [=](Record& r) -> Document::Block& {
        return *doc(r).mutable_chapters(0)->mutable_sections(0)->mutable_blocks(0);
    };
    const auto good = &document_record;
    return {
        {"no code", good, [=](Record& r) { doc(r).clear_code(); }},
        {"no language", good, [=](Record& r) { doc(r).clear_language(); }},
        {"no title", good, [=](Record& r) { doc(r).clear_title(); }},
        {"no revision", good, [=](Record& r) { doc(r).clear_revision(); }},
        {"far down", good, [=](Record& r) { doc(r).set_position(1'001); }},
        {"no chapter", good, [=](Record& r) { doc(r).clear_chapters(); }},
        {"a chapter without a title", good, [=](Record& r) { doc(r).mutable_chapters(0)->clear_title(); }},
        {"an empty chapter", good, [=](Record& r) { doc(r).mutable_chapters(0)->clear_sections(); }},
        {"an empty list", good, [=](Record& r) { block(r).clear_texts(); }},
        {"an empty item", good, [=](Record& r) { block(r).set_texts(0, ""); }},
        {"a paragraph of two", good,
         [=](Record& r) {
             block(r).set_kind(Document::Block::PARAGRAPH);
             block(r).add_texts("more");
         }},
        {"an unknown block", good, [=](Record& r) { block(r).set_kind(static_cast<Document::Block::Kind>(77)); },
         ErrorCode::kUnsupported},
        {"a resident's", good, [](Record& r) { r.mutable_scope()->set_kind(RESIDENT); }},
    };
}

std::vector<SpoiltReading> spoilt_hours() {
    const auto schedule = [](Record& r) -> Schedule& { return *r.mutable_schedule(); };
    const auto entry = [=](Record& r) -> Schedule::Entry& { return *schedule(r).mutable_entries(0); };
    const auto day = [=](Record& r) -> Schedule::Day& { return *schedule(r).mutable_days(0); };
    const auto visit = [](Record& r) -> Appointment& { return *r.mutable_appointment(); };
    return {
        {"no weekday", &schedule_record, [=](Record& r) { entry(r).set_weekdays(0); }},
        {"an eighth weekday", &schedule_record, [=](Record& r) { entry(r).set_weekdays(0x80); }},
        {"before midnight", &schedule_record, [=](Record& r) { entry(r).set_from_minute(-1); }},
        {"after midnight", &schedule_record, [=](Record& r) { entry(r).set_to_minute(1441); }},
        {"no time at all", &schedule_record, [=](Record& r) { entry(r).set_to_minute(0); }},
        {"no kind", &schedule_record, [=](Record& r) { entry(r).clear_kind(); }},
        {"no English", &schedule_record, [=](Record& r) { name_in_spanish(*entry(r).mutable_name()); }},
        {"no date", &schedule_record, [=](Record& r) { day(r).clear_date(); }},
        {"a date with a weekday", &schedule_record, [=](Record& r) { day(r).mutable_entries(0)->set_weekdays(1); }},
        {"the facility's", &schedule_record, [](Record& r) { r.mutable_scope()->set_kind(FACILITY); }},
        {"no kind of appointment", &appointment_of_resident, [=](Record& r) { visit(r).clear_kind(); }},
        {"no time", &appointment_of_resident, [=](Record& r) { visit(r).clear_from_ms(); }},
        {"over before it begins", &appointment_of_resident, [=](Record& r) { visit(r).set_to_ms(kNow); }},
        {"everybody's", &appointment_of_resident, [](Record& r) { r.mutable_scope()->set_kind(FACILITY); }},
        {"of no notice", &receipt_of_notice, [](Record& r) { r.mutable_notice_receipt()->clear_notice_id(); }},
        {"read never", &receipt_of_notice, [](Record& r) { r.mutable_notice_receipt()->clear_at_ms(); }},
        {"read by everybody", &receipt_of_notice, [](Record& r) { r.mutable_scope()->set_kind(FACILITY); }},
    };
}

}  // namespace

TEST_CASE("documents, receipts, schedules and appointments: good ones pass, and every field is checked") {
    for (const auto good : {&document_record, &receipt_of_notice, &schedule_record, &appointment_of_resident})
        CHECK(check_record(good()).ok());
    for (const auto& all : {spoilt_documents(), spoilt_hours()}) {
        for (const SpoiltReading& each : all) {
            INFO(each.what);
            Record record = each.good();
            each.spoil(record);
            const Status checked = check_record(record);
            REQUIRE_FALSE(checked.ok());
            CHECK(checked.error().code == each.code);
        }
    }
}

TEST_CASE("as much as a schedule may hold passes, and no more") {
    Record record = schedule_record();
    Schedule& schedule = *record.mutable_schedule();
    while (schedule.entries_size() < kMaxScheduleEntries) *schedule.add_entries() = schedule.entries(0);
    while (schedule.days_size() < kMaxScheduleDays) *schedule.add_days() = schedule.days(0);
    CHECK(check_record(record).ok());
    *schedule.add_entries() = schedule.entries(0);
    CHECK(check_record(record).error().code == ErrorCode::kTooLarge);
    schedule.mutable_entries()->RemoveLast();
    *schedule.add_days() = schedule.days(0);
    CHECK(check_record(record).error().code == ErrorCode::kTooLarge);
}

TEST_CASE("a notice is acknowledged by its id") {
    Command command = request_command();
    command.mutable_acknowledge_notice()->set_notice_id(id(5));
    CHECK(parse_command(bytes_of(command)).ok());
    command.mutable_acknowledge_notice()->set_notice_id("five");
    CHECK_FALSE(parse_command(bytes_of(command)).ok());
}
