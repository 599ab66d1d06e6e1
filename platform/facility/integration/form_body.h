// Forms as JSON: in bodies and answers of the API, in files, and in the sample. What is written reads back as the same
// definition, and the same definition is always written as the same bytes.
#pragma once

#include "platform/facility/integration/json_body.h"
#include "platform/forms/form.h"

namespace dayroom::facility {

inline constexpr int kFormsFormat = 1;                              // "format" of a file of forms
inline constexpr std::size_t kMaxFormsFileBytes = 8 * 1024 * 1024;  // a file of forms

/// kInvalid, kTooLarge: the detail begins with the place ("fields[3].choices[0].label: …"). Names every member of
/// `body`. The rules of forms::check_form() are checked too.
Result<forms::Form> read_form(JsonBody& body);
/// Members "format" and "forms" of `body`, and no others. No code comes twice.
Result<std::vector<forms::Form>> read_forms_file(JsonBody& body);

/// Without the revision, and without what has its default.
nlohmann::json form_json(const forms::Form& form);
nlohmann::json forms_file_json(const std::vector<forms::Form>& forms);

}  // namespace dayroom::facility
