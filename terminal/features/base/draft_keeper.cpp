#include "terminal/features/base/draft_keeper.h"

namespace dayroom::features {

void DraftKeeper::open(Host& host, std::string key) {
    close();
    key_ = std::move(key);
    local::ToAgent query;
    query.mutable_get_draft()->set_key(key_);
    query_ = host.ask(std::move(query));
}

bool DraftKeeper::answer(std::uint32_t number, const local::ToTerminal& reply) {
    if (number == 0) return false;
    if (number == saving_) {
        saving_ = 0;
        refused_ = reply.has_problem();
        changed_ = changed_ || refused_;
        if (!refused_) saved_at_ = saving_since_;
        return true;
    }
    if (number != query_) return false;
    query_ = 0;
    known_ = true;
    if (reply.draft().content().empty()) return true;
    found_ = reply.draft().content();
    saved_at_ = Timestamp::from_ms(reply.draft().saved_ms());
    return true;
}

void DraftKeeper::edited(ui::Ui& ui) {
    changed_ = true;
    refused_ = false;
    changed_at_ = ui.now();
    ui.wake_in(kDraftPause);
}

void DraftKeeper::save_when_paused(Host& host, ui::Ui& ui, const std::function<std::string()>& content) {
    if (!changed_ || refused_) return;
    if (ui.now() - changed_at_ >= kDraftPause) {
        save(host, content());
    } else {
        ui.wake_in(kDraftPause);
    }
}

void DraftKeeper::save(Host& host, const std::string& content, bool leaving) {
    if (!changed_ || key_.empty()) return;
    local::ToAgent query;
    query.mutable_save_draft()->set_key(key_);
    query.mutable_save_draft()->set_content(content);
    query.mutable_save_draft()->set_leaving(leaving);
    const auto number = host.ask(std::move(query));
    if (number == 0) return;
    saving_ = number;
    saving_since_ = content.empty() ? Timestamp() : host.now();
    changed_ = false;
}

void DraftKeeper::save_now(Host& host, const std::string& content) {
    changed_ = true;
    save(host, content);
}

void DraftKeeper::remove(Host& host) {
    if (key_.empty()) return;
    local::ToAgent query;
    query.mutable_save_draft()->set_key(key_);
    host.ask(std::move(query));
    close();
}

}  // namespace dayroom::features
