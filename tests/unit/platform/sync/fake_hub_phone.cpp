// The hub in memory: the phone account.
#include "tests/unit/platform/sync/fake_hub.h"

namespace dayroom::test {

void FakeHub::set_up_phone() {
    wire::Record record;
    auto& terms = *record.mutable_phone_terms();
    terms.set_numbers_max(3);
    terms.set_changes_max(2);
    terms.set_change_days(30);
    auto& rate = *terms.add_rates();
    rate.set_code("national");
    auto& name = *rate.add_name();
    name.set_language("en");
    name.set_text("In the country");
    rate.add_prefixes("+1");
    rate.set_minute_mills(100);
    put(scope_of_facility(), record);
}

std::string FakeHub::put_call(const Resident& resident, std::int64_t began_ms, std::int64_t cents) {
    wire::Record record;
    auto& call = *record.mutable_phone_call();
    call.set_number("+12175550101");
    call.set_name("Maria Vega");
    call.set_began_ms(began_ms);
    call.set_seconds(60);
    call.set_rate("national");
    call.set_charged_cents(cents);
    call.set_end_code("caller_hung_up");
    call.set_record("R-1");
    return put(scope_of(resident), record);
}

void FakeHub::change_number(const std::string& id, const std::function<void(wire::PhoneNumber&)>& change) {
    const std::lock_guard lock(mutex_);
    Kept kept = kept_.at(id);
    change(*kept.record.mutable_phone_number());
    if (kept.record.phone_number().state() == wire::PhoneNumber::REMOVED) return remove(kept.scope, id);
    put(kept.scope, kept.record, id);
}

void FakeHub::take_number(const Resident& resident, const wire::Command& command) {
    if (command.has_change_phone_number()) {
        const bool removes = command.change_phone_number().change() == wire::ChangePhoneNumber::REMOVE;
        return change_number(command.change_phone_number().number_id(), [&](wire::PhoneNumber& number) {
            if (removes)
                number.set_removal_asked(true);
            else
                number.set_state(wire::PhoneNumber::REMOVED);
        });
    }
    wire::Record record;
    auto& number = *record.mutable_phone_number();
    number.set_name(command.request_phone_number().name());
    number.set_relationship(command.request_phone_number().relationship());
    number.set_number(command.request_phone_number().number());
    number.set_state(wire::PhoneNumber::REQUESTED);
    number.set_asked_ms(command.made_ms());
    put(scope_of(resident), record, command.request_phone_number().number_id());
}

}  // namespace dayroom::test
