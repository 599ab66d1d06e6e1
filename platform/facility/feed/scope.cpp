#include "platform/facility/feed/scope.h"

namespace dayroom::facility {

Result<Scope> Scope::from_wire(const wire::Scope& scope) {
    if (scope.kind() < wire::FACILITY || scope.kind() > wire::RESIDENT) {
        return Error(ErrorCode::kInvalid, "unknown kind of scope");
    }
    return Scope{static_cast<Kind>(scope.kind()), TRY(ThingId::from_bytes(std::string_view(scope.id())))};
}

wire::Scope Scope::to_wire() const {
    wire::Scope out;
    out.set_kind(static_cast<wire::ScopeKind>(kind));
    out.set_id(id.raw());
    return out;
}

}  // namespace dayroom::facility
