// What the commissary sells, when orders are taken, and what each resident may order.
#include "platform/facility/feed/records.h"
#include "platform/facility/integration/catalog_body.h"
#include "platform/facility/integration/commissary_view.h"
#include "platform/facility/integration/file_import.h"
#include "platform/facility/integration/photo_intake.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/wire/limits.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

constexpr const char* kReaders = "trust_office request_staff auditor";
constexpr int kWindowsShown = 60;

Result<ApiAnswer> show_catalog(StaffCall& call) {
    TRY(call.body.done());
    json categories = json::array();
    json items = json::array();
    for (const StoredCategory& category : TRY(Catalog::categories(call.db, false)))
        categories.push_back(view(category));
    for (const StoredItem& item : TRY(Catalog::items(call.db, false))) items.push_back(view(item));
    return ApiAnswer{{{"categories", categories}, {"items", items}}};
}

ApiAnswer wrong_lines(const ImportReport& report) {
    json body = view(report);
    body["code"] = "lines_wrong";
    body["detail"] = "Nothing was applied: " + std::to_string(report.problems.size()) + " lines are wrong.";
    return {body, 400};
}

/// In place of the catalogue before, or nothing when a line is wrong. A dry run only says what would happen.
Result<ApiAnswer> import_catalog(StaffCall& call) {
    const bool dry_run = call.body.optional_flag("dry_run");
    const std::string key = read_import_key(call.body, dry_run);
    const ReadCatalog read = call.body.has("csv") ? read_catalog_csv(call.body) : read_catalog_json(call.body);
    TRY(call.body.done());
    ImportReport report = TRY(Catalog::check(call.db, read.import));
    report.problems.insert(report.problems.begin(), read.problems.begin(), read.problems.end());
    if (dry_run) {
        json body = view(report);
        body["applied"] = false;
        return ApiAnswer{body};
    }
    if (!report.problems.empty()) return wrong_lines(report);
    return once(call, "catalog", key, [&](Work& work) -> Result<ApiAnswer> {
        json body = view(TRY(Catalog::import(work, read.import)));
        body["applied"] = true;
        return ApiAnswer{body, 201};
    });
}

Result<ApiAnswer> set_stock(StaffCall& call) {
    const std::string item = call.body.text("item", wire::kMaxCodeCharacters);
    const std::int64_t stock = call.body.integer("stock", -1, 1'000'000);
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return Catalog::set_stock(work, item, stock); }));
    return ApiAnswer{{{"item", item}, {"stock", stock}}};
}

/// A folder of pictures comes one by one, each for the item that its name says.
Result<ApiAnswer> set_picture(StaffCall& call) {
    const std::string item = call.body.text("item", wire::kMaxCodeCharacters);
    const std::string picture = call.body.text("picture", kMaxPhotoBase64);
    TRY(call.body.done());
    const TakenPhoto taken = TRY(take_photo(call, picture, kMaxItemPixels));
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) -> Status {
        TRY(keep_photo(call.services, work, taken));
        return Catalog::set_picture(work, item, photo_of(taken.ref));
    }));
    return ApiAnswer{{{"item", item},
                      {"picture_sha256", to_hex(ByteView(taken.ref.sha256))},
                      {"width", taken.ref.width},
                      {"height", taken.ref.height}}};
}

Result<ApiAnswer> remove_picture(StaffCall& call) {
    const std::string item = call.body.text("item", wire::kMaxCodeCharacters);
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return Catalog::set_picture(work, item, std::nullopt); }));
    return ApiAnswer{{{"item", item}, {"picture_sha256", ""}}};
}

json rules_view(const std::vector<StoredWindowRule>& rules) {
    json list = json::array();
    for (const StoredWindowRule& rule : rules) list.push_back(view(rule));
    return {{"rules", list}};
}

Result<ApiAnswer> show_rules(StaffCall& call) {
    TRY(call.body.done());
    return ApiAnswer{rules_view(TRY(OrderWindows::rules(call.db)))};
}

Result<ApiAnswer> set_rules(StaffCall& call) {
    std::vector<StoredWindowRule> rules;
    for (JsonBody& entry : call.body.objects("rules", kMaxWindowRules)) {
        StoredWindowRule& rule = rules.emplace_back();
        rule.unit = entry.optional_id<UnitId>("unit_id");
        rule.rule.opens_weekday = static_cast<int>(entry.integer("opens_weekday", 1, rules::kDaysOfWeek));
        rule.rule.opens_minute = static_cast<int>(entry.integer("opens_minute", 0, rules::kMinutesOfDay - 1));
        rule.rule.cut_off_weekday = static_cast<int>(entry.integer("cut_off_weekday", 1, rules::kDaysOfWeek));
        rule.rule.cut_off_minute = static_cast<int>(entry.integer("cut_off_minute", 0, rules::kMinutesOfDay - 1));
        rule.rule.delivery_weekday = static_cast<int>(entry.integer("delivery_weekday", 1, rules::kDaysOfWeek));
        TRY(entry.done());
    }
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return OrderWindows::set_rules(work, rules); }));
    return ApiAnswer{rules_view(rules)};
}

