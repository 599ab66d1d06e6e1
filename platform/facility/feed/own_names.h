// What the facility calls something that it defined (a rule for deductions, a kind of charge), by language. Residents
// read it instead of the terminal's own words for the code. Kept in one column: a line "en<tab>Hygiene kit" for each.
//
// Pure; safe from any thread.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/result.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::facility {

/// Characters of one name: a deposit with kMaxDeductionParts parts in kMaxLanguages languages fits into one record.
inline constexpr std::size_t kMaxOwnName = 80;

/// Language (BCP 47) and name; empty: it has none.
using Names = std::vector<std::pair<std::string, std::string>>;

/// kInvalid, kTooLarge: each language once, English among them, each name one line without anything hidden in it. No
/// names at all are fine.
Status check_names(const Names& names);
/// The one in `language`, else in English; empty when there is none.
std::string name_in(const Names& names, std::string_view language);

std::string join_names(const Names& names);
Names split_names(std::string_view kept);
Names names_of(const google::protobuf::RepeatedPtrField<wire::LocalText>& texts);
void put_names(const Names& names, google::protobuf::RepeatedPtrField<wire::LocalText>& out);

}  // namespace dayroom::facility
