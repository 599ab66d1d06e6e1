#include "platform/forms/fee.h"

namespace dayroom::forms {

FeeStep fee_step(const Fee& fee, Event event) {
    if (fee.when == FeeWhen::kNone) return FeeStep::kNothing;
    if (fee.when == FeeWhen::kOnSubmission) return event == Event::kSubmitted ? FeeStep::kCharge : FeeStep::kNothing;
    switch (event) {
        case Event::kSubmitted:
            return FeeStep::kHold;
        case Event::kAnswered:
            return FeeStep::kCharge;
        case Event::kDeclined:
            return fee.when_declined ? FeeStep::kCharge : FeeStep::kRelease;
        case Event::kWithdrawn:
            return FeeStep::kRelease;
    }
    return FeeStep::kNothing;
}

}  // namespace dayroom::forms
