// What each kind of record is called, whether it must be sealed, and in which scope it may stand.
#include "platform/wire/check.h"

namespace dayroom::wire {

std::string kind_name(Record::BodyCase kind) {
    const auto* field = Record::descriptor()->FindFieldByNumber(kind);
    return field == nullptr ? std::string() : field->name();
}

bool must_be_sealed(Record::BodyCase kind) {
    return kind == Record::kFacility || kind == Record::kPrices || kind == Record::kForm || kind == Record::kNotice ||
           kind == Record::kMessage || kind == Record::kCard || kind == Record::kCatalogItem ||
           kind == Record::kCatalogCategory || kind == Record::kOrderWindow || kind == Record::kPreaBody ||
           kind == Record::kPreaAnswer || kind == Record::kPhoneTerms || kind == Record::kDocument ||
           kind == Record::kSchedule || kind == Record::kVisitTerms || kind == Record::kTechnicianList;
}

bool allowed_in(Record::BodyCase kind, ScopeKind scope) {
    switch (kind) {
        case Record::kFacility:
        case Record::kPrices:
        case Record::kForm:
        case Record::kCard:
        case Record::kCatalogItem:
        case Record::kCatalogCategory:
        case Record::kDocument:
        case Record::kPreaBody:
        case Record::kPreaAnswer:
        case Record::kPhoneTerms:
        case Record::kVisitTerms:
        case Record::kTechnicianList:
            return scope == FACILITY;
        case Record::kOrderWindow:
            return scope == FACILITY || scope == HOUSING_UNIT;
        case Record::kNotice:
            return scope == FACILITY || scope == HOUSING_UNIT || scope == RESIDENT;
        case Record::kSchedule:
        case Record::kUnit:
        case Record::kRoster:
        case Record::kVisitDay:
            return scope == HOUSING_UNIT;
        case Record::kDevice:
            return scope == DEVICE;
        case Record::kPolicyRelease:
            return scope == FACILITY || scope == DEVICE;
        case Record::BODY_NOT_SET:
            return false;
        default:
            return scope == RESIDENT;
    }
}

}  // namespace dayroom::wire
