#include "platform/facility/integration/scope_body.h"

namespace dayroom::facility {

Result<Scope> read_scope(StaffCall& call) {
    const std::string scope = call.body.text("scope", 16);
    const auto id = call.body.optional_id<ThingId>("scope_id");
    if (scope == "facility") return Scope::facility(call.services.context.facility);
    if (scope != "unit" && scope != "resident")
        return Error(ErrorCode::kInvalid, "\"scope\" must be facility, unit or resident.");
    if (!id) return Error(ErrorCode::kInvalid, "\"scope_id\" is missing: which unit or resident?");
    return Scope{scope == "unit" ? Scope::Kind::kUnit : Scope::Kind::kResident, *id};
}

Result<nlohmann::json> scope_view(database::Connection& connection, const Scope& scope) {
    nlohmann::json shown = {{"scope", "facility"}, {"scope_id", scope.id.to_string()}};
    const char* sql = nullptr;
    if (scope.kind == Scope::Kind::kUnit) {
        shown["scope"] = "unit";
        sql = "SELECT name FROM housing_unit WHERE id = $1";
    } else if (scope.kind == Scope::Kind::kResident) {
        shown["scope"] = "resident";
        sql = "SELECT number || ' ' || given_name || ' ' || family_name FROM resident WHERE id = $1";
    }
    if (sql == nullptr) return shown;
    const auto name = TRY(connection.first(
        sql, [](const database::Row& row) { return row.string(0); }, scope.id));
    if (name) shown["scope_name"] = *name;
    return shown;
}

}  // namespace dayroom::facility
