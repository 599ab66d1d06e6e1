// Private to platform/store: what both kinds of store do with a damaged file.
#pragma once

#include <filesystem>

#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/crypto/secret.h"
#include "platform/database/connection.h"

namespace dayroom::store {

/// Renames the file and its WAL to "<name>.corrupt-<ms>"; returns the new path.
Result<std::filesystem::path> set_aside(const std::filesystem::path& file, Timestamp now);

/// Copies what can be read of `table` from one database to another of the same columns, from both ends, so that one
/// damaged page loses only its own rows. Never fails: returns how many rows came over.
int salvage_table(database::Connection& from, database::Connection& to, const std::string& table, int columns);

/// Rows in a table; -1 when that cannot be read.
int count_rows(database::Connection& from, const std::string& table);

/// Deletes a database file with its WAL and journal, overwriting it first.
Status shred(const std::filesystem::path& file);

}  // namespace dayroom::store
