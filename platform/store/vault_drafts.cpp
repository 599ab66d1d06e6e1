// Vault: what is being written, here and at other terminals.
#include "platform/base/utf8.h"
#include "platform/crypto/hash.h"
#include "platform/store/vault.h"
#include "platform/store/vault_schema.h"
#include "platform/store/vault_writer.h"

namespace dayroom::store {

using database::blob;

Status check_draft(std::string_view key, std::string_view content) {
    if (key.empty() || key.size() > kMaxDraftKeyBytes || !utf8::is_valid(key))
        return Error(ErrorCode::kInvalid, "a draft's key is 1 to 96 bytes of text");
    if (content.size() > kMaxDraftBytes) return Error(ErrorCode::kTooLarge, "a draft of more than 126 KiB");
    return {};
}

Status Vault::save_draft(const std::string& key, std::string_view content, Timestamp now) {
    TRY(check_draft(key, content));
    const auto others = TRY(connection_->number("SELECT count(*) FROM draft WHERE name<>$1 AND removed=0", key));
    if (!content.empty() && others >= kMaxDrafts) return Error(ErrorCode::kTooLarge, "too many drafts");
    return write([&](VaultWriter& writer) { return writer.save_draft(key, content, now); });
}

Result<std::optional<DraftView>> Vault::draft(const std::string& key) {
    return connection_->first(
        "SELECT name, content, saved_ms FROM draft WHERE name=$1 AND removed=0",
        [](const database::Row& row) {
            return DraftView{row.string(0), to_string(row.bytes(1)), row.time(2)};
        },
        key);
}

Result<std::vector<UnsentDraft>> Vault::unsent_drafts() {
    std::vector<UnsentDraft> out;
    TRY(connection_->each(
        "SELECT name, content, saved_ms, removed FROM draft WHERE saved_ms<>sent_ms ORDER BY saved_ms",
        [&](const database::Row& row) {
            out.push_back({row.string(0), to_string(row.bytes(1)), row.time(2), row.flag(3)});
        }));
    return out;
}

Result<wire::SaveDraft> Vault::draft_command(const UnsentDraft& draft) const {
    wire::SaveDraft out;
    out.set_draft_id(draft_id(draft.key));
    out.set_remove(draft.removed);
    if (draft.removed) return out;
    wire::DraftContent content;
    content.set_key(draft.key);
    content.set_content(draft.content);
    const Bytes box = TRY(crypto::seal_to(box_.public_key(), as_bytes(content.SerializeAsString())));
    out.mutable_draft()->set_box(to_string(box));
    out.mutable_draft()->set_saved_ms(draft.saved.ms());
    return out;
}

Status Vault::mark_draft_sent(const UnsentDraft& draft) {
    return connection_->run("UPDATE draft SET sent_ms=$2 WHERE name=$1 AND saved_ms=$2", draft.key, draft.saved);
}

std::string Vault::draft_id(std::string_view key) const {
    const auto name = crypto::keyed_blake2b(draft_key_, as_bytes(key));
    return to_string(ByteView(name).first(kIdBytes));
}

}  // namespace dayroom::store
