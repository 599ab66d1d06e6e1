// What a change belongs to, and what kind of thing changed. Source: design.md §5.
#pragma once

#include <compare>
#include <cstdint>

#include "platform/base/id.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::facility {

/// Any thing that the feed carries: message, request, transfer … The kind says which.
using ThingId = Id<struct ThingTag>;

template <typename Tag>
ThingId thing(const Id<Tag>& id) {
    return id.is_nil() ? ThingId() : ThingId::from_bytes(id.bytes()).take();
}
template <typename Target, typename Tag>
Target id_as(const Id<Tag>& id) {
    return id.is_nil() ? Target() : Target::from_bytes(id.bytes()).take();
}

/// The id of what stands beside its owner in one scope: a resident's balances beside the profile, the price list beside
/// the facility. A terminal keeps things by id alone (an envelope does not show its kind), so two things of one scope
/// never share one. Its own inverse.
template <typename Tag>
ThingId companion_of(const Id<Tag>& owner) {
    Bytes bytes(owner.bytes().begin(), owner.bytes().end());
    bytes.back() ^= 1;
    return ThingId::from_bytes(ByteView(bytes)).take();
}

/// And of what stands there beside both: a resident's standing at the commissary. Its own inverse.
template <typename Tag>
ThingId second_companion_of(const Id<Tag>& owner) {
    Bytes bytes(owner.bytes().begin(), owner.bytes().end());
    bytes.back() ^= 2;
    return ThingId::from_bytes(ByteView(bytes)).take();
}

/// And of a fourth: what counts of the changes of a resident's list of phone numbers. Its own inverse.
template <typename Tag>
ThingId third_companion_of(const Id<Tag>& owner) {
    Bytes bytes(owner.bytes().begin(), owner.bytes().end());
    bytes.back() ^= 4;
    return ThingId::from_bytes(ByteView(bytes)).take();
}

/// And of a fifth: whether a resident may have visits; the terms of visits. Its own inverse.
template <typename Tag>
ThingId fourth_companion_of(const Id<Tag>& owner) {
    Bytes bytes(owner.bytes().begin(), owner.bytes().end());
    bytes.back() ^= 8;
    return ThingId::from_bytes(ByteView(bytes)).take();
}

/// And of a sixth: the signed policy beside the facility. Its own inverse.
template <typename Tag>
ThingId fifth_companion_of(const Id<Tag>& owner) {
    Bytes bytes(owner.bytes().begin(), owner.bytes().end());
    bytes.back() ^= 16;
    return ThingId::from_bytes(ByteView(bytes)).take();
}

/// And of a seventh: which technicians the facility trusts no more. Its own inverse.
template <typename Tag>
ThingId sixth_companion_of(const Id<Tag>& owner) {
    Bytes bytes(owner.bytes().begin(), owner.bytes().end());
    bytes.back() ^= 32;
    return ThingId::from_bytes(ByteView(bytes)).take();
}

/// A feed of its own with its own counter.
struct Scope {
    // The first four as wire.ScopeKind; kNetwork is only woken, and has no feed.
    enum class Kind : std::uint8_t { kFacility = 1, kUnit = 2, kDevice = 3, kResident = 4, kNetwork = 100 };
    Kind kind = Kind::kFacility;
    ThingId id;

    static Scope facility(const FacilityId& id) { return {Kind::kFacility, thing(id)}; }
    static Scope unit(const UnitId& id) { return {Kind::kUnit, thing(id)}; }
    static Scope device(const DeviceId& id) { return {Kind::kDevice, thing(id)}; }
    static Scope resident(const ResidentId& id) { return {Kind::kResident, thing(id)}; }
    /// Who tells the provider network: woken through Work::wake(), never touched.
    static Scope network() { return {Kind::kNetwork, ThingId()}; }
    /// kInvalid for an unknown kind or an id that is none.
    static Result<Scope> from_wire(const wire::Scope& scope);
    wire::Scope to_wire() const;

    auto operator<=>(const Scope&) const = default;
};

/// The kinds of Record that travel. Stored: never renumber.
enum class RecordKind : std::uint8_t {
    kFacility = 1,  // sealed; id: the facility's
    kPrices = 2,    // sealed; id: the facility's companion
    kForm = 3,      // sealed
    kNotice = 4,    // sealed; scope facility, unit or resident
    kUnit = 5,      // scope unit; id: the unit's
    kRoster = 6,    // scope unit; id: the resident's
    kProfile = 7,   // scope resident, as all below; id: the resident's
    kContact = 8,
    kMessage = 9,       // sealed
    kBalances = 10,     // id: the resident's companion
    kTransaction = 11,  // id: the transfer's that the statement shows
    kRequest = 12,
    kDevice = 13,  // scope device; id: the device's
    kCard = 14,    // sealed; scope facility
    kDraft = 15,   // scope resident, as below
    kObligation = 16,
    kNoticeReceipt = 17,  // id: the command's
    kDocument = 18,       // sealed; scope facility
    kSchedule = 19,       // sealed; scope unit; id: the unit's companion
    // of the commissary
    kCatalogItem = 20,         // sealed; scope facility
    kCatalogCategory = 21,     // sealed; scope facility
    kOrderWindow = 22,         // sealed; scope facility or unit
    kCommissaryStanding = 23,  // scope resident; id: the resident's second companion
    kOrder = 24,               // scope resident
    kAppointment = 25,         // scope resident
    // of the phone account
    kPhoneTerms = 70,     // sealed; scope facility; id: the facility's second companion
    kPhoneNumber = 71,    // scope resident
    kPhoneCall = 72,      // scope resident
    kPhoneStanding = 73,  // scope resident; id: the resident's third companion
    // PREA
    kPreaBody = 80,    // sealed; scope facility; id: the facility's third companion
    kPreaAnswer = 81,  // sealed; scope facility
    // video visits
    kVisitTerms = 90,     // sealed; scope facility; id: the facility's fourth companion
    kVisitDay = 91,       // scope unit
    kVisit = 92,          // scope resident
    kVisitStanding = 93,  // scope resident; id: the resident's fourth companion
    // the signed policy
    kPolicy = 100,       // scope facility; id: the facility's fifth companion
    kPolicyTrial = 101,  // scope device; id: the device's companion
    // technicians
    kTechnicianList = 110,  // sealed; scope facility; id: the facility's sixth companion
};
/// Whether the hub seals records of this kind: then `released` holds the bytes.
constexpr bool is_sealed(RecordKind kind) {
    return kind == RecordKind::kFacility || kind == RecordKind::kPrices || kind == RecordKind::kForm ||
           kind == RecordKind::kNotice || kind == RecordKind::kDocument || kind == RecordKind::kSchedule ||
           kind == RecordKind::kMessage || kind == RecordKind::kCard || kind == RecordKind::kCatalogItem ||
           kind == RecordKind::kCatalogCategory || kind == RecordKind::kOrderWindow ||
           kind == RecordKind::kPhoneTerms || kind == RecordKind::kPreaBody || kind == RecordKind::kPreaAnswer ||
           kind == RecordKind::kVisitTerms || kind == RecordKind::kTechnicianList;
}

}  // namespace dayroom::facility

template <>
struct std::hash<dayroom::facility::Scope> {
    std::size_t operator()(const dayroom::facility::Scope& scope) const noexcept {
        return std::hash<dayroom::facility::ThingId>()(scope.id) * 31 + static_cast<std::size_t>(scope.kind);
    }
};
