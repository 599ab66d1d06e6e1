// PDFs for tests: good ones with words, and each kind that is refused.
#pragma once

#include <string>
#include <vector>

#include "platform/base/bytes.h"

namespace dayroom::pages::test {

/// "Page 1 of 3: what was decided", in a font that is in the file.
Bytes letter(int pages);

/// Objects numbered from 1, the first the catalog, with a table of where they are.
std::string pdf_of(const std::vector<std::string>& objects, const std::string& trailer = {});
/// One drawn page of that size in points, without words; `catalog`: more entries of the first object.
std::string drawing(const std::string& width, const std::string& height, const std::string& catalog = {},
                    const std::vector<std::string>& more = {});
/// A stream object, packed when `packed`.
std::string stream(const std::string& entries, const std::string& body, bool packed);

}  // namespace dayroom::pages::test
