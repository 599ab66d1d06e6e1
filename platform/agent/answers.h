// The answers to what the screen asks, by family; each file of queries_*.cpp holds one family. They run on the server's
// thread under the store's lock and read only the signed-in resident's vault and what the device may show anybody:
// there is no query that names another resident.
#pragma once

#include <optional>

#include "platform/agent/local.pb.h"
#include "platform/agent/session.h"
#include "platform/base/result.h"
#include "platform/store/device_store.h"
#include "platform/sync/shared_store.h"

namespace dayroom::agent {

/// What a query may use.
struct Desk {
    store::DeviceStore& device;
    Session& session;
    const sync::SyncContext& context;
    const crypto::SigningKey& signing_key;
    const Clock& clock;  // the hub's
    Random& random;
    bool online = false;
    bool queued = false;  // set when a command went into the outbox: the sender is to be woken
    Status trouble = {};  // of the outbox, while the answer was yes: to be noted
};

using Answer = Result<local::ToTerminal>;

/// Of somebody who is signed in. kUnsupported: a query of a newer screen, or one that is answered elsewhere (signing in
/// and out, status, photos).
Answer answer_query(Desk& desk, const local::ToAgent& query);

// home, drafts, preferences
Answer answer_home(Desk& desk);
Answer answer_save_draft(Desk& desk, const local::SaveDraft& query);
Answer answer_get_draft(Desk& desk, const local::GetDraft& query);
Answer answer_set_preferences(Desk& desk, const local::SetPreferences& query);
// messages
Answer answer_threads(Desk& desk, const local::GetThreads& query);
Answer answer_messages(Desk& desk, const local::GetMessages& query);
Answer answer_message(Desk& desk, const local::GetMessage& query);
Answer answer_search(Desk& desk, const local::SearchMessages& query);
Answer answer_mark_read(Desk& desk, const local::MarkRead& query);
Answer answer_gallery(Desk& desk, const local::GetGallery& query);
// writing
Answer answer_writing(Desk& desk, const local::GetWriting& query);
Answer answer_send(Desk& desk, const local::SendMessage& query);
Answer answer_withdraw(Desk& desk, const local::WithdrawMessage& query);
Answer answer_appeal(Desk& desk, const local::AppealMessage& query);
// contacts
Answer answer_contacts(Desk& desk);
Answer answer_request_contact(Desk& desk, const local::RequestContact& query);
Answer answer_change_contact(Desk& desk, const local::ChangeContact& query);
// money
Answer answer_money(Desk& desk);
Answer answer_transactions(Desk& desk, const local::GetTransactions& query);
Answer answer_statement(Desk& desk, const local::GetStatement& query);
Answer answer_obligations(Desk& desk);
Answer answer_move_money(Desk& desk, const local::MoveMoney& query);
Answer answer_send_money(Desk& desk, const local::SendMoney& query);
Answer answer_withdraw_send_money(Desk& desk, const local::WithdrawSendMoney& query);
Answer answer_set_spend_brake(Desk& desk, const local::SetSpendBrake& query);
Answer answer_credits(Desk& desk);
Answer answer_buy_credits(Desk& desk, const local::BuyCredits& query);
// commissary
Answer answer_commissary(Desk& desk);
Answer answer_items(Desk& desk, const local::GetItems& query);
Answer answer_cart(Desk& desk);
Answer answer_set_cart(Desk& desk, const local::SetCart& query);
Answer answer_submit_order(Desk& desk, const local::SubmitOrder& query);
Answer answer_orders(Desk& desk, const local::GetOrders& query);
Answer answer_cancel_order(Desk& desk, const local::CancelOrder& query);
/// What a hand-over that this resident signs would tell the hub; every refusal but the PIN's.
Result<store::Intent> delivery_intent(Desk& desk, const local::AcceptDelivery& query);
// the phone account
Answer answer_phone(Desk& desk);
Answer answer_calls(Desk& desk, const local::GetCalls& query);
Answer answer_request_phone_number(Desk& desk, const local::RequestPhoneNumber& query);
Answer answer_change_phone_number(Desk& desk, const local::ChangePhoneNumber& query);
// forms and requests
Answer answer_forms(Desk& desk);
Answer answer_requests(Desk& desk, const local::GetRequests& query);
Answer answer_request(Desk& desk, const local::GetRequest& query);
Answer answer_submit(Desk& desk, const local::SubmitRequest& query);
Answer answer_withdraw_request(Desk& desk, const local::WithdrawRequest& query);
Answer answer_reply_to_request(Desk& desk, const local::ReplyToRequest& query);
// notices
Answer answer_notices(Desk& desk);
Answer answer_acknowledge_notice(Desk& desk, const local::AcknowledgeNotice& query);
/// Those of the facility, the unit and this resident that stand, then those that are over and can still be read.
Result<std::vector<store::NoticeView>> notices_here(Desk& desk);
/// How many of them must be read before going on.
int count_asking(const std::vector<store::NoticeView>& notices);

// handbook and rules: also of the signed-out screen, which gets what is public
Answer answer_documents(store::DeviceStore& device, bool public_only, const local::GetDocuments& query);
Answer answer_chapter(store::DeviceStore& device, bool public_only, const local::GetChapter& query);
Answer answer_search_document(store::DeviceStore& device, bool public_only, const local::SearchDocument& query);
/// One of the three; nothing: another query.
std::optional<Answer> answer_reading(store::DeviceStore& device, bool public_only, const local::ToAgent& query);

// shared by the families
store::PageRange page_of(const local::Page& page);
local::Notice notice_of(const store::NoticeView& view);
template <typename From>
void copy_texts(const google::protobuf::RepeatedPtrField<From>& from,
                google::protobuf::RepeatedPtrField<local::LocalText>* to) {
    for (const auto& text : from) {
        auto& added = *to->Add();
        added.set_language(text.language());
        added.set_text(text.text());
    }
}
local::ToTerminal done();
local::ToTerminal submitted(const Desk& desk, const std::string& id, const std::string& receipt_code);
local::Photo photo_of(const wire::Photo& photo);
local::Card card_of(const store::CardView& view);
/// Whether this resident may take it back, or object to its rejection, as far as is known here.
bool may_withdraw(const store::MessageView& view);
bool may_appeal(const store::MessageView& view, Timestamp now);
/// An error that the screen has a sentence for.
inline Error refusal(ErrorCode code, const char* resident_code, const char* detail) {
    return Error(code, detail, resident_code);
}
/// What may still be spent here: the last known balance, less what is queued.
Result<Cents> money_left(Desk& desk);
/// What the brake lets through today, less what is queued; nothing: there is none.
Result<std::optional<Cents>> left_today(Desk& desk);
/// kInsufficientFunds "insufficient_funds", kDenied "spend_brake": as far as is known here.
Status check_spending(Desk& desk, Cents cents);
/// Of the facility, or UTC until it is known.
Result<std::string> time_zone_of(Desk& desk);
/// The price that is in force; nothing when the list has not come, or does not have it any more.
Result<std::optional<wire::PriceList::Price>> price_now(Desk& desk, const std::string& code);
/// In credits, of "message" or "card". A list without it charges nothing for it; nothing: no list has come yet.
Result<std::optional<std::int64_t>> credits_price_now(Desk& desk, const std::string& code);
/// What a person typed, safe to keep. kInvalid "invalid" when it is no text or empty, kTooLarge `too_long` when it is
/// longer than `most` characters.
Result<std::string> typed_text(const std::string& text, std::size_t most, const char* too_long = "too_long");

// commands.cpp
/// A command with id, facility, device, resident and time filled in.
wire::Command new_command(Desk& desk);
/// What was saved under this nonce before: a repeat gets the first answer. kInvalid for a nonce of another size.
Result<std::optional<wire::Command>> saved_before(Desk& desk, const std::string& nonce);
/// kUnavailable "outbox_full".
Status check_room(Desk& desk);
/// Durable, in this order: intent in the vault, then the closed command in the outbox. Once the first is done the
/// answer is yes: it shows, and it will be sent. What ends the second is repaired (requeue_intents) at the agent's next
/// tick; a crash between the two, at the next sign-in.
Result<wire::Command> queue_command(Desk& desk, const store::Intent& intent);
/// The second half, of something that is saved.
void finish_queuing(Desk& desk, const Status& put);
Status put_into_outbox(Desk& desk, const wire::Command& command);
/// Takes the undecided command that made this thing out of the outbox. False: it may be at the hub already.
Result<bool> take_back(Desk& desk, const std::string& entity, wire::Command::BodyCase kind);
/// Intents that never reached the outbox are put there. Returns how many.
Result<int> requeue_intents(Desk& desk);
/// Drafts that the hub has not heard of go into the outbox, at most one command each.
Status send_drafts(Desk& desk);
/// What the screen says about a decided command; nothing for those that nobody waits for.
std::optional<local::ToTerminal> outcome_push(store::Vault& vault, const store::OutboxEntry& entry);

}  // namespace dayroom::agent
