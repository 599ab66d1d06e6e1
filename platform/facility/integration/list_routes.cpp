// Word and watch lists.
#include "platform/facility/integration/scope_body.h"
#include "platform/facility/integration/staff_api.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr std::size_t kMaxPatternsBody = 8 * 1024 * 1024;  // 20,000 patterns of 80 characters of 4 bytes
constexpr std::size_t kMaxPatternBytes = 4 * (kMaxPatternCharacters + 3);
constexpr std::size_t kMaxTriedText = 30'000;  // characters

Result<json> list_view(StaffCall& call, const WatchList& list) {
    json shown = {
        {"id", list.id.to_string()}, {"name", list.name}, {"kind", name_of(list.kind)}, {"patterns", list.patterns}};
    shown.update(TRY(scope_view(call.db, list.scope)));
    return shown;
}

Result<ApiAnswer> all_lists(StaffCall& call) {
    TRY(call.body.done());
    json lists = json::array();
    for (const WatchList& list : TRY(WatchLists::list(call.db))) lists.push_back(TRY(list_view(call, list)));
    return ApiAnswer{{{"lists", lists}}};
}

Result<ApiAnswer> add_list(StaffCall& call) {
    WatchList list;
    list.id = WatchListId::make(call.services.clock, call.services.random);
    list.name = call.body.text("name", kMaxListName);
    const std::string kind = call.body.text("kind", 16);
    list.scope = TRY(read_scope(call));
    TRY(call.body.done());
    if (kind != "word" && kind != "watch") return Error(ErrorCode::kInvalid, "\"kind\" must be word or watch.");
    list.kind = kind == "watch" ? WatchList::Kind::kWatch : WatchList::Kind::kWord;
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return WatchLists::add(work, list); }));
    return ApiAnswer{TRY(list_view(call, list)), 201};
}

Result<ApiAnswer> remove_list(StaffCall& call) {
    const WatchListId id = TRY(call.path_id<WatchListId>(0));
    TRY(call.body.done());
    TRY(call.services.moderation.screening().remove(*call.services.writer, call.db, call.caller.actor(), id));
    return ApiAnswer{};
}

Result<ApiAnswer> show_patterns(StaffCall& call) {
    const WatchListId id = TRY(call.path_id<WatchListId>(0));
    TRY(call.body.done());
    const auto patterns = TRY(WatchLists::patterns(call.db, id));
    return ApiAnswer{{{"patterns", patterns}}};
}

Result<ApiAnswer> set_patterns(StaffCall& call) {
    const WatchListId id = TRY(call.path_id<WatchListId>(0));
    const auto patterns = call.body.list("patterns", kMaxListPatterns, kMaxPatternBytes);
    TRY(call.body.done());
    TRY(call.services.moderation.screening().set_patterns(*call.services.writer, call.db, call.caller.actor(), id,
                                                          patterns));
    return ApiAnswer{{{"id", id.to_string()}, {"patterns", patterns.size()}}};
}

/// What the lists would say, without a message.
Result<ApiAnswer> try_text(StaffCall& call) {
    const std::string text = call.body.text("text", kMaxTriedText);
    const auto resident_id = call.body.optional_id<ResidentId>("resident_id");
    TRY(call.body.done());
    UnitId unit;
    if (resident_id) {
        const auto resident = TRY(call.services.residents.find(call.db, *resident_id));
        if (!resident) return Error(ErrorCode::kNotFound, "There is no such resident.");
        unit = resident->unit;
    }
    const ScreenResult found = call.services.moderation.screening().find(text, call.services.context.facility, unit,
                                                                         resident_id.value_or(ResidentId()));
    json hits = json::array();
    for (const ScreenHit& hit : found.hits) {
        hits.push_back({{"list", hit.list_name},
                        {"why", name_of(hit.kind)},
                        {"pattern", hit.pattern},
                        {"start", hit.start},
                        {"length", hit.length}});
    }
    return ApiAnswer{{{"hits", hits}}};
}

}  // namespace

void add_list_routes(http::Router& router, StaffApi& api) {
    add_api_route(router, api, Method::kGet, "/api/v1/watch-lists", "reviewer auditor", &all_lists);
    add_api_route(router, api, Method::kPost, "/api/v1/watch-lists", "reviewer", &add_list);
    add_api_route(router, api, Method::kPost, "/api/v1/watch-lists/try", "reviewer", &try_text);
    add_api_route(router, api, Method::kDelete, "/api/v1/watch-lists/{id}", "reviewer", &remove_list);
    add_api_route(router, api, Method::kGet, "/api/v1/watch-lists/{id}/patterns", "reviewer auditor", &show_patterns);
    add_api_route(router, api, Method::kPut, "/api/v1/watch-lists/{id}/patterns", "reviewer", &set_patterns,
                  kMaxPatternsBody);
}

}  // namespace dayroom::facility
