// Private to platform/store: changes a vault's tables inside the caller's transaction, and brings the summaries up to
// date at the end. A writer is used for one transaction.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/store/vault.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::store {

template <typename Message>
Result<Message> parse_kept(ByteView bytes) {
    Message message;
    if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return Error(ErrorCode::kCorrupt, "what the vault kept cannot be read");
    return message;
}

class VaultWriter {
public:
    explicit VaultWriter(Vault& vault) : vault_(vault), connection_(*vault.connection_) {}

    /// Whether anything changed: an older version changes nothing, unless it came by a snapshot.
    Result<bool> apply(const wire::Record& record, bool by_snapshot);
    Result<bool> remove(const std::string& id);
    /// Removes every thing of the feed that is not among `ids`.
    Status prune_to(const std::vector<std::string>& ids);

    /// What a saved intent shows at once.
    Status show_queued(const wire::Command& command);
    Status show_refused(const wire::Command& command, const std::string& code);
    Status mark_seen(const MessageId& id, bool& changed);

    /// Thread summaries. Before the commit.
    Status finish();
    /// After the commit: screens ask again.
    void raise_stamps();
    const std::vector<CommandId>& settled() const { return settled_; }

private:
    Status put_contact(const wire::Record& record);
    Status put_message(const std::string& id, const wire::Message& message, int state);
    Status put_line(const wire::Record& record);
    Status put_request(const wire::Record& record, bool by_snapshot);
    Status put_body(const wire::Record& record);
    Status remove_row(wire::Record::BodyCase kind, const std::string& id);
    Status remove_message(const std::string& id);
    Status settle_intent(const std::string& entity_id);
    Status summarise(const std::string& contact_id);
    void touch(wire::Record::BodyCase kind);

    Vault& vault_;
    database::Connection& connection_;
    std::set<std::string> threads_;
    std::vector<CommandId> settled_;
    bool messages_ = false;
    bool money_ = false;
    bool requests_ = false;
    bool notices_ = false;
    bool profile_ = false;
};

}  // namespace dayroom::store
