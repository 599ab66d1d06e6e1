// One delivered message on paper, for the resident whose it is: with whom, when, word for word, and the photos that
// were let through.
#pragma once

#include <string>
#include <vector>

#include "platform/facility/residents/residents.h"
#include "platform/facility/statements/paper_words.h"
#include "platform/facility/statements/pdf_writer.h"

namespace dayroom::facility {

struct MessagePaper {
    std::string facility;
    std::string time_zone;
    std::string unit;
    StoredResident resident;
    std::string contact;
    bool from_resident = false;
    Timestamp sent;
    std::string text;
    std::vector<PaperPicture> photos;
};

/// The PDF's bytes: US Letter, in the language of `words`. `now`: when it was made. kNotFound: no fonts; kIo.
Result<std::string> message_pdf(const MessagePaper& message, const PaperWords& words, Timestamp now);

}  // namespace dayroom::facility
