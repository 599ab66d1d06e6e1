// What each kind of command does.
#include "platform/facility/commands/checked.h"
#include "platform/facility/commissary/orders.h"
#include "platform/facility/ledger/credit_sales.h"
#include "platform/facility/ledger/spend_brake.h"
#include "platform/facility/messages/drafts.h"
#include "platform/facility/messages/messages.h"
#include "platform/facility/notices/notices.h"
#include "platform/facility/phone/phone_numbers.h"
#include "platform/facility/requests/requests.h"
#include "platform/facility/transfers/transfers.h"
#include "platform/facility/visits/visits.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

/// What a command brings that is new; taking back and cancelling go on. As agent_policy.cpp has it.
std::string_view feature_of(wire::Command::BodyCase body) {
    switch (body) {
        case wire::Command::kSendMessage:
        case wire::Command::kBuyCredits:
            return "messages";
        case wire::Command::kSubmitOrder:
            return "commissary";
        case wire::Command::kRequestPhoneNumber:
            return "phone";
        case wire::Command::kBookVisit:
        case wire::Command::kChangeVisit:
            return "visits";
        default:
            return "";
    }
}

Status check_offered(Work& work, const ResidentId& resident, std::string_view feature) {
    if (feature.empty()) return {};
    const auto off = TRY(work.db().number(
        "SELECT count(*) FROM unit_feature_off JOIN resident ON resident.unit = unit_feature_off.unit WHERE "
        "resident.id = $1 AND feature = $2",
        resident, feature));
    if (off == 0) return {};
    return Error(ErrorCode::kDenied, "The policy of this unit does not offer it.", decline::kFeatureOff);
}

}  // namespace

// The work is the resident's from here: his steps and transfers carry his id.
Status CommandProcessor::run_body(Work& work, const Checked& checked, wire::Outcome& outcome) {
    const wire::Command& command = checked.command;
    const Work::ActingAs as(work, Actor::resident(checked.resident));
    TRY(check_offered(work, checked.resident, feature_of(command.body_case())));
    switch (command.body_case()) {
        case wire::Command::kSubmitRequest:
            return submit_request(work, checked, outcome);
        case wire::Command::kWithdrawRequest:
            return services_.requests.withdraw(
                work, checked.resident,
                TRY(RequestId::from_bytes(std::string_view(command.withdraw_request().request_id()))));
        case wire::Command::kReplyToRequest:
            return services_.requests.reply(work, checked.resident, command.reply_to_request());
        case wire::Command::kSendMessage:
            TRY(services_.messages.send(work, checked.resident, command.send_message(), checked.made));
            outcome.set_receipt_code(command.send_message().receipt_code());
            return {};
        case wire::Command::kMarkRead: {
            std::vector<MessageId> ids;
            for (const std::string& id : command.mark_read().message_ids()) {
                ids.push_back(TRY(MessageId::from_bytes(std::string_view(id))));
            }
            return services_.messages.mark_read(work, checked.resident, ids);
        }
        case wire::Command::kSetPreferences:
            return set_preferences(work, checked.resident, command.set_preferences());
        case wire::Command::kWithdrawMessage:
            return services_.messages.withdraw(
                work, checked.resident,
                TRY(MessageId::from_bytes(std::string_view(command.withdraw_message().message_id()))));
        case wire::Command::kAppealMessage:
            TRY(services_.messages.appeal(work, checked.resident, command.appeal_message(), checked.made));
            outcome.set_receipt_code(command.appeal_message().receipt_code());
            return {};
        case wire::Command::kRequestContact:
            return services_.contacts.request(work, checked.resident, command.request_contact());
        case wire::Command::kChangeContact:
            return services_.contacts.change(work, checked.resident, command.change_contact());
        case wire::Command::kBuyCredits:
            TRY(services_.credits.buy(work, checked.resident, checked.id, command.buy_credits()));
            outcome.set_receipt_code(command.buy_credits().receipt_code());
            return {};
        case wire::Command::kSaveDraft:
            return Drafts::save(work, checked.resident, command.save_draft(), checked.made);
        case wire::Command::kSubmitOrder:
        case wire::Command::kCancelOrder:
        case wire::Command::kAcceptDelivery:
            return run_orders(work, checked, outcome);
        case wire::Command::kAcknowledgeNotice:
            return services_.notices.acknowledge(
                work, checked.resident, checked.id,
                TRY(NoticeId::from_bytes(std::string_view(command.acknowledge_notice().notice_id()))), checked.made);
        case wire::Command::kRequestPhoneNumber:
        case wire::Command::kChangePhoneNumber:
        case wire::Command::kMoveMoney:
        case wire::Command::kSendMoney:
        case wire::Command::kWithdrawSendMoney:
        case wire::Command::kSetSpendBrake:
            return run_money(work, checked, outcome);
        case wire::Command::kBookVisit:
        case wire::Command::kChangeVisit:
        case wire::Command::kCancelVisit:
        case wire::Command::kCheckInVisit:
            return run_visits(work, checked, outcome);
        case wire::Command::BODY_NOT_SET:
            break;
    }
    return Error(ErrorCode::kUnsupported, "a command that this hub does not know");
}

