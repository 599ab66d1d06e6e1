// Private to the hub's folders: lists of codes as they are kept in one column (one a line), and the columns of a
// message for whoever reads more beside them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "platform/database/connection.h"
#include "platform/wire/dayroom.pb.h"

namespace dayroom::facility {

std::vector<std::string> split_lines(std::string_view text);
std::string join_lines(const std::vector<std::string>& lines);

/// Of table message as m; read_message() takes them from column `first` on. Photos are not among them.
extern const char* const kMessageColumns;
void read_message(const database::Row& row, int first, wire::Message& out);
/// From sha256, width, height, bytes.
void read_photo(const database::Row& row, wire::Photo& photo);

}  // namespace dayroom::facility
