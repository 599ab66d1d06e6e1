#include "terminal/features/messages/writing_model.h"

#include <algorithm>

#include "platform/base/bytes.h"
#include "platform/base/utf8.h"
#include "terminal/features/base/asked_price.h"
#include "terminal/features/base/local_text.h"

namespace dayroom::features {
namespace {

constexpr int kDefaultLimit = 13'000;

bool is_blank(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n' || c == '\t'; });
}

constexpr auto credits_words = &AskedPrice::in_credits;

std::int64_t at_least_zero(std::int64_t value) { return std::max<std::int64_t>(0, value); }

void add_cards(WriteModel& model, const local::Writing& writing, const Letter& letter, const ui::Texts& t) {
    const std::int64_t extra = model.prepaid ? 0 : at_least_zero(writing.card_credits());
    for (const auto& card : writing.cards()) {
        CardChoice choice;
        choice.id = card.id();
        choice.code = card.code();
        choice.picture = {card.picture().sha256(), std::max(1, card.picture().width()),
                          std::max(1, card.picture().height()), pick(card.name(), t.language())};
        if (extra > 0) choice.price = t("write.card_price", {{"price", credits_words(extra, t)}});
        if (card.id() == letter.card_id) model.card = choice;
        model.cards.push_back(std::move(choice));
    }
}

void add_price(WriteModel& model, const local::Writing& writing, bool online, const ui::Texts& t, Timestamp now) {
    if (model.prepaid) {
        model.price_words = t("write.prepaid");
        model.note = t("write.prepaid_note", {{"name", model.contact_name}});
        return;
    }
    if (!writing.price_known()) {
        model.price_words = t("write.no_price");
        return;
    }
    model.price = at_least_zero(writing.message_credits());
    if (model.card.has_value()) model.price += at_least_zero(writing.card_credits());
    model.price_words = model.price == 0 ? t("write.free") : credits_words(model.price, t);
    if (model.price == 0) return;
    model.button_price = model.price_words;
    if (writing.credits() >= model.price)
        model.note = t("write.left_after", {{"count", writing.credits() - model.price}});
    if (!online && writing.as_of_ms() > 0)
        model.as_of = t("money.as_of", {{"when", t.moment(Timestamp::from_ms(writing.as_of_ms()), now)}});
}

void find_problem(WriteModel& model, const local::Writing& writing, const Letter& letter, const ui::Texts& t) {
    const auto set = [&](WriteProblem problem, std::string text) {
        model.problem = problem;
        model.problem_text = std::move(text);
    };
    if (!writing.refusal_code().empty())
        return set(WriteProblem::kNotAllowed,
                   t.of_code("write.refused.", writing.refusal_code(), "write.refused.other"));
    if (!model.prepaid && !writing.price_known()) return set(WriteProblem::kNoPrices, t("write.no_price_explained"));
    if (model.price > writing.credits()) {
        return set(WriteProblem::kNoCredits,
                   t("write.no_credits", {{"price", credits_words(model.price, t)},
                                          {"credits", credits_words(at_least_zero(writing.credits()), t)}}));
    }
    if (model.characters > model.limit)
        return set(WriteProblem::kTooLong,
                   t("write.too_long", {{"count", static_cast<std::int64_t>(model.characters - model.limit)}}));
    if (is_blank(letter.text)) set(WriteProblem::kEmpty, {});
}

}  // namespace

bool Letter::empty() const { return is_blank(text) && card_id.empty(); }

Letter new_letter(Random& random) {
    Letter letter;
    letter.nonce = new_nonce(random);
    return letter;
}

std::string letter_key(const std::string& contact_id) { return "message/" + to_hex(as_bytes(contact_id)); }

std::string to_draft(const Letter& letter) {
    local::SendMessage draft;
    draft.set_text(letter.text);
    draft.set_card_id(letter.card_id);
    draft.set_nonce(letter.nonce);
    return draft.SerializeAsString();
}

std::optional<Letter> letter_from_draft(const std::string& content) {
    local::SendMessage draft;
    if (content.empty() || !draft.ParseFromString(content) || draft.nonce().size() != kNonceBytes) return std::nullopt;
    return Letter{utf8::sanitize(draft.text(), kMostCharacters), draft.card_id(), draft.nonce()};
}

std::string joined(const std::string& first, const std::string& second) {
    if (is_blank(first) || second.find(first) != std::string::npos) return second;
    if (is_blank(second) || first.find(second) != std::string::npos) return first;
    return first + "\n\n" + second;
}

WriteModel make_writing(const local::Writing& writing, const Letter& letter, bool online, const ui::Texts& t,
                        Timestamp now) {
    WriteModel model;
    model.contact_name = writing.contact_name();
    model.prepaid = writing.prepaid_replies() > 0;
    const int limit = writing.characters_max() > 0 ? writing.characters_max() : kDefaultLimit;
    model.limit = std::min(static_cast<std::size_t>(limit), kMostCharacters);
    model.characters = utf8::length(letter.text);
    add_cards(model, writing, letter, t);
    add_price(model, writing, online, t, now);
    find_problem(model, writing, letter, t);
    return model;
}

ReplyModel make_reply(const local::Writing& writing, const ui::Texts& t) {
    ReplyModel reply;
    if (!writing.refusal_code().empty()) {
        reply.problem = t.of_code("write.refused.", writing.refusal_code(), "write.refused.other");
        return reply;
    }
    reply.possible = true;
    const std::int64_t price = at_least_zero(writing.message_credits());
    if (writing.prepaid_replies() > 0) {
        reply.cost = t("write.prepaid_note", {{"name", writing.contact_name()}});
        reply.balance = t("write.prepaid_count", {{"count", writing.prepaid_replies()}});
    } else if (!writing.price_known()) {
        reply.cost = t("write.no_price");
    } else {
        reply.cost = price == 0 ? t("reply.free") : t("reply.cost", {{"price", credits_words(price, t)}});
        reply.balance = t("reply.balance", {{"credits", credits_words(at_least_zero(writing.credits()), t)}});
    }
    return reply;
}

SendQuestion make_send_question(const WriteModel& model, std::int64_t credits, bool online, const ui::Texts& t) {
    SendQuestion question;
    question.title = t("write.confirm_title");
    question.text = t("write.confirm_read");
    question.facts.emplace_back(t("write.confirm_to"), model.contact_name);
    if (model.card.has_value()) question.facts.emplace_back(t("write.card"), model.card->picture.label);
    question.facts.emplace_back(t("form.confirm_price_label"), model.price_words);
    if (model.price > 0) {
        question.text += " " + t("write.confirm_hold");
        question.facts.emplace_back(t("form.confirm_now_label"), credits_words(credits, t));
        question.facts.emplace_back(t("form.confirm_after_label"), credits_words(credits - model.price, t));
    }
    if (!online) question.text += " " + t("form.confirm_offline");
    return question;
}

std::string asked_about(const WriteModel& model) {
    return std::string(model.prepaid ? "prepaid" : "") + "/" +
           (model.card.has_value() ? model.card->id : std::string());
}

local::SendMessage make_sending(const std::string& contact_id, const Letter& letter, const WriteModel& model) {
    local::SendMessage sending;
    sending.set_contact_id(contact_id);
    sending.set_text(letter.text);
    if (model.card.has_value()) sending.set_card_id(model.card->id);
    sending.set_prepaid(model.prepaid);
    sending.set_price_seen_credits(model.price);
    sending.set_nonce(letter.nonce);
    return sending;
}

}  // namespace dayroom::features
