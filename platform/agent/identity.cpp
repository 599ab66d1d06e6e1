#include "platform/agent/identity.h"

namespace dayroom::agent {

net::HttpsOptions Identity::https(Milliseconds connect_within) const {
    net::HttpsOptions options;
    options.address = hub_address;
    options.ca_pem = ca_pem;
    options.connect_timeout = connect_within;
    return options;
}

Result<std::optional<Identity>> load_identity(store::DeviceStore& device, Timestamp now) {
    auto enrolment = TRY(device.enrolment());
    if (!enrolment) return std::optional<Identity>();
    auto context = TRY(sync::make_context(*enrolment, now));
    auto signing_key = TRY(crypto::SigningKey::from_seed(enrolment->signing_seed));
    auto box_key = TRY(crypto::BoxKey::from_seed(enrolment->box_seed));
    return std::optional(Identity{std::move(context), enrolment->unit, enrolment->device_name, std::move(signing_key),
                                  std::move(box_key), enrolment->root_key, enrolment->hub_address, enrolment->ca_pem});
}

}  // namespace dayroom::agent
