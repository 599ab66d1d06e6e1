// A month's statement on paper: US Letter, in English, totals first, then every line.
#pragma once

#include <string>

#include "platform/facility/statements/month_statement.h"

namespace dayroom::facility {

/// The PDF's bytes. `now`: when it was made. kNotFound: no fonts; kIo.
Result<std::string> statement_pdf(const MonthStatement& statement, Timestamp now);

}  // namespace dayroom::facility