Status CommandProcessor::submit_request(Work& work, const Checked& checked, wire::Outcome& outcome) {
    const wire::Command& command = checked.command;
    const DeviceId device = TRY(DeviceId::from_bytes(std::string_view(command.device_id())));
    TRY(services_.requests.submit(work, checked.resident, device, checked.id, command.submit_request(), checked.made));
    outcome.set_receipt_code(command.submit_request().receipt_code());
    return {};
}

Status CommandProcessor::run_orders(Work& work, const Checked& checked, wire::Outcome& outcome) {
    const wire::Command& command = checked.command;
    switch (command.body_case()) {
        case wire::Command::kSubmitOrder:
            TRY(services_.orders.submit(work, checked.resident, checked.id, command.submit_order(), checked.made));
            outcome.set_receipt_code(command.submit_order().receipt_code());
            return {};
        case wire::Command::kCancelOrder:
            return services_.orders.cancel(
                work, checked.resident, TRY(OrderId::from_bytes(std::string_view(command.cancel_order().order_id()))));
        case wire::Command::kAcceptDelivery:
            return accept_delivery(work, checked.resident, command.accept_delivery());
        default:
            return Error(ErrorCode::kUnsupported, "a command that this hub does not know");
    }
}

Status CommandProcessor::run_money(Work& work, const Checked& checked, wire::Outcome& outcome) {
    const wire::Command& command = checked.command;
    switch (command.body_case()) {
        case wire::Command::kRequestPhoneNumber:
            return PhoneNumbers::request(work, checked.resident, command.request_phone_number());
        case wire::Command::kChangePhoneNumber:
            return PhoneNumbers::change(work, checked.resident, command.change_phone_number());
        case wire::Command::kMoveMoney:
            TRY(services_.transfers.move(work, checked.resident, command.move_money()));
            outcome.set_receipt_code(command.move_money().receipt_code());
            return {};
        case wire::Command::kSendMoney:
            TRY(services_.transfers.send(work, checked.resident, command.send_money(), checked.made));
            outcome.set_receipt_code(command.send_money().receipt_code());
            return {};
        case wire::Command::kWithdrawSendMoney:
            return services_.transfers.take_back(
                work, checked.resident,
                TRY(TransferId::from_bytes(std::string_view(command.withdraw_send_money().transfer_id()))));
        default:
            return choose_spend_brake(work, checked.resident, Cents::of(command.set_spend_brake().daily_cents()));
    }
}

Status CommandProcessor::run_visits(Work& work, const Checked& checked, wire::Outcome& outcome) {
    const wire::Command& command = checked.command;
    switch (command.body_case()) {
        case wire::Command::kBookVisit:
            TRY(services_.visits.book(work, checked.resident, command.book_visit()));
            outcome.set_receipt_code(command.book_visit().receipt_code());
            return {};
        case wire::Command::kChangeVisit:
            return services_.visits.change(work, checked.resident, command.change_visit());
        case wire::Command::kCancelVisit:
            return services_.visits.cancel(work, checked.resident, command.cancel_visit(), checked.made);
        default:
            return services_.visits.check_in(
                work, checked.resident, TRY(VisitId::from_bytes(std::string_view(command.check_in_visit().visit_id()))),
                TRY(DeviceId::from_bytes(std::string_view(command.device_id()))), checked.made);
    }
}

Status CommandProcessor::accept_delivery(Work& work, const ResidentId& resident, const wire::AcceptDelivery& body) {
    std::vector<ItemUnits> refused;
    for (const auto& line : body.refused()) refused.push_back({line.item(), line.units()});
    return services_.orders.accept(work, resident, TRY(OrderId::from_bytes(std::string_view(body.order_id()))),
                                   refused);
}

Status CommandProcessor::set_preferences(Work& work, const ResidentId& resident, const wire::SetPreferences& body) {
    const int scale = body.text_scale_percent();
    if (scale != 0 && scale != 100 && scale != 150 && scale != 200) {
        return Error(ErrorCode::kInvalid, "text scale is 100, 150 or 200");
    }
    const int speed = body.reading_speed_percent();
    if (speed != 0 && speed != 75 && speed != 100 && speed != 150) {
        return Error(ErrorCode::kInvalid, "reading speed is 75, 100 or 150");
    }
    const std::string& theme = body.theme();
    if (!theme.empty() && theme != "light" && theme != "dark" && theme != "contrast") {
        return Error(ErrorCode::kInvalid, "no such theme");
    }
    if (body.language().size() > wire::kMaxLanguageTagCharacters) return Error(ErrorCode::kInvalid, "no such language");
    // What is left out stays.
    const std::int64_t motion = !body.has_reduced_motion() ? -1 : body.reduced_motion() ? 1 : 0;
    TRY(work.db().run(
        "UPDATE resident SET language = CASE WHEN $2 = '' THEN language ELSE $2 END, "
        "text_scale = CASE WHEN $3 = 0 THEN text_scale ELSE $3 END, theme = CASE WHEN $4 = '' THEN theme ELSE $4 END, "
        "reduced_motion = CASE WHEN $5 < 0 THEN reduced_motion ELSE $5 END, "
        "reading_speed = CASE WHEN $6 = 0 THEN reading_speed ELSE $6 END WHERE id = $1",
        resident, body.language(), scale, theme, motion, speed));
    work.touch(Scope::resident(resident), RecordKind::kProfile, resident);
    return {};
}

}  // namespace dayroom::facility
