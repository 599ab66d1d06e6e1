// What the facility offers and at what price: prices with their dates, and the set of cards.
#include <algorithm>

#include "platform/facility/integration/photo_intake.h"
#include "platform/facility/messages/cards.h"

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

Result<ApiAnswer> list_prices(StaffCall& call) {
    TRY(call.body.done());
    json list = json::array();
    for (const Price& price : TRY(call.services.prices.list(call.db, call.services.clock.now()))) {
        list.push_back({{"code", price.code},
                        {"cents", price.cents.units()},
                        {"credits", price.credits.units()},
                        {"name", names_of(price.names)},
                        {"valid_to_ms", price.valid_to.ms()}});
    }
    return ApiAnswer{{{"prices", list}}};
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
    if (!in_english) return Error(ErrorCode::kInvalid, "\"name\" needs a text in English (\"en\").");
    return once(call, "price", key, [&](Work& work) -> Result<ApiAnswer> {
        TRY(call.services.prices.set(work, {price}, from == 0 ? work.now() : Timestamp::from_ms(from)));
        return ApiAnswer{{{"code", price.code}}, 201};
    });
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

}  // namespace

void add_offer_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/prices", "trust_office request_staff auditor provider",
                  &list_prices);
    add_api_route(router, api, Method::kPost, "/api/v1/prices", "trust_office", &set_price);
    add_api_route(router, api, Method::kGet, "/api/v1/cards", "it reviewer provider", &list_cards);
    add_api_route(router, api, Method::kPost, "/api/v1/cards", "it", &add_card, kMaxInboundBodyBytes);
    add_api_route(router, api, Method::kPost, "/api/v1/cards/{id}/remove", "it", &remove_card);
}

}  // namespace dayroom::facility
