// The image of this machine at the agent: what the policy names is fetched and put in by image_update.h, which is told
// here when nobody is at the terminal.
#include "platform/agent/agent.h"
#include "platform/agent/agent_sync.h"

namespace dayroom::agent {

void Agent::begin_image_updates() {
    if (!wire::is_image_version(image_version_)) return;
    sync_->image_line = make_line(Milliseconds(5'000));
    sync_->image = std::make_unique<ImageUpdate>(ImageUpdateParts{
        sync::HubApi(*sync_->image_line, clock_), parts_.clock, parts_.log,
        parts_.options.data_dir / wire::kImageFolder, image_version_, [this] { return wished_image(); },
        [this] {
            const std::lock_guard lock(store_.mutex);
            return in_use();
        },
        [this] {
            const std::lock_guard lock(store_.mutex);
            return !in_use() && parts_.clock.steady() - last_use_ >= kQuietBeforeRestart;
        },
        [this](bool closed) {
            const std::lock_guard lock(store_.mutex);
            condition_.updating = closed;
            status_moved_ = true;
            parts_.mailbox.ring();
        }});
    sync_->image_thread = std::make_unique<sync::StepThread>("image", [this] { return sync_->image->step(); });
}

bool Agent::in_use() { return session_ || visit_ || signing_in_ || line_.waiting() > 0; }

std::optional<wire::MachineImage> Agent::wished_image() {
    const std::lock_guard lock(store_.mutex);
    if (!store_.device) return std::nullopt;
    const auto rules = store_.device->policy().rules();
    if (!rules.ok()) {
        note_store_error(rules.error());
        return std::nullopt;
    }
    if (!rules->has_value() || !(*rules)->has_image()) return std::nullopt;
    return (*rules)->image();
}

}  // namespace dayroom::agent
