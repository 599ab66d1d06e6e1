#include "platform/agent/answers.h"
#include "platform/wire/seal.h"

namespace dayroom::agent {
namespace {

bool leaves_trace(const wire::Command& command) { return command.has_submit_request() || command.has_send_message(); }

Status put_into_outbox(Desk& desk, const wire::Command& command, bool trace) {
    const auto id = TRY(CommandId::from_bytes(command.id()));
    const auto signed_command = TRY(wire::sign_command(command, desk.session.vault->command_key(), desk.signing_key));
    const auto boxed = TRY(wire::box_command(signed_command, id, desk.context.hub_box));
    TRY(desk.device.outbox().add(boxed, desk.session.resident, Timestamp::from_ms(command.made_ms()), trace));
    desk.queued = true;
    return {};
}

}  // namespace

wire::Command new_command(Desk& desk) {
    wire::Command command;
    command.set_id(CommandId::make(desk.clock, desk.random).raw());
    command.set_facility_id(desk.context.facility.raw());
    command.set_device_id(desk.context.device.raw());
    command.set_resident_id(desk.session.resident.raw());
    command.set_made_ms(desk.clock.now().ms());
    return command;
}

Result<wire::Command> queue_command(Desk& desk, const store::Intent& intent, bool trace) {
    if (TRY(desk.device.outbox().depth()) >= store::kOutboxLimit)
        return Error(ErrorCode::kUnavailable, "the outbox is full");
    auto saved = TRY(desk.session.vault->save_intent(intent));
    TRY(put_into_outbox(desk, saved, trace));
    return saved;
}

Result<int> requeue_intents(Desk& desk) {
    int again = 0;
    for (const auto& saved : TRY(desk.session.vault->undecided_intents())) {
        const auto id = TRY(CommandId::from_bytes(saved.command.id()));
        if (TRY(desk.device.outbox().find(id))) continue;
        TRY(put_into_outbox(desk, saved.command, leaves_trace(saved.command)));
        ++again;
    }
    return again;
}

}  // namespace dayroom::agent
