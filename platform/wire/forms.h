// Forms between the wire and their rules (platform/forms).
#pragma once

#include "platform/forms/answers.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::wire {

/// kUnsupported: a kind of field or of condition that this program does not know. Nothing else is checked.
Result<forms::Form> form_from_wire(const Form& form);
Form form_to_wire(const forms::Form& form);

forms::Answers answers_from_wire(const google::protobuf::RepeatedPtrField<Answer>& answers);

}  // namespace dayroom::wire
