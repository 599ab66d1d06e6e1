#include "platform/facility/devices/registry.h"

#include <mutex>

namespace dayroom::facility {
namespace {

std::string key_of(const crypto::Digest& sha256) { return std::string(as_text(sha256)); }

template <typename Key>
Result<Key> read_key(const database::Row& row, int column) {
    return Key::from_bytes(row.bytes(column));
}

std::optional<crypto::Digest> read_digest(const database::Row& row, int column) {
    if (row.is_null(column)) return std::nullopt;
    return row.array<crypto::kDigestBytes>(column);
}

Result<Device> read_device(const database::Row& row) {
    Device device;
    device.id = row.id<DeviceId>(0);
    device.name = row.string(1);
    device.unit = row.id<UnitId>(2);
    device.unit_name = row.string(3);
    device.kind = row.string(4);
    device.revoked = row.integer(5) == 2;
    device.signing_key = TRY(read_key<crypto::SigningPublic>(row, 6));
    device.box_key = TRY(read_key<crypto::BoxPublic>(row, 7));
    device.certificate = {row.array<crypto::kDigestBytes>(8), row.time(9), row.time(10)};
    if (const auto next = read_digest(row, 11)) device.next = DeviceCertificate{*next, row.time(12), row.time(13)};
    device.replaced = read_digest(row, 14);
    device.serial = row.string(15);
    device.enrolled = row.time(16);
    return device;
}

}  // namespace

Status DeviceRegistry::load(database::Connection& connection) {
    std::vector<Device> all;
    TRY(
        connection.each("SELECT device.id, device.name, device.unit, housing_unit.name, device.kind, device.state, "
                        "signing_key, box_key, certificate_sha256, certificate_issued_ms, certificate_not_after_ms, "
                        "next_certificate_sha256, next_certificate_issued_ms, next_certificate_not_after_ms, "
                        "replaced_certificate_sha256, serial, enrolled_ms FROM device "
                        "JOIN housing_unit ON housing_unit.id = device.unit",
                        [&](const database::Row& row) -> Status {
                            all.push_back(TRY(read_device(row)));
                            return {};
                        }));
    const std::unique_lock lock(mutex_);
    by_certificate_.clear();
    by_id_.clear();
    for (Device& device : all) put(std::move(device));
    return {};
}

void DeviceRegistry::put(Device device) {
    const auto kept = std::make_shared<const Device>(std::move(device));
    auto& known = by_id_[kept->id];
    if (known) {
        by_certificate_.erase(key_of(known->certificate.sha256));
        if (known->next) by_certificate_.erase(key_of(known->next->sha256));
        if (known->replaced) by_certificate_.erase(key_of(*known->replaced));
    }
    known = kept;
    if (kept->replaced) by_certificate_[key_of(*kept->replaced)] = {kept, CertificateRole::kReplaced};
    if (kept->next) by_certificate_[key_of(kept->next->sha256)] = {kept, CertificateRole::kNext};
    by_certificate_[key_of(kept->certificate.sha256)] = {kept, CertificateRole::kInUse};
}

void DeviceRegistry::add(Device device) {
    const std::unique_lock lock(mutex_);
    put(std::move(device));
}

/// In one step: two changes of one device never lose each other.
template <typename Change>
void DeviceRegistry::change(const DeviceId& id, Change&& change) {
    const std::unique_lock lock(mutex_);
    const auto found = by_id_.find(id);
    if (found == by_id_.end()) return;
    Device changed = *found->second;
    change(changed);
    put(std::move(changed));
}

void DeviceRegistry::set_revoked(const DeviceId& id) {
    change(id, [](Device& device) { device.revoked = true; });
}

void DeviceRegistry::set_next(const DeviceId& id, const DeviceCertificate& next) {
    change(id, [&next](Device& device) {
        if (device.certificate.sha256 != next.sha256) device.next = next;
    });
}

void DeviceRegistry::set_replaced(const DeviceId& id, const crypto::Digest& used) {
    change(id, [&used](Device& device) {
        if (!device.next || device.next->sha256 != used) return;
        device.replaced = device.certificate.sha256;
        device.certificate = *device.next;
        device.next.reset();
    });
}

std::optional<DeviceRegistry::Found> DeviceRegistry::find_by_certificate(std::string_view sha256) const {
    const std::shared_lock lock(mutex_);
    const auto found = by_certificate_.find(std::string(sha256));
    return found == by_certificate_.end() ? std::nullopt : std::optional(found->second);
}

std::shared_ptr<const Device> DeviceRegistry::find(const DeviceId& id) const {
    const std::shared_lock lock(mutex_);
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : found->second;
}

std::shared_ptr<const Device> DeviceRegistry::find_by_signing_key(const crypto::SigningPublic& key) const {
    const std::shared_lock lock(mutex_);
    for (const auto& [id, device] : by_id_) {
        if (device->signing_key.raw() == key.raw()) return device;
    }
    return nullptr;
}

std::size_t DeviceRegistry::size() const {
    const std::shared_lock lock(mutex_);
    return by_id_.size();
}

}  // namespace dayroom::facility
