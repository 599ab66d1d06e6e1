// One line of a resident's account on paper: a receipt, and of a deposit its arithmetic.
#pragma once

#include <string>

#include "platform/facility/statements/month_statement.h"

namespace dayroom::facility {

struct AccountSlip {
    std::string facility;
    std::string time_zone;
    std::string unit;
    StoredResident resident;
    wire::Transaction::State state = wire::Transaction::POSTED;
    MonthLine line;  // `balance` is not told
};

/// kNotFound: nobody, or no line of theirs.
Result<AccountSlip> read_slip(database::Connection& connection, const ResidentId& resident, const TransferId& line);

/// The PDF's bytes: US Letter, in the language of `words`. `now`: when it was made. kNotFound: no fonts; kIo.
Result<std::string> slip_pdf(const AccountSlip& slip, const PaperWords& words, Timestamp now);

}  // namespace dayroom::facility
