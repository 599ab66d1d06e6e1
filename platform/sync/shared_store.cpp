#include "platform/sync/shared_store.h"

namespace dayroom::sync {

Result<SyncContext> make_context(const store::Enrolment& enrolment, Timestamp now) {
    const auto statement = TRY(wire::verify_key_certificate(enrolment.hub_key, enrolment.root_key, enrolment.facility,
                                                            wire::KeyStatement::HUB, now));
    SyncContext context;
    context.facility = enrolment.facility;
    context.device = enrolment.device;
    context.hub_box = TRY(crypto::BoxPublic::from_bytes(statement.box_key()));
    TRY(context.keys.add(TRY(crypto::SigningPublic::from_bytes(statement.signing_key())),
                         Timestamp::from_ms(statement.not_after_ms())));
    return context;
}

}  // namespace dayroom::sync
