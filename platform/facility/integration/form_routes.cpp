// Forms: what staff see and change of them. A form is named by its code, so that putting the same twice is once.
#include "platform/facility/integration/form_body.h"
#include "platform/facility/integration/staff_api.h"
#include "platform/wire/forms.h"

namespace dayroom::facility {
namespace {

using http::Method;
using nlohmann::json;

Result<StoredForm> form_named(StaffCall& call) {
    auto form = TRY(call.services.forms.find_by_code(call.db, call.request.parameters.at(0)));
    if (!form) return Error(ErrorCode::kNotFound, "There is no such form.");
    return std::move(*form);
}

json summary(const StoredForm& form) {
    json names = json::object();
    for (const auto& text : form.form.name()) names[text.language()] = text.text();
    return {{"id", form.id.to_string()},
            {"code", form.form.code()},
            {"revision", form.form.revision()},
            {"active", form.active},
            {"name", names},
            {"role", form.form.role()},
            {"answer_within_hours", form.form.answer_within_hours()}};
}

json version_view(const FormVersion& version) {
    return {{"revision", version.form.revision()},
            {"from_ms", version.from.ms()},
            {"until_ms", version.until.ms()},
            {"by_role", version.by_role},
            {"by_id", version.by ? json(version.by->to_string()) : json(nullptr)}};
}

Result<ApiAnswer> list_forms(StaffCall& call) {
    TRY(call.body.done());
    json all = json::array();
    for (const StoredForm& form : TRY(call.services.forms.list(call.db, call.query_text("retired") == "true")))
        all.push_back(summary(form));
    return ApiAnswer{{{"forms", all}}};
}

Result<ApiAnswer> read_one(StaffCall& call) {
    const StoredForm form = TRY(form_named(call));
    TRY(call.body.done());
    const auto revision = static_cast<int>(TRY(call.query_number("revision", 1, INT32_MAX, form.form.revision())));
    const auto version = TRY(call.services.forms.find_version(call.db, form.id, revision));
    if (!version) return Error(ErrorCode::kNotFound, "There is no such version.");
    json shown = version_view(*version);
    shown["id"] = form.id.to_string();
    shown["active"] = form.active;
    shown["form"] = form_json(TRY(wire::form_from_wire(version->form)));
    return ApiAnswer{shown};
}

Result<ApiAnswer> list_versions(StaffCall& call) {
    const StoredForm form = TRY(form_named(call));
    TRY(call.body.done());
    json all = json::array();
    for (const FormVersion& version : TRY(call.services.forms.versions(call.db, form.id)))
        all.push_back(version_view(version));
    return ApiAnswer{{{"versions", all}}};
}

/// What a definition names must be there: its price, its units.
Status check_names(StaffCall& call, database::Connection& db, const forms::Form& form) {
    if (form.fee.when != forms::FeeWhen::kNone &&
        !TRY(call.services.prices.find(db, form.fee.price_code, call.services.clock.now()))) {
        return Error(ErrorCode::kInvalid, "fee.price: no such price is in force");
    }
    for (const std::string& unit : form.units) {
        const UnitId id = TRY(UnitId::from_bytes(std::string_view(unit)));
        if (TRY(db.number("SELECT count(*) FROM housing_unit WHERE id = $1", id)) == 0)
            return Error(ErrorCode::kInvalid, "units: there is no unit " + id.to_string());
    }
    return {};
}

Result<ApiAnswer> put_form(StaffCall& call) {
    const std::string code = call.request.parameters.at(0);
    const auto replaces = static_cast<int>(call.body.integer("replaces_revision", 0, INT32_MAX));
    auto object = call.body.optional_object("form");
    TRY(call.body.done());
    if (!object) return Error(ErrorCode::kInvalid, "\"form\" is missing.");
    const forms::Form form = TRY(read_form(*object));
    if (form.code != code) return Error(ErrorCode::kInvalid, "code: is another than in the address");
    FormId id;
    int revision = 0;
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) -> Status {
        TRY(check_names(call, work.db(), form));
        const auto before = TRY(call.services.forms.find_by_code(work.db(), code));
        id = before ? before->id : work.make_id<FormId>();
        TRY(call.services.forms.replace(work, id, replaces, wire::form_to_wire(form)));
        revision = TRY(call.services.forms.find(work.db(), id))->form.revision();
        return {};
    }));
    return ApiAnswer{{{"id", id.to_string()}, {"code", code}, {"revision", revision}}, replaces == 0 ? 201 : 200};
}

Result<ApiAnswer> retire_form(StaffCall& call) {
    const StoredForm form = TRY(form_named(call));
    TRY(call.body.done());
    TRY(call.services.writer->run(call.caller.actor(),
                                  [&](Work& work) { return call.services.forms.retire(work, form.id); }));
    return ApiAnswer{{{"id", form.id.to_string()}, {"code", form.form.code()}, {"active", false}}};
}

Result<ApiAnswer> export_forms(StaffCall& call) {
    TRY(call.body.done());
    std::vector<forms::Form> all;
    for (const StoredForm& form : TRY(call.services.forms.list(call.db)))
        all.push_back(TRY(wire::form_from_wire(form.form)));
    return ApiAnswer{forms_file_json(all)};
}

/// All of the file, or nothing.
Result<ApiAnswer> import_forms(StaffCall& call) {
    const auto all = TRY(read_forms_file(call.body));
    json results = json::array();
    TRY(call.services.writer->run(call.caller.actor(), [&](Work& work) -> Status {
        results = json::array();
        for (const forms::Form& form : all) {
            TRY(check_names(call, work.db(), form));
            const auto before = TRY(call.services.forms.find_by_code(work.db(), form.code));
            const FormId id = before ? before->id : work.make_id<FormId>();
            TRY(call.services.forms.put(work, id, wire::form_to_wire(form)));
            const int revision = TRY(call.services.forms.find(work.db(), id))->form.revision();
            const bool same = before && before->form.revision() == revision;
            results.push_back({{"code", form.code},
                               {"revision", revision},
                               {"result", !before ? "created"
                                          : same  ? "unchanged"
                                                  : "changed"}});
        }
        return {};
    }));
    return ApiAnswer{{{"forms", results}}};
}

}  // namespace

void add_form_routes(http::Router& router, StaffApi& api) {
    const char* readers = "request_staff trust_office auditor";
    add_api_route(router, api, Method::kGet, "/api/v1/forms", readers, &list_forms);
    add_api_route(router, api, Method::kGet, "/api/v1/forms-file", readers, &export_forms);
    add_api_route(router, api, Method::kPost, "/api/v1/forms-file", "request_staff", &import_forms, kMaxFormsFileBytes);
    add_api_route(router, api, Method::kGet, "/api/v1/forms/{code}", readers, &read_one);
    add_api_route(router, api, Method::kPut, "/api/v1/forms/{code}", "request_staff", &put_form);
    add_api_route(router, api, Method::kGet, "/api/v1/forms/{code}/versions", readers, &list_versions);
    add_api_route(router, api, Method::kPost, "/api/v1/forms/{code}/retire", "request_staff", &retire_form);
}

}  // namespace dayroom::facility
