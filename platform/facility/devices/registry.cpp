#include "platform/facility/devices/registry.h"

#include <mutex>

namespace dayroom::facility {
namespace {

std::string key_of(const crypto::Digest& sha256) { return std::string(as_text(sha256)); }

template <typename Key>
Result<Key> read_key(const database::Row& row, int column) {
    return Key::from_bytes(row.bytes(column));
}

}  // namespace

Status DeviceRegistry::load(database::Connection& connection) {
    std::vector<Device> all;
    TRY(
        connection.each("SELECT device.id, device.name, device.unit, housing_unit.name, device.kind, device.state, "
                        "signing_key, box_key, "
                        "certificate_sha256, certificate_not_after_ms, serial, enrolled_ms FROM device "
                        "JOIN housing_unit ON housing_unit.id = device.unit",
                        [&](const database::Row& row) -> Status {
                            Device device;
                            device.id = row.id<DeviceId>(0);
                            device.name = row.string(1);
                            device.unit = row.id<UnitId>(2);
                            device.unit_name = row.string(3);
                            device.kind = row.string(4);
                            device.revoked = row.integer(5) == 2;
                            device.signing_key = TRY(read_key<crypto::SigningPublic>(row, 6));
                            device.box_key = TRY(read_key<crypto::BoxPublic>(row, 7));
                            device.certificate_sha256 = row.array<crypto::kDigestBytes>(8);
                            device.certificate_not_after = row.time(9);
                            device.serial = row.string(10);
                            device.enrolled = row.time(11);
                            all.push_back(std::move(device));
                            return {};
                        }));
    {
        const std::unique_lock lock(mutex_);
        by_certificate_.clear();
        by_id_.clear();
    }
    for (Device& device : all) add(std::move(device));
    return {};
}

void DeviceRegistry::add(Device device) {
    const auto kept = std::make_shared<const Device>(std::move(device));
    const std::unique_lock lock(mutex_);
    by_certificate_[key_of(kept->certificate_sha256)] = kept;
    by_id_[kept->id] = kept;
}

void DeviceRegistry::set_revoked(const DeviceId& id) {
    const auto before = find(id);
    if (!before) return;
    Device changed = *before;
    changed.revoked = true;
    add(std::move(changed));
}

std::shared_ptr<const Device> DeviceRegistry::find_by_certificate(std::string_view sha256) const {
    const std::shared_lock lock(mutex_);
    const auto found = by_certificate_.find(std::string(sha256));
    return found == by_certificate_.end() ? nullptr : found->second;
}

std::shared_ptr<const Device> DeviceRegistry::find(const DeviceId& id) const {
    const std::shared_lock lock(mutex_);
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
}

std::size_t DeviceRegistry::size() const {
    const std::shared_lock lock(mutex_);
    return by_id_.size();
}

}  // namespace dayroom::facility
