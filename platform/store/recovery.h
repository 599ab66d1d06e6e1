// Private to platform/store: what both kinds of store do with a damaged file.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/crypto/secret.h"
#include "platform/database/connection.h"

namespace dayroom::store {

/// Renames the file and its WAL to "<name>.corrupt-<ms>"; returns the new path.
Result<std::filesystem::path> set_aside(const std::filesystem::path& file, Timestamp now);

/// Opens the damaged file anew: after one damaged page SQLCipher lets nothing more be read through the same connection.
using OpenDamaged = std::function<Result<std::unique_ptr<database::Connection>>()>;

/// Copies what can be read of `table` to a database of the same columns, from both ends, so that one damaged page loses
/// only its own rows. Never fails: returns how many rows came over.
int salvage_table(const OpenDamaged& open_damaged, database::Connection& to, const std::string& table, int columns);

/// Rows in a table; -1 when that cannot be read.
int count_rows(const OpenDamaged& open_damaged, const std::string& table);

/// Deletes a database file with its WAL and journal, overwriting it first.
Status shred(const std::filesystem::path& file);

}  // namespace dayroom::store
