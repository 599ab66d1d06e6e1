// Forms as data: what a resident fills in, what it costs, and until when staff answer.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "platform/facility/feed/work.h"

namespace dayroom::facility {

inline constexpr int kMaxFormFields = 40;
inline constexpr int kMaxAnswerCharacters = 10'000;

struct StoredForm {
    FormId id;
    wire::Form form;
    bool active = true;
};

class Forms {
public:
    /// New, or a new revision (the revision is set here: one more than before). Sealed and fed to all terminals.
    Status put(Work& work, const FormId& id, wire::Form form);
    /// No longer offered; requests already made stay.
    Status retire(Work& work, const FormId& id);
    Result<std::optional<StoredForm>> find(database::Connection& connection, const FormId& id);
    Result<std::optional<StoredForm>> find_by_code(database::Connection& connection, std::string_view code);
    Result<std::vector<StoredForm>> list(database::Connection& connection);
};

/// Whether `answers` fill `form`: required fields, known fields once each, choices, dates (YYYY-MM-DD), numbers,
/// lengths. kInvalid or kTooLarge name the field.
Status check_answers(const wire::Form& form, const google::protobuf::RepeatedPtrField<wire::Answer>& answers);

}  // namespace dayroom::facility
