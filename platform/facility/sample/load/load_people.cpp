#include "platform/facility/sample/load/loading.h"

namespace dayroom::facility::sample {

Status Loading::load_resident(Work& work, std::size_t index) {
    const SampleResident& person = sample_.residents[index];
    TRY(residents_.add(work, person.id,
                       {person.number, person.given, person.family, units_[person.unit], person.language}));
    TRY(residents_.set_pin(work, person.id, pin_hashes_[index], !person.pin_is_set));
    ++report_.residents;
    return {};
}

Status Loading::load_contact(Work& work, std::size_t index) {
    const SampleContact& contact = sample_.contacts[index];
    ++report_.contacts;
    TRY(phone_.add_number(work, contact));
    if (contact.state == wire::Contact::INVITED) {
        return contacts_.invite(
            work, {contact.id, resident(contact.resident), contact.name, contact.relationship, contact.address});
    }
    const bool blocked = contact.state == wire::Contact::BLOCKED;
    const bool refused = contact.state == wire::Contact::REFUSED;
    TRY(contacts_.add(work, contact.id, resident(contact.resident), contact.name, contact.relationship,
                      blocked   ? wire::Contact::APPROVED
                      : refused ? wire::Contact::REQUESTED
                                : contact.state,
                      contact.address));
    TRY(visits_.approve(work, index));
    if (blocked && contact.blocked_by_resident) {
        wire::ChangeContact block;
        block.set_contact_id(contact.id.raw());
        block.set_change(wire::ChangeContact::BLOCK);
        return contacts_.change(work, resident(contact.resident), block);
    }
    return blocked || refused ? contacts_.set_state(work, contact.id, contact.state, contact.reason) : Status();
}

Status Loading::load_notice(Work& work, std::size_t index) {
    const SampleNotice& notice = sample_.notices[index];
    const Scope scope = notice.unit == SIZE_MAX ? Scope::facility(work.facility()) : Scope::unit(units_[notice.unit]);
    ++report_.notices;
    return notices_.create(work, notice.id, scope, notice.notice);
}

// Whoever has a PIN has used it: the terminal shows when and where.
Status Loading::note_sign_ins(Work& work) {
    for (std::size_t i = 0; i < sample_.residents.size(); ++i) {
        const SampleResident& person = sample_.residents[i];
        if (!person.pin_is_set) continue;
        const Timestamp when = work.now() - std::chrono::minutes(200 + 37 * static_cast<int>(i % 30));
        TRY(work.db().run("UPDATE resident SET last_sign_in_ms = $2, last_sign_in_place = $3 WHERE id = $1", person.id,
                          when, sample_.units[person.unit].name + " kiosk 1"));
        work.touch(Scope::resident(person.id), RecordKind::kProfile, person.id);
    }
    return {};
}

}  // namespace dayroom::facility::sample