Result<ApiAnswer> list_windows(StaffCall& call) {
    TRY(call.body.done());
    json list = json::array();
    for (const StoredWindow& window : TRY(OrderWindows::list(call.db, kWindowsShown))) list.push_back(view(window));
    return ApiAnswer{{{"windows", list}}};
}

json classes_view(const std::vector<SpendingClass>& classes) {
    json list = json::array();
    for (const SpendingClass& one : classes)
        list.push_back({{"code", one.code}, {"limit_cents", one.limit.units()}, {"is_default", one.is_default}});
    return {{"classes", list}};
}

Result<ApiAnswer> show_classes(StaffCall& call) {
    TRY(call.body.done());
    return ApiAnswer{classes_view(TRY(Standings::classes(call.db)))};
}

Result<ApiAnswer> set_classes(StaffCall& call) {
    std::vector<SpendingClass> classes;
    for (JsonBody& entry : call.body.objects("classes", kMaxSpendingClasses)) {
        SpendingClass& one = classes.emplace_back();
        one.code = entry.text("code", wire::kMaxCodeCharacters);
        one.limit = Cents::of(entry.integer("limit_cents", 0, kMaxCommandUnits));
        one.is_default = entry.optional_flag("is_default");
        TRY(entry.done());
    }
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return Standings::set_classes(work, classes); }));
    return ApiAnswer{classes_view(classes)};
}

Result<ApiAnswer> show_standing(StaffCall& call) {
    const ResidentId id = TRY(call.path_id<ResidentId>(0));
    TRY(call.body.done());
    const auto standing = TRY(load_standing(call.db, id, call.services.clock.now()));
    if (!standing) return Error(ErrorCode::kNotFound, "There is no such resident.");
    json shown = view(TRY(Standings::restrictions(call.db, id)));
    shown["class_in_force"] = standing->spending_class();
    shown["limit_cents"] = standing->limit_cents();
    shown["used_cents"] = standing->used_cents();
    return ApiAnswer{shown};
}

Result<ApiAnswer> restrict_resident(StaffCall& call) {
    const ResidentId id = TRY(call.path_id<ResidentId>(0));
    Restrictions set;
    set.spending_class = call.body.optional_text("spending_class", wire::kMaxCodeCharacters);
    set.barred_items = call.body.optional_list("barred_items", wire::kMaxBarred, wire::kMaxCodeCharacters);
    set.barred_categories = call.body.optional_list("barred_categories", wire::kMaxBarred, wire::kMaxCodeCharacters);
    set.diets = call.body.optional_list("diets", wire::kMaxItemCodes, wire::kMaxCodeCharacters);
    set.barred = call.body.optional_flag("barred");
    set.barred_until = Timestamp::from_ms(call.body.optional_integer("barred_until_ms", 0, wire::kMaxTimestampMs, 0));
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) { return Standings::restrict(work, id, set); }));
    return ApiAnswer{view(set)};
}

}  // namespace

void add_commissary_routes(http::Router& router, StaffApi& api) {
    const std::string commissary = "/api/v1/commissary/";
    add_api_route(router, api, Method::kGet, commissary + "catalog", kReaders, &show_catalog);
    add_api_route(router, api, Method::kPost, commissary + "catalog", "trust_office", &import_catalog,
                  kMaxCatalogBytes);
    add_api_route(router, api, Method::kPost, commissary + "pictures", "trust_office", &set_picture,
                  kMaxPhotoBase64 + kMaxApiBodyBytes);
    add_api_route(router, api, Method::kPost, commissary + "pictures/remove", "trust_office", &remove_picture);
    add_api_route(router, api, Method::kPost, commissary + "stock", "trust_office request_staff", &set_stock);
    add_api_route(router, api, Method::kGet, commissary + "window-rules", kReaders, &show_rules);
    add_api_route(router, api, Method::kPut, commissary + "window-rules", "trust_office", &set_rules);
    add_api_route(router, api, Method::kGet, commissary + "windows", kReaders, &list_windows);
    add_api_route(router, api, Method::kGet, commissary + "classes", kReaders, &show_classes);
    add_api_route(router, api, Method::kPut, commissary + "classes", "trust_office", &set_classes);
    add_api_route(router, api, Method::kGet, "/api/v1/residents/{id}/commissary", kReaders, &show_standing);
    add_api_route(router, api, Method::kPut, "/api/v1/residents/{id}/commissary", "trust_office request_staff",
                  &restrict_resident);
}

}  // namespace dayroom::facility
