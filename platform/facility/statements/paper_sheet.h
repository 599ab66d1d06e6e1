// Where a document for one resident has come to on its pages: whose it is above, rows from above to below, the number
// of each page at its foot. Inside platform/facility/statements only.
#pragma once

#include <string>

#include "platform/facility/residents/residents.h"
#include "platform/facility/statements/paper_words.h"
#include "platform/facility/statements/pdf_writer.h"

namespace dayroom::facility {

struct PaperSheet {
    static constexpr double kLeft = 54;
    static constexpr double kRight = PdfWriter::kWidth - 54;
    static constexpr double kBottom = 64;  // nothing is written below
    static constexpr double kRow = 15;
    static constexpr double kSmall = 8.5;  // size of the smallest letters

    PdfWriter& pdf;
    const PaperWords& words;
    std::string number;  // the resident's
    double y = 0;        // the baseline of the next row
    int pages = 0;

    void next_page();
    /// The first page, down to where the rows begin.
    void head(const std::string& title, const std::string& facility, const StoredResident& who,
              const std::string& unit);
};

}  // namespace dayroom::facility
