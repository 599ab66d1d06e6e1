// Cursors that are further on than the device store says: what came went straight into the signed-in resident's vault,
// durably, and was shown. The store is told in a quieter moment; until then a crash has the hub send it again, which
// changes nothing.
#pragma once

#include <vector>

#include "platform/store/device_store.h"

namespace dayroom::sync {

class CursorsAhead {
public:
    /// What went from `from` to `to` is in the vault; `settled`: commands whose result was among it.
    void note(const wire::Scope& scope, std::uint64_t from, std::uint64_t to, const std::vector<CommandId>& settled);
    /// Commands whose result was in a page that the store knows of.
    void note_settled(const std::vector<CommandId>& settled);
    /// Where to ask from. Forgets what is known of a scope whose stored cursor was moved by somebody else: it begins
    /// again there.
    void lift(store::CursorView& cursor);
    bool empty() const { return scopes_.empty() && settled_.empty(); }
    /// Commands whose result came: their vault says so only once, so the outbox is told soon.
    bool has_settled() const { return !settled_.empty(); }
    /// With the store's lock held. What a failure leaves is saved the next time.
    Status save(store::DeviceStore& device);

private:
    struct Ahead {
        wire::Scope scope;
        std::uint64_t stored = 0;
        std::uint64_t seq = 0;
    };
    std::vector<Ahead> scopes_;  // one, but for a change of the person signed in
    std::vector<CommandId> settled_;
};

}  // namespace dayroom::sync
