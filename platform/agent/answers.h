// The answers to what the screen asks, by family; each file of queries_*.cpp holds one family. They run on the server's
// thread under the store's lock and read only the signed-in resident's vault and what the device may show anybody:
// there is no query that names another resident.
#pragma once

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
};

using Answer = Result<local::ToTerminal>;

// home, drafts, preferences
Answer answer_home(Desk& desk);
Answer answer_save_draft(Desk& desk, const local::SaveDraft& query);
Answer answer_get_draft(Desk& desk, const local::GetDraft& query);
Answer answer_set_preferences(Desk& desk, const local::SetPreferences& query);
// messages
Answer answer_threads(Desk& desk, const local::GetThreads& query);
Answer answer_messages(Desk& desk, const local::GetMessages& query);
Answer answer_search(Desk& desk, const local::SearchMessages& query);
Answer answer_mark_read(Desk& desk, const local::MarkRead& query);
// money
Answer answer_money(Desk& desk);
Answer answer_transactions(Desk& desk, const local::GetTransactions& query);
// forms and requests
Answer answer_forms(Desk& desk);
Answer answer_requests(Desk& desk, const local::GetRequests& query);
Answer answer_request(Desk& desk, const local::GetRequest& query);
Answer answer_submit(Desk& desk, const local::SubmitRequest& query);
// notices
Answer answer_notices(Desk& desk);

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
/// A command with id, facility, device, resident and time filled in.
wire::Command new_command(Desk& desk);
/// Durable, in this order: intent in the vault, then the closed command in the outbox. A crash between the two is
/// repaired at the next sign-in (requeue_intents).
Result<wire::Command> queue_command(Desk& desk, const store::Intent& intent, bool leaves_trace);
/// Intents that never reached the outbox are put there. Returns how many.
Result<int> requeue_intents(Desk& desk);

}  // namespace dayroom::agent
