// Private to the hub in memory.
#pragma once

#include "platform/crypto/labels.h"
#include "tests/unit/platform/sync/fake_hub.h"

namespace dayroom::test {

inline std::string key_of(const wire::Scope& scope) { return std::to_string(scope.kind()) + scope.id(); }

inline wire::Scope make_scope(wire::ScopeKind kind, const std::string& id) {
    wire::Scope scope;
    scope.set_kind(kind);
    scope.set_id(id);
    return scope;
}

inline void say(google::protobuf::RepeatedPtrField<wire::LocalText>* texts, const std::string& text) {
    auto& added = *texts->Add();
    added.set_language("en");
    added.set_text(text);
}

inline crypto::BoxKey vault_box(const Secret& vault_key) {
    return crypto::BoxKey::from_seed(crypto::derive_key(vault_key, crypto::kLabelBox)).take();
}

inline net::HttpResponse problem(int status, const std::string& code) {
    wire::Problem body;
    body.set_code(code);
    return {status, body.SerializeAsString()};
}

}  // namespace dayroom::test
