// Which family answers a query.
#include "platform/agent/answers.h"

#include "platform/agent/schedule.h"
#include "platform/agent/visits.h"

namespace dayroom::agent {
namespace {

Answer answer_phone_account(Desk& desk, const local::ToAgent& query) {
    switch (query.query_case()) {
        case local::ToAgent::kGetPhone:
            return answer_phone(desk);
        case local::ToAgent::kGetCalls:
            return answer_calls(desk, query.get_calls());
        case local::ToAgent::kRequestPhoneNumber:
            return answer_request_phone_number(desk, query.request_phone_number());
        case local::ToAgent::kChangePhoneNumber:
            return answer_change_phone_number(desk, query.change_phone_number());
        default:
            return answer_visiting(desk, query);
    }
}

Answer answer_spending(Desk& desk, const local::ToAgent& query) {
    switch (query.query_case()) {
        case local::ToAgent::kMoveMoney:
            return answer_move_money(desk, query.move_money());
        case local::ToAgent::kSendMoney:
            return answer_send_money(desk, query.send_money());
        case local::ToAgent::kWithdrawSendMoney:
            return answer_withdraw_send_money(desk, query.withdraw_send_money());
        case local::ToAgent::kSetSpendBrake:
            return answer_set_spend_brake(desk, query.set_spend_brake());
        case local::ToAgent::kGetStatement:
            return answer_statement(desk, query.get_statement());
        case local::ToAgent::kGetObligations:
            return answer_obligations(desk);
        case local::ToAgent::kGetCommissary:
            return answer_commissary(desk);
        case local::ToAgent::kGetItems:
            return answer_items(desk, query.get_items());
        case local::ToAgent::kGetCart:
            return answer_cart(desk);
        case local::ToAgent::kSetCart:
            return answer_set_cart(desk, query.set_cart());
        case local::ToAgent::kSubmitOrder:
            return answer_submit_order(desk, query.submit_order());
        case local::ToAgent::kGetOrders:
            return answer_orders(desk, query.get_orders());
        case local::ToAgent::kCancelOrder:
            return answer_cancel_order(desk, query.cancel_order());
        default:
            return answer_phone_account(desk, query);
    }
}

Answer answer_messaging(Desk& desk, const local::ToAgent& query) {
    switch (query.query_case()) {
        case local::ToAgent::kGetWriting:
            return answer_writing(desk, query.get_writing());
        case local::ToAgent::kSendMessage:
            return answer_send(desk, query.send_message());
        case local::ToAgent::kWithdrawMessage:
            return answer_withdraw(desk, query.withdraw_message());
        case local::ToAgent::kAppealMessage:
            return answer_appeal(desk, query.appeal_message());
        case local::ToAgent::kGetContacts:
            return answer_contacts(desk);
        case local::ToAgent::kRequestContact:
            return answer_request_contact(desk, query.request_contact());
        case local::ToAgent::kChangeContact:
            return answer_change_contact(desk, query.change_contact());
        case local::ToAgent::kGetCredits:
            return answer_credits(desk);
        case local::ToAgent::kBuyCredits:
            return answer_buy_credits(desk, query.buy_credits());
        default:
            return answer_spending(desk, query);
    }
}

}  // namespace

Answer answer_query(Desk& desk, const local::ToAgent& query) {
    switch (query.query_case()) {
        case local::ToAgent::kGetHome:
            return answer_home(desk);
        case local::ToAgent::kGetThreads:
            return answer_threads(desk, query.get_threads());
        case local::ToAgent::kGetMessages:
            return answer_messages(desk, query.get_messages());
        case local::ToAgent::kGetMessage:
            return answer_message(desk, query.get_message());
        case local::ToAgent::kGetGallery:
            return answer_gallery(desk, query.get_gallery());
        case local::ToAgent::kSearchMessages:
            return answer_search(desk, query.search_messages());
        case local::ToAgent::kMarkRead:
            return answer_mark_read(desk, query.mark_read());
        case local::ToAgent::kGetMoney:
            return answer_money(desk);
        case local::ToAgent::kGetTransactions:
            return answer_transactions(desk, query.get_transactions());
        case local::ToAgent::kGetForms:
            return answer_forms(desk);
        case local::ToAgent::kGetRequests:
            return answer_requests(desk, query.get_requests());
        case local::ToAgent::kGetRequest:
            return answer_request(desk, query.get_request());
        case local::ToAgent::kSubmitRequest:
            return answer_submit(desk, query.submit_request());
        case local::ToAgent::kReplyToRequest:
            return answer_reply_to_request(desk, query.reply_to_request());
        case local::ToAgent::kWithdrawRequest:
            return answer_withdraw_request(desk, query.withdraw_request());
        case local::ToAgent::kSaveDraft:
            return answer_save_draft(desk, query.save_draft());
        case local::ToAgent::kGetDraft:
            return answer_get_draft(desk, query.get_draft());
        case local::ToAgent::kGetNotices:
            return answer_notices(desk);
        case local::ToAgent::kAcknowledgeNotice:
            return answer_acknowledge_notice(desk, query.acknowledge_notice());
        case local::ToAgent::kGetSchedule:
            return answer_schedule(desk, query.get_schedule());
        case local::ToAgent::kSetPreferences:
            return answer_set_preferences(desk, query.set_preferences());
        default:
            return answer_messaging(desk, query);
    }
}

}  // namespace dayroom::agent
