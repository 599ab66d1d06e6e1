// What the facility offers and at what price: prices with their dates, and the set of cards.
#include <algorithm>

#include "platform/facility/integration/photo_intake.h"
#include "platform/facility/messages/cards.h"
#include "platform/forms/form.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

json names_of(const std::vector<std::pair<std::string, std::string>>& names) {
    json all = json::object();
    for (const auto& [language, text] : names) all[language] = text;
    return all;
}

json card_view(const StoredCard& stored) {
    json names = json::object();
    for (const wire::LocalText& name : stored.card.name()) names[name.language()] = name.text();
    return {{"id", stored.id.to_string()},
            {"code", stored.card.code()},
            {"name", names},
            {"position", stored.card.position()},
            {"sha256", to_hex(as_bytes(stored.card.picture().sha256()))}};
}

json price_views(const std::vector<Price>& prices) {
    json list = json::array();
    for (const Price& price : prices) {
        list.push_back({{"code", price.code},
                        {"cents", price.cents.units()},
                        {"credits", price.credits.units()},
                        {"name", names_of(price.names)},
                        {"valid_from_ms", price.valid_from.ms()},
                        {"valid_to_ms", price.valid_to.ms()}});
    }
    return list;
}

Result<ApiAnswer> list_prices(StaffCall& call) {
    TRY(call.body.done());
    const Timestamp now = call.services.clock.now();
    return ApiAnswer{{{"prices", price_views(TRY(call.services.prices.list(call.db, now)))},
                      {"coming", price_views(TRY(call.services.prices.coming(call.db, now)))}}};
}

/// Never for the past; until `valid_to_ms` it takes the place of what was set before.
Result<ApiAnswer> set_price(StaffCall& call) {
    Price price;
    price.code = call.body.text("code", wire::kMaxCodeCharacters);
    price.cents = Cents::of(call.body.optional_integer("cents", 0, kMaxCommandUnits, 0));
    price.credits = Credits::of(call.body.optional_integer("credits", 0, kMaxCommandUnits, 0));
    price.names = call.body.texts("name", wire::kMaxLineCharacters);
    price.valid_to = Timestamp::from_ms(call.body.optional_integer("valid_to_ms", 1, wire::kMaxTimestampMs, 0));
    const std::int64_t from = call.body.optional_integer("valid_from_ms", 1, wire::kMaxTimestampMs, 0);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    const bool in_english = std::any_of(price.names.begin(), price.names.end(),
                                        [](const auto& name) { return name.first == "en" && !name.second.empty(); });
    if (!forms::is_code(price.code))
        return Error(ErrorCode::kInvalid, "\"code\" must be a code of a-z, 0-9, '_', '.', '-'.");
    if (!in_english) return Error(ErrorCode::kInvalid, "\"name\" needs a text in English (\"en\").");
    return once(call, "price", key, [&](Work& work) -> Result<ApiAnswer> {
        TRY(call.services.prices.set(work, {price}, from == 0 ? work.now() : Timestamp::from_ms(from)));
        return ApiAnswer{{{"code", price.code}}, 201};
    });
}

/// A form whose price is gone could not be sent in any more: its form is changed first.
Status check_no_form_charges(StaffCall& call, database::Connection& db, const std::string& code) {
    for (const StoredForm& stored : TRY(call.services.forms.list(db))) {
        if (stored.form.price_code() == code)
            return Error(ErrorCode::kConflict, "The form \"" + stored.form.code() + "\" charges this price.",
                         "price_in_use");
    }
    return {};
}

/// Twice is the same as once.
Result<ApiAnswer> end_price(StaffCall& call) {
    const std::string& code = call.request.parameters.at(0);
    const std::int64_t at = call.body.optional_integer("at_ms", 1, wire::kMaxTimestampMs, 0);
    TRY(call.body.done());
    Timestamp end;
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) -> Status {
        TRY(check_no_form_charges(call, work.db(), code));
        TRY(call.services.prices.end(work, code, at == 0 ? work.now() : Timestamp::from_ms(at)));
        end = std::max(work.now(), Timestamp::from_ms(at));
        return {};
    }));
    return ApiAnswer{{{"code", code}, {"valid_to_ms", end.ms()}}};
}

Result<ApiAnswer> list_cards(StaffCall& call) {
    TRY(call.body.done());
    json list = json::array();
    for (const StoredCard& card : TRY(Cards::list(call.db, false))) list.push_back(card_view(card));
    return ApiAnswer{{{"cards", list}}};
}

Result<ApiAnswer> add_card(StaffCall& call) {
    wire::Card card;
    card.set_code(call.body.text("code", wire::kMaxCodeCharacters));
    for (const auto& [language, text] : call.body.texts("name", wire::kMaxLineCharacters)) {
        wire::LocalText& name = *card.add_name();
        name.set_language(language);
        name.set_text(text);
    }
    card.set_position(static_cast<int>(call.body.optional_integer("position", 0, wire::kMaxCards, 0)));
    const std::string picture = call.body.text("picture", kMaxPhotoBase64);
    const std::string key = call.body.text("idempotency_key", kMaxIdempotencyKey);
    TRY(call.body.done());
    if (auto first = TRY(find_first_answer(call, "card", key))) return std::move(*first);
    const TakenPhoto taken = TRY(take_photo(call, picture));
    *card.mutable_picture() = photo_of(taken.ref);
    return once(call, "card", key, [&](Work& work) -> Result<ApiAnswer> {
        const CardId id = work.make_id<CardId>();
        TRY(keep_photo(call.services, work, taken));
        TRY(Cards::put(work, id, card));
        return ApiAnswer{{{"id", id.to_string()}}, 201};
    });
}

Result<ApiAnswer> remove_card(StaffCall& call) {
    const CardId id = TRY(call.path_id<CardId>(0));
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return Cards::remove(work, id); }));
    return ApiAnswer{{{"id", id.to_string()}}};
}

/// Of a card in the set: who keeps the set reads no photo of a message.
void add_card_picture_route(http::Router& router, StaffApi& api) {
    router.add(
        {Method::kGet, "/api/v1/cards/{id}/picture", 0, "it reviewer auditor provider",
         [&api](http::Request request, http::Reply reply) {
             api.services.staff->answer(
                 reply,
                 [&api, request = std::move(request)](database::Connection& connection) -> Result<http::Response> {
                     const Error missing(ErrorCode::kNotFound, "There is no such card.");
                     const auto id = CardId::parse(request.parameters.at(0));
                     if (!id.ok()) return missing;
                     const auto card = TRY(Cards::find(connection, id.value()));
                     if (!card) return missing;
                     auto jpeg = TRY(kept_photo(api.services, connection, as_bytes(card->card.picture().sha256())));
                     if (!jpeg) return missing;
                     http::Response response;
                     response.content_type = "image/jpeg";
                     response.body = std::move(*jpeg);
                     return response;
                 });
         }});
}

}  // namespace

void add_offer_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/prices", "trust_office request_staff auditor provider",
                  &list_prices);
    add_api_route(router, api, Method::kPost, "/api/v1/prices", "trust_office", &set_price);
    add_api_route(router, api, Method::kPost, "/api/v1/prices/{code}/end", "trust_office", &end_price);
    add_api_route(router, api, Method::kGet, "/api/v1/cards", "it reviewer provider auditor", &list_cards);
    add_api_route(router, api, Method::kPost, "/api/v1/cards", "it", &add_card, kMaxInboundBodyBytes);
    add_card_picture_route(router, api);
    add_api_route(router, api, Method::kPost, "/api/v1/cards/{id}/remove", "it", &remove_card);
}

}  // namespace dayroom::facility
