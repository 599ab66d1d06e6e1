// A month's statement on paper: US Letter, totals first, then every line.
#pragma once

#include <string>

#include "platform/facility/statements/month_statement.h"

namespace dayroom::facility {

/// The PDF's bytes, in the language of `words`. `now`: when it was made. kNotFound: no fonts; kIo.
Result<std::string> statement_pdf(const MonthStatement& statement, const PaperWords& words, Timestamp now);

}  // namespace dayroom::facility
