#include <algorithm>

#include "platform/agent/answers.h"
#include "platform/agent/schedule.h"
#include "platform/agent/visits.h"
#include "platform/base/utf8.h"

namespace dayroom::agent {

store::PageRange page_of(const local::Page& page) {
    store::PageRange range;
    range.offset = std::max(page.offset(), 0);
    range.count = page.count() <= 0 ? range.count : std::min(page.count(), store::kMaxPageCount);
    return range;
}

local::ToTerminal done() {
    local::ToTerminal answer;
    answer.mutable_done();
    return answer;
}

local::ToTerminal submitted(const Desk& desk, const std::string& id, const std::string& receipt_code) {
    local::ToTerminal answer;
    answer.mutable_submitted()->set_request_id(id);
    answer.mutable_submitted()->set_receipt_code(receipt_code);
    answer.mutable_submitted()->set_online(desk.online);
    return answer;
}

local::Photo photo_of(const wire::Photo& photo) {
    local::Photo out;
    out.set_sha256(photo.sha256());
    out.set_width(photo.width());
    out.set_height(photo.height());
    return out;
}

local::Card card_of(const store::CardView& view) {
    local::Card card;
    card.set_id(view.id);
    card.set_code(view.card.code());
    copy_texts(view.card.name(), card.mutable_name());
    *card.mutable_picture() = photo_of(view.card.picture());
    return card;
}

Result<std::optional<wire::PriceList::Price>> price_now(Desk& desk, const std::string& code) {
    auto price = TRY(desk.device.price(code));
    const bool over = price && price->valid_to_ms() != 0 && price->valid_to_ms() <= desk.clock.now().ms();
    if (over) price.reset();
    return price;
}

Result<std::optional<std::int64_t>> credits_price_now(Desk& desk, const std::string& code) {
    const auto list = TRY(desk.device.prices());
    if (list.valid_from_ms() == 0 && list.prices().empty()) return std::optional<std::int64_t>();
    const auto price = TRY(price_now(desk, code));
    return std::optional<std::int64_t>(price ? price->credits() : 0);
}

Result<std::string> typed_text(const std::string& text, std::size_t most, const char* too_long) {
    if (!utf8::is_valid(text)) return Error(ErrorCode::kInvalid, "a text that is not UTF-8");
    if (utf8::length(text) > most) return refusal(ErrorCode::kTooLarge, too_long, "a text beyond its limit");
    std::string clean = utf8::sanitize(text, most);
    if (clean.find_first_not_of(" \t\n") == std::string::npos) return Error(ErrorCode::kInvalid, "an empty text");
    return clean;
}

Answer answer_home(Desk& desk) {
    auto& vault = *desk.session.vault;
    const auto counts = TRY(vault.counts());
    const auto money = TRY(vault.money(desk.clock.now()));
    const auto notices = TRY(notices_here(desk));
    local::ToTerminal answer;
    auto& home = *answer.mutable_home();
    home.set_unread_messages(counts.unread_messages);
    home.set_answered_requests(counts.answered_requests);
    home.set_photos(counts.photos);
    home.set_approved_contacts(counts.approved_contacts);
    home.set_not_sent(counts.not_sent);
    home.set_credits(money.balances.credits() - money.queued_credits.units());
    home.set_invitations(counts.invitations);
    const auto phone = TRY(desk.device.phone_terms());
    auto& policy = desk.device.policy();
    home.set_phone(phone && !phone->rates().empty() && TRY(policy.offers("phone")));
    TRY(fill_visits(desk, home));
    home.set_commissary(TRY(desk.device.items({}, {}, {0, 1})).total > 0 && TRY(policy.offers("commissary")));
    home.set_new_notices(static_cast<int>(std::count_if(
        notices.begin(), notices.end(), [](const auto& notice) { return !notice.seen && !notice.over; })));
    home.set_to_acknowledge(count_asking(notices));
    home.set_spendable_cents(money.balances.spendable_cents() - money.queued.units());
    home.set_as_of_ms(money.balances.as_of_ms());
    const auto urgent = std::find_if(notices.begin(), notices.end(),
                                     [](const auto& notice) { return notice.notice.emergency() && !notice.over; });
    if (urgent != notices.end()) {
        *home.mutable_banner() = notice_of(*urgent);
    } else if (!notices.empty() && !notices.front().over && !notices.front().seen) {
        *home.mutable_banner() = notice_of(notices.front());
    }
    TRY(fill_schedule(desk, home));
    home.set_documents(!TRY(desk.device.documents(false)).empty());
    return answer;
}

Answer answer_save_draft(Desk& desk, const local::SaveDraft& query) {
    if (query.key() == store::kCartDraftKey) return Error(ErrorCode::kDenied, "the cart is changed item by item");
    TRY(desk.session.vault->save_draft(query.key(), query.content(), desk.clock.now()));
    if (!desk.session.draft_since) desk.session.draft_since = desk.clock.steady();
    // It is safe here: what cannot be queued now is tried again.
    if (query.leaving()) [[maybe_unused]]
        const auto queued = send_drafts(desk);
    return done();
}

Answer answer_get_draft(Desk& desk, const local::GetDraft& query) {
    if (query.key() == store::kCartDraftKey) return Error(ErrorCode::kDenied, "the cart has a query of its own");
    const auto found = TRY(desk.session.vault->draft(query.key()));
    local::ToTerminal answer;
    auto& draft = *answer.mutable_draft();
    draft.set_key(query.key());
    if (found) {
        draft.set_content(found->content);
        draft.set_saved_ms(found->saved.ms());
    }
    return answer;
}

Answer answer_set_preferences(Desk& desk, const local::SetPreferences& query) {
    store::Intent intent;
    intent.command = new_command(desk);
    auto& chosen = *intent.command.mutable_set_preferences();
    chosen.set_language(query.language());
    chosen.set_text_scale_percent(query.text_scale_percent());
    chosen.set_theme(query.theme());
    chosen.set_reduced_motion(query.reduced_motion());
    chosen.set_reading_speed_percent(query.reading_speed_percent());
    TRY(queue_command(desk, intent));
    return done();
}

}  // namespace dayroom::agent
