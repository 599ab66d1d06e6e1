// Good messages to begin from: each test breaks one thing.
#pragma once

#include "platform/base/fake_clock.h"
#include "platform/base/random.h"
#include "platform/money/money.h"
#include "platform/wire/check.h"
#include "platform/wire/seal.h"

namespace dayroom::wire::sample {

inline std::string id(int number) {
    std::string out(16, '\x01');
    out[14] = static_cast<char>(number >> 8);
    out[15] = static_cast<char>(number & 0xff);
    return out;
}

inline constexpr std::int64_t kNow = 1'780'000'000'000;

inline Record record_in(ScopeKind kind, int thing, std::int64_t version = 1) {
    Record record;
    record.set_facility_id(id(1));
    record.mutable_scope()->set_kind(kind);
    record.mutable_scope()->set_id(id(kind == RESIDENT ? 50 : kind));
    record.set_id(id(thing));
    record.set_version(version);
    record.set_released_ms(kNow);
    return record;
}

inline Record message_record(int thing = 100) {
    Record record = record_in(RESIDENT, thing);
    Message& message = *record.mutable_message();
    message.set_contact_id(id(60));
    message.set_direction(Message::INBOUND);
    message.set_state(Message::DELIVERED);
    message.set_text("Hello from home");
    message.set_sent_ms(kNow);
    return record;
}

inline Record balances_record() {
    Record record = record_in(RESIDENT, 101);
    record.mutable_balances()->set_spendable_cents(4815);
    record.mutable_balances()->set_as_of_ms(kNow);
    return record;
}

inline Command request_command(int number = 200) {
    Command command;
    command.set_id(id(number));
    command.set_facility_id(id(1));
    command.set_device_id(id(3));
    command.set_resident_id(id(50));
    command.set_made_ms(kNow);
    SubmitRequest& submit = *command.mutable_submit_request();
    submit.set_request_id(id(number + 1));
    submit.set_form_id(id(70));
    submit.set_form_revision(1);
    Answer& answer = *submit.add_answers();
    answer.set_field("pages");
    answer.set_value("3");
    submit.set_price_seen_cents(600);
    submit.set_receipt_code("34679ACD");
    return command;
}

template <typename Message>
Bytes bytes_of(const Message& message) {
    return to_bytes(message.SerializeAsString());
}

}  // namespace dayroom::wire::sample
