// The colour of a contact's state, beside its words and its sign. Inside terminal/features/contacts only.
#pragma once

#include "terminal/features/contacts/contacts_model.h"
#include "terminal/ui/kit/kit.h"

namespace dayroom::features {

inline ui::Tone tone_of(ContactMark mark) {
    switch (mark) {
        case ContactMark::kInvited:
            return ui::Tone::kInfo;
        case ContactMark::kApproved:
            return ui::Tone::kSuccess;
        case ContactMark::kQueued:
        case ContactMark::kWaiting:
            return ui::Tone::kWarning;
        case ContactMark::kRefused:
        case ContactMark::kNotTaken:
        case ContactMark::kBlocked:
            return ui::Tone::kDanger;
        case ContactMark::kBlockedHere:
        case ContactMark::kDeclined:
        case ContactMark::kRemoved:
            break;
    }
    return ui::Tone::kNeutral;
}

}  // namespace dayroom::features
