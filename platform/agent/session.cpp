#include "platform/agent/session.h"

namespace dayroom::agent {

local::Moved moved_of(const store::Stamps& device, const Session& session) {
    const auto& vault = session.vault->stamps();
    local::Moved moved;
    moved.set_messages(vault.messages + session.photos_arrived);
    moved.set_money(vault.money);
    moved.set_requests(vault.requests);
    moved.set_notices(vault.notices + device.notices);
    moved.set_profile(vault.profile);
    moved.set_forms(vault.forms + device.forms);
    moved.set_contacts(vault.contacts);
    moved.set_commissary(vault.commissary + device.commissary);
    moved.set_phone(vault.phone + device.phone);
    moved.set_visits(vault.visits + device.visits);
    moved.set_documents(device.documents);
    moved.set_schedule(vault.notices + device.notices);
    return moved;
}

}  // namespace dayroom::agent
