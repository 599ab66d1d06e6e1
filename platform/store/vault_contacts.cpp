// Vault: contacts.
#include <map>

#include "platform/store/vault.h"
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"
#include "platform/wire/names.h"

namespace dayroom::store {
namespace {

/// An id says when it was made (UUIDv7); other ids say nothing.
Timestamp made_at(const ContactId& id) {
    constexpr std::size_t kVersionByte = 6;
    constexpr int kTimeBytes = 6;
    const ByteView bytes = id.bytes();
    if (bytes[kVersionByte] >> 4 != 7) return {};
    std::int64_t ms = 0;
    for (int at = 0; at < kTimeBytes; ++at) ms = ms << 8 | bytes[static_cast<std::size_t>(at)];
    return Timestamp::from_ms(ms);
}

struct Unsettled {
    std::map<std::string, int> prepaid;    // queued prepaid messages, by contact
    std::map<std::string, bool> changing;  // by contact
};

Result<Unsettled> unsettled(database::Connection& connection) {
    Unsettled out;
    TRY(connection.each(
        "SELECT kind, entity, body FROM intent WHERE state IN (1, 2) AND kind IN ($1,$2)",
        [&](const database::Row& row) -> Status {
            if (row.small(0) == static_cast<int>(wire::Command::kChangeContact)) {
                out.changing[to_string(row.bytes(1))] = true;
                return {};
            }
            const auto command = TRY(parse_kept<wire::Command>(row.bytes(2)));
            if (command.send_message().prepaid()) ++out.prepaid[command.send_message().contact_id()];
            return {};
        },
        static_cast<int>(wire::Command::kChangeContact), static_cast<int>(wire::Command::kSendMessage)));
    return out;
}

std::string contact_word(int state) {
    if (state == kStateQueuedHere) return "queued";
    if (state == kStateRefused) return "refused";
    return wire::name_of(static_cast<wire::Contact::State>(state));
}

// Columns: id, state, refusal, body.
Result<ContactView> read_contact(const database::Row& row, const Unsettled& waiting) {
    ContactView view;
    view.id = row.id<ContactId>(0);
    view.contact = TRY(parse_kept<wire::Contact>(row.bytes(3)));
    view.state = contact_word(row.small(1));
    view.reason = row.small(1) == kStateRefused ? row.string(2) : view.contact.reason();
    view.asked = view.contact.asked_ms() > 0 ? Timestamp::from_ms(view.contact.asked_ms()) : made_at(view.id);
    const auto prepaid = waiting.prepaid.find(view.id.raw());
    const int used = prepaid == waiting.prepaid.end() ? 0 : prepaid->second;
    view.prepaid_replies = std::max(0, view.contact.prepaid_replies() - used);
    view.changing = waiting.changing.contains(view.id.raw());
    return view;
}

}  // namespace

Result<std::vector<ContactView>> Vault::contacts() {
    std::vector<ContactView> out;
    const auto waiting = TRY(unsettled(*connection_));
    TRY(connection_->each("SELECT id, state, refusal, body FROM contact ORDER BY name COLLATE NOCASE, id",
                          [&](const database::Row& row) -> Status {
                              out.push_back(TRY(read_contact(row, waiting)));
                              return {};
                          }));
    return out;
}

Result<std::optional<ContactView>> Vault::contact(const ContactId& id) {
    std::optional<ContactView> found;
    const auto waiting = TRY(unsettled(*connection_));
    TRY(connection_->each(
        "SELECT id, state, refusal, body FROM contact WHERE id=$1",
        [&](const database::Row& row) -> Status {
            found = TRY(read_contact(row, waiting));
            return {};
        },
        id));
    return found;
}

Status Vault::drop_contact(const ContactId& id) {
    return write([&](VaultWriter& writer) { return writer.drop_contact(id); });
}

}  // namespace dayroom::store
