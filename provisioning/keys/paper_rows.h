// Bytes as rows that a person can copy from paper: number, four bytes as two groups of hex digits, and a check of the
// row, so that a wrong digit, or two that changed places, are found where they are. Letters of either case, any spaces.
//
//    3   9c01 77fe   2b
//
// Other lines may stand between: what does not begin with a number and hex groups is for the reader.
#pragma once

#include <string>

#include "platform/base/result.h"
#include "platform/crypto/secret.h"

namespace dayroom::provisioning {

inline constexpr std::size_t kRowBytes = 4;
inline constexpr std::size_t kMaxRows = 64;

/// The rows of `content`; the last one is filled with zeros. `purpose` goes into every check: a row of another kind of
/// paper is no row of this one.
std::string to_paper_rows(ByteView content, std::string_view purpose);

/// `size` bytes out of the rows of `text`. kInvalid, with the row's number, for one that is wrong, missing, or there
/// twice with different digits.
Result<Secret> from_paper_rows(std::string_view text, std::size_t size, std::string_view purpose);

}  // namespace dayroom::provisioning
